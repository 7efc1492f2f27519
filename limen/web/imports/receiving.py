"""Sending a list to Limen, and having it read in another way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.imports.commands import receiving
from limen.domain.imports.queries.reach import content_of
from limen.domain.imports.queries.sheets import ImportCard, import_sheet
from limen.foundation.actors import Reach
from limen.foundation.ids import new_id
from limen.outside.sheets import sheet_names
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here
from limen.web.choosing import filled, offer_units
from limen.web.imports.forms import ReceiveForm, SheetForm, TextForm
from limen.web.imports.frame import show
from limen.web.page import told
from limen.web.requests import Request, acts


def receive(request: Request) -> HttpResponse:
    """Send a file. It is looked at from outside first, and nobody is registered from it yet."""
    form = filled(lambda given: ReceiveForm(given, request.FILES or None), request, "unit_id")
    reached = request.actor.units_within(Reach.LIST)
    offer_units(request, form, "unit_id", reached, url=address(request, "unit_suggestions"))
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = receiving.receive(
            import_id=new_id(),
            file_name=words["sent"].name,
            content=words["sent"].read(),
            source=words["source"],
            unit_id=UUID(words["unit_id"]),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:import_map", event.import_id)
    act = Act(
        title=_("Receive a list"),
        button=_("Look at the file"),
        back_url=address(request, "imports"),
        lead=[_("The first row holds the headers of the columns. Formulas are never worked out.")],
    )
    return show(request, "receive", title=act.title, act=act, form=form)


def read_anew(request: Request, import_id: UUID) -> HttpResponse:
    """Read the file in another way."""
    card = import_sheet(import_id, by=request.actor)
    form = reading_form(request, card, request.POST or None)
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = receiving.read_anew(
            import_id,
            sheet=words.get("sheet", ""),
            encoding=words.get("encoding", ""),
            separator=words.get("separator", ""),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:import_map", import_id)
    act = Act(
        title=_("Read the file in another way"),
        button=_("Read it so"),
        back_url=address(request, "import_map", import_id),
    )
    return show(request, "receive", title=act.title, card=card, is_below=True, act=act, form=form)


def reading_form(request: Request, card: ImportCard, data: Mapping[str, Any] | None) -> forms.Form:
    """How the file is read: its sheet, or its letters and separators."""
    words = {
        "sheet": card.layout.sheet,
        "encoding": card.layout.encoding,
        "separator": card.layout.separator,
    }
    if not card.layout.is_workbook:
        return TextForm(data, initial=words)
    content = content_of(card.id, by=request.actor)
    names = sheet_names(content) if content else [card.layout.sheet]
    form = SheetForm(data, initial=words)
    return offering(form, sheet=[(name, name) for name in names])
