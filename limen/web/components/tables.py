"""Desk tables. Cells arrive as finished strings, and the body is joined here rather than in a template:
a list of fifty rows is the page people open most."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from limen.web.components.marks import escaped
from limen.web.components.shapes import Empty, Text


class Sorted(StrEnum):
    """The order of a column, in the words of ARIA."""

    UP = "ascending"
    DOWN = "descending"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its header, where a click on the header leads, and how its cells stand."""

    header: Text
    sort_url: str | None = None
    sorted: Sorted | None = None
    is_number: bool = False
    is_nowrap: bool = False

    @property
    def classes(self) -> str:
        """The classes of its cells."""
        return " ".join(name for name, wanted in self._wanted if wanted)

    @property
    def _wanted(self) -> tuple[tuple[str, bool], ...]:
        return ("is-number", self.is_number), ("is-nowrap", self.is_nowrap)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: as many cells as columns. The first cell names the row and links to `url`.

    Cells are escaped unless they are marked safe. `key` is the value of the row's box; `label` says aloud
    which row the box selects, when the first cell does not say it well.
    """

    cells: tuple[Text, ...]
    url: str | None = None
    key: str = ""
    label: Text = ""


@dataclass(frozen=True, kw_only=True)
class Paging:
    """The neighbours of a page of a list, by key; `said` tells where one is, such as "Cases 51 to 100"."""

    next_url: str | None = None
    previous_url: str | None = None
    said: Text = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A list of rows under columns. `choice_name` adds a column of boxes with that form field name. What
    `is_small` has few short columns and stays a table on a phone, where others become cards."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Empty
    paging: Paging | None = None
    choice_name: str = ""
    is_roomy: bool = False
    hide_caption: bool = False
    is_small: bool = False

    @property
    def body(self) -> SafeString:
        """The rows as markup."""
        return mark_safe("".join(self._body()))  # noqa: S308 every cell is escaped below

    def _body(self) -> Iterator[str]:
        openings = [_opening(column) for column in self.columns[1:]]
        for row in self.rows:
            yield '<tr role="row">'
            if self.choice_name:
                yield self._choice(row)
            yield f'<th scope="row" role="rowheader">{_linked(row)}</th>'
            for opening, cell in zip(openings, row.cells[1:], strict=True):
                yield f"{opening}{escaped(cell)}</td>"
            yield "</tr>"

    def _choice(self, row: Row) -> str:
        label = _("Select %(row)s") % {"row": row.label or row.cells[0]}
        return (
            '<td class="is-choice" role="cell"><label class="lm-hit"><input class="lm-check" type="checkbox" '
            f'data-row-choice name="{self.choice_name}" value="{escaped(row.key)}" '
            f'aria-label="{escaped(label)}"></label></td>'
        )


def _opening(column: Column) -> str:
    """The opening tag of every cell of a column; the label is what a phone shows instead of the header."""
    classes = f' class="{column.classes}"' if column.classes else ""
    return f'<td{classes} role="cell" data-label="{escaped(_plain(column.header))}">'


def _plain(text: Text) -> str:
    """Words without their marks: what stands in an attribute is shown as it is."""
    return unescape(strip_tags(text)) if isinstance(text, SafeString) else str(text)


def _linked(row: Row) -> str:
    first = escaped(row.cells[0])
    return f'<a data-row-link href="{escaped(row.url)}">{first}</a>' if row.url else first
