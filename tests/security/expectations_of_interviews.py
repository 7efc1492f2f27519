"""The tables of the interviews, as `expectations.py` holds the others."""

from __future__ import annotations

from collections.abc import Iterator

from limen.foundation.ids import new_id
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import WORK, Fact, Facts, Somebody
from tests.security.scene import Scene

_AHEAD_OR_OPEN, _ENDED = {"planned", "open"}, {"closed", "read_back", "confirmed", "refused"}


def _holds(me: Somebody, row: Fact) -> bool:
    """Whoever holds an open record writes it, as long as they work on the case."""
    interview = me.facts.one("interviews_interview", row["interview_id"])
    is_held = interview["state"] == "open" and interview["holder_id"] == me.me
    return is_held and me.works_on_clock(row)


def _interviews(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for compartment in ("general", "gbv"):
            for by in (me.me, scene.people["costa"].id):
                row = {"case_id": case["id"], "compartment": compartment, "kind": "other", "state": "planned",
                       "starts_at": facts.now, "zone": "UTC", "minutes": 30, "place": "x", "link": "",
                       "interpreter": "", "interpreter_wishes": "", "present": "", "officer_id": by,
                       "planned_by_id": by, "planned_at": facts.now, "version": 1, "why": "", "digest": "",
                       "why_not_put": "", "read_by": ""}  # fmt: skip
                may = me.reaches(case["id"], WORK) and compartment in me.clearances and by == me.me
                rows.append((row, may))
                rows.append((row | {"state": "missed"}, False))
                rows.append((row | {"holder_id": by}, False))
    return rows


def _its(
    scene: Scene, facts: Facts, me: Somebody, states: set[str]
) -> Iterator[tuple[Fact, Fact, object, bool]]:
    """For every interview, also under a wrong case or compartment: the interview, what a row names of it, who
    writes, and whether they may in these states."""
    for one in facts.all("interviews_interview"):
        for case in {one["case_id"], scene.cast.dina_case}:
            for compartment in {one["compartment"], "general"}:
                fits = case == one["case_id"] and compartment == one["compartment"]
                works = fits and me.works_on_clock(one) and one["state"] in states
                row = {"interview_id": one["id"], "case_id": case, "compartment": compartment}
                for by in (me.me, scene.people["costa"].id):
                    yield one, row, by, works and by == me.me


def _questions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (row | {"place": 1, "topic": "", "words": "x", "prepared_by_id": by}, may)
        for _, row, by, may in _its(scene, facts, me, _AHEAD_OR_OPEN)
    ]


def _checks(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (row | {"place": 1, "key": "new", "says": "x", "source": "x", "answer": "met", "words": "",
                "answered_by_id": by, "answered_at": facts.now}, may)
        for _, row, by, may in _its(scene, facts, me, {"planned"})
    ]  # fmt: skip


def _blocks(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (row | {"id": new_id(), "place": 2.0, "kind": "answer", "speaker": "applicant", "said_at": facts.now,
                "words": "x", "markers": [], "revision": 1, "written_by_id": by, "kept_at": facts.now},
         may and one["holder_id"] == me.me)
        for one, row, by, may in _its(scene, facts, me, {"open"})
    ]  # fmt: skip


