"""Why an interpreter cannot be asked, let go, or answer now. Pure questions over loaded rows."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from limen.domain.interviews.models import Booking
from limen.domain.interviews.names import BookingState, InterviewState
from limen.foundation.refusals import Obstacle


def obstacles_to_booking(
    *, state: str, language: str | None, is_booked: bool, is_interpreter: bool, is_walled: bool
) -> list[Obstacle]:
    """One interpreter at a time, for an interview ahead whose language is known, and nobody behind a wall."""
    obstacles = []
    if state != InterviewState.PLANNED:
        obstacles.append(Obstacle("state", _("The interview is not ahead any more.")))
    if not language:
        obstacles.append(Obstacle("language", _("Say first in which language the interview is.")))
    if is_booked:
        sentence = _("An interpreter is booked already. Let them go first, then ask somebody else.")
        obstacles.append(Obstacle("booked", sentence))
    if not is_interpreter:
        obstacles.append(Obstacle("interpreter", _("Choose somebody who interprets here.")))
    if is_walled:
        obstacles.append(Obstacle("walled", _("A conflict of interest keeps this person from the case.")))
    return obstacles


def obstacles_to_releasing(row: Booking, *, why: str) -> list[Obstacle]:
    """Whoever lets somebody go says why."""
    obstacles = _to_a_live_booking(row)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why.")))
    return obstacles


def obstacles_to_answering(row: Booking, *, accepts: bool, why: str, at: datetime) -> list[Obstacle]:
    """An answer comes before the interview; a no says why, also after a yes."""
    obstacles = _to_a_live_booking(row)
    if row.starts_at <= at:
        sentence = _("The interview has begun. Tell the officer yourself.")
        obstacles.append(Obstacle("starts_at", sentence))
    if accepts and row.state == BookingState.ACCEPTED:
        obstacles.append(Obstacle("accepted", _("You have accepted already.")))
    if not accepts and not why.strip():
        obstacles.append(Obstacle("why", _("Say why you cannot come. A few words are enough.")))
    return obstacles


def obstacles_to_saying(
    row: Booking, *, understands: bool, is_free: bool, words: str, at: datetime
) -> list[Obstacle]:
    """Said once, on the day itself, by an interpreter who had accepted; a no says why."""
    obstacles = []
    if row.state != BookingState.ACCEPTED:
        obstacles.append(Obstacle("state", _("Accept the booking first.")))
    here = ZoneInfo(row.zone)
    if at.astimezone(here).date() < row.starts_at.astimezone(here).date():
        obstacles.append(Obstacle("starts_at", _("Say this on the day, once you have met.")))
    if row.said_at is not None:
        obstacles.append(Obstacle("said", _("You have said this already.")))
    if not (understands and is_free) and not words.strip():
        obstacles.append(Obstacle("words", _("Where an answer is no, say why in a few words.")))
    return obstacles


def _to_a_live_booking(row: Booking) -> list[Obstacle]:
    if row.state in {BookingState.ASKED, BookingState.ACCEPTED}:
        return []
    return [Obstacle("state", _("This booking was declined, or is not needed any more."))]
