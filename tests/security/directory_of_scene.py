"""The directory of a scene: services of every level in three houses, with open and confidential places."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Json

from tests.cast import Player
from tests.security.rows import insert
from tests.security.rules_of_access import Fact

_OF_HOUSES = "organisation_id = any (%(o)s)"
BELONGS_OF_DIRECTORY = {
    f"directory_{name}": _OF_HOUSES for name in ("provider", "service", "place", "delivery")
}
LEVELS = ("own", "installation", "published")


def new_provider(organisation: UUID) -> Fact:
    """Somebody who offers services."""
    return {"organisation_id": organisation, "known_as": uuid4(), "name": f"offers in {organisation}",
            "said": Json({"id": str(uuid4()), "name": f"offers in {organisation}"})}  # fmt: skip


def new_service(
    organisation: UUID, provider: UUID, by: UUID, now: datetime, level: str = "installation"
) -> Fact:
    """A service as the application would keep it."""
    name = f"offered by {organisation} {uuid4()}"
    return {
        "organisation_id": organisation, "provider_id": provider, "known_as": uuid4(), "level": level,
        "said": Json({"id": str(uuid4()), "name": name, "status": "active"}), "name": name, "tells": "help",
        "standing": "active", "language": "eng", "languages": ["ara"], "topics": ["Help"], "time_zone": "UTC",
        "version": 1, "kept_by_id": by, "kept_at": now, "changed_by_id": by, "changed_at": now,
        "withdrawn_why": "",
    }  # fmt: skip


def new_place(
    organisation: UUID, provider: UUID, service: UUID | None, *, is_confidential: bool = False
) -> Fact:
    """A place of it."""
    city = f"town of {uuid4()}"
    return {
        "organisation_id": organisation, "provider_id": provider, "service_id": service, "known_as": uuid4(),
        "offered_as": uuid4() if service else None, "number": 0, "is_confidential": is_confidential,
        "said": Json({"id": str(uuid4()), "location_type": "physical",
                      "addresses": [{"address_1": f"street in {city}", "city": city}]}),
        "offer": Json({}), "kept_back": Json({}), "city": city, "postal_code": "", "latitude": 1.0,
        "longitude": 1.0,
    }  # fmt: skip


def new_sent_file(organisation: UUID, by: UUID, now: datetime) -> Fact:
    """A file of services as the application would write it down."""
    return {"organisation_id": organisation, "file_name": f"sent to {organisation}", "level": "own",
            "lines": Json([]), "sent_by_id": by, "sent_at": now}  # fmt: skip


def what_is_offered(cursor: psycopg.Cursor, people: dict[str, Player], now: datetime) -> None:
    """By somebody of each house."""
    for name in ("dina", "berg", "elio"):
        me = people[name]
        house = me.actor.organisation_id
        for level in LEVELS:
            provider = insert(cursor, "directory_provider", **new_provider(house))
            row = new_service(house, provider, me.id, now, level)
            service = insert(cursor, "directory_service", **row)
            for is_confidential in (False, True):
                for of in (service, None):
                    place = new_place(house, provider, of, is_confidential=is_confidential)
                    insert(cursor, "directory_place", **place)
            ended = new_place(house, provider, service) | {"ended_at": now}
            insert(cursor, "directory_place", **ended)
            gone = {"withdrawn_at": now, "withdrawn_by_id": me.id, "known_as": uuid4()}
            insert(cursor, "directory_service", **row | gone)
        insert(cursor, "directory_delivery", **new_sent_file(house, me.id, now))
        taken = new_sent_file(house, me.id, now) | {"taken_at": now}
        insert(cursor, "directory_delivery", **taken)
