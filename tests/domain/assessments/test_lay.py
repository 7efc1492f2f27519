"""Opening a board and laying something on it: facts, evidence, discrepancies, lists, and taking them off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.assessments.commands import differing, facts, looking, opening
from limen.domain.assessments.events import BoardOpened, DiscrepancyNoted, FactStated
from limen.domain.assessments.names import Discrepancy, Evidence, Fact, Look, Settled, Stance
from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands.recording import note_inconsistency, put_inconsistency
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.assessments.weighed import INDICATORS, Weighed, board, lodged
from tests.domain.citations.filed import confirmed, paper
from tests.domain.interviews.heard import opened
from tests.domain.told import Journal, obstacles
from tests.petitions import LAW, made


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def open_board(cast: Cast, application: UUID, person: UUID, now: datetime, *, by: Player | None = None,
               compartment: Compartment = Compartment.GENERAL) -> BoardOpened:  # fmt: skip
    return opening.open_board(
        cast.case, board_id=new_id(), application_id=application, person_id=person,
        compartment=compartment, by=(by or cast.berg).actor, at=now,
    )  # fmt: skip


def test_a_board_keeps_the_template_of_its_day(
    cast: Cast, nadia: UUID, now: datetime, journal: Journal
) -> None:
    application = lodged(cast, nadia, now)
    event = open_board(cast, application, nadia, now)
    assert journal.tells(event, by=cast.berg)
    assert (event.template, event.governed_on) == (
        "by_facts", (now.date() - timedelta(days=3)).isoformat(),
    )  # fmt: skip
    assert obstacles(lambda: open_board(cast, application, nadia, now)) == {"taken"}
    assert obstacles(lambda: open_board(cast, application, new_id(), now)) == {"person"}


def test_there_is_no_board_without_a_template_or_before_lodging(
    cast: Cast, nadia: UUID, now: datetime
) -> None:
    plain = lodged(cast, nadia, now, LAW)
    assert obstacles(lambda: open_board(cast, plain, nadia, now)) == {"template"}
    draft = made(cast, cast.berg, now)
    assert "application" in obstacles(lambda: open_board(cast, draft, nadia, now))


def test_a_board_of_a_compartment_is_for_those_who_are_cleared(
    house: House, cast: Cast, nadia: UUID, now: datetime
) -> None:
    application = lodged(cast, nadia, now)
    gbv = Compartment.GBV
    assert obstacles(lambda: open_board(cast, application, nadia, now, compartment=gbv)) == {"compartment"}
    cleared = clear(house.admin_dsn, cast.berg, "gbv")
    event = open_board(cast, application, nadia, now, compartment=gbv, by=cleared)
    with pytest.raises(Hidden):
        facts.state_fact(event.board_id, fact=Fact(says="x"), by=cast.costa.actor, at=now)


@pytest.mark.parametrize(("role", "error"), [("ivo", Forbidden), ("dina", Forbidden), ("elio", Hidden)])
def test_nobody_else_opens_or_writes(role: str, error: type[Exception], weighed: Weighed) -> None:
    by: Player = getattr(weighed.cast, role)
    with pytest.raises(error):
        open_board(weighed.cast, weighed.application, new_id(), weighed.now, by=by)
    with pytest.raises(error):
        facts.state_fact(weighed.id, fact=Fact(says="x"), by=by.actor, at=weighed.now)


def test_facts_are_stated_in_order_and_said_better(weighed: Weighed, journal: Journal) -> None:
    told = Fact(says="The river rose.", element="flood")

    def state(fact: Fact, piece_id: UUID | None = None, version: int = 0) -> FactStated:
        return facts.state_fact(
            weighed.id, fact=fact, piece_id=piece_id, version=version, by=weighed.by, at=weighed.now
        )

    assert obstacles(lambda: state(Fact(says=" ", element="flood"))) == {"says"}
    assert obstacles(lambda: state(replace(told, element="fire"))) == {"element"}
    first = state(told)
    assert journal.tells(first, by=weighed.cast.berg)
    weighed.fact("The house fell.")
    key = first.piece_id
    state(replace(told, says="The river rose at night."), piece_id=key, version=1)
    with pytest.raises(Conflict) as conflict:
        state(replace(told, says="It rained."), piece_id=key, version=1)
    assert conflict.value.theirs.says == "The river rose at night."
    shown = [(one.fact.place, one.fact.fact.says) for one in weighed.sheet().facts if one.fact]
    assert shown == [(1, "The river rose at night."), (2, "The house fell.")]


def test_evidence_leads_somewhere_and_says_what_it_shows(house: House, weighed: Weighed) -> None:
    fact = weighed.fact()
    document, _ = paper(house, weighed.case, weighed.cast.berg, weighed.now)
    name = f"document/{document.hex[-8:]}/v1/p1"
    weighed.evidence(fact, name, stance=Stance.OPPOSES)

    def link(**told: str) -> Event:
        evidence = Evidence(**({"stance": "for", "shows": "x"} | told))
        return facts.link_evidence(weighed.id, of_id=fact, evidence=evidence, by=weighed.by, at=weighed.now)

    assert obstacles(link) == {"cites"}
    assert obstacles(lambda: link(cites="page two")) == {"cites"}
    assert obstacles(lambda: link(cites=f"fact/{fact.hex[-8:]}")) == {"cites"}, "no fact rests on a fact"
    assert obstacles(lambda: link(cites=name.replace("v1", "v7"))) == {"cites"}
    assert obstacles(lambda: link(source="A letter", stance="0.7")) == {"stance"}
    assert obstacles(lambda: link(source="A letter", shows="")) == {"shows"}
    [evidence] = weighed.beside(fact).evidence
    assert (evidence.evidence.cites, evidence.evidence.stance) == (name, "against")


def test_a_discrepancy_is_put_before_it_is_weighed(weighed: Weighed, journal: Journal) -> None:
    fact, by, now = weighed.fact(), weighed.by, weighed.now
    interview = confirmed(weighed.case, weighed.cast.berg, now)
    found = Discrepancy(differs="March, or May", first=f"interview/{interview.hex[-8:]}/b1")

    def note(one: Discrepancy) -> DiscrepancyNoted:
        return differing.note_discrepancy(weighed.id, of_id=fact, found=one, by=by, at=now)

    assert obstacles(lambda: note(Discrepancy(differs=""))) == {"differs"}
    assert obstacles(lambda: note(replace(found, second="somewhere"))) == {"where"}
    event = note(found)
    assert journal.tells(event, by=weighed.cast.berg)
    key = event.piece_id

    def view(version: int) -> Event:
        return differing.view_discrepancy(
            weighed.id, piece_id=key, settled=Settled.EXPLAINED, view="It fits.", version=version, by=by,
            at=now,
        )  # fmt: skip

    assert obstacles(lambda: view(1)) == {"not_put"}
    assert obstacles(lambda: weighed.put(key, answer=" ")) == {"answer"}
    weighed.put(key)
    assert journal.tells(view(2), by=weighed.cast.berg)
    [card] = weighed.beside(fact).discrepancies
    assert card.is_put
    assert card.piece.discrepancy.settled == "explained"


def test_what_the_interview_desk_noted_is_put_there(weighed: Weighed) -> None:
    by, now = weighed.by, weighed.now
    interview = opened(weighed.cast, now)
    noted = note_inconsistency(
        interview, inconsistency_id=new_id(), words="March, or May?", by=by, at=now
    ).inconsistency_id
    fact = weighed.fact()
    key = differing.note_discrepancy(
        weighed.id, of_id=fact, found=Discrepancy(differs="", noted=str(noted)), by=by, at=now
    ).piece_id
    [card] = weighed.beside(fact).discrepancies
    assert (card.differs, card.is_put) == ("March, or May?", False)
    assert obstacles(lambda: weighed.put(key)) == {"desk"}
    put_inconsistency(noted, answer="It was May.", by=by, at=now)
    [card] = weighed.beside(fact).discrepancies
    assert (card.answer, card.is_put) == ("It was May.", True)


def test_a_list_is_worked_through_in_its_own_words(weighed: Weighed, journal: Journal) -> None:
    fact = weighed.fact()

    def weigh(look: Look, version: int = 0, of: UUID | None = fact) -> Event:
        return looking.weigh_indicators(
            weighed.id, of_id=of, look=look, version=version, by=weighed.by, at=weighed.now
        )

    assert obstacles(lambda: weigh(Look(answers={"indicators.smell": "for"}))) >= {"answers"}
    assert obstacles(lambda: weigh(Look(answers={"indicators.detail": "0.7"}))) >= {"answers"}
    assert obstacles(lambda: weigh(Look(answers={"indicators.detail": "for"}))) == {"words"}
    assert obstacles(lambda: weigh(INDICATORS, of=None)) == {"place"}
    assert journal.tells(weigh(INDICATORS), by=weighed.cast.berg)
    with pytest.raises(Conflict):
        weigh(INDICATORS)
    memory = Look(
        answers={"distorted_by_applicant.memory": "bears", "distorted_by_interpreter.memory": "does_not"},
        words={"distorted_by_applicant.memory": "It was years ago."},
    )
    looking.consider_distortions(weighed.id, look=memory, by=weighed.by, at=weighed.now)
    found = weighed.sheet().distortions
    assert found is not None
    assert found.look == memory


def test_what_is_withdrawn_stays_readable_and_is_not_changed(weighed: Weighed, journal: Journal) -> None:
    fact = weighed.fact()
    evidence = weighed.evidence(fact)

    def withdraw(piece: UUID, why: str = "Told twice.") -> Event:
        return facts.withdraw_piece(weighed.id, piece_id=piece, why=why, by=weighed.by, at=weighed.now)

    assert obstacles(lambda: withdraw(evidence, " ")) == {"why"}
    assert journal.tells(withdraw(fact), by=weighed.cast.berg)
    assert obstacles(lambda: withdraw(fact)) == {"withdrawn"}
    sheet = weighed.sheet()
    assert sheet.facts == ()
    [gone] = sheet.withdrawn
    assert (gone.fact.says, gone.why_withdrawn) == ("The river took the house.", "Told twice.")
    assert obstacles(lambda: weighed.evidence(fact)) == {"withdrawn"}


def test_two_ways_of_weighing_never_meet_in_one_case() -> None:
    from limen.domain.assessments.rules.acting import obstacles_to_opening

    nadia = new_id()
    found = obstacles_to_opening(
        was_lodged=True, has_law=True, pack="us", packs={"eu"}, person=nadia, covered={nadia},
        is_taken=False,
    )  # fmt: skip
    assert [one.code for one in found] == ["mixed"]
