"""Putting right what is said of a report. Two who do it at once are told of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.country.commands import describing
from limen.domain.country.names import About
from limen.domain.country.queries.cards import ReportCard
from limen.domain.country.queries.describing import changed_in
from limen.domain.country.queries.reports import report_sheet
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import Act, address, show_act
from limen.web.components import Fact, day_mark, isolated, joined
from limen.web.components.shapes import Text
from limen.web.country.forms import AboutForm, RedescribeForm
from limen.web.country.frame import countries_said, language_said
from limen.web.page import told
from limen.web.requests import Request, acts, today


def redescribe(request: Request, report_id: UUID) -> HttpResponse:
    """Say what is so. Whoever was faster is named, with what stands there now; what one typed stays."""
    card = report_sheet(report_id, page=1, on=today(request), by=request.actor).card
    if not card.is_ours:
        raise Hidden(f"report {report_id}")
    form = RedescribeForm(request.POST or None, initial={**typed_of(card), "version": card.version})
    if acts(request) and form.is_valid():
        event = describing.redescribe(
            report_id,
            form.about(),
            version=form.cleaned_data["version"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "country_report", report_id))
    act = Act(
        title=_("Put right what is said of it"),
        button=_("Put it right"),
        back_url=address(request, "country_report", report_id),
        lead=[
            card.title,
            _("What the report says itself stays as it came. What was said before is kept."),
        ],
    )
    if request.conflict is None:
        return show_act(request, act, form)
    theirs = request.conflict.theirs
    sent = request.POST.copy()
    sent["version"] = str(request.conflict.version)
    again = RedescribeForm(sent)
    who = _(
        "%(who)s put it right while you wrote. Nothing of yours is saved yet. Below stands what you typed; "
        "here stands what is said now where the two differ."
    ) % {"who": theirs.by_name}
    facts = _beside(again, card) if again.is_valid() else []
    return show_act(request, replace(act, warning=who), again, status=409, facts=facts)


def typed_of(card: ReportCard) -> dict[str, Any]:
    """What is said of a report, as its form has it."""
    said = card.about
    names = ("title", "publisher", "authors", "kind", "language", "countries", "published_on", "covers_from",
             "covers_until", "accessed_on", "look_again_on", "address", "level")  # fmt: skip
    lists = {"topics": ", ".join(said.topics), "leans_on": ", ".join(said.leans_on)}
    asked = {name: getattr(said.reliability, name) for name in ("who", "what", "why", "when", "how")}
    return {name: getattr(said, name) for name in names} | lists | asked


def differing(before: About, after: About) -> Iterator[Text]:
    """What was said otherwise: its name, and what it said before."""
    for name in changed_in(before, after):
        yield joined(_label(name), _value(before, name), between=": ")


def _beside(form: RedescribeForm, card: ReportCard) -> list[Fact]:
    mine, here = form.about(), card.about
    return [
        Fact(term=_label(name), value=_value(here, name))
        for name in changed_in(here, mine)
        if name in AboutForm.base_fields
    ]


def _label(name: str) -> Text:
    field = AboutForm.base_fields.get(name)
    return (field.label if field else None) or name


def _value(said: About, name: str) -> Text:
    value = getattr(said.reliability if hasattr(said.reliability, name) else said, name)
    if isinstance(value, date):
        return day_mark(value)
    if name == "countries":
        return countries_said(value)
    if name == "language":
        return language_said(value)
    if name == "kind":
        return said.kind.label
    words = ", ".join(value) if isinstance(value, tuple) else value
    return isolated(words) if words else _("Nothing")
