"""A list too long for one person: asked for, answered by a second one in time, and taken out once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings

from limen.domain.worklists import rules
from limen.domain.worklists.commands.exporting import answer_release, ask_release, export
from limen.domain.worklists.events import ReleaseAsked
from limen.domain.worklists.names import Question
from limen.foundation.events import Event
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.told import Journal, obstacles
from tests.workspaces.acting import ask, more_cases

ASKED = "sort=due"


@pytest.fixture(autouse=True)
def nobody_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EXPORT_ALONE_AT_MOST", 1)


@pytest.fixture
def unit_id(cast: Cast, house: House) -> UUID:
    """The unit, with more cases than one person may take out alone."""
    more_cases(house, cast.authority, cast.unit, 3)
    return cast.unit


def _ask(who: Player, unit_id: UUID, at: datetime, why: str = "Inventory") -> ReleaseAsked:
    question = Question(unit_id=unit_id)
    return ask_release(question, of_unit_id=unit_id, asked=ASKED, why=why, by=who.actor, at=at)


def _of(who: Player, asked: ReleaseAsked) -> Question:
    return Question(unit_id=None if asked.is_own else asked.unit_id, member_id=who.id)


def test_asked_agreed_and_taken_once(cast: Cast, unit_id: UUID, now: datetime, journal: Journal) -> None:
    asked = _ask(cast.grit, unit_id, now)
    assert journal.tells(asked, by=cast.grit)
    question = _of(cast.grit, asked)
    agreed = answer_release(
        asked.release_id, question, is_agreed=True, why="", by=cast.costa.actor, at=now + timedelta(hours=1)
    )
    assert journal.tells(agreed, by=cast.costa)
    released = replace(question, release_id=asked.release_id)

    def take(by: Player, at: datetime, of: Question = released) -> Event:
        release = asked.release_id
        return export(of, columns=("called",), asked=ASKED, why="", release_id=release, by=by.actor, at=at)

    later = now + timedelta(hours=2)
    with pytest.raises(Hidden):
        take(cast.grit, later, question)  # the whole list, and not what was let out of it
    with pytest.raises(Hidden):
        take(cast.grit, later, Question(unit_id=None, member_id=cast.grit.id, release_id=asked.release_id))
    with pytest.raises(Hidden):
        take(cast.elio, later)
    taken = export(
        released, columns=("called",), asked=ASKED, why="", release_id=asked.release_id,
        by=cast.grit.actor, at=later,
    )  # fmt: skip
    assert journal.tells(taken, by=cast.grit)
    assert (taken.count, taken.why) == (asked.count, "Inventory")
    assert agreed.count == asked.count + 1, "from one case that Costa reads a wall keeps Grit"
    again = obstacles(
        lambda: export(released, columns=("called",), asked=ASKED, why="", release_id=asked.release_id,
                       by=cast.grit.actor, at=later)
    )  # fmt: skip
    assert again == {"taken"}


def test_answered_too_late_twice_or_by_oneself(cast: Cast, unit_id: UUID, now: datetime) -> None:
    asked = _ask(cast.costa, unit_id, now)
    question = _of(cast.costa, asked)

    def answer(by: Player, at: datetime, why: str = "Why not", *, is_agreed: bool = False) -> Event:
        return answer_release(asked.release_id, question, is_agreed=is_agreed, why=why, by=by.actor, at=at)

    assert obstacles(lambda: answer(cast.costa, now, is_agreed=True)) == {"second_person"}
    with pytest.raises(Forbidden):
        answer(cast.grit, now)
    for player in (cast.elio, cast.dina):
        with pytest.raises((Hidden, Forbidden)):
            answer(player, now)


def test_a_late_answer_and_a_no_without_a_reason(cast: Cast, unit_id: UUID, now: datetime) -> None:
    asked = _ask(cast.grit, unit_id, now)
    question, over = _of(cast.grit, asked), now + rules.waits_for()

    def answer(at: datetime, why: str, *, is_agreed: bool) -> set[str]:
        return obstacles(
            lambda: answer_release(
                asked.release_id, question, is_agreed=is_agreed, why=why, by=cast.costa.actor, at=at
            )
        )

    assert answer(over, "", is_agreed=True) == {"over"}
    assert answer(now, " ", is_agreed=False) == {"why"}
    with pytest.raises(Hidden):
        answer_release(
            asked.release_id, _of(cast.costa, asked), is_agreed=True, why="", by=cast.costa.actor, at=now
        )
    refused = answer_release(
        asked.release_id, question, is_agreed=False, why="Ask for less", by=cast.costa.actor, at=now
    )
    assert refused.kind == "worklists.release_refused"
    assert answer(now, "", is_agreed=True) == {"answered"}


def test_nobody_agrees_to_what_they_may_not_read(
    cast: Cast, unit_id: UUID, house: House, now: datetime
) -> None:
    """Of restricted cases given by name a second person sees none, and so lets out none."""
    ask(house, "update cases_case set is_restricted = true where unit_id = %s and called like 'Somebody %%'",
        unit_id)  # fmt: skip
    ask(
        house,
        "insert into cases_assignment (id, case_id, member_id, part, since_at)"
        " select gen_random_uuid(), id, %s, 'lead', now()"
        " from cases_case where unit_id = %s and is_restricted",
        cast.grit.id,
        unit_id,
    )
    own = Question(unit_id=None)
    asked = ask_release(own, of_unit_id=unit_id, asked=ASKED, why="Mine", by=cast.grit.actor, at=now)
    assert (asked.is_own, asked.count) == (True, 3)
    question = _of(cast.grit, asked)
    assert obstacles(
        lambda: answer_release(
            asked.release_id, question, is_agreed=True, why="", by=cast.costa.actor, at=now
        )
    ) == {"nothing"}


def test_who_may_ask_and_for_what(cast: Cast, unit_id: UUID, now: datetime) -> None:
    assert obstacles(lambda: _ask(cast.grit, unit_id, now, why=" ")) == {"why"}
    for player in (cast.farah, cast.elio):
        with pytest.raises((Hidden, Forbidden)):
            _ask(player, unit_id, now)
    with pytest.raises(Forbidden):
        _ask(cast.hana, unit_id, now)
    with pytest.raises(Hidden):
        ask_release(Question(unit_id=unit_id), of_unit_id=cast.agency_unit, asked=ASKED, why="x",
                    by=cast.grit.actor, at=now)  # fmt: skip
