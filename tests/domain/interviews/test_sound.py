"""The sound of an interview: where it may be kept, piece by piece, and that it stays as it was taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import psycopg
import pytest

from limen.domain.interviews.commands import recording, sounding
from limen.domain.interviews.events import RecordingEnded
from limen.domain.interviews.names import (
    CheckAnswer,
    Checked,
    PieceOfSound,
    SealedSound,
    SoundWay,
    sound_digest,
)
from limen.domain.interviews.queries.sheets import opening_checks
from limen.domain.interviews.queries.sounds import recordings_of, running_of_mine, sound_of_part
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.interviews.heard import keep, opened, opened_for_sound, planned_for_sound, typed
from tests.domain.told import Journal, obstacles


def _begin(interview: UUID, now: datetime, by: Player) -> UUID:
    return sounding.begin_recording(
        interview, recording_id=new_id(), media_type="audio/webm", by=by.actor, at=now
    ).recording_id


def _codes(do: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as refused:
        do()
    return {one.code for one in refused.value.obstacles}


def _piece(now: datetime, part: int, number: int) -> PieceOfSound:
    digest = sha256(f"{part} {number}".encode()).hexdigest()
    sealed = SealedSound(stored_as=new_id(), key=bytes(32), size=10, digest=digest)
    return PieceOfSound(part=part, number=number, begins_at=now, sealed=sealed)


def _kept(recording_id: UUID, piece: PieceOfSound, *, by: Player, now: datetime) -> bool:
    with acting_as(by.actor):
        return sounding.keep_piece(recording_id, piece=piece, by=by.actor, at=now)


def _added(interview: UUID, now: datetime, *, by: Player, begins_at: datetime) -> Event:
    return sounding.add_recording(
        interview, recording_id=new_id(), sound=_piece(now, 1, 1).sealed, media_type="audio/wav",
        file_name="room.wav", begins_at=begins_at, by=by.actor, at=now,
    )  # fmt: skip


def test_it_is_recorded_where_the_appointment_says_so_and_the_applicant_knows(
    cast: Cast, now: datetime
) -> None:
    assert _codes(lambda: _begin(opened(cast, now), now, cast.berg)) == {"sound"}
    ahead = planned_for_sound(cast, now)
    with acting_as(cast.berg.actor):
        [asked] = opening_checks(ahead, on=now.date(), by=cast.berg.actor, at=now)
    said = Checked(key=asked.key, says=asked.says, source=asked.source, answer=CheckAnswer.NOT_MET, words="x")
    assert _codes(lambda: _begin(ahead, now, cast.berg)) == {"state"}
    recording.open_record(ahead, checks=[said], on=now.date(), by=cast.berg.actor, at=now)
    assert _codes(lambda: _begin(ahead, now, cast.berg)) == {"told"}
    _begin(opened_for_sound(cast, now), now, cast.berg)


def test_pieces_are_kept_once_and_in_order(cast: Cast, now: datetime, journal: Journal) -> None:
    interview = opened_for_sound(cast, now)
    running = _begin(interview, now, cast.berg)
    pieces = [_piece(now, 1, 1), _piece(now, 1, 2), _piece(now, 2, 1)]
    assert [_kept(running, one, by=cast.berg, now=now) for one in (pieces[0], *pieces)] == [
        True, False, True, True,
    ]  # fmt: skip
    by = cast.berg.actor
    with acting_as(by):
        assert running_of_mine(interview, by=by, at=now) == (running, 3)
        [card] = recordings_of(interview, by=by, at=now)
        first = sound_of_part(running, 1, interview, by=by, at=now)
    assert [(part.number, part.size) for part in card.parts] == [(1, 20), (2, 10)]
    assert [one.stored_as for one in first.pieces] == [one.sealed.stored_as for one in pieces[:2]]
    event: RecordingEnded = sounding.end_recording(running, by=by, at=now)
    assert journal.tells(event, by=cast.berg)
    assert (event.pieces, event.size) == (3, 30)
    assert event.digest == sound_digest(one.sealed.digest for one in pieces)
    assert obstacles(lambda: sounding.end_recording(running, by=by, at=now)) == {"ended"}
    assert _codes(lambda: _kept(running, _piece(now, 2, 2), by=cast.berg, now=now)) == {"ended"}


def test_a_part_is_played_up_to_the_first_piece_that_is_missing(cast: Cast, now: datetime) -> None:
    interview = opened_for_sound(cast, now)
    running = _begin(interview, now, cast.berg)
    for number in (1, 2, 4):
        _kept(running, _piece(now, 1, number), by=cast.berg, now=now)
    with acting_as(cast.berg.actor):
        found = sound_of_part(running, 1, interview, by=cast.berg.actor, at=now)
    assert len(found.pieces) == 2


def test_closing_the_record_ends_what_still_runs(cast: Cast, now: datetime) -> None:
    interview = opened_for_sound(cast, now)
    running = _begin(interview, now, cast.berg)
    _kept(running, _piece(now, 1, 1), by=cast.berg, now=now)
    keep(interview, typed(now, "Why?"), by=cast.berg.actor, now=now)
    recording.close_record(interview, by=cast.berg.actor, at=now)
    with acting_as(cast.berg.actor):
        [card] = recordings_of(interview, by=cast.berg.actor, at=now)
    assert (card.ended_at, card.digest) == (now, _piece(now, 1, 1).sealed.digest)


def test_a_file_is_added_and_its_beginning_put_right(cast: Cast, now: datetime, journal: Journal) -> None:
    interview, later = opened_for_sound(cast, now), now + timedelta(minutes=1)
    assert obstacles(lambda: _added(interview, now, by=cast.berg, begins_at=later)) == {"begins_at"}
    assert journal.tells(_added(interview, now, by=cast.berg, begins_at=now), by=cast.berg)
    with acting_as(cast.berg.actor):
        [card] = recordings_of(interview, by=cast.berg.actor, at=now)
    earlier = now - timedelta(seconds=90)
    event = sounding.place_recording(card.id, begins_at=earlier, by=cast.berg.actor, at=now)
    assert journal.tells(event, by=cast.berg)
    with acting_as(cast.berg.actor):
        [card] = recordings_of(interview, by=cast.berg.actor, at=now)
    assert (card.way, card.parts[0].begins_at) == (SoundWay.FILE, earlier)
    running = _begin(interview, now, cast.berg)

    def place() -> Event:
        return sounding.place_recording(running, begins_at=earlier, by=cast.berg.actor, at=now)

    assert obstacles(place) == {"way"}


def test_the_database_keeps_what_has_ended_as_it_is(cast: Cast, now: datetime) -> None:
    """Past every rule of ours, inside an act of the right person."""
    interview = opened_for_sound(cast, now)
    running = _begin(interview, now, cast.berg)
    sounding.end_recording(running, by=cast.berg.actor, at=now)
    for change in ("digest = repeat('0', 64)", "size = 1", "begins_at = now()"):
        assert _refusal(cast, f"update interviews_recording set {change} where id = '{running}'")


def _refusal(cast: Cast, change: str) -> bool:
    from django.db import ProgrammingError, connection, transaction

    try:
        with acting_as(cast.berg.actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('limen.act', 'x', true)")
            cursor.execute(change)
    except ProgrammingError as error:
        return isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
    return False


@pytest.mark.parametrize("role", ["elio", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime) -> None:
    interview, by = opened_for_sound(cast, now), getattr(cast, role)
    running = _begin(interview, now, cast.berg)
    _kept(running, _piece(now, 1, 1), by=cast.berg, now=now)
    with pytest.raises(Hidden):
        sounding.end_recording(running, by=by.actor, at=now)
    with pytest.raises(Hidden):
        _kept(running, _piece(now, 1, 2), by=by, now=now)
    with acting_as(by.actor), pytest.raises(Hidden):
        sound_of_part(running, 1, interview, by=by.actor, at=now)


@pytest.mark.parametrize("role", ["hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _begin(opened_for_sound(cast, now), now, getattr(cast, role))


def test_a_colleague_does_not_speak_into_it(cast: Cast, now: datetime) -> None:
    running = _begin(opened_for_sound(cast, now), now, cast.berg)
    assert "holder" in _codes(lambda: _kept(running, _piece(now, 1, 1), by=cast.costa, now=now))
