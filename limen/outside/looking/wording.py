"""Files that are words: plain text, Word, OpenDocument. Only the words are carried over."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from limen.outside.looking.port import DOCX, LONGEST_TEXT, MOST_PAGES, Fault, Leaf, Unshowable

LETTERS_A_PAGE = 3000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_WORDS = 30 * 1024 * 1024  # bytes of the part that holds the words
MOST_PARTS = 5000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSPEAKABLE = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")


def plain(text: str) -> str:
    """Words without control characters, and not without end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSPEAKABLE)[:LONGEST_TEXT]


def leaves_of_text(file: BinaryIO) -> Iterator[Leaf]:
    """A plain text, cut into pages where a line ends."""
    content = file.read()
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            yield from _cut(content.decode(encoding).splitlines())
            return
        except UnicodeDecodeError:
            continue
    raise Unshowable(Fault.BROKEN)


def leaves_of_packed(file: BinaryIO, media_type: str) -> Iterator[Leaf]:
    """The words of a Word or OpenDocument file. Raises `Unshowable`."""
    try:
        with zipfile.ZipFile(file) as packed:
            part = "word/document.xml" if media_type == DOCX else "content.xml"
            content = _unpacked(packed, part)
        paragraphs = _of_word(fromstring(content)) if media_type == DOCX else _of_odf(fromstring(content))
        yield from _cut(paragraphs)
    except DefusedXmlException as error:
        raise Unshowable(Fault.TOO_LARGE_INSIDE) from error
    except (zipfile.BadZipFile, ParseError, OSError, RuntimeError, ValueError, NotImplementedError) as error:
        raise Unshowable(Fault.BROKEN) from error


def _unpacked(packed: zipfile.ZipFile, part: str) -> bytes:
    """The part that holds the words; what its head says of sizes is not believed but counted."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise Unshowable(Fault.TOO_LARGE_INSIDE)
    names = {one.filename for one in parts}
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise Unshowable(Fault.MACROS)
    if part not in names:
        raise Unshowable(Fault.OTHER_TYPE)
    if any(one.flag_bits & 1 for one in parts):
        raise Unshowable(Fault.ENCRYPTED)
    with packed.open(part) as opened:
        content = opened.read(MOST_WORDS + 1)
    if len(content) > MOST_WORDS:
        raise Unshowable(Fault.TOO_LARGE_INSIDE)
    return content


def _of_word(root: Element) -> Iterator[str]:
    return (_words_of(paragraph) for paragraph in root.iter(f"{_WORD}p"))


def _words_of(paragraph: Element) -> str:
    said = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n"}
    return "".join(
        said.get(one.tag, one.text or "")
        for one in paragraph.iter()
        if one.tag in said or one.tag == f"{_WORD}t"
    )


def _of_odf(root: Element) -> Iterator[str]:
    for paragraph in root.iter():
        if paragraph.tag in (f"{_ODF}p", f"{_ODF}h"):
            yield "".join(paragraph.itertext())


def _cut(lines: Iterator[str] | list[str]) -> Iterator[Leaf]:
    """Pages of some thousand letters; at least one."""
    page, letters, number = list[str](), 0, 0
    for line in lines:
        page.append(line)
        letters += len(line) + 1
        if letters >= LETTERS_A_PAGE:
            yield Leaf(text=plain("\n".join(page)))
            page, letters, number = [], 0, number + 1
            if number >= MOST_PAGES:
                return
    if page or not number:
        yield Leaf(text=plain("\n".join(page)))
