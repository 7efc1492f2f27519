"""Planning an interview, moving it, calling it off, and preparing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning
from limen.domain.interviews.names import (
    InterviewKind,
    InterviewState,
    Prepared,
    prepared_from,
    prepared_text,
)
from limen.domain.interviews.queries.sheets import interview_sheet, interviews_of
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.interviews.heard import appointment, opened, planned
from tests.domain.told import Journal, obstacles


def plan(cast: Cast, now: datetime, *, by: Player, compartment: Compartment = Compartment.GENERAL,
         place: str = "Room 4", days: int = 2) -> Event:  # fmt: skip
    return planning.plan(
        cast.case, interview_id=new_id(), about=InterviewKind.SUBSTANTIVE,
        told=appointment(now, place=place, days=days), officer_id=cast.berg.id, compartment=compartment,
        by=by.actor, at=now,
    )  # fmt: skip


def test_it_is_planned_and_seen_with_the_file(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(plan(cast, now, by=cast.costa), by=cast.costa)
    with acting_as(cast.berg.actor):
        [card] = interviews_of(cast.case, by=cast.berg.actor, at=now)
    assert (card.place, card.language, card.officer, card.state) == (
        "Room 4", "ara", "Berg", InterviewState.PLANNED,
    )  # fmt: skip


def test_what_has_passed_or_is_nowhere_is_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: plan(cast, now, by=cast.berg, days=-1)) == {"starts_at"}
    assert obstacles(lambda: plan(cast, now, by=cast.berg, place=" ")) == {"place"}
    assert obstacles(lambda: plan(cast, now, by=cast.berg, compartment=Compartment.GBV)) == {"compartment"}


def test_an_officer_is_one_of_ours(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        planning.plan(
            cast.case, interview_id=new_id(), about=InterviewKind.OTHER, told=appointment(now),
            officer_id=cast.elio.id, compartment=Compartment.GENERAL, by=cast.berg.actor, at=now,
        )  # fmt: skip


def test_a_compartment_hides_it(house: House, cast: Cast, now: datetime) -> None:
    """For whoever is not cleared it does not exist, although the file is theirs."""
    berg = clear(house.admin_dsn, cast.berg, "gbv")
    plan(cast, now, by=berg, compartment=Compartment.GBV)
    with acting_as(cast.costa.actor):
        assert interviews_of(cast.case, by=cast.costa.actor, at=now) == []
    with acting_as(berg.actor):
        assert len(interviews_of(cast.case, by=berg.actor, at=now)) == 1


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        plan(cast, now, by=getattr(cast, role))


@pytest.mark.parametrize("role", ["elio", "grit"])
def test_the_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    with pytest.raises(Hidden):
        plan(cast, now, by=getattr(cast, role))
    with pytest.raises(Hidden):
        planning.cancel(interview, why="x", by=getattr(cast, role).actor, at=now)


def test_it_is_moved_for_a_reason_until_it_begins(cast: Cast, now: datetime, journal: Journal) -> None:
    interview, told = planned(cast, now), replace(appointment(now, days=5), place="Room 9")

    def move(why: str, which: UUID = interview) -> Event:
        return planning.reschedule(which, told=told, why=why, by=cast.berg.actor, at=now)

    assert obstacles(lambda: move(" ")) == {"why"}
    assert journal.tells(move("The interpreter is ill."), by=cast.berg)
    with acting_as(cast.berg.actor):
        card = interview_sheet(interview, by=cast.berg.actor, at=now).card
    assert (card.place, card.starts_at) == ("Room 9", told.starts_at)
    assert obstacles(lambda: move("late", opened(cast, now))) == {"state"}


def test_it_is_called_off_or_missed_once(cast: Cast, now: datetime, journal: Journal) -> None:
    interview = planned(cast, now)
    missed = planned(cast, now)
    assert obstacles(lambda: planning.mark_missed(missed, by=cast.berg.actor, at=now)) == {"starts_at"}
    later = now + timedelta(days=2, minutes=30)
    event = planning.mark_missed(missed, why="He was in hospital.", by=cast.berg.actor, at=later)
    assert journal.tells(event, by=cast.berg)
    assert journal.tells(planning.cancel(interview, why="No room.", by=cast.berg.actor, at=now), by=cast.berg)
    assert obstacles(lambda: planning.cancel(interview, why="x", by=cast.berg.actor, at=now)) == {"state"}


def test_questions_are_prepared_in_order(cast: Cast, now: datetime, journal: Journal) -> None:
    interview, by = planned(cast, now), cast.berg.actor
    first = prepared_from("# Flight\nWhen did you leave?\nWith whom?\n# Work\nWhat did you do?")
    assert journal.tells(planning.prepare(interview, questions=first, version=1, by=by, at=now), by=cast.berg)
    fewer = (Prepared(topic="Work", words="What did you do?"), first[0])
    planning.prepare(interview, questions=fewer, version=2, by=by, at=now)
    with acting_as(by):
        sheet = interview_sheet(interview, by=by, at=now)
    assert [one.words for one in sheet.questions] == ["What did you do?", "When did you leave?"]
    with pytest.raises(Conflict) as conflict:
        planning.prepare(interview, questions=first, version=2, by=by, at=now)
    assert conflict.value.theirs.says == prepared_text(fewer)
    assert prepared_from(prepared_text(fewer)) == fewer
