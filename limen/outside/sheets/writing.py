"""A table to give back: rows as text, written one after the other, in which nothing can be run.

Two forms: a workbook, and text with commas, which any program reads. Rows are taken as they come and not
kept: the memory of a hundred thousand is that of one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from xlsxwriter import Workbook

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What the text of a workbook may not hold, by the XML it is written in.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_WRITTEN = 32_767  # characters in a cell of a workbook: what table programs open


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
    # Each row is written to a file beside it when the next one comes. Large sheets need no special format.
    book: Any = Workbook(to, {"constant_memory": True})
    book.use_zip64()
    text = book.add_format({"num_format": "@"})
    for name, lines in ((title, rows), *further):
        _add_sheet(book, name, lines, text, right_to_left=right_to_left)
    book.close()


def written_text(to: IO[bytes], *, rows: Iterable[Sequence[str]]) -> None:
    """Write the rows as text (RFC 4180: commas, every cell in quotation marks) in UTF-8. The mark at its
    beginning is what tells table programs that it is UTF-8."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", errors="replace", newline="", write_through=False)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([neutral(cell.replace("\x00", "")) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _add_sheet(
    book: Any, title: str, rows: Iterable[Sequence[str]], text: Any, *, right_to_left: bool
) -> None:
    sheet = book.add_worksheet(title[:31])
    if right_to_left:
        sheet.right_to_left()
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            # By its own name: what is written is never looked at for being a number or a formula.
            sheet.write_string(place, column, neutral(_NOT_IN_XML.sub("", cell))[:LONGEST_WRITTEN], text)
