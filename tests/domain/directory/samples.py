"""Services for tests. All of them are invented; whole ones are made of the table of fields, every field."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any
from uuid import UUID

import psycopg

from limen.domain.directory.commands.keeping import keep
from limen.domain.directory.names.fields import LEADS_TO, Field, fields_of
from limen.domain.directory.names.words import Offered, Said, Whereabouts
from limen.domain.directory.queries.cards import ServiceSheet
from limen.domain.directory.queries.finding import service_sheet
from limen.domain.identity.names import Role
from limen.domain.identity.roles import permissions_of
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import AT, Player
from tests.conftest import House

OFFERED = Offered(
    provider="Sample harbour house",
    name="Sample legal help",
    description="Sample: somebody explains letters of the office.",
    languages=("ara", "fas"),
    topics=("Legal help",),
    hours=("MO-FR 09:00-17:00",),
    phone="+00 000 000",
    time_zone="Europe/Berlin",
)
WHERE = Whereabouts(
    called="Sample house",
    street="1 Sample Quay",
    city="Harbour",
    province="Coast",
    postal_code="00001",
    country="AQ",
    latitude=52.5,
    longitude=13.4,
)
_SKIPPED = {"attributes", "metadata"}  # below the first objects: they would stand in each other without end
_VALUES = {
    "string": "sample",
    "number": 3,
    "email": "sample@example.org",
    "uri": "https://example.org/sample",
    "date-time": "2026-05-01T10:00:00.000+00:00",
}


def kept(by: Player, where: Whereabouts | None = WHERE, **changes: Any) -> UUID:
    """A service in the directory."""
    offered = Offered(**{**vars(OFFERED), **changes})
    return keep(offered, where, by=by.actor, at=AT).service_id


def sheet(id: UUID, by: Player) -> ServiceSheet:
    """A service as somebody sees it."""
    with acting_as(by.actor):
        return service_sheet(id, at=AT, by=by.actor)


def whole_service(number: int = 0) -> Said:
    """A service with every field of every object, and references that lead somewhere."""
    ids: dict[str, list[str]] = {}
    said = _whole("service", 0, ids, count(number * 1000))
    return dict(_led(said, ids))


def _whole(of: str, depth: int, ids: dict[str, list[str]], numbers: count[int]) -> Said:
    said: Said = {}
    for name, field in fields_of(of).items():
        if (depth > 1 and name in _SKIPPED) or depth > 6:
            continue
        said[name] = _value(field, depth, ids, numbers)
    ids.setdefault(of, []).append(said["id"])
    return said


def _value(field: Field, depth: int, ids: dict[str, list[str]], numbers: count[int]) -> Any:
    if field.kind == "object":
        return _whole(field.of, depth + 1, ids, numbers)
    if field.kind == "list":
        return [_whole(field.of, depth + 1, ids, numbers)]
    if field.kind == "uuid":
        return str(new_id())
    if field.words:
        return field.words[0]
    value = _VALUES[field.kind]
    return f"{value} {next(numbers)}" if field.kind == "string" else value


def _led(said: Any, ids: dict[str, list[str]], parent: Said | None = None) -> Any:
    """The same, with references to what is there."""
    if isinstance(said, list):
        return [_led(one, ids, parent) for one in said]
    if not isinstance(said, dict):
        return said
    led = {}
    for name, value in said.items():
        if name in LEADS_TO:
            beside = said.get(name.removesuffix("_id"))
            first = ids[LEADS_TO[name]][-1 if name == "service_id" else 0]
            led[name] = beside["id"] if isinstance(beside, dict) else first
        else:
            led[name] = _led(value, ids, said)
    return led


def made_head(house: House, player: Player) -> Player:
    """A caseworker who leads others from now on."""
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute(
            "update identity_posting set role = 'casework_supervisor' where member_id = %s", [player.id]
        )
    permissions = permissions_of([Role.CASEWORK_SUPERVISOR])
    return replace(
        player, actor=replace(player.actor, permissions=permissions), role=Role.CASEWORK_SUPERVISOR
    )
