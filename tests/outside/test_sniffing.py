"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import pytest

from limen.outside.looking.port import DOCX, JPEG, ODT, PDF, PLAIN, PNG, TIFF, WEBP
from limen.outside.looking.sniffing import NotTaken, Sniffed, sniffed
from tests.outside.papers import packed, pdf, picture, word

ODT_HEAD = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (pdf("x"), "a.PDF", PDF),
        (b"\n\n" + pdf("x"), "a.pdf", PDF),
        (picture("JPEG"), "IMG_1.jpeg", JPEG),
        (picture("PNG"), "a.png", PNG),
        (picture("WEBP"), "a.webp", WEBP),
        (picture("TIFF"), "a.tif", TIFF),
        (word("x"), "a.docx", DOCX),
        (ODT_HEAD, "a.odt", ODT),
        (b"plain words\n", "a.txt", PLAIN),
        ("ሰላም".encode()[:-1], "a.txt", PLAIN),
        ("hello".encode("utf-16"), "notes", PLAIN),
    ],
)
def test_what_is_received(head: bytes, name: str, media_type: str) -> None:
    assert sniffed(head, name) == Sniffed(media_type=media_type)


@pytest.mark.parametrize(
    ("head", "name", "why"),
    [
        (b"", "a.pdf", NotTaken.EMPTY),
        (b"MZ\x90", "a.pdf", NotTaken.PROGRAM),
        (b"\x7fELF", "a", NotTaken.PROGRAM),
        (b"#!/bin/sh", "a.txt", NotTaken.PROGRAM),
        (
            packed(a_txt=b"x").replace(b"[Content_Types].xml", b"something else.txt "),
            "a.zip",
            NotTaken.ARCHIVE,
        ),
        (packed(xl__workbook_xml=b"<x/>"), "a.xlsx", NotTaken.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", "a.pdf", NotTaken.ARCHIVE),
        (b"\xd0\xcf\x11\xe0", "a.doc", NotTaken.OLD_OFFICE),
        (b"  <!DOCTYPE HTML>", "a.txt", NotTaken.WEB_PAGE),
        (b"\xef\xbb\xbf<svg onload=x>", "a.png", NotTaken.WEB_PAGE),
        (b"\x00\x00\x00\x18ftypheic", "IMG.heic", NotTaken.HEIC),
        (b"GIF89a\x01\x00\x01\x00", "a.gif", NotTaken.UNKNOWN),
        (b"\x00\x01", "a.pdf", NotTaken.UNKNOWN),
    ],
)
def test_what_is_not(head: bytes, name: str, why: NotTaken) -> None:
    assert sniffed(head, name) == Sniffed(not_taken=why)


@pytest.mark.parametrize(
    ("name", "lies"), [("a.pdf", False), ("a.jpg", True), ("a.exe", True), ("a", False), ("a.2026", False)]
)
def test_a_name_that_says_another_type_lies(name: str, lies: bool) -> None:
    assert sniffed(pdf("x"), name).name_lies is lies
