"""Sheets of rows from elsewhere: what a file really is, its rows as text, and a sheet to give back.

Nothing in a file is ever worked out or run: a formula is the text it is written as.
"""

from limen.outside.sheets.checking import (
    MOST_BYTES,
    MOST_UNPACKED,
    Unreadable,
    is_workbook,
)
from limen.outside.sheets.reading import (
    ENCODINGS,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    SEPARATORS,
    Layout,
    Line,
    is_formula,
    lines_of,
    sheet_names,
    sniffed,
)
from limen.outside.sheets.writing import neutral, written_sheet, written_text

__all__ = [
    "ENCODINGS",
    "LONGEST_CELL",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_UNPACKED",
    "SEPARATORS",
    "Layout",
    "Line",
    "Unreadable",
    "is_formula",
    "is_workbook",
    "lines_of",
    "neutral",
    "sheet_names",
    "sniffed",
    "written_sheet",
    "written_text",
]
