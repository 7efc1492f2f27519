"""The tables of the registration desk, as `expectations.py` holds the others."""

from __future__ import annotations

from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import LIST, Fact, Facts, Somebody
from tests.security.scene import Scene


def _is_mine(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and row["member_id"] == me.me and _is_of_my_desk(me, row)


def _is_of_my_desk(me: Somebody, row: Fact) -> bool:
    return me.registers and row["unit_id"] in me.units(LIST)


def _drafts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for unit in facts.all("identity_unit"):
        for organisation in {unit["organisation_id"], me.organisation} - {None}:
            row = {"organisation_id": organisation, "unit_id": unit["id"], "member_id": me.me,
                   "opens": new_id(), "content": Jsonb({}), "version": 1, "last_window": "",
                   "started_at": facts.now, "saved_at": facts.now}  # fmt: skip
            may = _is_mine(me, row) and organisation == me.organisation
            registered = {"registered_at": facts.now, "case_id": scene.cast.case}
            rows += [
                (row, may),
                (row | {"member_id": costa}, may and me.me == costa),
                (row | {"handed_by_id": costa}, False),
                (row | registered, False),
            ]
    return rows


def _series(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"organisation_id": organisation, "unit_id": unit["id"], "year": 1998, "prefix": str(new_id())[-9:],
          "last": 0}, _is_of_my_desk(me, {"unit_id": unit["id"]}) and organisation == me.organisation)
        for unit in facts.all("identity_unit")
        for organisation in {unit["organisation_id"], me.organisation} - {None}
    ]  # fmt: skip


def _is_of_my_draft(me: Somebody, row: Fact) -> bool:
    return _is_mine(me, me.facts.one("registration_draft", row["draft_id"]))


def _pictures(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """To one's own draft, as long as the family is not registered."""
    return [
        ({"draft_id": draft["id"], "typed": new_id(), "shows": "page", "content": b"", "thumbnail": b"",
          "width": 1, "height": 1, "digest": "", "read": "", "unread": "", "taken_at": facts.now},
         _is_mine(me, draft) and draft["registered_at"] is None)
        for draft in facts.all("registration_draft")
    ]  # fmt: skip


EXPECTED_OF_REGISTRATION = {
    "registration_draft": Expected(
        sees=_is_mine, change="version = version", updates=_is_mine, deletes=_is_mine, inserts=_drafts,
    ),
    "registration_draftpicture": Expected(
        sees=_is_of_my_draft, deletes=_is_of_my_draft, inserts=_pictures,
    ),
    "registration_series": Expected(
        sees=_is_of_my_desk, change="last = last", updates=_is_of_my_desk, inserts=_series,
    ),
}  # fmt: skip
