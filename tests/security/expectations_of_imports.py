"""The tables of lists from elsewhere, as `expectations.py` holds the others: seen and worked on by those who
register in the unit to which a list came."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from limen.foundation.ids import new_id
from tests.security.expected import Candidate, Expected
from tests.security.imports_of_scene import new_list, new_mapping, new_row, new_taken
from tests.security.rules_of_access import LIST, Fact, Facts, Somebody
from tests.security.scene import Scene


def _is_of_my_desk(me: Somebody, row: Fact) -> bool:
    return me.registers and row["unit_id"] in me.units(LIST)


def _lists(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for unit in facts.all("identity_unit"):
        for organisation in {unit["organisation_id"], me.organisation} - {None}:
            row = new_list(organisation, unit["id"], me.me, facts.now)
            may = _is_of_my_desk(me, row) and organisation == me.organisation
            rows += [(row, may), (row | {"received_by_id": costa}, may and me.me == costa)]
    return rows


def _mappings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for unit in facts.all("identity_unit"):
        for organisation in {unit["organisation_id"], me.organisation} - {None}:
            row = new_mapping(organisation, unit["id"], me.me, facts.now)
            may = _is_of_my_desk(me, row) and organisation == me.organisation
            rows += [(row, may), (row | {"saved_by_id": costa}, may and me.me == costa)]
    return rows


def _of_a_list(new: Callable[[UUID, UUID], Fact]) -> Callable[[Scene, Facts, Somebody], list[Candidate]]:
    """Of every list, in its unit and in another."""

    def candidates(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
        return [
            (new(listing["id"], unit["id"]), _is_of_my_desk(me, listing) and unit["id"] == listing["unit_id"])
            for listing in facts.all("imports_import")
            for unit in facts.all("identity_unit")
        ]

    return candidates


def _rows(listing: UUID, unit: UUID) -> Fact:
    return new_row(listing, unit, 10 + new_id().int % 1_000_000, "waiting")


def _file(listing: UUID, unit: UUID) -> Fact:
    return {"id": listing, "unit_id": unit, "content": b"Name\ncanary\n"}


EXPECTED_OF_IMPORTS = {
    "imports_import": Expected(
        sees=_is_of_my_desk, change="version = version", updates=_is_of_my_desk, inserts=_lists
    ),
    "imports_file": Expected(sees=_is_of_my_desk, inserts=_of_a_list(_file), deletes=_is_of_my_desk),
    "imports_row": Expected(
        sees=_is_of_my_desk, change="version = version", updates=_is_of_my_desk, inserts=_of_a_list(_rows)
    ),
    "imports_taken": Expected(sees=_is_of_my_desk, inserts=_of_a_list(new_taken)),
    "imports_savedmapping": Expected(
        sees=_is_of_my_desk,
        change="saved_by_id = %(me)s",
        updates=_is_of_my_desk,
        inserts=_mappings,
    ),
}
