"""Takes a picture apart and writes it anew: upright, small enough, without what the camera wrote beside it.

What comes in may be broken, far too large, something else than it says, or made to do harm. It is decoded by
Pillow as one of three kinds alone, its size is read before its pixels are, and only pixels are carried over.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps

LARGEST_FILE = 16 * 1024 * 1024  # bytes
# A JPEG is decoded at a fraction of its size, the others only whole.
MOST_PIXELS = {"JPEG": 110_000_000, "MPO": 110_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
SMALLEST_SIDE = 32  # pixels
THUMBNAIL = 160  # pixels
KINDS = ("JPEG", "PNG", "WEBP")
CONTENT_TYPE = "image/jpeg"
_QUALITY = 85
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error,
    zlib.error, Image.DecompressionBombError,
)  # fmt: skip

# Pillow's own alarm, for whatever else decodes pictures in this process: from twice this on it refuses.
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())


class Fault(StrEnum):
    """Why a picture cannot be used."""

    EMPTY = "empty"
    FILE_TOO_LARGE = "file_too_large"
    NO_PICTURE = "no_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    MOVING = "moving"
    BROKEN = "broken"


class Unusable(Exception):
    """A picture that is not taken, and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, kw_only=True)
class Cleansed:
    """A JPEG without any description, a small one, its size in pixels, and its SHA-256 in hexadecimal."""

    content: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    width: int
    height: int
    digest: str


def cleansed(content: bytes, *, longest: int) -> Cleansed:
    """The picture written anew, its longer side at most `longest` pixels. Raises `Unusable`."""
    upright = decoded(content, longest=longest)
    small = upright.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    written = _written(upright)
    return Cleansed(
        content=written,
        thumbnail=_written(small),
        width=upright.width,
        height=upright.height,
        digest=hashlib.sha256(written).hexdigest(),
    )


def decoded(content: bytes, *, longest: int) -> Image.Image:
    """Only the pixels, upright, in red, green and blue. Raises `Unusable`."""
    if not content:
        raise Unusable(Fault.EMPTY)
    if len(content) > LARGEST_FILE:
        raise Unusable(Fault.FILE_TOO_LARGE)
    try:
        picture = Image.open(BytesIO(content), formats=KINDS)
    except Image.DecompressionBombError as error:
        raise Unusable(Fault.TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        raise Unusable(Fault.NO_PICTURE) from error
    with picture:
        _look_at(picture)
        try:
            picture.draft("RGB", (longest, longest))
            return _pixels(picture, longest)
        except _BROKEN as error:
            raise Unusable(Fault.BROKEN) from error


def _look_at(picture: Image.Image) -> None:
    """What the head of the file says, before anything is decoded."""
    kind = picture.format or ""
    if picture.width * picture.height > MOST_PIXELS.get(kind, 0):
        raise Unusable(Fault.TOO_MANY_PIXELS)
    if min(picture.size) < SMALLEST_SIDE:
        raise Unusable(Fault.TOO_SMALL)
    if kind in ("PNG", "WEBP") and getattr(picture, "is_animated", False):
        raise Unusable(Fault.MOVING)


def _pixels(picture: Image.Image, longest: int) -> Image.Image:
    picture.load()
    coloured = _coloured(ImageOps.exif_transpose(picture))
    coloured.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    # A new picture: Pillow hands descriptions on from one to the next, and some of them into the file.
    fresh = Image.new("RGB", coloured.size)
    fresh.paste(coloured)
    return fresh


def _coloured(picture: Image.Image) -> Image.Image:
    """In red, green and blue; what lets light through lies on white."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        white.alpha_composite(clear)
        return white.convert("RGB")
    return picture.convert("RGB")


def _written(picture: Image.Image) -> bytes:
    into = BytesIO()
    picture.save(into, "JPEG", quality=_QUALITY, optimize=True)
    return into.getvalue()
