"""How the booking of an interpreter stands, as a mark: for the file and for the interpreter alike."""

from __future__ import annotations

from limen.domain.interviews.names import BookingState
from limen.web.components import Tone, tag_mark
from limen.web.components.shapes import Text

_TONES = {
    BookingState.ASKED: Tone.ACTION,
    BookingState.ACCEPTED: Tone.DONE,
    BookingState.DECLINED: Tone.ATTENTION,
}


def booking_mark(state: BookingState) -> Text:
    """Where it stands."""
    return tag_mark(state.label, _TONES.get(state, Tone.QUIET))
