"""What a file of sound is, by its first bytes. Its name and what a browser says of it do not count."""

from __future__ import annotations

from enum import StrEnum

SOUND_HEAD = 8192  # bytes that are looked at
WAV, OGG, WEBM, MP3, M4A = "audio/wav", "audio/ogg", "audio/webm", "audio/mpeg", "audio/mp4"
ENDINGS = {WAV: "wav", OGG: "ogg", WEBM: "webm", MP3: "mp3", M4A: "m4a"}
_MP4_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash")
_PICTURES_IN_WEBM = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")


class NotSound(StrEnum):
    """Why a file is not kept as sound."""

    EMPTY = "empty"
    PICTURES = "pictures"
    UNKNOWN = "unknown"


def sound_type(head: bytes) -> str | NotSound:
    """The type of a file of sound from its first 8 KiB, or what it is instead."""
    if not head:
        return NotSound.EMPTY
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[:4] == b"OggS":
        return NotSound.PICTURES if b"\x80theora" in head else OGG
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return _of_matroska(head)
    if head[4:8] == b"ftyp":
        return _of_mp4(head)
    return MP3 if _is_mp3(head) else NotSound.UNKNOWN


def _of_matroska(head: bytes) -> str | NotSound:
    if b"webm" not in head[:64]:
        return NotSound.UNKNOWN
    return NotSound.PICTURES if any(codec in head for codec in _PICTURES_IN_WEBM) else WEBM


def _of_mp4(head: bytes) -> str | NotSound:
    if head[8:12] not in _MP4_BRANDS:
        return NotSound.UNKNOWN
    return NotSound.PICTURES if b"vide" in head else M4A


def _is_mp3(head: bytes) -> bool:
    """An ID3 tag, or the first frame: eleven bits set, layer III, a bit rate and a sampling rate."""
    if head[:3] == b"ID3":
        return True
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[1] & 0x18 != 0x08 and head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
