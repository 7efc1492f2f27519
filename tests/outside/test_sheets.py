"""Sheets as they come: whatever stands in a cell, a row is read as text or the file is refused, and nothing
of it is ever run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from limen.outside.sheets import (
    MOST_COLUMNS,
    Layout,
    Unreadable,
    is_formula,
    lines_of,
    neutral,
    sniffed,
    written_sheet,
    written_text,
)

_NOT_IN_XML: Any = ("Cs", "Cc", "Cn")
_SURROGATES: Any = ("Cs",)
_ILLEGAL = st.characters(exclude_categories=_SURROGATES, exclude_characters="\x00")
_XML_TEXT = st.text(
    st.characters(min_codepoint=32, exclude_categories=_NOT_IN_XML) | st.sampled_from("\t\n\u200f\u202e"),
    max_size=40,
)
_CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1905, 1, 1), date(2100, 1, 1)),
    _XML_TEXT,
    st.sampled_from(["=1+1", '=HYPERLINK("http://example.org","x")', "@SUM(A1)", "x" * 10_000]),
)


def _saved(rows: list[list[object]], *, is_mac: bool = False) -> bytes:
    book = Workbook()
    if is_mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELLS, max_size=6), max_size=6))
def test_every_cell_of_a_workbook_is_text(rows: list[list[object]]) -> None:
    content = _saved([["Name"], *rows])
    lines = list(lines_of(content, sniffed(content)))
    assert lines[0].cells == ["Name"]
    for line in lines:
        assert line.cells
        assert line.cells[-1], "a row does not end in nothing"
        for cell in line.cells:
            assert isinstance(cell, str)
            assert cell == " ".join(cell.split())
            assert not set(cell) & set("\x00\x07\u200f\u202e\t\n")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        lines = list(lines_of(content, sniffed(content)))
    except Unreadable:
        return
    assert all(cell == cell.strip() for line in lines for cell in line.cells)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(_ILLEGAL, max_size=12), min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_is_given_back_is_text_and_cannot_be_run(rows: list[list[str]]) -> None:
    to = io.BytesIO()
    written_sheet(to, title="Errors", rows=[*rows, ["=1+1", "@x", "-y", "+z"]], right_to_left=True)
    book = load_workbook(to)
    sheet = book.active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    last = [cell.value for cell in list(sheet.iter_rows())[-1]][:4]
    assert last == ["'=1+1", "'@x", "'-y", "'+z"]


def test_a_telephone_number_is_no_formula() -> None:
    assert neutral("+49 30 123456") == "+49 30 123456"
    assert neutral("+49+cmd|x") == "'+49+cmd|x"


@pytest.mark.parametrize("is_mac", [False, True])
def test_a_day_is_read_by_the_workbooks_own_count(is_mac: bool) -> None:
    content = _saved(
        [["Born"], [date(1990, 5, 12)], [datetime.combine(date(1990, 5, 12), time(8, 30))], [time(8, 30)]],
        is_mac=is_mac,
    )
    lines = list(lines_of(content, sniffed(content)))
    assert [line.cells[0] for line in lines[1:]] == ["1990-05-12", "1990-05-12 08:30", "08:30:00"]


def test_merged_cells_empty_rows_and_formulas() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Name", "Born"])
    sheet.append([])
    sheet.append(["merged", None, "=TODAY()"])
    sheet.merge_cells("A3:B3")
    to = io.BytesIO()
    book.save(to)
    lines = list(lines_of(to.getvalue(), sniffed(to.getvalue())))
    assert [(line.number, line.cells) for line in lines] == [
        (1, ["Name", "Name", "Born"]), (3, ["merged", "", "=TODAY()"])
    ]  # fmt: skip
    assert is_formula(lines[1].cells[2])


def test_a_sheet_that_is_too_wide_is_refused() -> None:
    content = _saved([["x"] * (MOST_COLUMNS + 1)])
    with pytest.raises(Unreadable) as refused:
        list(lines_of(content, sniffed(content)))
    assert refused.value.code == "too_many_columns"


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name"])
    sheet["XFD2"] = "far away"
    to = io.BytesIO()
    book.save(to)
    lines = list(lines_of(to.getvalue(), sniffed(to.getvalue())))
    assert [line.cells for line in lines] == [["Name"]]


@pytest.mark.parametrize(
    ("text", "encoding", "separator"),
    [
        ("Name,Born\nx,1\n", "utf-8", ","), ("Name;Born\nx;1\n", "utf-8-sig", ";"),
        ("Name\tBorn\nx\t1\n", "utf-16", "\t"), ('Name|Note\nx|"a|b"\n', "utf-8", "|"),
    ],
)  # fmt: skip
def test_encodings_and_separators_are_seen(text: str, encoding: str, separator: str) -> None:
    layout = sniffed(text.encode(encoding))
    assert (layout.encoding, layout.separator, layout.is_guessed) == (encoding, separator, False)
    lines = list(lines_of(text.encode(encoding), layout))
    assert lines[0].cells[0] == "Name"
    assert len(lines[1].cells) == 2


def test_old_letters_are_a_guess_and_said_to_be_one() -> None:
    content = "Prénom;Né\nJosé;1990\n".encode("cp1252")
    assert sniffed(content) == Layout(is_workbook=False, encoding="cp1252", separator=";", is_guessed=True)


def test_reading_goes_on_after_a_row() -> None:
    content = b"Name\na\n\nb\nc\n"
    assert [line.number for line in lines_of(content, sniffed(content), after=2)] == [4, 5]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(_ILLEGAL, max_size=12), min_size=1, max_size=4), min_size=1, max_size=5))
def test_text_that_is_given_back_says_the_same_and_cannot_be_run(rows: list[list[str]]) -> None:
    to = io.BytesIO()
    written_text(to, rows=[*rows, ["=1+1", "@x", '-"y"', "+z", "a,b\nc"]])
    content = to.getvalue()
    assert content.startswith(b"\xef\xbb\xbf"), "table programs learn from the mark that it is UTF-8"
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[-1] == ["'=1+1", "'@x", '\'-"y"', "'+z", "a,b\nc"]
    assert read[:-1] == [[neutral(cell) for cell in row] for row in rows]


def test_a_cell_of_a_workbook_is_no_longer_than_table_programs_open() -> None:
    to = io.BytesIO()
    written_sheet(to, title="Long", rows=[["x" * 40_000, "y"]], right_to_left=False)
    sheet = load_workbook(to).active
    assert sheet is not None
    assert [len(str(cell.value)) for cell in next(iter(sheet.iter_rows()))] == [32_767, 1]
