"""What a row is made of: the columns that are looked for, copied out of what is said."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.directory.models import Provider, Service
from limen.domain.directory.names import parts
from limen.domain.directory.names.hours import line_of, schedule_of
from limen.domain.directory.names.words import Level, Offered, Said, Standing, Told, Whereabouts, day_of
from limen.domain.directory.queries.reach import places_within, providers_within, services_within
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id

_PLAIN = {
    "description": "description", "eligibility": "eligibility_description", "fees": "fees_description",
    "how_to_apply": "application_process", "interpretation": "interpretation_services", "alert": "alert",
    "email": "email", "url": "url", "minimum_age": "minimum_age", "maximum_age": "maximum_age",
}  # fmt: skip


def said_of(offered: Offered, before: Said, *, at: datetime) -> Said:
    """What is said of a service in the published form. What the form of the page does not know stays."""
    said = dict(before)
    said.setdefault("id", str(new_id()))
    said["name"], said["status"] = offered.name.strip(), offered.standing.value
    for name, field in _PLAIN.items():
        value = getattr(offered, name)
        _set(said, field, value.strip() if isinstance(value, str) else value)
    _set(said, "languages", _languages(offered, before))
    _set(said, "attributes", _attributes(offered, before))
    _set(said, "phones", _phones(offered, before))
    _set(said, "schedules", _schedules(offered, before))
    said["last_modified"] = written(at)
    return said


def columns_of(said: Said, provider: Said) -> dict[str, Any]:
    """The columns of a service."""
    return {
        "said": said,
        "name": str(said["name"])[:300],
        "tells": parts.tells_of(said, provider),
        "standing": Standing(said["status"]),
        "languages": parts.languages_of(said),
        "topics": parts.topics_of(said),
    }


def place_columns(said: Said) -> dict[str, Any]:
    """The columns of a place."""
    return {
        "said": said,
        "city": parts.text_of(said, name="city")[:200],
        "postal_code": parts.text_of(said, name="postal_code")[:40],
        "latitude": parts.coordinate_of(said, name="latitude", most=90),
        "longitude": parts.coordinate_of(said, name="longitude", most=180),
    }


def location_of(where: Whereabouts, before: Said) -> Said:
    """What is said of a location. What the page does not know stays."""
    said = dict(before)
    said.setdefault("id", str(new_id()))
    said["location_type"] = where.kind.value
    _set(said, "name", where.called.strip())
    _set(said, "transportation", where.way.strip())
    _set(said, "latitude", where.latitude)
    _set(said, "longitude", where.longitude)
    others = list(before.get("addresses") or [])[1:]
    first = parts.address_of(before)
    if where.street.strip():
        first = {"id": str(new_id()), "address_type": "physical"} | first | {
            "address_1": where.street.strip(), "city": where.city.strip(),
            "state_province": where.province.strip(), "postal_code": where.postal_code.strip(),
            "country": where.country.strip(),
        }  # fmt: skip
        said["addresses"] = [first, *others]
    else:
        _set(said, "addresses", others)
    return said


def with_capacity(said: Said, told: Told, *, at: datetime) -> Said:
    """The same with how much of something is free, told at an instant. Units are compared by their names."""
    capacities = [dict(one) for one in said.get("capacities") or ()]
    unit = " ".join(told.unit.split())
    row = next((one for one in capacities if _unit(one).casefold() == unit.casefold()), None)
    if row is None:
        row = {"id": str(new_id()), "unit": {"id": str(new_id()), "name": unit}}
        capacities.append(row)
    row["available"], row["updated"] = told.available, written(at)
    _set(row, "maximum", told.maximum)
    return {**said, "capacities": capacities, "last_modified": written(at)}


def own_provider(name: str, *, by: Actor) -> Provider:
    """The one of this name that the house keeps already, or a new one, which is not saved."""
    called = " ".join(name.split())
    own = providers_within(by).filter(organisation_id=by.organisation_id)
    if found := own.filter(name__iexact=called).order_by("id").first():
        return found
    key = new_id()
    said = {"id": str(key), "name": called, "description": called}
    return Provider(organisation_id=by.organisation_id, known_as=key, name=called, said=said)


def is_published_elsewhere(row: Service, *, by: Actor) -> bool:
    """Whether another organisation publishes the very same service. One query."""
    others = services_within(by).filter(known_as=row.known_as, level=Level.PUBLISHED, withdrawn_at=None)
    return others.exclude(pk=row.pk).exists()


def confidential_of(known_as: UUID, *, by: Actor) -> bool:
    """Whether the house keeps this location confidential wherever it stands."""
    own = places_within(by).filter(organisation_id=by.organisation_id)
    return own.filter(known_as=known_as, is_confidential=True).exists()


def verified_in(said: Said) -> Any:
    """The day on which a file says it was last looked at."""
    return day_of(str(said.get("assured_date") or "")[:10])


def written(at: datetime) -> str:
    """An instant as the published form has it."""
    return at.isoformat(timespec="milliseconds")


def _unit(capacity: Said) -> str:
    return str((capacity.get("unit") or {}).get("name") or "")


def _set(said: Said, name: str, value: Any) -> None:
    if value in ("", None, []):
        said.pop(name, None)
    else:
        said[name] = value


def _languages(offered: Offered, before: Said) -> list[Said]:
    kept = {tuple(parts.languages_of({"languages": [one]})): one for one in before.get("languages") or ()}
    unknown = [one for code, one in kept.items() if not code]
    return [kept.get((code,), {"id": str(new_id()), "code": code}) for code in offered.languages] + unknown


def _attributes(offered: Offered, before: Said) -> list[Said]:
    found = list(before.get("attributes") or ())
    named = {tuple(parts.topics_of({"attributes": [one]})): one for one in found}
    others = [one for one in found if not parts.topics_of({"attributes": [one]})]
    return [named.get((topic,)) or _attribute(topic) for topic in offered.topics] + others


def _attribute(topic: str) -> Said:
    term = {"id": str(new_id()), "name": topic, "description": topic}
    return {"id": str(new_id()), "link_entity": "service", "taxonomy_term": term}


def _phones(offered: Offered, before: Said) -> list[Said]:
    found = [dict(one) for one in before.get("phones") or ()]
    number = offered.phone.strip()
    if not number:
        return found[1:]
    first = found[0] if found else {"id": str(new_id())}
    return [first | {"number": number}, *found[1:]]


def _schedules(offered: Offered, before: Said) -> list[Said]:
    """Those that were typed; what a line cannot say stays as it came."""
    kept = {line_of(one): one for one in before.get("schedules") or () if line_of(one)}
    others = [one for one in before.get("schedules") or () if not line_of(one)]
    typed = [schedule_of(line) for line in offered.hours]
    return [kept.get(line_of(one)) or {"id": str(new_id()), **one} for one in typed] + others
