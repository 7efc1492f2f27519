"""The tables of what is to do, as `expectations.py` holds the others."""

from __future__ import annotations

from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import ALLOCATING, READ, WORK, Fact, Facts, Somebody
from tests.security.scene import Scene
from tests.security.work_of_scene import new_filter, new_release, new_task


def _sees_task(me: Somebody, row: Fact) -> bool:
    """With the case and inside the compartment; of no case, whoever is to do it and whoever gave it."""
    return _has_task(me, row, READ)


def _has_task(me: Somebody, row: Fact, need: int) -> bool:
    if row["case_id"] is None:
        return me.is_somebody and me.me in (row["for_member_id"], row["given_by_id"])
    return row["compartment"] in me.clearances and me.reaches(row["case_id"], need)


def _tasks(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """In every case and in none, in two compartments, for a colleague and for a stranger, in a false name."""
    rows: list[Candidate] = []
    ours = me.organisation or scene.cast.authority
    costa, elio = scene.people["costa"].id, scene.people["elio"].id
    for case in (None, *(row["id"] for row in facts.all("cases_case"))):
        for compartment in ("general", "gbv") if case else ("general",):
            row = new_task(ours, case, compartment, me.me, me.me, facts.now)
            rows.append((row, _has_task(me, row, WORK)))
    own = new_task(ours, None, "general", me.me, me.me, facts.now)
    for change, may in (
        ({"for_member_id": costa}, me.is_somebody and me.is_colleague(costa)),
        ({"for_member_id": elio}, me.is_somebody and me.is_colleague(elio)),
        ({"given_by_id": costa}, me.is_somebody and me.me == costa),
        ({"organisation_id": scene.cast.other}, me.is_somebody and me.organisation == scene.cast.other),
        ({"done_at": facts.now, "done_by_id": me.me}, False),
    ):  # fmt: skip
        rows.append((own | change, may))
    return rows


def _sees_filter(me: Somebody, row: Fact) -> bool:
    """One's own, and those of units whose files one reads."""
    return me.is_somebody and (row["member_id"] == me.me or row["unit_id"] in me.units(READ))


def _is_mine(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["member_id"] == me.me)


def _filters(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    ours = me.organisation or scene.cast.authority
    costa = scene.people["costa"].id
    for unit in (None, *(row["id"] for row in facts.all("identity_unit"))):
        row = new_filter(ours, unit, me.me, "new", facts.now)
        rows.append((row, me.is_somebody and (unit is None or unit in me.units(READ))))
    own = rows[0][0]
    return [
        *rows, (own | {"member_id": costa}, me.is_somebody and me.me == costa),
        (own | {"organisation_id": scene.cast.other}, me.is_somebody and me.organisation == scene.cast.other),
        (own | {"dropped_at": facts.now}, False),
    ]  # fmt: skip


def _may_answer(me: Somebody, row: Fact) -> bool:
    return (
        me.is_somebody and row["answered_at"] is None and row["member_id"] != me.me
        and row["unit_id"] in me.units(READ) and bool(me.roles & ALLOCATING)
    )  # fmt: skip


def _may_take(me: Somebody, row: Fact) -> bool:
    return _is_mine(me, row) and bool(row["is_agreed"]) and row["taken_at"] is None


def _releases(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    ours, costa = me.organisation or scene.cast.authority, scene.people["costa"].id
    for unit in facts.all("identity_unit"):
        row, may = new_release(ours, unit["id"], me.me, facts.now), unit["id"] in me.units(READ)
        answered = {"answered_by_id": scene.people["mo"].id, "answered_at": facts.now, "is_agreed": True}
        rows += [
            (row, may), (row | answered, False),
            (row | {"member_id": costa}, may and me.me == costa),
            (row | {"organisation_id": scene.cast.other}, may and me.organisation == scene.cast.other),
            (row | {"is_own": True}, me.is_somebody and unit["id"] in me.units(0)),
        ]  # fmt: skip
    return rows


def _sees_released(me: Somebody, row: Fact) -> bool:
    release = me.facts.one("worklists_release", row["release_id"])
    return _sees_filter(me, release) and me.reaches(row["case_id"], READ)


def _lets_out(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Every case for every release: whoever agreed to it, what they may read, until it was taken."""
    there = {(row["release_id"], row["case_id"]) for row in facts.all("worklists_releasedcase")}
    return [
        ({"release_id": release["id"], "case_id": case["id"]},
         me.is_somebody and bool(release["is_agreed"]) and release["taken_at"] is None
         and release["answered_by_id"] == me.me and _sees_filter(me, release)
         and me.reaches(case["id"], READ))
        for release in facts.all("worklists_release")
        for case in facts.all("cases_case")
        if (release["id"], case["id"]) not in there
    ]  # fmt: skip


# An answer for whoever may give one, and the taking for whoever asked: one change for both.
_ANSWER_OR_TAKE = (
    "answered_by_id = case when member_id = %(me)s then answered_by_id else %(me)s end,"
    " answered_at = case when member_id = %(me)s then answered_at else now() end,"
    " is_agreed = case when member_id = %(me)s then is_agreed else true end,"
    " taken_at = case when member_id = %(me)s and is_agreed then now() end"
)


def _looks(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of those who have not looked yet; for the others the key is taken."""
    there = {row["id"] for row in facts.all("worklists_look")}
    return [
        ({"id": player.id, "entry_id": 1, "looked_at": facts.now}, me.is_somebody and me.me == player.id)
        for player in scene.people.values()
        if player.id not in there
    ]


EXPECTED_OF_WORK = {
    "worklists_row": Expected(sees=lambda me, row: me.reaches(row["id"], READ)),
    "worklists_savedfilter": Expected(
        sees=_sees_filter, change="dropped_at = dropped_at", updates=_is_mine, inserts=_filters
    ),
    "worklists_release": Expected(
        sees=_sees_filter, change=_ANSWER_OR_TAKE, inserts=_releases,
        updates=lambda me, row: _may_answer(me, row) or _may_take(me, row),
    ),
    "worklists_releasedcase": Expected(sees=_sees_released, inserts=_lets_out),
    "worklists_look": Expected(
        sees=lambda me, row: me.is_somebody and row["id"] == me.me, change="looked_at = looked_at",
        updates=lambda me, row: me.is_somebody and row["id"] == me.me, inserts=_looks,
    ),
    "tasks_task": Expected(
        sees=_sees_task, change="done_by_id = %(me)s, done_at = now()",
        updates=lambda me, row: _has_task(me, row, WORK), inserts=_tasks,
    ),
}  # fmt: skip


def secrets_of_work(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts of tasks that this one must never be told."""
    hidden: dict[str, str] = {}
    for task in facts.all("tasks_task", lambda row: not _sees_task(me, row)):
        hidden |= {str(task["id"]): "the id of a task", f"'{task['says']}'": "what a task says"}
    for row in facts.all("worklists_savedfilter", lambda row: not _sees_filter(me, row)):
        hidden |= {str(row["id"]): "the id of a filter", row["name"]: "the name of a filter"}
    for row in facts.all("worklists_release", lambda row: not _sees_filter(me, row)):
        hidden |= {str(row["id"]): "the id of a release", row["why"]: "what a release is for"}
    for row in facts.all("worklists_row", lambda row: not me.reaches(row["id"], READ)):
        hidden |= {f"WorkCard(case_id=UUID('{row['id']}')": "a row of a worklist"}
    return hidden