def _corrections(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for one, row, by, may in _its(scene, facts, me, _ENDED):
        for block in facts.all("interviews_block"):
            beside = {"block_id": block["id"], "kind": "comment", "words": "x", "said_by": "x",
                      "written_by_id": by, "written_at": facts.now}  # fmt: skip
            rows.append((row | beside, may and block["interview_id"] == one["id"]))
    return rows


def _inconsistencies(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for _, row, by, may in _its(scene, facts, me, _AHEAD_OR_OPEN):
        noted = row | {"words": "x", "noted_by_id": by, "noted_at": facts.now, "answer": ""}
        rows.append((noted, may))
        rows.append((noted | {"answer": "y", "put_by_id": by, "put_at": facts.now}, False))
    return rows


def _recordings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for one, row, by, may in _its(scene, facts, me, {"open"} | _ENDED):
        begun = row | {"media_type": "audio/webm", "file_name": "", "begins_at": facts.now, "size": 0,
                       "begun_by_id": by, "begun_at": facts.now, "digest": ""}  # fmt: skip
        is_held = one["state"] == "open" and one["holder_id"] == me.me
        rows.append((begun | {"way": "file"}, may))
        rows.append((begun | {"way": "desk"}, may and is_held))
        rows.append((begun | {"way": "file", "ended_at": facts.now, "digest": "3" * 64}, False))
    return rows


def _pieces(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for one in facts.all("interviews_recording"):
        for case in {one["case_id"], scene.cast.dina_case}:
            fits = case == one["case_id"] and one["ended_at"] is None and one["begun_by_id"] == me.me
            row = {"recording_id": one["id"], "case_id": case, "compartment": one["compartment"], "part": 1,
                   "number": 2, "begins_at": facts.now, "stored_as": new_id(), "file_key": bytes(32),
                   "size": 3, "digest": "4" * 64, "kept_at": facts.now}  # fmt: skip
            for by in (me.me, scene.people["costa"].id):
                rows.append((row | {"kept_by_id": by}, fits and by == me.me and me.works_on_clock(one)))
    return rows


_ASKED = {"asked", "accepted"}


def _sees_booking(me: Somebody, row: Fact) -> bool:
    """With the file; and by whoever is asked, who sees nothing else of it."""
    return me.sees_of_clock(row) or me.interprets(row)


def _answers_booking(me: Somebody, row: Fact) -> bool:
    """Whoever works on the case; and whoever is asked, as long as they are."""
    return me.works_on_clock(row) or (me.interprets(row) and row["state"] in _ASKED)


def _bookings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    taken = {one["interview_id"] for one in facts.all("interviews_booking") if one["state"] in _ASKED}
    for one, row, by, may in _its(scene, facts, me, {"planned"}):
        if one["id"] in taken:
            continue  # one at a time: refused for another reason
        asked = row | {"officer_id": me.me, "state": "asked", "starts_at": facts.now, "zone": "UTC",
                       "minutes": 30, "place": "x", "link": "", "language": "ara", "asked_by_id": by,
                       "asked_at": facts.now, "why": ""}  # fmt: skip
        for who in (scene.people["sami"].id, scene.people["elio"].id):
            rows.append((asked | {"interpreter_id": who}, may and me.is_colleague(who)))
            rows.append((asked | {"interpreter_id": who, "state": "accepted"}, False))
    return rows


EXPECTED_OF_INTERVIEWS = {
    "interviews_interview": Expected(
        sees=Somebody.sees_of_clock, change="version = version", updates=Somebody.works_on_clock,
        inserts=_interviews,
    ),
    "interviews_preparedquestion": Expected(
        sees=Somebody.sees_of_clock, change="place = place", updates=Somebody.works_on_clock,
        deletes=Somebody.works_on_clock, inserts=_questions,
    ),
    "interviews_openingcheck": Expected(sees=Somebody.sees_of_clock, inserts=_checks),
    "interviews_block": Expected(
        sees=Somebody.sees_of_clock, change="written_by_id = %(me)s", updates=_holds, inserts=_blocks,
    ),
    "interviews_correction": Expected(sees=Somebody.sees_of_clock, inserts=_corrections),
    "interviews_inconsistency": Expected(
        sees=Somebody.sees_of_clock, change="put_by_id = %(me)s", updates=_holds, inserts=_inconsistencies,
    ),
    "interviews_recording": Expected(
        sees=Somebody.sees_of_clock, change="size = size", updates=Somebody.works_on_clock,
        inserts=_recordings,
    ),
    "interviews_booking": Expected(
        sees=_sees_booking, change="state = 'declined', why = 'x'", updates=_answers_booking,
        inserts=_bookings,
    ),
    "interviews_soundpiece": Expected(sees=Somebody.sees_of_clock, inserts=_pieces),
}  # fmt: skip


def secrets_of_interviews(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and words of interviews that this one must never be told."""
    hidden: dict[str, str] = {}
    for table in EXPECTED_OF_INTERVIEWS:
        sees = EXPECTED_OF_INTERVIEWS[table].sees
        for row in facts.all(table):
            if sees(me, row):
                continue
            hidden |= {str(row["id"]): f"a row of {table}"}
            for told in ("words", "file_name", "place"):
                if isinstance(row.get(told), str) and row[told]:
                    hidden |= {row[told]: f"the {told} of {table}"}
    return hidden
