"""Putting a collection of the library away, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.country import rules
from limen.domain.country.commands import collecting
from limen.foundation.events import Event
from limen.web.casefile.frame import Act, address, show_act
from limen.web.components.shapes import Text
from limen.web.country.collecting import own_collection
from limen.web.page import told
from limen.web.requests import Request, acts


def put_away(request: Request, collection_id: UUID) -> HttpResponse:
    """Leave it out of lists."""
    return _away(
        request,
        collection_id,
        collecting.put_away,
        title=_("Put the collection away"),
        button=_("Put it away"),
        lead=_("Lists and searches leave it out. Nothing in it is lost, and it can be brought back."),
    )


def bring_back(request: Request, collection_id: UUID) -> HttpResponse:
    """Bring it back, as it was."""
    return _away(
        request,
        collection_id,
        collecting.bring_back,
        title=_("Bring the collection back"),
        button=_("Bring it back"),
        lead=_("It stands in lists and searches again, with everything that was in it."),
    )


def _away(
    request: Request, collection_id: UUID, act: Callable[..., Event], *, title: Text, button: Text, lead: Text
) -> HttpResponse:
    card = own_collection(request, collection_id).card
    back = address(request, "country_collection", collection_id)
    is_away = card.put_away_at is not None
    if acts(request):
        return told(act(collection_id, by=request.actor, at=request.at), back)
    refused = rules.obstacles_to_changing_collection(is_away=is_away)
    if act is collecting.bring_back:
        refused = rules.obstacles_to_bringing_back(is_away=is_away)
    shown = Act(title=title, button=button, back_url=back, lead=[card.profile.called, lead], refused=refused)
    return show_act(request, shown, None)
