"""Values over time: as a table in which nothing unsure looks settled, and as a small line of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.dated import Certainty, Dated, Timeline
from limen.web.components import Row, Table, Tone, day_mark, tag_mark
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import table
from limen.web.lawbook.words import paragraphs, sure_mark

T = TypeVar("T")
LINE = 1000  # the length of a line of time in its own units; the page stretches it
_MARGIN = 365  # days shown before the first change and after the last


def value_table(
    book: Book, caption: Text, values: Timeline[T], words: Callable[[Dated[T]], Text], *, first: Text = ""
) -> Table:
    """Every version, corrections beside what they correct."""
    headers = (_("Since"), first or _("Value"), _("Source"), _("How sure"), _("Remarks"))
    rows = [_row(book, one, words(one), values) for one in values.all]
    return table(caption, headers, rows, tight=(3,), nothing=_("No value is set here: national law sets it."))


def _row(book: Book, one: Dated[Any], value: Text, values: Timeline[Any]) -> Row:
    is_overruled = one not in values.in_force
    said = (
        format_html("<s>{}</s> {}", value, tag_mark(_("Corrected"), Tone.ATTENTION))
        if is_overruled
        else value
    )
    since = day_mark(one.since)
    if one.until is not None:
        since = format_html(_("{since} up to {until}"), since=since, until=day_mark(one.until))
    return Row(
        cells=(
            since,
            said,
            book.says(one.source),
            sure_mark(one.certainty, one.interpretation),
            remarks(book, one),
        )
    )


def remarks(book: Book, one: Dated[Any]) -> SafeString:
    """What was noted beside a value: a correction, what was read into the text, a note."""
    corrected, read = "", SafeString("")
    if one.corrects:
        day = day_words(one.corrected_on) if one.corrected_on else ""
        corrected = _("Correction of %(day)s; it stands instead of the line above.") % {"day": day}
    if one.interpretation:
        read = format_html("<em>{}</em> {}", _("Read into the text:"), book.says(one.interpretation))
    return paragraphs(corrected, read, book.says(one.note))


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A piece of a line of time: from where, how long, in the line's own units, and what holds on it."""

    x: int
    width: int
    is_sure: bool
    says: Text


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of time for the eye; `stretches` say the same in words. `now` is where today is."""

    stretches: tuple[Stretch, ...]
    now: int
    first: Text
    last: Text
    width: int = LINE


def line_of(
    values: Timeline[T], words: Callable[[Dated[T]], Text], *, today: date, is_mirrored: bool
) -> Line | None:
    """The versions in force, drawn to scale. None when nothing ever changed: a line would tell nothing."""
    versions = values.in_force
    if len(versions) < 2:
        return None
    first = date.fromordinal(max(1, min(versions[0].since, today).toordinal() - _MARGIN // 4))
    last = date.fromordinal(max(versions[-1].since, today).toordinal() + _MARGIN)

    def place(day: date) -> int:
        share = (min(max(day, first), last) - first) / (last - first)
        return round(LINE * share)

    stretches = []
    for version, after in zip(versions, (*versions[1:], None), strict=True):
        end = min(version.until or date.max, after.since if after else date.max)
        start, stop = place(version.since), place(end if end < last else last)
        x = LINE - stop if is_mirrored else start
        is_sure = version.certainty is Certainty.VERIFIED and not version.interpretation
        stretches.append(
            Stretch(x=x, width=stop - start, is_sure=is_sure, says=_said(version, words(version)))
        )
    now = place(today)
    return Line(
        stretches=tuple(stretches),
        now=LINE - now if is_mirrored else now,
        first=day_words(first),
        last=day_words(last),
    )


def _said(version: Dated[Any], value: Text) -> SafeString:
    told = {"since": day_mark(version.since), "value": value}
    if version.until is not None:
        return format_html(_("From {since} up to {until}: {value}"), **told, until=day_mark(version.until))
    return format_html(_("From {since}: {value}"), **told)


def settled_words(certainties: Iterable[Certainty]) -> Text:
    """A sentence for a page on which not everything was read in the law."""
    if all(one is Certainty.VERIFIED for one in certainties):
        return ""
    return _("Not everything on this page was read in the law. Each line says how sure it is.")
