"""The conditions of a decision on a real file: needs, reports of the library, and the remedy of the law."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.assessments.names import Finding
from limen.domain.citations.names import PassageKey, short
from limen.domain.country.commands.keeping import withdraw
from limen.domain.decisions.commands import answering, beginning, writing
from limen.domain.decisions.names import AnswerKind
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.gates import Gate
from limen.domain.decisions.rules.structure import Before
from limen.domain.people.commands import needs
from limen.domain.people.names import Guarantee, GuaranteesGiven, NeedCategory, NeedObserved
from limen.domain.procedure.queries.gates import answer_gates
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.domain.assessments.weighed import WEIGHING_LAW, Weighed, board
from tests.domain.country.shelves import WELLS, shelved
from tests.petitions import seen

_ITEM = 'says: Is it so, since: 2020-01-01, source: "Act, section 9", certainty: verified'
NAMES = ("facts_concluded", "special_needs_considered", "country_information_current", "remedy_right")
ITEMS = "".join(f"    {name}: {{{_ITEM}, gate: {name}}}\n" for name in NAMES)
ASKED = WEIGHING_LAW | {
    "atlantis/requirements.yaml": f"checks:\n  says: Checks\n  of: decision\n  items:\n{ITEMS}",
    "atlantis/applications.yaml": WEIGHING_LAW["atlantis/applications.yaml"].replace(
        "    gates_before_signing: [reasons_given]\n",
        f"    gates_before_signing: [{', '.join(NAMES)}]\n"
        "    country_information:\n"
        '      - {since: 2020-01-01, value: 1 year, source: "Act, section 8", certainty: unverified}\n',
    ),
}


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now, law=ASKED)


@pytest.fixture
def decision(weighed: Weighed, nadia: UUID) -> UUID:
    return beginning.begin(
        weighed.case, pack="atlantis", person_ids=(nadia,), application_id=weighed.application,
        by=weighed.by, at=weighed.now,
    ).decision_id  # fmt: skip


def gate(weighed: Weighed, decision: UUID, name: str, at: datetime | None = None) -> Gate:
    with acting_as(weighed.by):
        sheet = decision_sheet(decision, on=ON, by=weighed.by, at=at or weighed.now)
        return next(one for one in gates_of(sheet, Before.SIGNING) if one.code == f"checks.{name}")


def answer(weighed: Weighed, decision: UUID, name: str, at: datetime) -> None:
    answering.answer(
        decision, question=f"checks.{name}", kind=AnswerKind.CONSIDERED, says="She had breaks.", on=ON,
        by=weighed.by, at=at,
    )  # fmt: skip


def test_the_board_answers_whether_each_fact_is_concluded(weighed: Weighed, decision: UUID) -> None:
    assert not gate(weighed, decision, "facts_concluded").is_met
    fact = weighed.fact()
    assert "The river took the house." in gate(weighed, decision, "facts_concluded").says
    answer(weighed, decision, "facts_concluded", weighed.now)
    assert not gate(weighed, decision, "facts_concluded").is_met, "nobody confirms what the board denies"
    weighed.conclude(fact, Finding.ACCEPTED)
    assert gate(weighed, decision, "facts_concluded").is_met


def test_a_need_that_is_noted_later_is_answered_anew(weighed: Weighed, decision: UUID, nadia: UUID) -> None:
    answer(weighed, decision, "special_needs_considered", weighed.now)
    assert gate(weighed, decision, "special_needs_considered").is_met
    told = NeedObserved(
        category=NeedCategory.ILLNESS, seen="She must sit.", observed_on=ON, review_on=ON,
        guarantees=GuaranteesGiven(these=(Guarantee.BREAKS,)),
    )  # fmt: skip
    later = weighed.now + timedelta(minutes=5)
    needs.observe_need(nadia, need_id=new_id(), need=told, on=ON, by=weighed.by, at=later)
    assert gate(weighed, decision, "special_needs_considered").is_met, "as it stood then"
    found = gate(weighed, decision, "special_needs_considered", later)
    assert not found.is_met
    assert f"{NeedCategory.ILLNESS.label} – {Guarantee.BREAKS.label}" in found.says
    later += timedelta(minutes=1)
    answer(weighed, decision, "special_needs_considered", later)
    assert gate(weighed, decision, "special_needs_considered", later).is_met


def test_reports_in_the_text_and_under_the_board_are_current(weighed: Weighed, decision: UUID) -> None:
    lena = weighed.cast.lena
    report = shelved(lena, WELLS).report_id
    weighed.evidence(weighed.fact(), str(PassageKey(of=short(report), page=1, number=1)))
    before = gate(weighed, decision, "country_information_current")
    withdraw(report, why="It was retracted.", by=lena.actor, at=weighed.now)
    after = gate(weighed, decision, "country_information_current")
    assert (before.is_met, after.is_met) == (True, False)
    assert "The report was withdrawn" in after.says


def test_the_remedy_is_pulled_in_from_the_law(weighed: Weighed, decision: UUID, nadia: UUID) -> None:
    by, at = weighed.by, weighed.now
    writing.set_outcome(decision, person_id=nadia, outcome="shelter_refused", on=ON, by=by, at=at)
    assert not gate(weighed, decision, "remedy_right").is_met
    with acting_as(weighed.by):
        sheet = decision_sheet(decision, on=ON, by=weighed.by, at=weighed.now)
    assert "remedy:appeal" in sheet.fields
    writing.save_version(
        decision, section="why", text="You may appeal: {{remedy:appeal}}.", version=sheet.card.number,
        on=ON, by=by, at=at,
    )  # fmt: skip
    assert gate(weighed, decision, "remedy_right").is_met
    writing.set_outcome(decision, person_id=nadia, outcome="shelter_given", on=ON, by=by, at=at)
    denied = gate(weighed, decision, "remedy_right")
    assert not denied.is_met


def test_a_move_asks_the_same_boards(weighed: Weighed) -> None:
    def asked() -> bool | None:
        sheet = seen(weighed.application, weighed.cast.berg, weighed.now)
        with acting_as(weighed.by):
            (found,) = answer_gates(["facts_concluded"], sheet, on=ON, by=weighed.by, at=weighed.now)
        return found.holds

    assert asked() is False
    fact = weighed.fact()
    assert asked() is False
    weighed.conclude(fact, Finding.ACCEPTED)
    assert asked() is True
