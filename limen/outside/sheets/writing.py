"""A sheet to give back: rows as text, written one after the other, in which nothing can be run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: str) -> str:
    """The text with a sign before it that keeps any table program from reading it as a formula. Numbers with
    a sign, such as telephone numbers, are no formulas."""
    if cell.startswith(_TRIGGERS) and not cell[1:].replace(" ", "").isdigit():
        return "'" + cell
    return cell


def written_sheet(
    to: IO[bytes],
    *,
    title: str,
    rows: Iterable[Sequence[str]],
    right_to_left: bool,
    further: Sequence[tuple[str, Iterable[Sequence[str]]]] = (),
) -> None:
    """Write a workbook of one sheet, and of `further` ones after it, each a title and its rows. Every cell is
    text, also one that looks like a number or a formula."""
    book: Any = Workbook(write_only=True)
    for name, lines in ((title, rows), *further):
        _add_sheet(book, name, lines, right_to_left=right_to_left)
    book.save(to)


def _add_sheet(book: Any, title: str, rows: Iterable[Sequence[str]], *, right_to_left: bool) -> None:
    sheet = book.create_sheet(title=title[:31])
    sheet.sheet_view.rightToLeft = right_to_left
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=neutral(ILLEGAL_CHARACTERS_RE.sub("", text)))
            cell.data_type = "s"
            cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
