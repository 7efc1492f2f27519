"""Every question about interviews, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from limen.domain.interviews.queries import bookings, mine, reach, sheets, sounds, standing
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_INTERVIEWS = {
    "within_file": "a filter", "interviews_seen_by": "a filter", "says_something": "of a card",
    "bookings_seen_by": "a filter", "is_left_by_interpreter": "a filter", "walls_around": "a filter",
    "grounds_lists": "of the law in force, asked as laws_in_force",
}  # fmt: skip


def asked_of_interviews(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Interviews of every case, and each of them by its id."""
    by = scene.people[name].actor
    asker: dict[str, Any] = {"by": by, "at": at}
    cases = [row["id"] for row in facts.all("cases_case")]
    heard = [row["id"] for row in facts.all("interviews_interview")]
    unfit = [row["id"] for row in facts.all("interviews_inconsistency")]
    blocks = [row["id"] for row in facts.all("interviews_block")]
    recorded = [(row["id"], row["interview_id"]) for row in facts.all("interviews_recording")]
    booked = [row["id"] for row in facts.all("interviews_booking")]
    return {
        "bookings_of": each(bookings.bookings_of, heard, **asker),
        "bookings_of_mine": lambda: bookings.bookings_of_mine(begins=at - timedelta(days=2), by=by),
        "my_booking": each(lambda key, **who: bookings.my_booking(key, by=by)[0], booked, **asker),
        "locked_own_booking": each(
            lambda key, **who: bookings.locked_own_booking(key, by=by).pk, booked, **asker
        ),
        "locked_booking": each(lambda key, **who: bookings.locked_booking(key, **who).pk, booked, **asker),
        "interpreters_for": each(
            lambda key, **who: bookings.interpreters_for(sheets.interview_card(key, **who), **who),
            heard,
            **asker,
        ),
        "recordings_of": each(sounds.recordings_of, heard, **asker),
        "recordings_running": each(sounds.recordings_running, heard, **asker),
        "running_of_mine": each(sounds.running_of_mine, heard, **asker),
        "recording_card": each(lambda ids, **who: sounds.recording_card(*ids, **who), recorded, **asker),
        "media_type_of": each(lambda ids, **who: sounds.media_type_of(*ids, **who), recorded, **asker),
        "sound_of_part": each(
            lambda ids, **who: sounds.sound_of_part(ids[0], 1, ids[1], **who), recorded, **asker
        ),
        "locked_recording": each(
            lambda ids, **who: sounds.locked_recording(ids[0], **who).pk, recorded, **asker
        ),
        "interviews_of": each(sheets.interviews_of, cases, **asker),
        "interviews_of_mine": lambda: mine.interviews_of_mine(
            begins=at - timedelta(days=2), ends=at + timedelta(days=2), **asker
        ),
        "inconsistencies_noted": each(standing.inconsistencies_noted, cases, **asker),
        "records_of": each(standing.records_of, cases, **asker),
        "records_left_open": lambda: mine.records_left_open(**asker),
        "interview_card": each(sheets.interview_card, heard, **asker),
        "opening_checks": each(sheets.opening_checks, heard, on=at.date(), **asker),
        "interview_sheet": each(sheets.interview_sheet, heard, **asker),
        "blocks_said": each(sheets.blocks_said, heard, **asker),
        "locked_interview": each(lambda key, **who: reach.locked_interview(key, **who).pk, heard, **asker),
        "locked_inconsistency": each(
            lambda key, **who: reach.locked_inconsistency(key, **who).pk, unfit, **asker
        ),
        "block_of": each(lambda key, **who: reach.block_of(key, **who).pk, blocks, **asker),
    }
