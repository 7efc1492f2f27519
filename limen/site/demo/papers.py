"""Papers of the demonstration as bytes: letters, scans and a photograph. Each says that it is invented."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from limen.outside import printing
from limen.outside.printing import Letter, Typesetter

SAMPLE = "Sample, invented"
_FONT = f"{printing.__path__[0]}/fonts/noto-sans-400.ttf"
_WIDTH, _HEIGHT = 1000, 1414
_INK, _PAPER, _SHADE = 45, 244, 196


def letter(title: str, office: str, words: Sequence[str], *, language: str, at: datetime) -> bytes:
    """A letter that was written on a machine, as PDF with text."""
    return Typesetter().letter(
        Letter(
            language=language, title=title, office=office, reference=SAMPLE, name=f"({SAMPLE})",
            paragraphs=tuple(words), items=(), printed_at=at,
        )
    )  # fmt: skip


def scan(lines: Sequence[str], *, seed: int, has_portrait: bool = False) -> bytes:
    """A typed page that lay a little askew on the scanner, as JPEG."""
    drawn = io.BytesIO()
    _page(lines, str(seed), has_portrait=has_portrait).save(drawn, "JPEG", quality=70)
    return drawn.getvalue()


def scanned_pages(pages: Sequence[Sequence[str]], *, seed: int) -> bytes:
    """Several such pages as a PDF without text, as an office machine makes it."""
    drawn = io.BytesIO()
    first, *others = [_page(lines, f"{seed}/{number}") for number, lines in enumerate(pages)]
    first.save(drawn, "PDF", save_all=True, append_images=others, resolution=121, quality=70)
    return drawn.getvalue()


def photograph(caption: str, *, seed: int) -> bytes:
    """A small shop for cloth, as a telephone might have seen it, as JPEG."""
    chance = _chance(str(seed), 3 * 16 * 4)
    picture = Image.linear_gradient("L").resize((1200, 900))
    colours = Image.merge("RGB", [picture.point([base + one // 6 for one in range(256)]) for base in
                                  (168, 160, 146)])  # fmt: skip
    pen = ImageDraw.Draw(colours)
    pen.rectangle((120, 150, 1080, 790), fill=(92, 74, 60))
    pen.polygon(((90, 150), (1110, 150), (1040, 250), (160, 250)), fill=(150, 68, 52))
    for shelf in range(3):
        top = 290 + 155 * shelf
        pen.rectangle((160, top + 125, 1040, top + 140), fill=(58, 46, 38))
        for bolt in range(16):
            tall, red, green, blue = chance[4 * (16 * shelf + bolt) :][:4]
            left, high = 170 + 54 * bolt, 70 + tall // 5
            colour = (70 + red // 2, 60 + green // 2, 60 + blue // 2)
            pen.rectangle((left, top + 125 - high, left + 44, top + 124), fill=colour)
    pen.rectangle((0, 790, 1200, 900), fill=(126, 112, 96))
    colours = colours.filter(ImageFilter.GaussianBlur(3))
    pen = ImageDraw.Draw(colours)
    pen.rectangle((0, 836, 1200, 900), fill=(250, 248, 244))
    pen.text((24, 848), f"{caption} ({SAMPLE})", font=_lettering(30), fill=(30, 30, 30))
    drawn = io.BytesIO()
    colours.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()


def _page(lines: Sequence[str], seed: str, *, has_portrait: bool = False) -> Image.Image:
    page = Image.new("L", (_WIDTH, _HEIGHT), _PAPER)
    pen = ImageDraw.Draw(page)
    left = 110
    if has_portrait:
        pen.rectangle((110, 250, 330, 530), fill=214, outline=_INK, width=2)
        pen.ellipse((175, 300, 265, 410), fill=150)
        pen.pieslice((135, 420, 305, 640), 180, 360, fill=150)
        left = 380
    pen.text((110, 100), lines[0], font=_lettering(38), fill=_INK)
    for number, line in enumerate(lines[1:]):
        pen.text((left, 240 + 44 * number), line, font=_lettering(25), fill=_INK)
    pen.text((110, _HEIGHT - 110), f"({SAMPLE})", font=_lettering(25), fill=_INK)
    chance = _chance(seed, 122)
    for number in range(60):  # dust on the glass
        across, down = chance[2 * number], chance[2 * number + 1]
        pen.point((across * _WIDTH // 255, down * _HEIGHT // 255), fill=_SHADE)
    turned = (0.5 + chance[120] / 400) * (1 if chance[121] % 2 else -1)
    return page.rotate(turned, Image.Resampling.BILINEAR, fillcolor=_SHADE)


def _chance(seed: str, count: int) -> bytes:
    """The same numbers for the same seed, on every machine."""
    return hashlib.shake_256(seed.encode()).digest(count)


def _lettering(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)
