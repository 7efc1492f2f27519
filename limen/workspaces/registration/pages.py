"""The first page of the registration desk."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.registration.queries.drafts import DraftCard, thrown_away, unfinished
from limen.web.casefile.doors import doors
from limen.web.casefile.frame import may, said_on_leaving
from limen.web.casefile.lists import my_table
from limen.web.components import Column, Empty, Row, Table, isolated, moment_mark
from limen.web.components.shapes import Text
from limen.web.page import page
from limen.web.requests import Request
from limen.workspaces.registration.frame import address, show

_REGISTER = "registration.register_family"


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A draft that was thrown away and can be taken back."""

    called: Text
    url: str


@page("registration")
def home(request: Request) -> HttpResponse:
    """What waits at the desk: whoever is to be registered, what was left half done, the way to every list."""
    gone = thrown_away(by=request.actor, at=request.at)
    just = next((one for one in gone if str(one.id) == request.GET.get("thrown")), None)
    return show(
        request,
        "home",
        title=_("Registration"),
        tab="home",
        register_url=address("register") if may(request, _REGISTER) else "",
        drafts=_drafts(request),
        gone=[Gone(called=_called(one), url=_back(one.id)) for one in gone],
        thrown=_back(just.id) if just else "",
        table=my_table(request),
        doors=doors(request),
        quality_url=address("quality") if may(request, "cases.review_opening") else "",
        left=said_on_leaving(request),
    )


def _drafts(request: Request) -> Table:
    rows = [
        Row(
            cells=(
                _called(card),
                moment_mark(card.saved_at, now=request.at, time_zone=request.person.time_zone),
                _("From %(name)s") % {"name": card.handed_by} if card.handed_by else "",
            ),
            url=address("register_who", card.id),
        )
        for card in unfinished(by=request.actor)
    ]
    return Table(
        caption=_("Registrations that you left half done"),
        columns=(
            Column(header=_("Who")),
            Column(header=_("Saved"), is_nowrap=True),
            Column(header=_("Handed over")),
        ),
        rows=tuple(rows),
        empty=Empty(
            sentence=_("You left no registration half done."),
            advice=_("What you type at the desk is saved by itself and waits here. Nobody else sees it."),
        ),
        hide_caption=True,
    )


def _called(card: DraftCard) -> SafeString | str:
    if not card.called:
        return _("nobody named yet")
    return format_html_join(", ", "{}", ((isolated(name),) for name in card.called))


def _back(draft_id: UUID) -> str:
    return address("take_back_draft", draft_id)
