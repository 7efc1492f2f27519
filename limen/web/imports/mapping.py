"""Saying what each column of a list holds, with suggestions from its headers or from an earlier list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.imports.commands import receiving
from limen.domain.imports.names import Field, Mapping
from limen.domain.imports.queries.sheets import (
    ImportCard,
    PreviewRow,
    SavedMappingCard,
    import_sheet,
    preview,
    saved_mappings,
)
from limen.domain.imports.rules.words import suggested
from limen.outside.sheets import Unreadable
from limen.web.casefile.frame import Act, address, here
from limen.web.imports.forms import MapForm
from limen.web.imports.frame import show
from limen.web.page import told
from limen.web.requests import Request, acts, today

_SAMPLES = 3


def map_columns(request: Request, import_id: UUID) -> HttpResponse:
    """Choose what each column holds. What the headers suggest is chosen already."""
    card = import_sheet(import_id, by=request.actor)
    rows = first_rows(request, card)
    saved = saved_mappings(request.actor)
    form = MapForm(_columns(card, rows), request.POST or None, initial=_initial(request, card, saved))
    if acts(request) and form.is_valid():
        event = receiving.map(
            import_id,
            mapping=form.mapping(len(card.columns)),
            save_as=form.cleaned_data["save_as"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:import", import_id)
    act = Act(
        title=_("What the columns hold"),
        button=_("See how it is understood"),
        back_url=address(request, "imports"),
    )
    return show(
        request,
        "map",
        title=act.title,
        card=card,
        act=act,
        form=form,
        saved=[(one.name, f"?saved={one.id}") for one in saved],
        anew_url=address(request, "import_read_anew", import_id),
    )


def first_rows(request: Request, card: ImportCard) -> list[PreviewRow]:
    """The first rows, or none when the file can no longer be read."""
    try:
        return preview(card.id, card.mapping, on=today(request), by=request.actor)
    except Unreadable:
        return []


def _columns(card: ImportCard, rows: list[PreviewRow]) -> list[tuple[str, str]]:
    """Each header, with what stands below it in the first rows."""
    found = []
    for place, header in enumerate(card.columns):
        cells = [row.line.cells[place] for row in rows if place < len(row.line.cells)]
        samples = [cell[:40] for cell in cells if cell][:_SAMPLES]
        found.append((header, " · ".join(samples) if samples else _("Nothing in the first rows")))
    return found


def _initial(request: Request, card: ImportCard, saved: list[SavedMappingCard]) -> dict[str, Any]:
    """What was chosen before for this list; what was kept under a name; or what the headers suggest."""
    wanted = request.GET.get("saved", "")
    chosen = next((one for one in saved if str(one.id) == wanted), None)
    known = Mapping(fields=suggested(card.columns), language=request.person.language)
    if chosen is not None:
        known, fields = chosen.mapping, chosen.fitted_to(card.columns)
    elif any(one is not Field.NOTHING for one in card.mapping.fields):
        known, fields = card.mapping, card.mapping.fields
    else:
        fields = known.fields
    columns = {f"column_{place}": one.value for place, one in enumerate(fields)}
    return columns | {
        "language": known.language,
        "calendar": known.calendar.value,
        "day_order": known.day_order.value,
        "save_as": chosen.name if chosen else "",
    }
