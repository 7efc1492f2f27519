"""The first page of a file: who holds it, how far one may go in it, and the ways to the acts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import AssignmentCard, CaseSheet, assignments_of, case_sheet
from limen.domain.procedure.queries.standing import standing_of
from limen.web.casefile.clocks import next_clocks
from limen.web.casefile.frame import Offer, address, emergency, may, show_file
from limen.web.casefile.history import latest_entries
from limen.web.casefile.notes import latest_notes, writing_obstacles
from limen.web.components import Fact, day_mark, isolated
from limen.web.requests import Request


def overview(request: Request, case_id: UUID) -> HttpResponse:
    """The head of a case. Whoever only lists it sees no more, and how to get further."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    return show_file(
        request,
        sheet,
        "web/casefile/overview.html",
        tab="case",
        title=_("Overview"),
        facts=[
            *_facts(sheet, assignments_of(case_id, by=request.actor, at=request.at)),
            *_standing(request, sheet),
        ],
        notes=latest_notes(request, sheet),
        notes_url=address(request, "case_notes", case_id),
        clocks=next_clocks(request, sheet),
        clocks_url=address(request, "case_clocks", case_id),
        entries=latest_entries(request, sheet),
        timeline_url=address(request, "case_timeline", case_id),
        is_listed_only=not (sheet.is_read or sheet.is_shared_with_us),
        is_shared_only=sheet.is_shared_with_us and not sheet.is_read,
        emergency=_emergency(request, sheet),
        offers=_offers(request, sheet),
    )


def _facts(sheet: CaseSheet, holders: list[AssignmentCard]) -> list[Fact]:
    facts = [
        Fact(term=_("Opened"), value=day_mark(sheet.opened_on)),
    ]
    if not sheet.is_shared_with_us or sheet.is_read:
        facts.append(Fact(term=_("Held by"), value=_holders(holders)))
    if sheet.is_restricted:
        facts.append(Fact(term=_("Restricted"), value=_("Only people named for this case see it.")))
    return facts


def _standing(request: Request, sheet: CaseSheet) -> list[Fact]:
    """Where each application of the case stands, for whoever reads the file."""
    if not sheet.is_read:
        return []
    return [
        Fact(
            term=_("Stands at"),
            value=format_html(
                _("{stage}, since {day}"), stage=isolated(one.stage_says), day=day_mark(one.since_on)
            ),
        )
        for one in standing_of(sheet.id, by=request.actor, at=request.at)
    ]


def _holders(holders: list[AssignmentCard]) -> SafeString | str:
    if not holders:
        return _("Nobody yet")
    named = ((isolated(holder.name), holder.part.label) for holder in holders)
    return format_html_join("; ", "{} ({})", named)


def _emergency(request: Request, sheet: CaseSheet) -> Offer | None:
    """The way in for somebody who may only list the case, when their role has one."""
    if sheet.is_read or sheet.is_shared_with_us or not may(request, "cases.break_glass"):
        return None
    url = f"{address(request, 'break_glass')}?reference={sheet.reference}"
    return Offer(label=emergency(), url=url)


def _offers(request: Request, sheet: CaseSheet) -> list[Offer]:
    """What one may do from here; what cannot happen now is shown with its reason."""
    offers = []
    if sheet.is_read and may(request, "notes.write"):
        url = address(request, "write", sheet.id)
        refused = writing_obstacles(request, sheet)
        offers.append(Offer(label=_("Write a note"), url=url, refused=refused, kind="primary"))
    if sheet.is_allocated and may(request, "cases.assign"):
        offers.append(Offer(label=_("Assign to somebody"), url=address(request, "assign", sheet.id)))
    if sheet.is_allocated and may(request, "cases.declare_conflict"):
        offers.append(
            Offer(label=_("I know this person"), url=address(request, "declare_conflict", sheet.id))
        )
    return offers
