"""One list: how its first rows are understood, how far it has come, and the acts that steer it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.imports.commands import running
from limen.domain.imports.names import ImportState, OnLikely, RowState
from limen.domain.imports.queries.sheets import ImportCard, import_sheet
from limen.domain.imports.rules import obstacles as rules
from limen.foundation.events import Event
from limen.outside.sheets import Unreadable
from limen.web.casefile.frame import Act, Offer, address, here
from limen.web.components import Fact, NumberDoor, isolated, moment_mark
from limen.web.components.marks import day_words
from limen.web.imports.forms import StartForm
from limen.web.imports.frame import number, show, state_mark
from limen.web.imports.mapping import first_rows
from limen.web.imports.understanding import understood_table
from limen.web.page import told
from limen.web.requests import Request, acts, today

_BEFORE = (ImportState.RECEIVED, ImportState.MAPPED)


def one(request: Request, import_id: UUID) -> HttpResponse:
    """A list, whatever its state: what there is to see of it, and what can be done."""
    card = import_sheet(import_id, by=request.actor)
    if card.state in _BEFORE:
        return _before(request, card, StartForm(initial=_initial(request, card)))
    return show(request, "import", title=card.file_name, card=card, **_progress(request, card))


def progress(request: Request, import_id: UUID) -> HttpResponse:
    """How far it has come; the page asks for it by itself."""
    card = import_sheet(import_id, by=request.actor)
    return render(request, "web/imports/_progress.html", {"card": card, **_progress(request, card)})


def start(request: Request, import_id: UUID) -> HttpResponse:
    """Let it run."""
    card = import_sheet(import_id, by=request.actor)
    form = StartForm(request.POST or None, initial=_initial(request, card))
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = running.start(
            import_id,
            part=PartyPart(words["part"]),
            on_likely=OnLikely(words["on_likely"]),
            prefix=words["references"],
            opened_on=words["opened_on"],
            keep_days=words["keep_days"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:import", import_id)
    return _before(request, card, form)


def pause(request: Request, import_id: UUID) -> HttpResponse:
    """Stop for a while."""
    card = import_sheet(import_id, by=request.actor)
    if acts(request):
        return _told(request, card, running.pause(import_id, by=request.actor, at=request.at))
    lead = [_("The rows that are being taken are finished first. Nothing is done twice when it goes on.")]
    refused = rules.obstacles_to_pausing(card.state)
    return _act(request, card, _("Pause the list"), _("Pause it"), lead, refused=refused)


def go_on(request: Request, import_id: UUID) -> HttpResponse:
    """Let it go on."""
    card = import_sheet(import_id, by=request.actor)
    if acts(request):
        return _told(request, card, running.go_on(import_id, by=request.actor, at=request.at))
    lead = [_("It goes on from the row where it stands, in your name.")]
    refused = rules.obstacles_to_going_on(card.state, is_worked_on=card.is_worked_on(request.at))
    return _act(request, card, _("Let the list go on"), _("Go on"), lead, refused=refused)


def cancel(request: Request, import_id: UUID) -> HttpResponse:
    """Take no further row."""
    card = import_sheet(import_id, by=request.actor)
    if acts(request):
        event = running.cancel(import_id, on=today(request), by=request.actor, at=request.at)
        return _told(request, card, event)
    lead = [_("No further row is taken. Whoever was registered from the list stays registered.")]
    refused = rules.obstacles_to_cancelling(card.state)
    return _act(
        request, card, _("Cancel the list"), _("Cancel the list"), lead, kind="warning", refused=refused
    )


def forget(request: Request, import_id: UUID) -> HttpResponse:
    """Remove the file now, and what is left of its rows."""
    card = import_sheet(import_id, by=request.actor)
    if acts(request):
        return _told(request, card, running.forget(import_id, by=request.actor, at=request.at))
    lead = [
        _("The file and the words of rows that were not registered are removed for good."),
        _("Which rows were registered stays known, so that the same list can come again."),
    ]
    refused = rules.obstacles_to_forgetting(card.state, has_file=not card.is_forgotten)
    return _act(request, card, _("Remove the file"), _("Remove it"), lead, kind="warning", refused=refused)


def _before(request: Request, card: ImportCard, form: StartForm) -> HttpResponse:
    rows = first_rows(request, card) if card.state is ImportState.MAPPED else []
    return show(
        request,
        "before",
        title=card.file_name,
        card=card,
        form=form,
        table=understood_table(request, card, rows),
        wrong=sum(bool(row.understood.troubles) for row in rows),
        shown=len(rows),
        start_url=address(request, "import_start", card.id),
        map_url=address(request, "import_map", card.id),
        cancel_url=address(request, "import_cancel", card.id),
        refused=[] if card.state is ImportState.MAPPED else rules.obstacles_to_starting(
            state=card.state, keep_days=card.keep_days, prefix="-"
        ),
    )  # fmt: skip


def _initial(request: Request, card: ImportCard) -> dict[str, Any]:
    return {
        "part": PartyPart.CLIENT if here(request) == "casework" else PartyPart.APPLICANT,
        "on_likely": OnLikely.PUT_ASIDE,
        "references": f"L{today(request):%y%m%d}-{str(card.id)[-4:].upper()}-",
        "opened_on": today(request),
        "keep_days": 30,
    }


def _progress(request: Request, card: ImportCard) -> dict[str, Any]:
    """What the page of a list that was started shows, and asks for again while it runs."""
    is_running = card.state is ImportState.RUNNING
    is_silent = is_running and not card.is_worked_on(request.at)
    return {
        "state": state_mark(card),
        "is_running": is_running,
        "is_silent": is_silent,
        "progress_url": address(request, "import_progress", card.id),
        "doors": _doors(request, card),
        "facts": _facts(request, card),
        "offers": _offers(request, card, is_silent=is_silent),
        "trouble": rules.unreadable(Unreadable(card.trouble)).says if card.trouble else "",
        "errors_url": address(request, "import_errors", card.id) if card.wrong else "",
    }


def _doors(request: Request, card: ImportCard) -> list[NumberDoor]:
    """Every number opens the rows that it counts."""
    counted = (
        (RowState.REGISTERED, card.registered, _("registered")),
        (RowState.KNOWN, card.known, _("known from an earlier list")),
        (RowState.ASIDE, card.aside, _("to look at")),
        (RowState.WRONG, card.wrong, _("not understood")),
    )
    return [
        NumberDoor(number=number(count), label=label, url=address(request, "import_rows", card.id, state))
        for state, count, label in counted
    ]


def _facts(request: Request, card: ImportCard) -> list[Fact]:
    zone = request.person.time_zone
    facts = [
        Fact(term=_("From"), value=isolated(card.source)),
        Fact(term=_("Received by"), value=isolated(card.received_by)),
        Fact(term=_("Received"), value=moment_mark(card.received_at, now=request.at, time_zone=zone)),
        Fact(term=_("Rows"), value=number(card.total) if card.is_staged else _("Not counted yet")),
        Fact(term=_("Likely persons"), value=card.on_likely.label),
    ]
    if card.is_forgotten:
        facts.append(Fact(term=_("The file"), value=_("Has been removed")))
    elif card.keep_until:
        facts.append(Fact(term=_("The file is kept until"), value=day_words(card.keep_until)))
    return facts


def _offers(request: Request, card: ImportCard, *, is_silent: bool) -> list[Offer]:
    """What can be done with it now."""
    found = []
    if card.state is ImportState.RUNNING and not is_silent:
        found.append(Offer(label=_("Pause"), url=address(request, "import_pause", card.id)))
    if card.state is ImportState.PAUSED or is_silent:
        url = address(request, "import_go_on", card.id)
        found.append(Offer(label=_("Go on"), url=url, kind="primary"))
    if card.state in (ImportState.RUNNING, ImportState.PAUSED):
        found.append(Offer(label=_("Cancel the list"), url=address(request, "import_cancel", card.id)))
    if card.state in (ImportState.FINISHED, ImportState.CANCELLED) and not card.is_forgotten:
        found.append(Offer(label=_("Remove the file"), url=address(request, "import_forget", card.id)))
    return found


def _told(request: Request, card: ImportCard, event: Event) -> HttpResponse:
    return told(event, f"{here(request)}:import", card.id)


def _act(
    request: Request, card: ImportCard, title: str, button: str, lead: list[str], **more: Any
) -> HttpResponse:
    act = Act(title=title, button=button, back_url=address(request, "import", card.id), lead=lead, **more)
    return show(request, "act", title=title, card=card, is_below=True, act=act)
