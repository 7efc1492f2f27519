"""What the file says of the conditions that a pack names for a decision: each one a question of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from limen.domain.citations.names import CitedState
from limen.domain.decisions.names import NOTHING_YET, AnswerKind
from limen.domain.decisions.queries.remedies import remedy_fields
from limen.domain.decisions.rules.boards import OnBoard
from limen.domain.decisions.rules.evidence import ANSWERED, NeedSeen, OnFile, ReportSeen
from limen.domain.decisions.rules.gates import Gate, Given, Look, Mend, gates_before
from limen.domain.decisions.rules.structure import Before, Question, Structure
from limen.law.ages import oldest_day
from limen.law.dated import Certainty, Dated
from limen.law.gates import GATES
from limen.law.lengths import Length
from tests.law import packs
from tests.petitions import LAW

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
YEAR = Dated(
    since=date(2026, 6, 12), value=Length.read("1 year"), source="Act, 8", certainty=Certainty.UNVERIFIED
)  # fmt: skip


def _gate(gate: str, on_file: OnFile, answered: datetime | None = None) -> Gate:
    """The gate of a pack that names this condition alone."""
    question = Question(
        id=f"list.{gate}",
        says="Is it so?",
        source="Act",
        gate=gate,
        before=Before.SIGNING,
        waiver="",
        note="",
    )
    structure = Structure(sections=(), questions=(question,), country_information=YEAR)
    answers = {question.id: Given(kind=AnswerKind.CONSIDERED, says="Yes.", at=answered)} if answered else {}
    look = Look(
        content=NOTHING_YET, persons={}, answers=answers, remarks=0, unknown=(), approved="", filled="",
        shows="", has_remedy=False, on_file=on_file,
    )  # fmt: skip
    return next(one for one in gates_before(Before.SIGNING, structure, look) if one.code == question.id)


@pytest.mark.parametrize("gate", sorted(ANSWERED))
def test_where_nothing_is_on_file_a_person_answers(gate: str) -> None:
    assert gate in GATES
    bare = OnFile(on=ON)
    assert not _gate(gate, bare).is_met, "nothing is taken for granted"
    assert _gate(gate, bare).mend is Mend.QUESTION
    assert _gate(gate, bare, NOW).is_met


def _board(*open_facts: str, has_facts: bool = True) -> OnBoard:
    return OnBoard(
        id="b", person="n", called="Nadia", has_facts=has_facts, not_concluded=open_facts, not_put=()
    )


def test_nobody_confirms_what_a_board_denies() -> None:
    found = _gate("facts_concluded", OnFile(on=ON, boards=[_board("The flood")]), NOW)
    assert (found.is_met, found.mend, found.at) == (False, Mend.BOARD, "b")
    assert found.says.endswith("Nothing that can stand is concluded on: The flood.")
    assert not _gate("facts_concluded", OnFile(on=ON, boards=[_board(has_facts=False)]), NOW).is_met
    assert _gate("facts_concluded", OnFile(on=ON, boards=[_board()])).is_met


def test_a_need_is_answered_after_it_was_last_written_about() -> None:
    on_file = OnFile(on=ON, needs=[NeedSeen(says="Nadia: Illness – Breaks", changed_at=NOW)])
    assert "Nadia: Illness – Breaks" in _gate("special_needs_considered", on_file).says
    assert not _gate("special_needs_considered", on_file, NOW - timedelta(seconds=1)).is_met
    assert _gate("special_needs_considered", on_file, NOW + timedelta(seconds=1)).is_met


@pytest.mark.parametrize(
    ("report", "is_met"),
    [
        (ReportSeen(says="R", published_on=date(2025, 11, 23)), True),
        (ReportSeen(says="R", published_on=date(2025, 11, 22)), False),
        (ReportSeen(says="R", published_on=ON, states=(CitedState.SUPERSEDED,)), False),
        (ReportSeen(says="R", published_on=ON, states=(CitedState.STALE,)), False),
        (ReportSeen(says="R", published_on=ON, states=(CitedState.WITHDRAWN,)), False),
    ],
)  # fmt: skip
def test_old_information_is_named_and_a_person_may_say_why_it_holds(report: ReportSeen, is_met: bool) -> None:
    on_file = OnFile(on=ON, reports=[ReportSeen(says="Fresh", published_on=ON), report])
    found = _gate("country_information_current", on_file)
    assert found.is_met is is_met
    assert ("R – " in found.says) is not is_met
    assert "Fresh" not in found.says
    assert _gate("country_information_current", on_file, NOW).is_met


def test_the_text_shows_the_remedies_of_its_outcomes_and_no_other() -> None:
    def met(text: str, *remedies: str, answered: bool = False) -> tuple[bool, Mend]:
        on_file = OnFile(on=ON, remedies=frozenset(remedies), sections={"end": text})
        found = _gate("remedy_right", on_file, NOW if answered else None)
        return found.is_met, found.mend

    assert met("See {{remedy:appeal}}.", "appeal")[0]
    assert met("See {{remedy:appeal}}.", answered=True) == (False, Mend.SECTION), "granted, and no remedy"
    assert met("See {{remedy:appeal}}.", "appeal", "review", answered=True) == (False, Mend.SECTION)
    assert met("Within two weeks.", "appeal") == (False, Mend.QUESTION)
    assert met("Within two weeks.", "appeal", answered=True)[0]


def test_the_field_of_a_remedy_says_it_as_the_law_does() -> None:
    pack = packs.library(LAW).pack("atlantis")
    fields = remedy_fields(pack, ["appeal", "gone"], on=ON, language="de")
    assert set(fields) == {"remedy:appeal"}
    value = pack.terms["appeal"].ordinary.values.on(ON)
    assert value is not None
    assert str(value.value.number) in fields["remedy:appeal"]
    assert value.source in fields["remedy:appeal"]


@pytest.mark.parametrize(
    ("length", "on", "first"),
    [
        ("1 year", date(2024, 2, 29), date(2023, 2, 28)),
        ("1 month", date(2026, 3, 31), date(2026, 2, 28)),
        ("6 months", date(2026, 2, 1), date(2025, 8, 1)),
        ("2 weeks", ON, date(2026, 11, 9)),
    ],
)
def test_an_age_is_counted_back_by_the_calendar(length: str, on: date, first: date) -> None:
    assert oldest_day(Length.read(length), on) == first
