"""A board without a legal analysis: what its page says, and opening one by the edition that is in force."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.assessments.commands import opening
from limen.domain.assessments.queries.cards import BoardSheet
from limen.domain.assessments.queries.law import LaterAnalysis, later_analysis
from limen.domain.assessments.rules.analysing import obstacles_to_opening_analysis
from limen.domain.cases.queries.sheets import CaseSheet
from limen.foundation.refusals import Obstacle
from limen.web.assessments.frame import of, opened, working
from limen.web.casefile.frame import Act, Offer, address, may, show_act, show_file
from limen.web.components import Fact, isolated
from limen.web.components.marks import day_words
from limen.web.page import told
from limen.web.requests import Request, acts


def no_analysis(request: Request, case: CaseSheet, sheet: BoardSheet) -> HttpResponse:
    """The page of an analysis that nobody has opened, with the way to open it."""
    found = later_analysis(sheet.card, by=request.actor)
    offer = Offer(
        label=_("Open the analysis"),
        url=of(request, "board_open_analysis", sheet) if may(request, "assessments.open_analysis") else "",
        refused=_refused(request, case, sheet, found),
        kind="primary",
    )
    return show_file(
        request,
        case,
        "web/assessments/no_analysis.html",
        tab="case_boards",
        title=_("Legal analysis"),
        about=_whose(sheet),
        offers=[offer] if offer.url else [],
        board_url=of(request, "board", sheet),
        back_url=address(request, "case_boards", sheet.card.case_id),
    )


def open_analysis(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """Open it, by the edition that is named on the page."""
    case, sheet = opened(request, case_id, board_id)
    found = None if sheet.card.analysis else later_analysis(sheet.card, by=request.actor)
    sent = request.POST.get("edition", "")
    if acts(request) and _is_id(sent):
        event = opening.open_analysis(board_id, edition_id=UUID(sent), by=request.actor, at=request.at)
        return told(event, of(request, "board_analysis", sheet))
    act = Act(
        title=_("Open the legal analysis"),
        button=_("Open the analysis"),
        back_url=of(request, "board_analysis", sheet),
        lead=[
            _(
                "This board was opened before its law asked these questions. They are asked by the edition "
                "that is in force now, as the law was on the day of the application, and stay so for this "
                "board. How evidence is weighed on it does not change."
            )
        ],
        refused=_refused(request, case, sheet, found),
    )
    return show_act(
        request,
        act,
        None,
        sheet=case,
        facts=[*_whose(sheet), *(_law(sheet, found) if found else ())],
        hidden=[("edition", str(found.edition_id))] if found else [],
    )


def _refused(
    request: Request, case: CaseSheet, sheet: BoardSheet, found: LaterAnalysis | None
) -> list[Obstacle]:
    return working(request, case, sheet) or obstacles_to_opening_analysis(
        has_analysis=bool(sheet.card.analysis), is_asked=found is not None
    )


def _whose(sheet: BoardSheet) -> list[Fact]:
    card = sheet.card
    return [
        Fact(term=_("About whom"), value=isolated(card.called or _("somebody whom you may not know of"))),
        Fact(term=_("Application"), value=isolated(card.asked_for)),
        Fact(term=_("Who may read it"), value=card.compartment.label),
    ]


def _law(sheet: BoardSheet, found: LaterAnalysis) -> list[Fact]:
    asks = f"{found.analysis.says} ({found.analysis.source})"
    edition = _("%(fingerprint)s, as of %(day)s") % {
        "fingerprint": found.fingerprint[:12],
        "day": day_words(found.as_of),
    }
    return [
        Fact(term=_("What is asked"), value=isolated(asks)),
        Fact(term=_("By which edition"), value=isolated(edition)),
        Fact(term=_("By the law of which day"), value=day_words(sheet.card.governed_on)),
    ]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
