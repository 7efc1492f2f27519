"""Application types: read with all that they name, and told where they name what is not there."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.applications import Need, QuestionKind
from limen.law.differences import differences
from limen.law.gates import GATES, AnsweredBy
from tests.law import packs
from tests.law.test_sections import PROCEDURE

TYPE = """\
asking:
  says: Asking for shelter
  procedure: asking
  lodged_at: done
  since: 2020-01-01
  source: Act
  certainty: verified
  form:
    - id: claim
      says: Why
      questions:
        - {id: alone, says: Alone?, kind: yes_no, required: yes}
        - {id: with_whom, says: With whom?, kind: person, only_when: {alone: no}}
        - {id: left_on, says: Left on, kind: date}
        - {id: road, says: By which road, kind: choice, one_of: {short: The short one, long: The long one}}
  evidence:
    paper: {says: A paper, need: to_lodge, may_be_waived: yes, only_when: {road: long},
            since: 2020-01-01, source: Act, certainty: verified}
  outcomes: [shelter]
  starts: [{term: reply, facts: {asked_on: lodged_on}}]
  withdrawn_by: [close]
  letters: {acknowledgement: received}
  decision:
    sections: [{id: why, says: Why, prompt: Say why, answers: [contents.reasons]}]
    requirements: [contents]
    gates_before_signing: [reasons_given]
"""
AROUND = {
    "land/procedure.yaml": PROCEDURE,
    "land/outcomes.yaml": "shelter: {says: S, kind: grant, since: 2020-01-01, source: A,"
    " certainty: verified}",
    "land/requirements.yaml": "contents: {says: C, of: decision, items: {reasons: {says: R,"
    " since: 2020-01-01, source: A, certainty: verified, gate: reasons_given}}}\n",
    "land/words.yaml": 'letters: {received: {says: Received, en: "We have {reference}."}}\n',
}


def said(text: str) -> list[str]:
    return packs.troubles({**AROUND, "land/applications.yaml": text})


def test_a_type_is_read() -> None:
    asking = packs.library({**AROUND, "land/applications.yaml": TYPE}).pack("land").applications["asking"]
    assert [one.kind for one in asking.questions()] == [
        QuestionKind.YES_NO, QuestionKind.PERSON, QuestionKind.DATE, QuestionKind.CHOICE,
    ]  # fmt: skip
    assert (asking.evidence["paper"].need, asking.evidence["paper"].may_be_waived) == (Need.TO_LODGE, True)
    assert asking.starts[0].facts == (("asked_on", "lodged_on"),)
    assert asking.decision.sections[0].answers == ("contents.reasons",)
    assert asking.decision.gates_before_signing == ("reasons_given",)
    assert asking.decision.requirements == ("contents",)


def test_what_hangs_on_an_answer_is_asked_only_then() -> None:
    asking = packs.library({**AROUND, "land/applications.yaml": TYPE}).pack("land").applications["asking"]
    on = date(2026, 1, 1)
    assert [one.id for one in asking.questions() if one.is_asked({"alone": "yes"})] == [
        "alone",
        "left_on",
        "road",
    ]
    assert asking.asked_for({"road": "short"}, on) == ()
    assert [one.id for one in asking.asked_for({"road": "long"}, on)] == ["paper"]
    assert asking.asked_for({"road": "long"}, date(2019, 12, 31)) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "trouble"),
    [
        ("procedure: asking", "procedure: begging", "goes through “begging”, which is no procedure."),
        ("lodged_at: done", "lodged_at: gone", "“gone” once lodged, which is no stage of “asking”."),
        ("kind: person", "kind: people", "“people” is not one of the words used here."),
        ("only_when: {alone: no}", "only_when: {alone: perhaps}", "“perhaps” is no answer to “alone”."),
        (
            "only_when: {alone: no}",
            "only_when: {left_on: x}",
            "hangs on “left_on”, which is not asked before it.",
        ),
        (
            "only_when: {road: long}",
            "only_when: {left_on: x}",
            "“left_on”, which is not answered by a choice.",
        ),
        (
            ", one_of: {short: The short one, long: The long one}",
            "",
            "A choice has answers, and nothing else has.",
        ),
        ("id: left_on", "id: alone", "There are two questions called “alone”."),
        ("requirements: [contents]", "requirements: [contends]", "names “contends”, which is no list"),
        ("need: to_lodge", "need: badly", "“badly” is not one of the words used here."),
        ("outcomes: [shelter]", "outcomes: [palace]", "may end in “palace”, which is no outcome."),
        ("{term: reply,", "{term: replay,", "starts “replay”, which is no term."),
        (
            "{asked_on: lodged_on}",
            "{asked_on: born_on}",
            "from “born_on”, which is no day of the application.",
        ),
        ("{asked_on: lodged_on}", "{heard_on: lodged_on}", "without “asked_on”, from which it runs."),
        (
            "{asked_on: lodged_on}",
            "{asked_on: lodged_on, remark: made_on}",
            "“remark”, which is no day among",
        ),
        ("withdrawn_by: [close]", "withdrawn_by: [flee]", "withdrawn by “flee”, which is no act"),
        (
            "acknowledgement: received",
            "acknowledgement: sent",
            "names the letter “sent”, which is not there.",
        ),
        ("contents.reasons]}", "contents.reason]}", "answers “contents.reason”, which is no requirement."),
        ("[reasons_given]", "[reasons_gven]", "needs “reasons_gven”, which is no known condition."),
    ],
)
def test_a_type_that_names_what_is_not_there_is_told(right: str, wrong: str, trouble: str) -> None:
    assert right in TYPE
    found = said(TYPE.replace(right, wrong, 1))
    assert all(one.startswith("land/applications.yaml, line ") for one in found)
    assert any(trouble in one for one in found)


def test_an_unknown_condition_of_a_move_is_told() -> None:
    moves = PROCEDURE.replace("terms: [reply]", "needs: [luck], terms: [reply]")
    [found] = packs.troubles({"land/procedure.yaml": moves})
    assert "The move “close” of “asking” needs “luck”, which is no known condition." in found


def test_a_pack_cannot_replace_an_inherited_type() -> None:
    child = packs.PACK.replace("id: land", "id: bay\ninherits: land")
    files = {**AROUND, "land/applications.yaml": TYPE, "bay/pack.yaml": child}
    assert packs.library(files).pack("bay").applications["asking"].says == "Asking for shelter"
    [found] = packs.troubles({**files, "bay/applications.yaml": TYPE})
    assert "“asking” is already in a pack that this one inherits." in found


def test_a_changed_form_shows_in_the_difference() -> None:
    before = packs.library({**AROUND, "land/applications.yaml": TYPE}).pack("land")
    after = packs.library({**AROUND, "land/applications.yaml": TYPE.replace("Alone?", "By yourself?")}).pack(
        "land"
    )
    assert [(one.id, one.part) for one in differences(before, after)] == [("asking", "question alone")]


def test_every_gate_of_the_real_packs_is_answered_by_code_or_by_a_person() -> None:
    library = packs.real()
    assert not isinstance(library, Exception)
    needed = {
        gate
        for pack in library.packs.values()
        for procedure in pack.procedures.values()
        for move in procedure.moves
        for gate in move.needs
    }
    assert needed <= GATES.keys()
    assert {AnsweredBy.CODE, AnsweredBy.PERSON} == set(GATES.values())
