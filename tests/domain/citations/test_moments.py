"""A moment of a recording has a name: it leads to the interview, the time and the block, behind its wall."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.citations.names import CitedState, MomentKey, key_from, keys_in
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.offering import citable
from limen.domain.citations.queries.resolving import cited
from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import sounding
from limen.domain.interviews.names import SealedSound
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.citations.filed import ANSWER, confirm
from tests.domain.citations.heard_sound import SECONDS, moment_of, recorded


def _found(text: str, case: UUID, by: Player, at: datetime) -> list[Cited]:
    with acting_as(by.actor):
        return list(cited(keys_in([text]), case, language="en", by=by.actor, at=at).values())


@pytest.mark.parametrize(
    ("told", "second"),
    [("t754", 754), ("t12m34s", 754), ("t12:34", 754), ("t0:12:34", 754), ("T1h02m03s", 3723), ("t0", 0)],
)
def test_its_time_is_read_as_somebody_may_write_it(told: str, second: int) -> None:
    key = key_from(f"recording/7c1d40b2/{told}")
    assert key == MomentKey(of="7c1d40b2", second=second)
    assert key_from(str(key)) == key


@pytest.mark.parametrize("told", ["", "t", "t-1", "t1h", "t1234567", "t12:34:56:78", "b3", "t12m"])
def test_nothing_else_is_a_time(told: str) -> None:
    assert key_from(f"recording/7c1d40b2/{told}") is None


def test_it_leads_to_the_interview_the_time_and_the_block(cast: Cast, now: datetime) -> None:
    interview, sound = recorded(cast.case, cast.berg, now)
    (before,) = _found(moment_of(sound, 5), cast.case, cast.berg, now)
    assert before.around == "Why did you leave?"
    (found,) = _found(moment_of(sound, 42), cast.case, cast.costa, now)
    assert (found.thing_id, found.part_id, found.states) == (interview, sound, ())
    assert found.words.endswith("at 0:00:42")
    assert found.around == ANSWER
    assert f"({now + timedelta(seconds=42):%H:%M:%S} by the clock there)" in found.line
    assert "block" not in found.line, "a record that is not settled may still be numbered anew"
    confirm(interview, cast.berg, now + timedelta(seconds=SECONDS))
    (found,) = _found(moment_of(sound, 42), cast.case, cast.berg, now)
    assert ", block 2 of the record. SHA-256 of the recording: " in found.line


def test_what_was_not_recorded_and_another_case_lead_nowhere(cast: Cast, now: datetime) -> None:
    _interview, sound = recorded(cast.case, cast.berg, now)
    assert _found(moment_of(sound, SECONDS + 1), cast.case, cast.berg, now) == []
    assert _found(moment_of(new_id(), 3), cast.case, cast.berg, now) == []
    assert _found(moment_of(sound, 3), cast.other_case, cast.berg, now) == []


def test_a_stranger_and_the_uncleared_are_told_nothing(house: House, cast: Cast, now: datetime) -> None:
    _interview, sound = recorded(cast.case, cast.berg, now)
    cleared = clear(house.admin_dsn, cast.berg, "gbv")
    _other, hidden = recorded(cast.case, cleared, now, compartment=Compartment.GBV)
    text = moment_of(sound, 3) + moment_of(hidden, 3)
    assert [one.part_id for one in _found(text, cast.case, cleared, now)] == [sound, hidden]
    assert [one.part_id for one in _found(text, cast.case, cast.costa, now)] == [sound]
    for nobody in (cast.farah, cast.grit, cast.elio):
        assert _found(text, cast.case, nobody, now) == []


def test_nobody_relies_on_a_recording_that_runs(cast: Cast, now: datetime) -> None:
    _interview, sound = recorded(cast.case, cast.berg, now, ends=False)
    (found,) = _found(moment_of(sound, 3), cast.case, cast.berg, now)
    assert found.broken == (CitedState.RUNNING,)


def test_a_file_keeps_its_names_when_somebody_says_when_it_begins(cast: Cast, now: datetime) -> None:
    interview, _sound = recorded(cast.case, cast.berg, now)
    sealed = SealedSound(stored_as=new_id(), key=bytes(32), size=9, digest="a" * 64)
    over = now + timedelta(seconds=SECONDS)
    file = sounding.add_recording(
        interview, recording_id=new_id(), sound=sealed, media_type="audio/wav", file_name="room.wav",
        begins_at=now, by=cast.berg.actor, at=over,
    ).recording_id  # fmt: skip
    (found,) = _found(moment_of(file, 10), cast.case, cast.berg, over)
    assert (found.words.endswith("at 0:00:10"), found.around) == (True, "Why did you leave?")
    sounding.place_recording(file, begins_at=now + timedelta(seconds=25), by=cast.berg.actor, at=over)
    (found,) = _found(moment_of(file, 10), cast.case, cast.berg, over)
    assert (found.words.endswith("at 0:00:10"), found.around) == (True, ANSWER)


def test_a_block_is_offered_as_it_is_heard(cast: Cast, now: datetime) -> None:
    interview, sound = recorded(cast.case, cast.berg, now)
    confirm(interview, cast.berg, now + timedelta(seconds=SECONDS))
    with acting_as(cast.berg.actor):
        (block,) = citable(cast.case, "at night", by=cast.berg.actor, at=now).blocks
    assert f"[[cite: {block.heard}]]" == moment_of(sound, 30)
