"""PDF files and pictures, page by page: their text, and pictures of them that we draw ourselves."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps, ImageSequence

from limen.outside.looking.port import MOST_PAGES, MOST_PIXELS, Fault, Leaf, Noticed, Unshowable
from limen.outside.looking.recognising import Recogniser
from limen.outside.looking.wording import plain

LONGEST_SIDE, THUMBNAIL = 1754, 200  # pixels: a page of A4 at 150 to the inch
_SCRIPTED = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch")
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error,
    zlib.error,
)  # fmt: skip
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def leaves_of_pdf(
    file: BinaryIO, reader: Recogniser, noticed: set[Noticed], *, is_for_words: bool = False
) -> Iterator[Leaf]:
    """The pages of a PDF; `is_for_words`: without pictures of them. Raises `Unshowable`."""
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise Unshowable(Fault.ENCRYPTED if is_locked else Fault.BROKEN) from error
    if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0 or _names_scripts(file):
        noticed.add(Noticed.SCRIPTS)
    if document.count_attachments():
        noticed.add(Noticed.FILES_INSIDE)
    if len(document) > MOST_PAGES:
        noticed.add(Noticed.PAGES_LEFT)
    if not len(document):
        raise Unshowable(Fault.BROKEN)
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            yield _leaf_of_page(page, reader, is_for_words=is_for_words)
            page.close()
        except pdfium.PdfiumError:
            yield Leaf(text="")  # one page that cannot be drawn takes none of the others with it


def _leaf_of_page(page: pdfium.PdfPage, reader: Recogniser, *, is_for_words: bool) -> Leaf:
    words = page.get_textpage()
    text = plain(words.get_text_range())
    words.close()
    longest = max(page.get_size())
    if longest <= 0 or (is_for_words and (text.strip() or not reader.can_read)):
        return Leaf(text=text)
    # Forms are not drawn by their own scripts, and the copy has none.
    drawn = page.render(scale=LONGEST_SIDE / longest, may_draw_forms=False).to_pil().convert("RGB")
    return _leaf(drawn, text, reader)


def _names_scripts(file: BinaryIO) -> bool:
    """Whether a script stands anywhere in the file in the clear: on a page, on a button."""
    file.seek(0)
    before = b""
    while data := file.read(1024 * 1024):
        window = before + data
        if any(name in window for name in _SCRIPTED):
            return True
        before = window[-16:]
    return False


def leaves_of_picture(file: BinaryIO, kind: str, reader: Recogniser) -> Iterator[Leaf]:
    """The pages of a picture; one but for TIFF. Its size is read before its pixels are. Raises
    `Unshowable`."""
    try:
        picture = Image.open(file, formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unshowable(Fault.TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        raise Unshowable(Fault.BROKEN) from error
    try:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if frame.width * frame.height > MOST_PIXELS:
                raise Unshowable(Fault.TOO_MANY_PIXELS)
            if number >= MOST_PAGES or (number and kind != "TIFF"):
                return
            frame.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            yield _leaf(_on_white(ImageOps.exif_transpose(frame)), "", reader)
    except _BROKEN as error:
        raise Unshowable(Fault.BROKEN) from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Only its pixels, in red, green and blue; nothing that was written beside them."""
    if picture.mode in ("RGBA", "LA", "P"):
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture.convert("RGB"))
    return fresh


def _leaf(drawn: Image.Image, text: str, reader: Recogniser) -> Leaf:
    said = "" if text.strip() else plain(reader.words_in(drawn))
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    small = drawn.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    return Leaf(
        text=text or said,
        is_read_by_machine=bool(said),
        width=drawn.width,
        height=drawn.height,
        picture=_written(drawn),
        thumbnail=_written(small),
    )


def _written(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=80, method=0)
    return file.getvalue()
