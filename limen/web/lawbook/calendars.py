"""Calendars: the days off of a year, and why."""

from __future__ import annotations

from datetime import date
from typing import Self

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.law.calendars import FIRST_YEAR, LAST_YEAR, Calendar
from limen.law.saying import WEEKDAYS
from limen.web.components import Fact, Row, Table, day_mark
from limen.web.lawbook.book import Book
from limen.web.lawbook.forms import is_asked
from limen.web.lawbook.frame import Chapter, Question, show_page, table
from limen.web.requests import Request, today


class YearForm(forms.Form):
    """A year; the present one until somebody says otherwise."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )

    @classmethod
    def asked(cls, request: Request) -> Self:
        """The form with what was typed, or with this year."""
        return cls(request.GET) if is_asked(request) else cls(initial={"year": today(request).year})


def calendar(request: Request, book: Book, id: str) -> HttpResponse:
    """One calendar, a year at a time."""
    found = book.law.library.calendars[id]
    form = YearForm.asked(request)
    year = form.cleaned_data["year"] if form.is_bound and form.is_valid() else today(request).year
    title = _("Days off in %(year)s") % {"year": year}
    chapters = [Chapter(title=title, table=_days_off(book, found, year, title))]
    worked = sorted(day for day in found.worked_anyway if day.year == year)
    if worked:
        chapters.append(
            Chapter(title=_("Worked although they would be off"), bullets=[day_mark(day) for day in worked])
        )
    weekend = ", ".join(_(WEEKDAYS[day]) for day in sorted(found.weekend))
    facts = [
        Fact(term=_("Weekend"), value=weekend or _("None")),
        Fact(term=_("Time zone"), value=found.zone.key),
        Fact(term=_("Years it knows"), value=f"{FIRST_YEAR}–{LAST_YEAR}"),
    ]
    return show_page(
        request,
        book,
        "entry",
        title=found.says,
        part="calendars",
        part_label=_("Calendars"),
        facts=facts,
        question=Question(title=_("Another year"), form=form, button=_("Show")),
        chapters=chapters,
    )


def _days_off(book: Book, found: Calendar, year: int, title: str) -> Table:
    days = sorted(day for day in found.days_off if day.year == year and day not in found.worked_anyway)
    rows = [Row(cells=(day_mark(day), _weekday(day), book.says(found.days_off[day]))) for day in days]
    return table(title, (_("Day"), _("Day of the week"), _("Why")), rows, nothing=_("Only weekends are off."))


def _weekday(day: date) -> str:
    return _(WEEKDAYS[day.weekday()])
