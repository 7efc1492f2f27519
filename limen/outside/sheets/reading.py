"""The rows of a sheet as text, one after the other, never all at once.

Of a workbook a number is written as people write it, a day as YYYY-MM-DD by the workbook's own count of days
(from 1900 or from 1904), and a formula as its text.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook

from limen.outside.sheets.checking import Unreadable, is_workbook

MOST_ROWS = 250_000
MOST_COLUMNS = 100
LONGEST_CELL = 2000
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp1256", "cp1251", "cp1254")
_SNIFFED_LINES = 30
# What openpyxl raises for a package that is none, and what the guarded parser of XML raises.
_DAMAGED = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    ParseError,
    DefusedXmlException,
    zipfile.BadZipFile,
)
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # of direction; they are not letters
_ESCAPED = re.compile(r"_x00[01][0-9A-Fa-f]_")  # how workbooks write control characters


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a file is to be read: the sheet of a workbook, or the encoding and separator of text."""

    is_workbook: bool
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    is_guessed: bool = False


class Line(NamedTuple):
    """A row that says something: its number in the file, from 1, and its cells as text."""

    number: int
    cells: list[str]


def is_formula(cell: str) -> bool:
    """Whether a cell is the text of a formula."""
    return cell.startswith("=") and len(cell) > 1


def sniffed(content: bytes) -> Layout:
    """How the file can be read, guessed from its bytes. Raises `Unreadable`."""
    if is_workbook(content):
        return Layout(is_workbook=True, sheet=sheet_names(content)[0])
    encoding, is_guessed = _encoding_of(content)
    head = content[: 256 * 1024].decode(encoding, errors="replace")
    return Layout(is_workbook=False, encoding=encoding, separator=_separator_of(head), is_guessed=is_guessed)


def sheet_names(content: bytes) -> list[str]:
    """The sheets of a workbook. Raises `Unreadable`."""
    book = _opened(content)
    try:
        if names := [sheet.title for sheet in book.worksheets]:
            return names
    finally:
        book.close()
    raise Unreadable("not_a_workbook")


def lines_of(content: bytes, layout: Layout, *, after: int = 0) -> Iterator[Line]:
    """The rows after this number that say anything. Raises `Unreadable`, also in the middle."""
    found = 0
    rows = _workbook_rows(content, layout) if layout.is_workbook else _text_rows(content, layout)
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        found += 1
        if found > MOST_ROWS + 1:
            raise Unreadable("too_many_rows")
        if len(cells) > MOST_COLUMNS:
            raise Unreadable("too_many_columns")
        if number > after:
            yield Line(number, cells)


def _workbook_rows(content: bytes, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    book = _opened(content)
    try:
        if layout.sheet not in book.sheetnames:
            raise Unreadable("not_a_workbook")
        sheet: Any = book[layout.sheet]
        sheet.reset_dimensions()  # what a sheet says of its own size is not believed
        # Rows without content are made up by the reader; the last number there can be bounds them.
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1)
        for number, row in enumerate(rows, start=1):
            yield number, [_text(cell.value) for cell in row]
    except _DAMAGED as error:
        raise Unreadable("damaged") from error
    finally:
        book.close()


def _opened(content: bytes) -> Any:
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except _DAMAGED as error:
        raise Unreadable("damaged") from error


def _text_rows(content: bytes, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding=layout.encoding, newline="")
    try:
        reader = csv.reader(text, delimiter=layout.separator or ",")
        for row in reader:
            yield reader.line_num, [_cleaned(cell) for cell in row]
    except UnicodeError as error:
        raise Unreadable("wrong_encoding") from error
    except csv.Error as error:
        raise Unreadable("damaged") from error


def _text(value: Any) -> str:
    """A value of a cell as people write it."""
    match value:
        case None:
            return ""
        case str():
            return _cleaned(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    # A formula over many cells is an object that keeps its text.
    return _cleaned(str(getattr(value, "text", None) or getattr(value, "ref", "") or value))


def _cleaned(text: str) -> str:
    """Without control characters and marks of direction, and with single spaces; letters as they are."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip() if "_x00" not in text else " ".join(_ESCAPED.sub(" ", text).split())
    text = _MARKS.sub("", _ESCAPED.sub(" ", text))
    kept = (" " if unicodedata.category(one) in ("Cc", "Cs", "Cn") else one for one in text)
    return " ".join("".join(kept).split())


def _encoding_of(content: bytes) -> tuple[str, bool]:
    """The encoding, and whether it is a guess: of the older ones the bytes alone cannot tell."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", False
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", True
    return "utf-8", False


def _separator_of(head: str) -> str:
    """The sign that parts most lines into the same number of cells, more than one."""
    lines = [line for line in head.splitlines()[:_SNIFFED_LINES] if line.strip()]
    best, best_score = SEPARATORS[0], (0, 0)
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        score = (widths.count(usual), usual) if usual > 1 else (0, 0)
        if score > best_score:
            best, best_score = separator, score
    return best
