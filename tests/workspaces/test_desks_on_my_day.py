"""My day, as the interview desk and the decision desk fill it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.decisions.commands.writing import keep_draft
from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning, recording
from limen.domain.interviews.names import Appointment, BlockKind, InterviewKind, Speaker, Typed
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.decisions.story import Story, story_of
from tests.workspaces.acting import queries, words

Browsers = Callable[..., Client]
HOME = "/adjudication/"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def story(cast: Cast, now: datetime) -> Story:
    return story_of(cast, now)


def _planned(cast: Cast, starts_at: datetime, at: datetime, room: str) -> UUID:
    told = Appointment(
        starts_at=starts_at, zone="UTC", minutes=90, place=room, language="tir", interpreter="Senait Abraha"
    )
    interview = new_id()
    planning.plan(
        cast.case, interview_id=interview, about=InterviewKind.SUBSTANTIVE, told=told,
        officer_id=cast.berg.id, compartment=Compartment.GENERAL, by=cast.berg.actor, at=at,
    )  # fmt: skip
    return interview


def _end_of(now: datetime) -> datetime:
    """The last minute of the day: an interview then is still ahead, whenever the test runs."""
    return now.replace(hour=23, minute=59, second=59, microsecond=0)


def test_interviews_of_today_stand_there_with_all_one_needs(
    cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    _planned(cast, _end_of(now), now, "Room 7")
    _planned(cast, _end_of(now) + timedelta(days=1), now, "Room 8")
    page = words(browser_of(cast.berg), HOME)
    assert "Interview: On the substance" in page
    for one in ("Room 7", "90 minutes", "Tigrinya", "Senait Abraha"):
        assert one in page, one
    assert "Room 8" not in page
    assert "Room 7" not in words(browser_of(cast.costa), HOME)


def test_an_open_record_is_left_half_done(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    interview, by = _planned(cast, _end_of(now), now, "Room 7"), cast.berg.actor
    recording.open_record(interview, checks=(), on=now.date(), by=by, at=now)
    block = Typed(
        id=new_id(), place=1.0, kind=BlockKind.ANSWER, speaker=Speaker.APPLICANT, said_at=now,
        words="The river rose in the night", revision=1,
    )  # fmt: skip
    with acting_as(by):
        recording.keep_blocks(interview, blocks=[block], by=by, at=now)
    berg = browser_of(cast.berg)
    assert "The river rose in the night" in words(berg, HOME)
    assert f"/interviews/{interview}/desk/" in berg.get(HOME).content.decode()


def test_a_half_written_section_leads_back_to_it(story: Story, browser_of: Browsers) -> None:
    decision, by = story.begin(), story.cast.berg.actor
    with acting_as(by):
        keep_draft(decision, section="facts", text="He says that", version=0, by=by, at=story.now)
    berg = browser_of(story.cast.berg)
    assert "He says that" in words(berg, HOME)
    assert f"/decisions/{decision}/write/facts/" in berg.get(HOME).content.decode()
    assert "He says that" not in words(browser_of(story.cast.costa), HOME)


def test_the_second_reader_learns_what_waits(story: Story, browser_of: Browsers) -> None:
    says = "decisions to read as second reader"
    costa, berg = browser_of(story.cast.costa), browser_of(story.cast.berg)
    assert f"<strong>0</strong> <span>{says}" in words(costa, HOME)
    story.submitted()
    assert f"<strong>1</strong> <span>{says}" in words(costa, HOME)
    assert f"<strong>0</strong> <span>{says}" in words(berg, HOME)  # not one's own


def test_more_of_it_asks_no_more_questions(
    story: Story, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    berg, by = browser_of(cast.berg), cast.berg.actor
    _planned(cast, _end_of(now), now, "Room 0")
    words(berg, HOME)
    before = queries(berg, HOME)
    for number in range(3):
        _planned(cast, _end_of(now), now, f"Room {number}")
    decision = story.begin()
    with acting_as(by):
        for section in ("facts", "law"):
            keep_draft(decision, section=section, text="Half", version=0, by=by, at=now)
    assert queries(berg, HOME) == before
