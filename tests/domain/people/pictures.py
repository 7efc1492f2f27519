"""Pictures for the stories of persons: invented, and painted by Pillow."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image


def painted(
    width: int = 900,
    height: int = 600,
    *,
    mode: str = "RGB",
    kind: str = "JPEG",
    colour: Any = None,
    **more: Any,
) -> bytes:
    """A plain picture as a camera or a program would write it."""
    into = BytesIO()
    Image.new(mode, (width, height), colour if colour is not None else 0).save(into, kind, **more)
    return into.getvalue()


def from_a_telephone(width: int = 900, height: int = 600, *, orientation: int = 1) -> bytes:
    """A JPEG with what a telephone writes beside it: where, when, with what, and which way up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRET MAKER"
    exif[0x9003] = "2026:11:02 09:30:00"
    exif.get_ifd(0x8825)[2] = (36.0, 12.0, 1.0)  # latitude
    return painted(width, height, exif=exif, comment=b"SECRET COMMENT")


FACE = from_a_telephone()
