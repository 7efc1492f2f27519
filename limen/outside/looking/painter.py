"""The process that paints boxes over the pictures of pages and makes a file of what is left, behind the same
fence as the one that opens files.

`python -I -m limen.outside.looking.painter DESCRIPTOR` reads pages from the descriptor: a length of four
bytes and the areas in JSON, a length and the picture. It writes one PDF. Nothing is taken over but pixels
that lie outside of the boxes: no words, no names, no attachments, no dates of the original.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from limen.outside.looking.covering import covered
from limen.outside.looking.fencing import fence
from limen.outside.looking.port import MOST_PIXELS

POINTS = 72 / 150  # of a pixel: the pictures are of about 150 to the inch
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def main(argv: list[str]) -> int:
    """Paint, and say the file."""
    fence()
    made = pdfium.PdfDocument.new()
    with os.fdopen(int(argv[0]), "rb") as file:
        for areas, content in _pages(file):
            _add(made, _painted(areas, content))
    out = BytesIO()
    made.save(out)
    sys.stdout.buffer.write(out.getvalue())
    sys.stdout.buffer.flush()
    return 0


def _pages(file: BinaryIO) -> Iterator[tuple[list[list[int]], bytes]]:
    while head := file.read(4):
        areas = json.loads(file.read(int.from_bytes(head, "big")))
        yield areas, file.read(int.from_bytes(file.read(4), "big"))


def _painted(areas: list[list[int]], content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content), formats=["WEBP"])
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture.convert("RGB"))
    brush = ImageDraw.Draw(fresh)
    for left, top, right, bottom in areas:
        x, y, u, v = covered((left, top, right, bottom), *fresh.size)
        brush.rectangle((x, y, u - 1, v - 1), fill="black")
    return fresh


def _add(made: pdfium.PdfDocument, painted: Image.Image) -> None:
    written = BytesIO()
    painted.save(written, "JPEG", quality=85)
    written.seek(0)
    width, height = painted.width * POINTS, painted.height * POINTS
    picture = pdfium.PdfImage.new(made)
    picture.load_jpeg(written, inline=True)
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page = made.new_page(width, height)
    page.insert_obj(picture)
    page.gen_content()
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
