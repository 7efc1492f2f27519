"""The record: opened by one person, kept block by block, put to the applicant, closed under its hash."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from limen.domain.interviews.commands import recording
from limen.domain.interviews.events import RecordClosed
from limen.domain.interviews.names import BlockKind, CheckAnswer, Checked, InterviewState, record_digest
from limen.domain.interviews.queries.sheets import blocks_said, interview_sheet, opening_checks
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.conftest import House
from tests.domain.interviews.heard import closed, keep, opened, planned, typed
from tests.domain.told import Journal, obstacles
from tests.lawbook import FILES, put_in_force

REQUIREMENTS = """
safeguards:
  says: What an interview must be like
  of: interview
  items:
    privacy: {says: "Nobody listens", since: 2020-01-01, source: "Act, section 9", certainty: verified}
    later: {says: "Not the law yet", since: 2090-01-01, source: "Act, section 10", certainty: verified}
letters:
  says: What a letter must say
  of: letter
  items:
    day: {says: "The day", since: 2020-01-01, source: "Act, section 11", certainty: verified}
"""


def _open(cast: Cast, now: datetime, interview: UUID, *checks: Checked) -> Event:
    return recording.open_record(interview, checks=checks, on=now.date(), by=cast.berg.actor, at=now)


def test_every_safeguard_of_the_law_is_answered(cast: Cast, now: datetime, journal: Journal) -> None:
    put_in_force(cast, now, FILES | {"atlantis/requirements.yaml": REQUIREMENTS})
    interview = planned(cast, now)
    with acting_as(cast.berg.actor):
        [asked] = opening_checks(interview, on=now.date(), by=cast.berg.actor, at=now)
    assert asked.key == "atlantis/safeguards/privacy"
    assert obstacles(lambda: _open(cast, now, interview)) == {"checks"}
    said = Checked(key=asked.key, says=asked.says, source=asked.source, answer=CheckAnswer.NOT_MET)
    assert obstacles(lambda: _open(cast, now, interview, said)) == {"words"}
    because = Checked(
        key=asked.key, says=asked.says, source=asked.source, answer=CheckAnswer.NOT_MET, words="thin wall"
    )
    event = _open(cast, now, interview, because)
    assert journal.tells(event, by=cast.berg)
    with acting_as(cast.berg.actor):
        sheet = interview_sheet(interview, by=cast.berg.actor, at=now)
    assert [(one.says, one.words) for one in sheet.checks] == [("Nobody listens", "thin wall")]
    assert (sheet.card.state, sheet.holder) == (InterviewState.OPEN, "Berg")
    assert obstacles(lambda: _open(cast, now, interview, because)) == {"state"}


def test_sending_twice_is_done_once_and_the_newest_words_stay(cast: Cast, now: datetime) -> None:
    interview, by = opened(cast, now), cast.berg.actor
    block = typed(now, "Why did you", revision=5)
    newer = typed(now, "Why did you leave?", revision=7, key=block.id)
    assert keep(interview, block, by=by, now=now) == {block.id: 5}
    assert keep(interview, newer, newer, by=by, now=now) == {block.id: 7}
    assert keep(interview, block, by=by, now=now) == {block.id: 7}
    with acting_as(by):
        assert [one.words for one in blocks_said(interview, by=by, at=now)] == ["Why did you leave?"]


def test_one_person_holds_a_record_until_another_takes_it_over(
    cast: Cast, now: datetime, journal: Journal
) -> None:
    interview, block = opened(cast, now), typed(now, "x")
    with pytest.raises(Refused) as refused:
        keep(interview, block, by=cast.costa.actor, now=now)
    assert {one.code for one in refused.value.obstacles} == {"holder"}
    event = recording.take_over(interview, why="Berg is ill.", by=cast.costa.actor, at=now)
    assert journal.tells(event, by=cast.costa)
    assert keep(interview, block, by=cast.costa.actor, now=now) == {block.id: 1}
    with pytest.raises(Refused):
        keep(interview, typed(now, "y"), by=cast.berg.actor, now=now)
    again = lambda: recording.take_over(interview, why="x", by=cast.costa.actor, at=now)  # noqa: E731
    assert obstacles(again) == {"holder"}


def test_what_does_not_fit_is_put_before_the_record_is_closed(
    cast: Cast, now: datetime, journal: Journal
) -> None:
    interview, by = opened(cast, now), cast.berg.actor
    keep(interview, typed(now, "Why?"), by=by, now=now)
    noted = recording.note_inconsistency(
        interview, inconsistency_id=new_id(), words="May in the form, June today.", by=by, at=now
    )
    assert journal.tells(noted, by=cast.berg)
    assert obstacles(lambda: recording.close_record(interview, by=by, at=now)) == {"inconsistencies"}

    def put(answer: str) -> Event:
        return recording.put_inconsistency(noted.inconsistency_id, answer=answer, by=by, at=now)

    assert obstacles(lambda: put(" ")) == {"answer"}
    assert journal.tells(put("I mixed up the calendars."), by=cast.berg)
    assert obstacles(lambda: put("again")) == {"put"}
    assert recording.close_record(interview, by=by, at=now).why_not_put == ""


def test_closing_names_the_hash_of_all_blocks(cast: Cast, now: datetime, journal: Journal) -> None:
    interview, by = opened(cast, now), cast.berg.actor
    assert obstacles(lambda: recording.close_record(interview, by=by, at=now)) == {"blocks"}
    pause = typed(now + timedelta(minutes=5), "", place=3, kind=BlockKind.REMARK)
    keep(interview, typed(now, "They came.", place=2), typed(now, "Why?"), pause, by=by, now=now)
    event: RecordClosed = recording.close_record(interview, by=by, at=now)
    with acting_as(by):
        said = blocks_said(interview, by=by, at=now)
    assert [one.words for one in said] == ["Why?", "They came."]
    assert event.digest == record_digest(one.said for one in said)
    assert event.blocks == 2
    assert journal.tells(event, by=cast.berg)
    with pytest.raises(Refused):
        keep(interview, typed(now, "too late"), by=by, now=now)


def test_the_database_keeps_a_closed_record_as_it_is(house: House, cast: Cast, now: datetime) -> None:
    """Past every rule of ours: not even its writer changes a word."""
    from django.db import connection

    interview = closed(cast, now)
    with acting_as(cast.berg.actor), connection.cursor() as cursor:
        cursor.execute("update interviews_block set words = 'x' where interview_id = %s", [interview])
        assert cursor.rowcount == 0
    with psycopg.connect(house.admin_dsn) as admin:
        found = admin.execute("select count(*) from interviews_block where interview_id = %s", [interview])
        assert found.fetchone() == (2,)


@pytest.mark.parametrize("role", ["elio", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime) -> None:
    interview, by = opened(cast, now), getattr(cast, role).actor
    with pytest.raises(Hidden):
        recording.close_record(interview, by=by, at=now)
    with pytest.raises(Hidden):
        keep(interview, typed(now, "x"), by=by, now=now)


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    interview = opened(cast, now)
    with pytest.raises(Forbidden):
        recording.close_record(interview, by=getattr(cast, role).actor, at=now)
