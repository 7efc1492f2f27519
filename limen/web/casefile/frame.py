"""The frame of the pages about cases: the head of a file with its tabs, and the page of an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet, case_sheet
from limen.domain.identity.names import Role
from limen.domain.identity.roles import GRANTED, WORKSPACES
from limen.domain.screenings.queries.cards import MatterCard
from limen.domain.screenings.queries.safety import open_matters
from limen.foundation.events import Event
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.components import Crumb, MenuItem, Tab, Tone, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request

_NOBODY = UUID(int=0)  # stands in an address until it is known whose it is


@dataclass(frozen=True, kw_only=True)
class Act:
    """The page of one act: what it is called, what it will do, and what stands against it."""

    title: Text
    button: Text
    back_url: str
    lead: Sequence[Text] = ()
    warning: Text = ""
    kind: str = "primary"
    refused: Sequence[Obstacle] = ()


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A way to an act from the page of a file: a link, or the reasons why it leads nowhere now."""

    label: Text
    url: str
    refused: Sequence[Obstacle] = ()
    kind: str = "secondary"


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands above every page of a file."""

    over: SafeString
    title: SafeString
    under: Text
    label: Text
    tabs: tuple[Tab, ...] = ()
    matters: tuple[tuple[MatterCard, str], ...] = ()


def here(request: Request) -> str:
    """The workspace through whose door the page was opened."""
    return request.resolver_match.namespace if request.resolver_match else ""


def address(request: Request, name: str, *args: object) -> str:
    """The address of a page in the same workspace."""
    return reverse(f"{here(request)}:{name}", args=args)


def addresses(request: Request, name: str) -> Callable[[UUID], str]:
    """The same for many rows: the address is looked up once, and each row's id put into it."""
    before, after = address(request, name, _NOBODY).split(str(_NOBODY))
    return lambda one: f"{before}{one}{after}"


def roles_grant(workspace: str, permission: str) -> bool:
    """Whether anybody who works in this workspace can be granted the act: otherwise it has no page there."""
    open_to: frozenset[Role] = WORKSPACES[workspace]
    return any(permission in GRANTED[role] for role in open_to)


def may(request: Request, permission: str) -> bool:
    """Whether the page may offer an act: the person's role includes it, and it has a page here."""
    return request.actor.may(permission) and roles_grant(here(request), permission)


