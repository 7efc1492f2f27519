"""What a file is, looked at from outside: its size, its kind, and how large it would be unpacked.

Asked before anything is unpacked. A file is what its bytes say, whatever it is called.
"""

from __future__ import annotations

import io
import zipfile

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_RATIO = 150  # sheets of text shrink to a tenth or a thirtieth; a bomb to a thousandth
MOST_PARTS = 2000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and workbooks with a password
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
_NEEDED = frozenset({"[Content_Types].xml", "xl/workbook.xml"})


class Unreadable(Exception):
    """A file that is not read, by a code: `empty`, `too_large`, `too_large_unpacked`, `old_workbook`,
    `macros`, `not_a_workbook`, `not_text`, `damaged`, `too_many_rows`, `too_many_columns`, `no_rows`,
    `wrong_encoding`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a workbook (true) or text (false). Raises `Unreadable` for everything else."""
    if not content.strip():
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large")
    if content.startswith(_OLD_OFFICE):
        raise Unreadable("old_workbook")
    if content.startswith(_ZIP):
        _check_package(content)
        return True
    head = content[:4096]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if head.startswith(_OTHERS) or (b"\x00" in head and not is_wide) or _is_markup(head):
        raise Unreadable("not_text")
    return False


def _is_markup(head: bytes) -> bool:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return text.startswith((b"<!doctype", b"<html", b"<?xml", b"<table"))


def _check_package(content: bytes) -> None:
    """The directory of the package alone is read. What it says of sizes holds: more is never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("damaged") from error
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise Unreadable("damaged")
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    if unpacked > MOST_UNPACKED or (unpacked > MOST_BYTES and unpacked > packed * MOST_RATIO):
        raise Unreadable("too_large_unpacked")
    if not names >= _NEEDED or any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable("not_a_workbook")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")
