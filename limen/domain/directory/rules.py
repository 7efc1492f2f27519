"""Why a service cannot be kept, changed, verified, published or withdrawn now. Pure questions."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from limen.domain.directory.models import Service
from limen.domain.directory.names.hours import NotHours, schedule_of
from limen.domain.directory.names.words import Level, Offered, Told, Whereabouts
from limen.foundation.refusals import Obstacle
from limen.reference.languages import is_language

MOST_LINES = 2000  # services of one file
LARGEST = 20 * 1024 * 1024  # bytes of one file


def obstacles_to_keeping(offered: Offered, *, publishes: bool) -> list[Obstacle]:
    """It says who offers what; what it names is there; `publishes`: whether the actor may let it out."""
    obstacles = []
    if not offered.name.strip():
        obstacles.append(Obstacle("name", _("Say what it is called.")))
    if not offered.provider.strip():
        obstacles.append(Obstacle("provider", _("Say who offers it.")))
    unknown = [code for code in (offered.language, *offered.languages) if not is_language(code)]
    if unknown:
        says = _("There is no language with the code %(code)s.") % {"code": unknown[0]}
        obstacles.append(Obstacle("language", says))
    low, high = offered.minimum_age, offered.maximum_age
    if low is not None and high is not None and low > high:
        obstacles.append(Obstacle("ages", _("The lowest age is above the highest.")))
    if offered.time_zone not in available_timezones():
        obstacles.append(Obstacle("time_zone", _("There is no such time zone.")))
    if offered.level is Level.PUBLISHED and not publishes:
        obstacles.append(not_a_publisher())
    return [*obstacles, *_obstacles_in_hours(offered.hours)]


def obstacles_to_revising(row: Service, offered: Offered, *, publishes: bool) -> list[Obstacle]:
    """It is in the directory, and says what has to be said. Who may see it is said by another act."""
    return [*obstacles_to_changing(row), *obstacles_to_keeping(offered, publishes=publishes)]


def obstacles_to_changing(row: Service) -> list[Obstacle]:
    """What was withdrawn stays as it was."""
    if row.withdrawn_at is None:
        return []
    return [Obstacle("withdrawn", _("It was withdrawn already."))]


def obstacles_to_setting_place(row: Service, where: Whereabouts) -> list[Obstacle]:
    """It has a name or an address, and coordinates come in pairs."""
    obstacles = obstacles_to_changing(row)
    if not (where.called.strip() or where.street.strip() or where.city.strip()):
        obstacles.append(Obstacle("where", _("Say what the place is called, or where it is.")))
    parts = (where.street, where.city, where.province, where.postal_code, where.country)
    if any(parts) and not all(part.strip() for part in parts):
        says = _("An address has a street, a town, a province, a postal code and a country.")
        obstacles.append(Obstacle("address", says))
    if (where.latitude is None) != (where.longitude is None):
        obstacles.append(Obstacle("coordinates", _("Say both coordinates, or none.")))
    return obstacles


def obstacles_to_telling(row: Service, told: Told) -> list[Obstacle]:
    """Something is counted, and no more of it is free than there is."""
    obstacles = obstacles_to_changing(row)
    if not told.unit.strip():
        obstacles.append(Obstacle("unit", _("Say what is counted: beds, places, hours.")))
    if told.available < 0 or (told.maximum is not None and told.available > told.maximum):
        obstacles.append(Obstacle("available", _("No more can be free than there are.")))
    return obstacles


def obstacles_to_publishing(row: Service, level: Level, *, is_published_elsewhere: bool) -> list[Obstacle]:
    """It is in the directory, and nobody else here publishes the same one."""
    obstacles = obstacles_to_changing(row)
    if row.level == level:
        obstacles.append(Obstacle("unchanged", _("Nothing was changed.")))
    if level is Level.PUBLISHED and is_published_elsewhere:
        says = _("Another organisation of this installation publishes this very service already.")
        obstacles.append(Obstacle("published", says))
    return obstacles


def obstacles_to_withdrawing(row: Service, *, why: str) -> list[Obstacle]:
    """It is in the directory, and somebody says why not any more."""
    obstacles = obstacles_to_changing(row)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why nobody should be sent there any more.")))
    return obstacles


def obstacles_to_delivering(lines: int, level: Level, *, publishes: bool) -> list[Obstacle]:
    """It has services, and not too many to be looked at while somebody waits."""
    obstacles = []
    if lines > MOST_LINES:
        says = _("It has %(lines)d services; at most %(most)d are taken at once. Send it in parts.")
        obstacles.append(Obstacle("too_many", says % {"lines": lines, "most": MOST_LINES}))
    if level is Level.PUBLISHED and not publishes:
        obstacles.append(not_a_publisher())
    return obstacles


def not_a_publisher() -> Obstacle:
    """Only some may let a service out."""
    return Obstacle("publish", _("A supervisor lets a service be seen by everybody."))


def _obstacles_in_hours(lines: tuple[str, ...]) -> list[Obstacle]:
    for line in lines:
        try:
            schedule_of(line)
        except NotHours:
            says = _("These are no opening hours: %(line)s. Write them as MO-FR 09:00-17:00.")
            return [Obstacle("hours", says % {"line": line})]
    return []
