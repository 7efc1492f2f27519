"""Sending a decision to the second reader, and the second reader's page: this very version, and an answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.decisions.commands import reviewing
from limen.domain.decisions.queries.looks import gates_of, warnings_of
from limen.domain.decisions.rules import acting
from limen.domain.decisions.rules.gates import unmet
from limen.domain.decisions.rules.structure import Before
from limen.foundation.events import Event
from limen.web.casefile.frame import Offer
from limen.web.components.shapes import Text
from limen.web.decisions.forms import SaysForm
from limen.web.decisions.frame import act_page, of, opened
from limen.web.decisions.overview import remark_views, text_of
from limen.web.page import told
from limen.web.requests import Request, acts, today


def submit(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Send the latest version to a second reader."""
    case, sheet = opened(request, case_id, decision_id)
    if acts(request):
        event = reviewing.submit(decision_id, on=today(request), by=request.actor, at=request.at)
        return told(event, of(request, "decision", sheet))
    refused = acting.obstacles_to_submitting(sheet.card.state)
    return act_page(
        request,
        case,
        sheet,
        None,
        title=_("Send to the second reader"),
        button=_("Send it"),
        lead=[
            _("Somebody else opens this very version. Whatever you change afterwards must be read again."),
            *warnings_of(sheet),
        ],
        refused=refused or unmet(gates_of(sheet, Before.READER)),
    )


def open_for_reading(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """The version that waits. It shows its text once the reader has opened it, and that is kept."""
    case, sheet = opened(request, case_id, decision_id)
    refused = acting.obstacles_to_reading(sheet.card.state, is_author=sheet.is_author)
    is_open = sheet.content.digest in sheet.opened and not refused
    if acts(request) and not is_open:
        event = reviewing.open_for_reading(decision_id, on=today(request), by=request.actor, at=request.at)
        return told(event, of(request, "decision_open_for_reading", sheet))
    return act_page(
        request,
        case,
        sheet,
        None,
        title=_("Second reader: version %(number)d") % {"number": sheet.card.number},
        button=_("Open this version"),
        lead=[_("That you opened it is kept. Your answer is about this version and no other.")],
        refused=refused,
        template="web/decisions/read.html",
        is_opened=is_open,
        **(text_of(request, sheet) if is_open else {}),
        remarks=remark_views(request, sheet),
        outcomes=[(one.called, one.outcome_says) for one in sheet.card.persons] if is_open else [],
        offers=[
            Offer(
                label=_("Approve this version"),
                url=of(request, "decision_approve", sheet),
                refused=acting.obstacles_to_approving(remarks=len(sheet.remarks)),
                kind="primary",
            ),
            Offer(label=_("Send it back"), url=of(request, "decision_send_back", sheet)),
        ],
        back_url=of(request, "decision_open_for_reading", sheet),
    )


def approve(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Approve the version that was opened."""
    return _answered(
        request,
        case_id,
        decision_id,
        reviewing.approve,
        title=_("Approve this version"),
        button=_("Approve it"),
        kind="primary",
    )


def send_back(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Send it back, with the remarks that were marked or with words."""
    return _answered(
        request,
        case_id,
        decision_id,
        reviewing.send_back,
        title=_("Send it back"),
        button=_("Send it back to the author"),
        kind="secondary",
    )


def _answered(
    request: Request,
    case_id: UUID,
    decision_id: UUID,
    act: Callable[..., Event],
    *,
    title: Text,
    button: Text,
    kind: str,
) -> HttpResponse:
    case, sheet = opened(request, case_id, decision_id)
    digest = sheet.content.digest
    form = SaysForm(request.POST or None, initial={"digest": digest})
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = act(
            decision_id,
            digest=words["digest"],
            says=words["says"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, of(request, "decision", sheet))
    return act_page(
        request,
        case,
        sheet,
        form,
        title=title,
        button=button,
        lead=[_("Version %(number)d, as you opened it.") % {"number": sheet.card.number}],
        refused=acting.obstacles_to_reviewing(
            sheet.card.state,
            is_author=sheet.is_author,
            is_latest=True,
            was_opened=digest in sheet.opened,
        ),
        kind=kind,
    )
