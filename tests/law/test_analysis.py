"""Guided analyses: questions in their order, what arises from the answers, and no outcome."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from limen.law.analysis import (
    Analysis,
    Answer,
    Arises,
    Asked,
    Question,
    Standing,
    analysis_for,
    standing,
    unanswered,
)
from limen.law.differences import differences
from limen.law.library import Library
from tests.law import packs
from tests.law.test_applications import AROUND

REST = "since: 2020-01-01, source: Act, certainty: verified"
OPEN = "{reason: met}, {other: met}"
PLAN = f"""\
examined:
  says: Examined
  procedures: [asking]
  since: 2020-01-01
  until: 2030-01-01
  source: Act
  certainty: verified
  questions:
    abroad: {{says: Abroad, per: person, {REST}}}
    act: {{says: An act, per: harm, only_when: [{{abroad: met}}], {REST}}}
    reason: {{says: A reason, per: harm, only_when: [{{act: met}}], {REST}}}
    other: {{says: Other harm, per: harm, only_when: [{{act: not_met}}, {{reason: not_met}}], {REST}}}
    shelter: {{says: No shelter, per: harm, burden: authority, only_when: [{OPEN}], {REST}}}
    clean: {{says: Not excluded, per: person, only_when: [{{reason: met, shelter: met}}], {REST}}}
