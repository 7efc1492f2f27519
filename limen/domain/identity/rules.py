"""Why an act on a person cannot happen now. Pure questions about rows already loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext as _

from limen.domain.identity.models import Clearance, Posting
from limen.domain.identity.names import Compartment, Role
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle
from limen.reference.countries import is_country
from limen.reference.languages import is_language

# A limit of the house: whatever is longer is no measure.
DAYS_AT_MOST = 3650
SKILLS_AT_MOST = 30
_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
_WITHOUT_CASES = _KEEPERS | {Role.POLICY_LEAD, Role.INTERPRETER}


def obstacles_to_inviting(*, login: str, name: str, is_taken: bool) -> list[Obstacle]:
    """A login is one word, three letters at least, and free; a person has a name."""
    obstacles = []
    if not name.strip():
        obstacles.append(Obstacle("name", _("Enter the person's name.")))
    if len(login.strip()) < 3 or any(c.isspace() for c in login.strip()):
        obstacles.append(Obstacle("login", _("Enter a login of at least three characters without spaces.")))
    if is_taken:
        obstacles.append(Obstacle("taken", _("This login is taken. Choose another one.")))
    return obstacles


def obstacles_to_changing(member_id: UUID, by: Actor) -> list[Obstacle]:
    """Nobody gives or takes anything for themselves."""
    if member_id == by.id:
        return [
            Obstacle("self", _("You cannot change your own role or clearance. Ask another administrator."))
        ]
    return []


def obstacles_to_setting_patience(*days: int | None) -> list[Obstacle]:
    """A whole number of days, one at least."""
    if all(one is None or 0 < one <= DAYS_AT_MOST for one in days):
        return []
    says = _("Enter a number of days from 1 to %(most)d, or leave it empty.") % {"most": DAYS_AT_MOST}
    return [Obstacle("days", says)]


def obstacles_to_setting_skills(
    member_id: UUID, *, languages: Sequence[str], countries: Sequence[str], by: Actor
) -> list[Obstacle]:
    """Of somebody else; only languages and countries that there are, and not without end."""
    obstacles = obstacles_to_changing(member_id, by)
    if not all(is_language(code) for code in languages) or len(languages) > SKILLS_AT_MOST:
        says = _("Name languages that there are, %(most)d at most.") % {"most": SKILLS_AT_MOST}
        obstacles.append(Obstacle("languages", says))
    if not all(is_country(code) for code in countries) or len(countries) > SKILLS_AT_MOST:
        says = _("Name countries that there are, %(most)d at most.") % {"most": SKILLS_AT_MOST}
        obstacles.append(Obstacle("countries", says))
    return obstacles


def obstacles_to_posting(
    member_id: UUID, *, role: Role, reach: Reach, until_at: datetime | None, by: Actor, at: datetime
) -> list[Obstacle]:
    """Keepers of the house read no case, nor do interpreters; a posting ends after it begins."""
    obstacles = obstacles_to_changing(member_id, by)
    if role in _WITHOUT_CASES and reach > Reach.ASSIGNED:
        says = (
            _("This role keeps the house and reads no case. Choose no reach.")
            if role in _KEEPERS
            else _("This role reads no case. Choose no reach.")
        )
        obstacles.append(Obstacle("keeper", says))
    if until_at is not None and until_at <= at:
        obstacles.append(Obstacle("until", _("The end must lie in the future.")))
    return obstacles


def obstacles_to_ending_posting(posting: Posting, by: Actor, at: datetime) -> list[Obstacle]:
    """One cannot end one's own posting, nor one that has ended."""
    obstacles = obstacles_to_changing(posting.member_id, by)
    if posting.until_at is not None and posting.until_at <= at:
        obstacles.append(Obstacle("ended", _("This posting has already ended.")))
    return obstacles


def obstacles_to_clearing(
    member_id: UUID, *, compartment: Compartment, is_cleared: bool, by: Actor
) -> list[Obstacle]:
    """The general part of a file needs no clearance, and nobody is cleared twice."""
    obstacles = obstacles_to_changing(member_id, by)
    if compartment is Compartment.GENERAL:
        obstacles.append(Obstacle("general", _("The general part of a file needs no clearance.")))
    if is_cleared:
        obstacles.append(Obstacle("cleared", _("This person is already cleared for this compartment.")))
    return obstacles


def obstacles_to_ending_clearance(clearance: Clearance, by: Actor) -> list[Obstacle]:
    """One cannot end one's own clearance, nor one that has ended."""
    obstacles = obstacles_to_changing(clearance.member_id, by)
    if clearance.until_at is not None:
        obstacles.append(Obstacle("ended", _("This clearance has already ended.")))
    return obstacles


def obstacles_to_suspending(member_id: UUID, by: Actor) -> list[Obstacle]:
    """Nobody locks themselves out."""
    if member_id == by.id:
        return [Obstacle("self", _("You cannot suspend yourself. Ask another administrator."))]
    return []


def obstacles_to_setting_preferences(*, language: str, time_zone: str) -> list[Obstacle]:
    """Only a language that Limen speaks, and a time zone that exists."""
    obstacles = []
    if language not in dict(settings.LANGUAGES):
        obstacles.append(Obstacle("language", _("Choose one of the languages offered.")))
    if time_zone not in available_timezones():
        obstacles.append(Obstacle("time_zone", _("Choose one of the time zones offered.")))
    return obstacles
