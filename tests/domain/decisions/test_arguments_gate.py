"""Each argument of the applicant is addressed before a decision is signed: the board says which is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from limen.domain.assessments.commands import facts
from limen.domain.decisions.commands import answering, beginning, writing
from limen.domain.decisions.names import AnswerKind
from limen.domain.decisions.queries.arguing import arguments_addressed_in, names_cited_in
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.gates import Gate, Mend
from limen.domain.decisions.rules.structure import Before
from limen.domain.identity.names import Compartment
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, clear
from tests.conftest import House
from tests.domain.assessments.argued import SAYS, argue, cite, leave
from tests.domain.assessments.weighed import WEIGHING_LAW, Weighed, board

ITEM = 'says: Is it so, since: 2020-01-01, source: "Act, section 9", certainty: verified'
NAME = "arguments_addressed"
ASKED = WEIGHING_LAW | {
    "atlantis/requirements.yaml": "checks:\n  says: Checks\n  of: decision\n  items:\n"
    f"    {NAME}: {{{ITEM}, gate: {NAME}}}\n",
    "atlantis/applications.yaml": WEIGHING_LAW["atlantis/applications.yaml"].replace(
        "    gates_before_signing: [reasons_given]\n", f"    gates_before_signing: [{NAME}]\n"
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


def gates(weighed: Weighed, decision: UUID, before: Before = Before.SIGNING) -> dict[str, Gate]:
    """The gates about arguments: the condition of the pack, and those of the board."""
    with acting_as(weighed.by):
        sheet = decision_sheet(decision, on=ON, by=weighed.by, at=weighed.now + timedelta(hours=1))
        found = gates_of(sheet, before)
    return {one.code: one for one in found if NAME in one.code}


def asked(weighed: Weighed, decision: UUID) -> Gate:
    return gates(weighed, decision)[f"checks.{NAME}"]


def confirm(weighed: Weighed, decision: UUID, at: datetime) -> None:
    answering.answer(
        decision, question=f"checks.{NAME}", kind=AnswerKind.CONSIDERED, says="None was put, in any way.",
        on=ON, by=weighed.by, at=at,
    )  # fmt: skip


def save(weighed: Weighed, decision: UUID, text: str, version: int = 0) -> None:
    writing.save_version(
        decision, section="why", text=text, version=version, on=ON, by=weighed.by, at=weighed.now
    )


def test_that_none_was_put_is_confirmed_in_words(weighed: Weighed, decision: UUID) -> None:
    found = asked(weighed, decision)
    assert (found.is_met, found.mend) == (False, Mend.QUESTION)
    assert "No argument is recorded for Nadia" in found.says
    confirm(weighed, decision, weighed.now)
    assert asked(weighed, decision).is_met


def test_each_that_is_not_addressed_is_named_with_the_way_to_it(weighed: Weighed, decision: UUID) -> None:
    confirm(weighed, decision, weighed.now)
    first, second = argue(weighed).piece_id, argue(weighed, "The uncle is dead.").piece_id
    found = gates(weighed, decision, Before.READER)
    assert {one.at for one in found.values()} == {f"{weighed.id} {first}", f"{weighed.id} {second}"}
    assert all(one.mend is Mend.ARGUMENT and not one.is_met for one in found.values())
    assert SAYS.rstrip(".") in found[f"board.{weighed.id}.{NAME}.{first}"].says
    denied = asked(weighed, decision)
    assert not denied.is_met, "nobody confirms what the board denies"
    assert denied.says.endswith("Not addressed: The school is no refuge; The uncle is dead.")
    save(weighed, decision, f"It is a refuge for boys {cite(first)}.")
    assert set(gates(weighed, decision)) == {f"checks.{NAME}", f"board.{weighed.id}.{NAME}.{second}"}
    leave(weighed, second, "It is about another case, because the names differ.")
    assert all(one.is_met for one in gates(weighed, decision).values())
    save(weighed, decision, "Nothing is said to it.", 1)
    assert not asked(weighed, decision).is_met
    assert f"board.{weighed.id}.{NAME}.{first}" in gates(weighed, decision)


def test_after_one_was_withdrawn_it_is_confirmed_anew(weighed: Weighed, decision: UUID) -> None:
    confirm(weighed, decision, weighed.now)
    piece, later = argue(weighed).piece_id, weighed.now + timedelta(minutes=5)
    facts.withdraw_piece(weighed.id, piece_id=piece, why="Of another file.", by=weighed.by, at=later)
    assert not asked(weighed, decision).is_met
    confirm(weighed, decision, later)
    assert asked(weighed, decision).is_met


def test_one_in_a_compartment_is_not_told_to_whoever_is_not_cleared(
    house: House, cast: Cast, nadia: UUID, now: datetime
) -> None:
    cleared = clear(house.admin_dsn, cast.costa, "gbv")
    hidden = board(cast, nadia, now, law=ASKED, compartment=Compartment.GBV, by=cleared)
    argue(hidden)
    decision = beginning.begin(
        hidden.case, pack="atlantis", person_ids=(nadia,), application_id=hidden.application,
        by=cast.berg.actor, at=now,
    ).decision_id  # fmt: skip
    for by in (cast.berg.actor, cleared.actor):
        with acting_as(by):
            sheet = decision_sheet(decision, on=ON, by=by, at=now)
            told = [one.says for one in gates_of(sheet, Before.SIGNING) if NAME in one.code]
        assert len(told) == 1, "everybody who reads the decision is told the same"
        assert SAYS.rstrip(".") not in told[0]


def test_where_it_is_addressed_is_known(weighed: Weighed, decision: UUID) -> None:
    piece = argue(weighed).piece_id
    save(weighed, decision, f"It is a refuge {cite(piece)}.")
    asker: dict[str, Any] = {"by": weighed.by, "at": weighed.now}
    with acting_as(weighed.by):
        [found] = arguments_addressed_in(weighed.case, on=ON, **asker)
        assert names_cited_in(decision, **asker) == {found.name}
    assert (found.name, found.decision_id, found.section) == (f"argument/{piece.hex[-8:]}", decision, "why")
    elio = weighed.cast.elio.actor
    with acting_as(elio):
        assert arguments_addressed_in(weighed.case, on=ON, by=elio, at=weighed.now) == []
        assert names_cited_in(decision, by=elio, at=weighed.now) == frozenset()