"""
MET, NOT_MET = Answer.MET, Answer.NOT_MET


def files(text: str) -> dict[str, str]:
    return {**AROUND, "land/analysis.yaml": text}


def plan() -> Analysis:
    return packs.library(files(PLAN)).pack("land").analyses["examined"]


def told(answers: dict[str, Answer], harms: tuple[str, ...] = ("prison",)) -> dict[str, Standing]:
    """`act prison` is the act of the harm `prison`; `abroad` is of the person."""
    given = {
        Asked(question=name.partition(" ")[0], about=name.partition(" ")[2]): one
        for name, one in answers.items()
    }
    found = standing(plan().asked_on(date(2026, 1, 1)), given, harms)
    return {f"{one.asked.question} {one.asked.about}".strip(): one for one in found}


def arises(answers: dict[str, Answer], harms: tuple[str, ...] = ("prison",)) -> dict[str, str]:
    return {name: one.arises.value for name, one in told(answers, harms).items()}


def test_nothing_is_answered_and_all_but_the_first_waits() -> None:
    found = told({})
    assert [(name, one.arises) for name, one in found.items()] == [
        ("abroad", Arises.OPEN), ("act prison", Arises.WAITING), ("reason prison", Arises.WAITING),
        ("other prison", Arises.WAITING), ("shelter prison", Arises.WAITING), ("clean", Arises.WAITING),
    ]  # fmt: skip
    assert found["act prison"].waits_for == (Asked(question="abroad"),)
    assert len(unanswered(found.values())) == len(found)


def test_what_is_not_met_turns_to_the_other_way() -> None:
    found = arises({"abroad": MET, "act prison": NOT_MET})
    assert found["reason prison"] == Arises.NOT
    assert found["other prison"] == Arises.OPEN
    assert found["shelter prison"] == Arises.WAITING
    assert found["clean"] == Arises.NOT
    found = arises({"abroad": MET, "act prison": MET, "reason prison": NOT_MET, "other prison": NOT_MET})
    assert found["shelter prison"] == Arises.NOT
    assert Arises.OPEN not in found.values()
    assert Arises.WAITING not in found.values()


def test_each_harm_has_its_own_answers_and_one_is_enough_for_the_person() -> None:
    answers = {
        "abroad": MET,
        "act prison": MET,
        "reason prison": MET,
        "shelter prison": MET,
        "act feud": NOT_MET,
    }
    found = told(answers, ("prison", "feud"))
    assert found["clean"].arises is Arises.OPEN
    assert found["other feud"].arises is Arises.OPEN
    assert found["other prison"].arises is Arises.NOT
    assert [one.asked.question for one in unanswered(found.values())] == ["other", "shelter", "clean"]


def test_the_person_waits_while_one_harm_may_still_lead_there() -> None:
    answers = {"abroad": MET, "act prison": NOT_MET, "act feud": MET}
    assert arises(answers, ("prison", "feud"))["clean"] == Arises.WAITING
    assert arises(answers | {"act feud": NOT_MET}, ("prison", "feud"))["clean"] == Arises.NOT


def test_without_a_harm_what_depends_on_one_waits() -> None:
    assert arises({"abroad": MET}, ()) == {"abroad": Arises.ANSWERED, "clean": Arises.WAITING}


def test_an_answer_that_no_longer_arises_is_still_told() -> None:
    found = told({"abroad": MET, "act prison": NOT_MET, "reason prison": MET})
    assert (found["reason prison"].arises, found["reason prison"].answer) == (Arises.NOT, MET)
    assert found["shelter prison"].arises is Arises.WAITING


def test_a_question_of_another_day_opens_no_way() -> None:
    before = "act: {says: An act, per: harm, only_when: [{abroad: met}], since: 20"
    later = PLAN.replace(f"{before}20", f"{before}28")
    assert later != PLAN
    asked = packs.library(files(later)).pack("land").analyses["examined"].asked_on(date(2026, 1, 1))
    found = standing(asked, {Asked(question="abroad"): MET}, ("prison",))
    assert {one.asked.question: one.arises for one in found}["reason"] is Arises.NOT


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("procedures: [asking]", "procedures: [begging]", "“begging”, which is no procedure"),
        ("only_when: [{abroad: met}]", "only_when: [{aboard: met}]", "“aboard”, which is no question"),
        ("only_when: [{abroad: met}]", "only_when: [{clean: met}]", "which is asked after it"),
        ("only_when: [{abroad: met}]", "only_when: [{abroad: maybe}]", "“maybe” is not one of the words"),
        ("burden: authority", "chooses: colours", "“colours”, which is no list"),
        ("burden: authority", "must_choose: met", "says that one must choose, and goes through no list"),
        ("burden: authority", "must_choose: maybe", "“maybe” is not one of the words"),
        ("per: person", "per: case", "“case” is not one of the words"),
        ("  source: Act\n", "", "source"),
    ],
)
def test_what_it_names_must_be_there(old: str, new: str, says: str) -> None:
    assert old in PLAN
    found = packs.troubles(files(PLAN.replace(old, new, 1)))
    assert any(says in one for one in found), found


def test_two_analyses_do_not_mix_and_may_follow_each_other() -> None:
    second = PLAN.replace("examined:", "examined_anew:")
    found = packs.troubles(files(PLAN + second))
    assert any("both analyse “asking”" in one for one in found), found
    later = second.replace("since: 2020-01-01\n  until: 2030-01-01", "since: 2030-01-01")
    shelf = packs.library(files(PLAN + later)).pack("land").analyses.values()
    before, after = (analysis_for(shelf, "asking", date(year, 1, 1)) for year in (2029, 2030))
    assert before
    assert after
    assert (before.id, after.id) == ("examined", "examined_anew")


def test_another_order_is_a_difference() -> None:
    before, after = (
        packs.library(files(text)).pack("land")
        for text in (PLAN, PLAN.replace("only_when: [{act: met}]", "only_when: [{abroad: met}]"))
    )
    assert differences(before, after)
    assert not differences(before, before)


def test_refugee_status_comes_first_and_the_authority_shows_an_alternative() -> None:
    """Regulation (EU) 2024/1347, Article 8, and Regulation (EU) 2024/1348, Article 39(2)."""
    library = packs.real()
    assert isinstance(library, Library)
    found = analysis_for(library.pack("eu").analyses.values(), "international_protection", date(2026, 11, 23))
    assert found
    order = [one.id for one in found.asked_on(date(2026, 11, 23))]
    assert order.index("nexus") < order.index("serious_harm") < order.index("not_excluded_from_subsidiary")
    assert order.index("no_protection") < order.index("no_internal_alternative")
    assert found.questions["no_internal_alternative"].burden == "authority"
    feared = Asked(question="risk", about="a"), Asked(question="act", about="a")
    answers = {Asked(question="outside_country"): MET, feared[0]: MET, feared[1]: NOT_MET}
    told = {one.asked.question: one.arises for one in standing(found.questions.values(), answers, ("a",))}
    assert told["serious_harm"] is Arises.OPEN
    assert told["not_excluded_as_refugee"] is Arises.NOT


def test_services_use_the_same_mechanism() -> None:
    library = packs.real()
    assert isinstance(library, Library)
    shelf, on = library.pack("us").analyses.values(), date(2026, 11, 23)
    names = {name: one.id for name in ("affirmative_asylum", "family_reunification", "work_permit")
             if (one := analysis_for(shelf, name, on))}  # fmt: skip
    assert names == {
        "affirmative_asylum": "asylum",
        "family_reunification": "relative_petition",
        "work_permit": "employment_authorization",
    }


def test_there_is_no_field_for_a_score_or_an_outcome() -> None:
    names = {field.name for kind in (Analysis, Question, Standing) for field in fields(kind)}
    words = ("score", "weight", "points", "total", "rank", "probability", "outcome", "verdict")
    assert not [name for name in names for word in words if word in name]
