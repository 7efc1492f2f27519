"""Rows of a list: what became of them, the ones to mend, the ones about which somebody decides."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from limen.domain.imports.commands import deciding
from limen.domain.imports.names import Decision, RowState
from limen.domain.imports.queries.rows import (
    PAGE,
    RowCard,
    error_file,
    next_to_look_at,
    row_sheet,
    rows_in,
)
from limen.domain.imports.queries.sheets import ImportCard, import_sheet
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address, here
from limen.web.components import Column, Empty, Fact, Paging, Row, Table, isolated, tag_mark
from limen.web.imports.forms import DecideForm, MendForm
from limen.web.imports.frame import show
from limen.web.imports.understanding import birth_words, troubles_words
from limen.web.page import told
from limen.web.requests import Request, acts, shows, today

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TO_LOOK_AT = (RowState.ASIDE, RowState.WRONG)

# Names in a sentence of plain text, each in its own direction.
_ISOLATE, _END = "\u2068", "\u2069"


def rows(request: Request, import_id: UUID, state: str) -> HttpResponse:
    """The rows of a list in one state."""
    if state not in RowState.values:
        raise Hidden(f"rows in state {state}")
    card, wanted = import_sheet(import_id, by=request.actor), RowState(state)
    after = int(told_after) if (told_after := request.GET.get("after", "")).isdecimal() else 0
    found = rows_in(import_id, wanted, after=min(after, 2**31 - 1), by=request.actor, at=request.at)
    page = found[:PAGE]
    shows(request, [row.case_id for row in page if row.case_id])
    next_url = f"?{urlencode({'after': page[-1].number})}" if len(found) > PAGE else None
    table = Table(
        caption=str(wanted.label),
        columns=(
            Column(header=_("Row"), is_nowrap=True),
            Column(header=_("What it says")),
            Column(header=_("Why")),
        ),
        rows=tuple(_row(request, card, row) for row in page),
        empty=Empty(sentence=_("There is no such row.")),
        paging=Paging(next_url=next_url) if next_url else None,
        hide_caption=True,
    )
    return show(
        request,
        "rows",
        title=_("Rows: %(state)s") % {"state": wanted.label},
        card=card,
        is_below=True,
        table=table,
        errors_url=address(request, "import_errors", import_id) if wanted is RowState.WRONG and page else "",
    )


def row(request: Request, import_id: UUID, number: int) -> HttpResponse:
    """One row, and what can be done about it."""
    card = import_sheet(import_id, by=request.actor)
    found = row_sheet(import_id, number, by=request.actor, at=request.at)
    return _one(request, card, found, _mend_form(card, found), _decide_form(found))


def mend(request: Request, import_id: UUID, number: int) -> HttpResponse:
    """Change what a row says, and take it again."""
    card = import_sheet(import_id, by=request.actor)
    found = row_sheet(import_id, number, by=request.actor, at=request.at)
    form = _mend_form(card, found)
    if request.method == "POST":
        sent = request.POST.copy()
        if request.conflict is not None:
            sent["version"] = str(request.conflict.version)
        form = MendForm(card.columns, sent)
    if acts(request) and form.is_valid():
        event = deciding.mend_row(
            import_id,
            number,
            cells=form.cells(len(card.columns)),
            version=form.cleaned_data["version"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        if event.state in (RowState.ASIDE, RowState.WRONG):
            return told(event, f"{here(request)}:import_row", import_id, number)
        return _next(request, import_id, number, told(event, f"{here(request)}:import", import_id))
    return _one(request, card, found, form, _decide_form(found))


def decide(request: Request, import_id: UUID, number: int) -> HttpResponse:
    """Say who the person of a row is."""
    card = import_sheet(import_id, by=request.actor)
    found = row_sheet(import_id, number, by=request.actor, at=request.at)
    form = _decide_form(found, request) if request.method == "POST" else _decide_form(found)
    if acts(request) and form.is_valid():
        chosen, _sign, person = form.cleaned_data["decision"].partition(":")
        event = deciding.decide_row(
            import_id,
            number,
            decision=Decision(chosen),
            same_person_id=UUID(person) if person else None,
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return _next(request, import_id, number, told(event, f"{here(request)}:import", import_id))
    return _one(request, card, found, _mend_form(card, found), form)


def errors(request: Request, import_id: UUID) -> HttpResponse:
    """The rows that cannot be understood, as a workbook to send back."""
    card = import_sheet(import_id, by=request.actor)
    content = error_file(import_id, says=_("To mend"), right_to_left=get_language_bidi(), by=request.actor)
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="rows-to-mend-{str(card.id)[-6:]}.xlsx"'
    return answer


def _next(request: Request, import_id: UUID, number: int, otherwise: HttpResponse) -> HttpResponse:
    """On to the next row that waits for somebody, with the line of what was done."""
    following = next_to_look_at(import_id, number, by=request.actor)
    if following is None:
        return otherwise
    line = otherwise["Location"].partition("?")[2]
    return HttpResponseRedirect(f"{address(request, 'import_row', import_id, following)}?{line}", status=303)


def _one(
    request: Request, card: ImportCard, found: RowCard, form: MendForm, decide_form: DecideForm
) -> HttpResponse:
    if found.case_id:
        shows(request, [found.case_id])
    return show(
        request,
        "row",
        title=_("Row %(number)d") % {"number": found.number},
        card=card,
        is_below=True,
        state=tag_mark(found.state.label),
        facts=[
            Fact(term=header or "–", value=isolated(cell))
            for header, cell in zip(card.columns, found.cells, strict=False)
            if cell
        ],
        why=troubles_words(found.troubles, card.columns),
        likely=[(one.called, birth_words(one.birth), _sheet_url(request, one.id)) for one in found.likely],
        is_open=found.state in _TO_LOOK_AT and bool(found.cells),
        is_aside=found.state is RowState.ASIDE,
        form=form,
        decide_form=decide_form,
        conflict=_conflict(request),
        mend_url=address(request, "import_mend_row", card.id, found.number),
        decide_url=address(request, "import_decide_row", card.id, found.number),
        case_url=address(request, "case", found.case_id) if found.case_id else "",
    )


def _conflict(request: Request) -> str:
    """What somebody else made of the row meanwhile."""
    if request.conflict is None:
        return ""
    says = _("Somebody has changed this row since you opened it. It now says: %(words)s")
    return says % {"words": request.conflict.theirs.says}


def _sheet_url(request: Request, person_id: UUID) -> str:
    return address(request, "person", person_id)


def _mend_form(card: ImportCard, found: RowCard) -> MendForm:
    cells = [*found.cells, *[""] * len(card.columns)][: len(card.columns)]
    initial: dict[str, object] = {f"cell_{place}": cell for place, cell in enumerate(cells)}
    form = MendForm(card.columns, initial=initial | {"version": found.version})
    for trouble in found.troubles:
        if trouble.column is not None and (field := form.fields.get(f"cell_{trouble.column}")):
            field.help_text = trouble.says
    return form


def _decide_form(found: RowCard, request: Request | None = None) -> DecideForm:
    likely = [
        (str(one.id), _("The same as %(name)s: register nobody") % {"name": one.called})
        for one in found.likely
    ]
    can_be_registered = found.state is not RowState.WRONG
    return DecideForm(likely, request.POST if request else None, can_be_registered=can_be_registered)


def _row(request: Request, card: ImportCard, row: RowCard) -> Row:
    why = troubles_words(row.troubles, card.columns)
    if row.likely:
        named = ", ".join(f"{_ISOLATE}{one.called}{_END}" for one in row.likely)
        why = _("May be %(names)s") % {"names": named}
    return Row(
        url=address(request, "import_row", card.id, row.number),
        cells=(str(row.number), isolated(" · ".join(cell for cell in row.cells if cell)[:200]), why),
    )
