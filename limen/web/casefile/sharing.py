"""Showing a case to a unit of another organisation until a day, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.commands import sharing
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.cases.queries.sheets import case_sheet, shares_of
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import units_one_can_share_with
from limen.foundation.refusals import Hidden
from limen.web.casefile.access import sharing_obstacles
from limen.web.casefile.forms import ShareForm, end_of, offering, unchosen
from limen.web.casefile.frame import Act, address, after, show_act
from limen.web.components.shapes import Text
from limen.web.requests import Request, acts


def share(request: Request, case_id: UUID) -> HttpResponse:
    """Share the case: one recipient, one purpose, by consent or by a named law, until a day."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    form = offering(ShareForm(request.POST or None), unit_id=_units(request), compartments=_parts(request))
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = sharing.share(
            case_id,
            unit_id=UUID(words["unit_id"]),
            purpose=SharePurpose(words["purpose"]),
            basis=ShareBasis(words["basis"]),
            basis_says=words["basis_says"],
            compartments=tuple(words["compartments"]),
            until_at=end_of(words["until_on"], request.person.time_zone),
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id)
    act = Act(
        title=_("Share the case"),
        button=_("Share"),
        back_url=address(request, "case_access", case_id),
        lead=[
            _("People of that unit who may read files there will read this one. They cannot change it."),
            _("Every reading is recorded here as well. You can revoke the share at any time."),
        ],
        refused=sharing_obstacles(request, sheet),
    )
    return show_act(request, act, form, sheet=sheet)


def revoke_share(request: Request, case_id: UUID, share_id: UUID) -> HttpResponse:
    """End a share at once."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    card = next(
        (card for card in shares_of(case_id, by=request.actor, at=request.at) if card.id == share_id), None
    )
    if card is None:
        raise Hidden(f"share {share_id} of case {case_id}")
    if acts(request):
        event = sharing.revoke_share(share_id, by=request.actor, at=request.at)
        return after(request, event, case_id)
    act = Act(
        title=_("Revoke the share with %(unit)s") % {"unit": card.unit},
        button=_("Revoke the share"),
        back_url=address(request, "case_access", case_id),
        lead=[
            _("To %(organisation)s the case will look as if it did not exist, from now on.")
            % {"organisation": card.organisation}
        ],
    )
    return show_act(request, act, None, sheet=sheet)


def _units(request: Request) -> list[tuple[str, Text]]:
    units = units_one_can_share_with(request.actor)
    return unchosen((str(unit.id), f"{unit.organisation} – {unit.name}") for unit in units)


def _parts(request: Request) -> list[tuple[str, str]]:
    own = request.actor.clearances - {Compartment.GENERAL}
    return [(part.value, str(part.label)) for part in Compartment if part in own]
