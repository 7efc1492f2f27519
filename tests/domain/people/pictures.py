"""Pictures for the stories of persons: invented, and painted by Pillow."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from tests.domain.people.registrations import ZONE

_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
)
FONT = next((font for font in _FONTS if Path(font).exists()), None)  # of equal widths


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


def specimen_page(zone: str = ZONE) -> bytes:
    """The specimen of ICAO Doc 9303 as the page of a passport of Utopia, painted and saved by a camera."""
    assert FONT is not None
    small, large = ImageFont.truetype(FONT, 24), ImageFont.truetype(FONT, 32)
    page = Image.new("RGB", (1100, 800), "#ebebe6")
    draw = ImageDraw.Draw(page)
    draw.rectangle((60, 160, 400, 560), fill="#9a9a9a")
    draw.text((60, 60), "PASSPORT  UTOPIA", font=small, fill="#333")
    draw.text((460, 200), "ERIKSSON\nANNA MARIA\n12 AUG 1974", font=small, fill="#333")
    for place, line in enumerate(zone.splitlines()):
        draw.text((60, 640 + 60 * place), line, font=large, fill="#222")
    into = BytesIO()
    page.save(into, "JPEG", quality=85)
    return into.getvalue()
