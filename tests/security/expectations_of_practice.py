"""Who may read, write, check and ask what colleagues have learned."""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.expected import Candidate, Expected
from tests.security.practice_of_scene import (
    new_endorsement,
    new_note,
    new_question,
    new_reply,
    new_wording,
)
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene


def sees_practice(me: Somebody, row: Fact) -> bool:
    """In one's house and unit: one's own, what is being checked, what was in use, what one answered."""
    if not _is_of_the_house(me, row, row["unit_id"]):
        return False
    mine = me.me in (row["author_id"], row["sent_back_by_id"], row["withdrawn_by_id"])
    return mine or row["state"] == "checking" or row["in_use_at"] is not None


def _is_of_the_house(me: Somebody, row: Fact, unit: object) -> bool:
    return me.works_on_cases and row["organisation_id"] == me.organisation and (
        unit is None or unit in me.units(0)
    )  # fmt: skip


def _with_note(me: Somebody, row: Fact) -> bool:
    return sees_practice(me, me.facts.one("practice_note", row["note_id"]))


def _sees_wording(me: Somebody, row: Fact) -> bool:
    return bool(row["author_id"] == me.me) and _with_note(me, row)


def sees_question(me: Somebody, row: Fact) -> bool:
    """Whoever asked, and those of whom it was asked until it is taken back."""
    if not _is_of_the_house(me, row, None):
        return False
    if row["asked_by_id"] == me.me:
        return True
    if row["taken_back_at"] is not None:
        return False
    if row["to_member_id"] is not None:
        return bool(row["to_member_id"] == me.me)
    return row["to_unit_id"] is None or row["to_unit_id"] in me.units(0)


def _sees_reply(me: Somebody, row: Fact) -> bool:
    return sees_question(me, me.facts.one("practice_question", row["question_id"]))


def _is_own(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["member_id"] == me.me)


def _notes(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for house in (scene.cast.authority, scene.cast.agency, scene.cast.other):
        for unit in (None, scene.cast.unit, scene.cast.agency_unit):
            row = new_note(house, unit, me.me, facts.now)
            rows.append((row, _is_of_the_house(me, row, unit)))
    own = new_note(me.organisation or scene.cast.authority, None, me.me, facts.now)
    hana = scene.people["hana"].id
    rows.append((own | {"author_id": hana}, me.me == hana))
    for change in (
        {"state": "checking", "submitted_at": facts.now},
        {"state": "in_use", "checked_by_id": scene.people["hana"].id, "in_use_at": facts.now,
         "look_again_on": facts.now.date()},
        {"sent_back_by_id": me.me},
    ):  # fmt: skip
        rows.append((own | change, False))
    return rows


def _wordings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (new_wording(note["id"], who, facts.now) | {"version": 9},
         who == me.me == note["author_id"] and note["state"] == "draft" and sees_practice(me, note))
        for note in facts.all("practice_note")
        for who in (me.me, scene.people["hana"].id)
    ]  # fmt: skip


def _endorsements(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (new_endorsement(note["id"], who, facts.now),
         who == me.me != note["author_id"] and note["state"] == "in_use" and sees_practice(me, note))
        for note in facts.all("practice_note")
        for who in (me.me, scene.people["hana"].id)
    ]  # fmt: skip


def _drafts(scene: Scene, facts: Facts, me: Somebody) -> Iterator[Candidate]:
    for who in (me.me, scene.people["hana"].id):
        row = {"member_id": who, "text": "x", "base_version": 0, "saved_at": facts.now}
        yield row | {"note_id": None}, who == me.me and me.works_on_cases
        for note in facts.all("practice_note"):
            is_mine = who == me.me == note["author_id"] and sees_practice(me, note)
            yield row | {"note_id": note["id"]}, is_mine


def _questions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    farah, elio = scene.people["farah"].id, scene.people["elio"].id
    for house in (scene.cast.authority, scene.cast.agency, scene.cast.other):
        row = new_question(house, me.me, facts.now)
        ours = _is_of_the_house(me, row, None)
        in_authority = house == scene.cast.authority
        rows += [
            (row, ours),
            (row | {"to_member_id": farah}, ours and in_authority),
            (row | {"to_member_id": elio}, ours and house == scene.cast.other),
            (row | {"to_unit_id": scene.cast.unit}, ours and in_authority),
            (row | {"asked_by_id": scene.people["hana"].id}, ours and me.me == scene.people["hana"].id),
            (row | {"closed_at": facts.now}, False),
            (row | {"taken_back_at": facts.now}, False),
        ]
    return rows


def _replies(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (new_reply(row["id"], who, facts.now),
         who == me.me and sees_question(me, row) and row["closed_at"] is None
         and row["taken_back_at"] is None)
        for row in facts.all("practice_question")
        for who in (me.me, scene.people["hana"].id)
    ]  # fmt: skip


def secrets_of_practice(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of what colleagues have learned and asked that this person must never be told."""
    hidden: dict[str, str] = {}
    for table, expected in EXPECTED_OF_PRACTICE.items():
        unseen = [row for row in facts.all(table) if not expected.sees(me, row)]
        hidden |= {str(row["id"]): f"a row of {table}" for row in unseen}
    return hidden


EXPECTED_OF_PRACTICE = {
    "practice_note": Expected(
        sees=sees_practice, change="superseded_at = superseded_at", updates=sees_practice, inserts=_notes
    ),
    "practice_earlierwording": Expected(sees=_sees_wording, inserts=_wordings),
    "practice_endorsement": Expected(
        sees=_with_note, change="until_at = until_at", inserts=_endorsements,
        updates=lambda me, row: _is_own(me, row) and _with_note(me, row),
    ),
    "practice_draft": Expected(
        sees=_is_own, change="text = text", updates=_is_own, deletes=_is_own,
        inserts=lambda scene, facts, me: list(_drafts(scene, facts, me)),
    ),
    "practice_question": Expected(
        sees=sees_question, change="closed_at = closed_at", inserts=_questions,
        updates=lambda me, row: sees_question(me, row) and bool(row["asked_by_id"] == me.me),
    ),
    "practice_reply": Expected(sees=_sees_reply, inserts=_replies),
}  # fmt: skip
