"""What a file is, by its first bytes. Its name and what a browser says of it are only compared with that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from limen.outside.looking.port import DOCX, JPEG, ODT, PDF, PLAIN, PNG, TIFF, WEBP

HEAD = 8192  # bytes that are looked at
_ENDINGS = {
    "pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG, "webp": WEBP, "tif": TIFF, "tiff": TIFF,
    "txt": PLAIN, "docx": DOCX, "odt": ODT,
}  # fmt: skip
_KNOWN_ELSEWHERE = frozenset({"exe", "html", "htm", "zip", "doc", "xls", "xlsx", "gif", "mp4", "heic", "svg"})
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP = ("<!doctype html", "<html", "<svg", "<script", "<?xml", "<body", "<head")


class NotTaken(StrEnum):
    """What a file is that is not received at all."""

    EMPTY = "empty"
    PROGRAM = "program"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    WEB_PAGE = "web_page"
    HEIC = "heic"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Sniffed:
    """What a file is: a type that is received, or why it is not. `name_lies`: its name says otherwise."""

    media_type: str = ""
    not_taken: NotTaken | None = None
    name_lies: bool = False


def sniffed(head: bytes, file_name: str) -> Sniffed:
    """What a file is, from its first 8 KiB. Of a packed file the name decides which it may be; what is inside
    is proven when it is looked at."""
    ending = file_name.rpartition(".")[2].casefold() if "." in file_name else ""
    found = _of_bytes(head, ending)
    if isinstance(found, NotTaken):
        return Sniffed(not_taken=found)
    is_known = ending in _ENDINGS or ending in _KNOWN_ELSEWHERE
    return Sniffed(media_type=found, name_lies=is_known and _ENDINGS.get(ending) != found)


def _of_bytes(head: bytes, ending: str) -> str | NotTaken:
    if not head:
        return NotTaken.EMPTY
    if picture := _picture(head):
        return picture
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(head, ending)
    return _harmful(head) or _text(head)


def _picture(head: bytes) -> str | NotTaken | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return TIFF
    return NotTaken.HEIC if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1") else None


def _packed(head: bytes, ending: str) -> str | NotTaken:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200]:
        return ODT
    is_office = b"[Content_Types].xml" in head or b"word/" in head or ending in ("docx", "docm")
    return DOCX if is_office and b"xl/" not in head else NotTaken.ARCHIVE


def _harmful(head: bytes) -> NotTaken | None:
    if head.startswith(_PROGRAMS):
        return NotTaken.PROGRAM
    if head.startswith(_ARCHIVES):
        return NotTaken.ARCHIVE
    return NotTaken.OLD_OFFICE if head.startswith(b"\xd0\xcf\x11\xe0") else None


def _text(head: bytes) -> str | NotTaken:
    """Words without control characters, in an encoding that says so or in UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    else:
        try:
            words = head.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if error.start < len(head) - 3:  # not merely a letter that the head cuts in two
                return NotTaken.UNKNOWN
            words = head[: error.start].decode("utf-8-sig")
    if words.lstrip().casefold().startswith(_MARKUP):
        return NotTaken.WEB_PAGE
    if any(letter < " " and letter not in "\t\n\r\f" for letter in words):
        return NotTaken.UNKNOWN
    return PLAIN