def show(
    request: Request,
    template: str,
    *,
    title: Text,
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page outside any one file."""
    first = Crumb(label=home_label(request), url=address(request, "home"))
    frame = {
        "title": title,
        "crumbs": (first, *crumbs) if crumbs else (),
        "add_items": _add_items(request),
        "obstacles": request.obstacles,
    }
    return render(request, template, {**frame, **context}, status=status)


def show_file(
    request: Request, sheet: CaseSheet, template: str, *, tab: str, title: Text, **context: Any
) -> HttpResponse:
    """A page of a file, under its head and tabs."""
    return show(
        request,
        template,
        title=f"{title} – {sheet.reference}",
        crumbs=(Crumb(label=sheet.reference),),
        head=_head(request, sheet, tab),
        **context,
    )


def show_act(
    request: Request,
    act: Act,
    form: forms.Form | None,
    *,
    sheet: CaseSheet | None = None,
    template: str = "web/casefile/act.html",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page of an act, with its form; of a case, or of none yet."""
    crumbs = [Crumb(label=act.title)]
    if sheet is not None:
        crumbs.insert(0, Crumb(label=sheet.reference, url=address(request, "case", sheet.id)))
    more = {"act": act, "form": form, "over": _over(sheet) if sheet else ""}
    return show(request, template, title=act.title, crumbs=crumbs, status=status, **more, **context)


def after(request: Request, event: Event, case_id: UUID, to: str = "case_access") -> HttpResponse:
    """After an act in a file: back into it, or home when the act was the last thing one could see of it."""
    try:
        case_sheet(case_id, by=request.actor, at=request.at)
    except Hidden:
        return HttpResponseRedirect(f"{address(request, 'home')}?left=closed", status=303)
    return told(event, f"{here(request)}:{to}", case_id)


def read_sheet(request: Request, case_id: UUID) -> CaseSheet:
    """The head of a case whose file the person may read, as theirs or as shared. Raises `Hidden`."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    if not (sheet.is_read or sheet.is_shared_with_us):
        raise Hidden(f"the file of case {case_id}")
    return sheet


def said_on_leaving(request: Request) -> str:
    """What to say to somebody who has just done the last thing they could do in a case."""
    match request.GET.get("left"):
        case "conflict":
            return _("You declared a conflict of interest. The case is closed to you from now on.")
        case "closed":
            return _("It is done. The case is no longer open to you.")
        case _other:
            return ""


def home_label(request: Request) -> str:
    """What the first page of this workspace is called."""
    named = {"casework": _("My round"), "registration": _("Registration"), "policy": _("Policy")}
    return named.get(here(request), _("My day"))


def _add_items(request: Request) -> tuple[MenuItem, ...]:
    offered = (("cases.open", "open", _("Open a case")), ("cases.break_glass", "break_glass", emergency()))
    return tuple(
        MenuItem(label=label, url=address(request, name))
        for permission, name, label in offered
        if may(request, permission)
    )


def emergency() -> str:
    """The name of the act that has the least familiar one."""
    return _("Open in an emergency")


def _over(sheet: CaseSheet) -> SafeString:
    return format_html("{} · {}", sheet.reference, isolated(sheet.called))


def _head(request: Request, sheet: CaseSheet, current: str) -> Head:
    marks = [tag_mark(sheet.phase.label)]
    if sheet.is_restricted:
        marks.append(tag_mark(_("Restricted"), Tone.ATTENTION))
    if sheet.is_shared_with_us:
        marks.append(tag_mark(_("Shared with you"), Tone.ACTION))
    over = format_html("{} " + "{} " * len(marks), sheet.reference, *marks)
    under = format_html("{} · {}", isolated(sheet.unit), isolated(sheet.organisation))
    label = _("The file %(reference)s") % {"reference": sheet.reference}
    tabs = _tabs(request, sheet, current)
    matters = _matters(request, sheet)
    return Head(over=over, title=isolated(sheet.called), under=under, label=label, tabs=tabs, matters=matters)


def _matters(request: Request, sheet: CaseSheet) -> tuple[tuple[MatterCard, str], ...]:
    """Where the safety of a person comes first now, each with the page of its steps."""
    if not (sheet.is_read and _screens(request)):
        return ()
    found = open_matters(sheet.id, by=request.actor, at=request.at)
    return tuple((one, address(request, "safety", sheet.id, one.id)) for one in found)


def _screens(request: Request) -> bool:
    """Whether screenings have their pages behind this door."""
    return here(request) == "casework" and may(request, "screenings.ask")


def _has_desk(request: Request) -> bool:
    """Whether appointments have their pages behind this door."""
    return here(request) == "registration" and may(request, "hall.book")


def _decides(request: Request) -> bool:
    """Whether decisions have their pages behind this door."""
    return here(request) == "adjudication" and may(request, "decisions.comment")


def _weighs(request: Request) -> bool:
    """Whether evidence boards have their pages behind this door."""
    return here(request) == "adjudication" and may(request, "assessments.state_fact")


def _hears(request: Request) -> bool:
    """Whether interviews have their pages behind this door."""
    return here(request) == "adjudication" and roles_grant("adjudication", "interviews.plan")


def _has_practice(request: Request) -> bool:
    """Whether what colleagues have learned has its pages behind this door."""
    return here(request) != "registration" and may(request, "practice.ask")


def _has_plans(request: Request) -> bool:
    """Whether service plans have their pages behind this door."""
    return here(request) == "casework"


def _has_applications(request: Request) -> bool:
    """Whether applications have their pages behind this door."""
    return here(request) != "registration"


def _tabs(request: Request, sheet: CaseSheet, current: str) -> tuple[Tab, ...]:
    """The parts of the file that are open to this person."""
    allocates = sheet.is_allocated and may(request, "cases.assign")
    parts = (
        ("case", _("Overview"), True),
        ("case_people", _("People"), True),
        ("case_appointments", _("Appointments"), _has_desk(request)),
        ("case_applications", _("Application"), sheet.is_read and _has_applications(request)),
        ("case_documents", _("Documents"), sheet.is_read or sheet.is_shared_with_us),
        ("case_interviews", _("Interviews"), sheet.is_read and _hears(request)),
        ("case_boards", _("Evidence"), sheet.is_read and _weighs(request)),
        ("case_decisions", _("Decisions"), sheet.is_read and _decides(request)),
        ("case_plans", _("Plans"), sheet.is_read and _has_plans(request)),
        ("case_practice", _("Practice notes"), sheet.is_read and _has_practice(request)),
        ("case_screenings", _("Screenings"), sheet.is_read and _screens(request)),
        ("case_tasks", _("Tasks"), sheet.is_read),
        ("case_notes", _("Notes"), sheet.is_read or sheet.is_shared_with_us),
        ("case_clocks", _("Deadlines"), sheet.is_read),
        ("case_timeline", _("Timeline"), sheet.is_read),
        ("case_access", _("Who may see this"), sheet.is_read or allocates),
        ("case_readers", _("Who read it"), sheet.is_worked_on),
    )
    return tuple(
        Tab(label=label, url=address(request, name, sheet.id), is_current=name == current)
        for name, label, is_open in parts
        if is_open
    )
