"""Who may read, keep and end the Word templates of an authority."""

from __future__ import annotations

from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene
from tests.security.templates_of_scene import TABLE, new_template


def _sees(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["organisation_id"] == me.organisation)


def _ends(me: Somebody, row: Fact) -> bool:
    return _sees(me, row) and row.get("ended_at") is None and "administrator" in me.roles


def _inserts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for organisation in {row["organisation_id"] for row in facts.all(TABLE)}:
        row = new_template(organisation, me.me, facts.now)
        may = _ends(me, row)
        ended = row | {"ended_at": facts.now, "ended_by_id": me.me}
        rows += [(row, may), (row | {"kept_by_id": costa}, may and me.me == costa), (ended, False)]
    return rows


EXPECTED_OF_TEMPLATES = {
    TABLE: Expected(
        sees=_sees, change="ended_by_id = %(me)s, ended_at = now()", updates=_ends, inserts=_inserts
    )
}
