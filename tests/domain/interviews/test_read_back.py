"""Reading a record back: corrections beside the words, a confirmation, or a refusal with its reasons."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.interviews.commands import reading_back
from limen.domain.interviews.names import CorrectionKind, InterviewState, ReadHow
from limen.domain.interviews.queries.cards import BlockCard
from limen.domain.interviews.queries.sheets import blocks_said, interview_sheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.interviews.heard import closed, opened, told_again
from tests.domain.told import Journal, obstacles


def _blocks(cast: Cast, interview: UUID, now: datetime) -> list[BlockCard]:
    with acting_as(cast.berg.actor):
        return blocks_said(interview, by=cast.berg.actor, at=now)


def _correct(
    block: UUID, now: datetime, *, by: Player, words: str = "At dawn.", who: str = "Applicant"
) -> Event:
    return reading_back.correct(
        block, correction_id=new_id(), sort=CorrectionKind.CORRECTION, words=words, said_by=who, by=by.actor,
        at=now,
    )  # fmt: skip


def test_a_correction_stands_beside_the_words(cast: Cast, now: datetime, journal: Journal) -> None:
    interview = told_again(cast, now)
    answer = _blocks(cast, interview, now)[1]
    assert obstacles(lambda: _correct(answer.id, now, by=cast.berg, words=" ", who=" ")) == {
        "words",
        "said_by",
    }
    assert journal.tells(_correct(answer.id, now, by=cast.berg), by=cast.berg)
    with acting_as(cast.berg.actor):
        sheet = interview_sheet(interview, by=cast.berg.actor, at=now)
    block = sheet.blocks[1]
    assert (block.words, [one.words for one in block.corrections]) == ("They came at night.", ["At dawn."])
    assert sheet.digest == interview_digest(cast, interview, now)


def interview_digest(cast: Cast, interview: UUID, now: datetime) -> str:
    from limen.domain.interviews.names import record_digest

    return record_digest(one.said for one in _blocks(cast, interview, now))


def test_an_open_record_is_typed_not_corrected(cast: Cast, now: datetime) -> None:
    from tests.domain.interviews.heard import keep, typed

    interview, block = opened(cast, now), typed(now, "x")
    keep(interview, block, by=cast.berg.actor, now=now)
    assert obstacles(lambda: _correct(block.id, now, by=cast.berg)) == {"state"}


def test_it_is_read_back_once_and_then_confirmed(cast: Cast, now: datetime, journal: Journal) -> None:
    interview, by = closed(cast, now), cast.berg.actor

    def read() -> Event:
        return reading_back.read_back(
            interview, how=ReadHow.READ_ALOUD, reader="N. Haddad", language="ara", by=by, at=now
        )

    assert obstacles(lambda: reading_back.confirm(interview, by=by, at=now)) == {"state"}
    assert journal.tells(read(), by=cast.berg)
    assert obstacles(read) == {"state"}
    assert journal.tells(reading_back.confirm(interview, by=by, at=now), by=cast.berg)
    assert obstacles(lambda: reading_back.confirm(interview, by=by, at=now)) == {"state"}


def test_a_refusal_keeps_its_reasons(cast: Cast, now: datetime, journal: Journal) -> None:
    interview, by = told_again(cast, now), cast.berg.actor

    def refuse(why: str) -> Event:
        return reading_back.refuse_confirmation(interview, why=why, by=by, at=now)

    assert obstacles(lambda: refuse(" ")) == {"why"}
    assert journal.tells(refuse("He was too tired."), by=cast.berg)
    with acting_as(by):
        sheet = interview_sheet(interview, by=by, at=now)
    assert (sheet.card.state, sheet.why) == (InterviewState.REFUSED, "He was too tired.")


@pytest.mark.parametrize("role", ["elio", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime) -> None:
    interview, by = told_again(cast, now), getattr(cast, role)
    block = _blocks(cast, interview, now)[0]
    with pytest.raises(Hidden):
        reading_back.confirm(interview, by=by.actor, at=now)
    with pytest.raises(Hidden):
        _correct(block.id, now, by=by)


@pytest.mark.parametrize("role", ["hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        reading_back.confirm(told_again(cast, now), by=getattr(cast, role).actor, at=now)
