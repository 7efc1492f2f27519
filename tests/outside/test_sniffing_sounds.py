"""What a file of sound is by its first bytes."""

from __future__ import annotations

import pytest

from limen.outside.looking.sounds import M4A, MP3, OGG, WAV, WEBM, NotSound, sound_type

_WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", WAV),
        (b"OggS\x00\x02", OGG),
        (_WEBM + b"A_OPUS", WEBM),
        (b"ID3\x04\x00", MP3),
        (b"\xff\xfb\x90\x64", MP3),
        (b"\x00\x00\x00\x20ftypM4A \x00", M4A),
        (b"\x00\x00\x00\x20ftypmp42\x00", M4A),
        (b"", NotSound.EMPTY),
        (_WEBM + b"V_VP9", NotSound.PICTURES),
        (b"\x00\x00\x00\x20ftypisom" + b"hdlrvide", NotSound.PICTURES),
        (b"RIFF\x00\x00\x00\x00WEBP", NotSound.UNKNOWN),
        (b"\xff\xd8\xff\xe0", NotSound.UNKNOWN),
        (b"\xff\xff\xff\xff", NotSound.UNKNOWN),
        (b"%PDF-1.7", NotSound.UNKNOWN),
        (b"<html>", NotSound.UNKNOWN),
    ],
)
def test_what_it_is(head: bytes, found: str | NotSound) -> None:
    assert sound_type(head) == found
