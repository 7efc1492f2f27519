"""The parts that chapters of a person's sheet are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.people.queries.sheets import NameCard, NationalityCard, PersonSheet
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import Column, Empty, Fact, Row, Table
from limen.web.components.shapes import Text
from limen.web.persons.words import period_words
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture on the sheet: its small one, the way to the large one, and what it shows in words."""

    url: str
    label: Text
    width: int
    height: int
    more: SafeString | str = ""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A stretch of the sheet under its own heading. With `warning` it is folded under its plain title."""

    id: str
    title: Text
    facts: Sequence[Fact] = ()
    table: Table | None = None
    earlier: Table | None = None
    pictures: Sequence[Shown] = ()
    offers: Sequence[Offer] = ()
    under: Text = ""
    warning: Text = ""


def lines(parts: Sequence[Text]) -> SafeString:
    """Several lines in one value."""
    return format_html_join("", '<span class="lm-line">{}</span>', ((part,) for part in parts if part))


def quiet_table(caption: Text, headers: Sequence[Text], rows: Sequence[Row], *, nothing: Text) -> Table:
    """A table under a heading that says the same."""
    return Table(
        caption=caption,
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(rows),
        empty=Empty(sentence=nothing),
        hide_caption=True,
    )


def told_by(one: NameCard | NationalityCard) -> SafeString:
    """From whom something is known, and for which time it holds."""
    return lines([one.source.label, period_words(one.since_on, one.until_on)])


def end_link(
    request: Request, sheet: PersonSheet, permission: str, label: Text, thing: UUID, of: Text
) -> SafeString | str:
    """The way to end one thing of a person; nothing for whoever may not."""
    if not sheet.is_written or not may(request, permission):
        return ""
    url = address(request, permission.rpartition(".")[2], sheet.id, thing)
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', of)
    return format_html('<a class="lm-link lm-no-print" href="{}">{}{}</a>', url, label, hidden)


def earlier_table(rows: Sequence[Row]) -> Table | None:
    """What stood there before; None when nothing did."""
    if not rows:
        return None
    headers = (_("On record before"), _("Until when, and why"))
    return quiet_table(_("On record before"), headers, rows, nothing="")
