"""A sound for one record of the demonstration, so that playing it can be tried. Tones, and nobody's voice."""

from __future__ import annotations

import hashlib
import io
import math
import wave
from datetime import datetime
from uuid import UUID

from django.conf import settings

from limen.domain.interviews.commands.sounding import add_recording
from limen.domain.interviews.names import SealedSound
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.outside.looking.sounds import WAV
from limen.outside.storage.chosen import store_of

FILE_NAME = "sample-tones-no-speech-invented.wav"
_RATE = 8000  # samples a second
_LOUD = 24  # of 127
_TONES = (262, 294, 330, 392)  # a second each, then as many seconds of silence


def sample_sound(seconds: int) -> bytes:
    """Tones and silence by turns, as a WAV file of one channel and eight bits."""
    phrase = b"".join(_second(tone) for tone in _TONES) + bytes([128]) * _RATE * len(_TONES)
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(_RATE)
        file.writeframes((phrase * (seconds // len(_TONES) + 1))[: seconds * _RATE])
    return sound.getvalue()


def _second(tone: int) -> bytes:
    """One second of a tone, louder and softer again so that it does not crack."""
    return bytes(
        128 + round(_LOUD * math.sin(math.pi * n / _RATE) * math.sin(2 * math.pi * tone * n / _RATE))
        for n in range(_RATE)
    )


def add_sound(interview_id: UUID, *, seconds: int, begins_at: datetime, by: Actor, at: datetime) -> None:
    """Put it beside the record, as a file that another device made."""
    content = sample_sound(seconds)
    incoming = store_of(settings.FILES).begin()
    incoming.write(content)
    incoming.keep()
    sealed = SealedSound(
        stored_as=incoming.stored_as,
        key=incoming.key,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    add_recording(
        interview_id, recording_id=new_id(), sound=sealed, media_type=WAV, file_name=FILE_NAME,
        begins_at=begins_at, by=by, at=at,
    )  # fmt: skip
