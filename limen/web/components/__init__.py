"""The parts a page is made of: shapes that a page function fills, and the markup drawn from them."""

from limen.web.components.clocks import Clock, Entry
from limen.web.components.conflicts import TwoTexts, two_texts
from limen.web.components.fields import DayField, DayInput, FormRenderer
from limen.web.components.marks import day_mark, in_lines, isolated, joined, moment_mark, tag_mark
from limen.web.components.shapes import (
    Crumb,
    Empty,
    Fact,
    Facts,
    MenuItem,
    NumberDoor,
    Tab,
    Tone,
)
from limen.web.components.tables import Column, Paging, Row, Sorted, Table

__all__ = [
    "Clock",
    "Column",
    "Crumb",
    "DayField",
    "DayInput",
    "Empty",
    "Entry",
    "Fact",
    "Facts",
    "FormRenderer",
    "MenuItem",
    "NumberDoor",
    "Paging",
    "Row",
    "Sorted",
    "Tab",
    "Table",
    "Tone",
    "TwoTexts",
    "day_mark",
    "in_lines",
    "isolated",
    "joined",
    "moment_mark",
    "tag_mark",
    "two_texts",
]
