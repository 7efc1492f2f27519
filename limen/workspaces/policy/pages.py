"""What policy leads see first: the law in force, what waits for an answer, what the folder says otherwise."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.policy.queries import (
    PAGE,
    AdoptionCard,
    adoptions,
    adoptions_in_force,
    law_of,
    open_proposals,
)
from limen.law.packs import Pack
from limen.web.components import (
    Column,
    Empty,
    Paging,
    Row,
    Table,
    Tone,
    day_mark,
    isolated,
    moment_mark,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.page import page
from limen.web.requests import Request
from limen.workspaces.policy.distributed import Distributed, distributed
from limen.workspaces.policy.frame import address, show
from limen.workspaces.policy.marks import adoption_mark, signed_mark


@page("policy")
def home(request: Request) -> HttpResponse:
    """The law in force, open proposals, and packs in the folder that differ."""
    in_force = list(adoptions_in_force(request.actor).values())
    waiting = open_proposals(request.actor)
    shelf = distributed()
    return show(
        request,
        "home",
        title=_("Policy"),
        tab="home",
        propose_url=address("propose"),
        waiting=_waiting(request, waiting),
        in_force=_in_force(request, in_force),
        distributed=_distributed(request, shelf, in_force, {card.pack for card in waiting}),
        troubles=[trouble for found in shelf.troubles.values() for trouble in found],
    )


@page("policy")
def history(request: Request) -> HttpResponse:
    """Everything that was ever proposed, the latest first."""
    cards = adoptions(request.actor, before=_before(request))
    title = _("History")
    headers = (_("Pack"), _("State"), _("Proposed"), _("Answered"), _("Why"))
    rows = [
        Row(
            url=address("proposal", card.id),
            cells=(
                isolated(card.says),
                adoption_mark(card),
                _by(request, card.proposed_by, card.proposed_at),
                _by(request, card.answered_by, card.answered_at),
                isolated(card.why),
            ),
        )
        for card in cards
    ]
    last = urlencode({"before": cards[-1].proposed_at.isoformat()}) if len(cards) == PAGE else ""
    paging = Paging(next_url=f"?{last}") if last else None
    empty = Empty(sentence=_("Nothing was ever proposed."), advice=_("Propose the first edition of a pack."))
    return show(
        request, "list", title=title, tab="history", table=_table(title, headers, rows, empty, paging)
    )


def _before(request: Request) -> datetime | None:
    """Where a page begins; None, and so the latest, for anything that is no instant."""
    try:
        found = datetime.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _table(
    caption: Text, headers: tuple[str, ...], rows: list[Row], empty: Empty, paging: Paging | None = None
) -> Table:
    columns = tuple(Column(header=header) for header in headers)
    return Table(
        caption=caption, columns=columns, rows=tuple(rows), empty=empty, paging=paging, hide_caption=True
    )


def _by(request: Request, name: str, at: datetime | None) -> SafeString:
    when = moment_mark(at, now=request.at, time_zone=request.person.time_zone)
    return format_html("{}, {}", isolated(name), when) if name else when


def _waiting(request: Request, cards: list[AdoptionCard]) -> Table:
    rows = []
    for card in cards:
        mine = card.proposed_by_id == request.actor.id
        next_step = (
            _("Another policy lead must answer it.") if mine else _("It waits for you or a colleague.")
        )
        proposed = _by(request, card.proposed_by, card.proposed_at)
        rows.append(
            Row(
                url=address("proposal", card.id),
                cells=(isolated(card.says), proposed, isolated(card.why), next_step),
            )
        )
    headers = (_("Pack"), _("Proposed"), _("Why"), _("What now"))
    empty = Empty(sentence=_("No proposal waits for an answer."))
    return _table(_("Open proposals"), headers, rows, empty)


def _in_force(request: Request, cards: list[AdoptionCard]) -> Table:
    rows = [
        Row(
            url=address("law_pack", card.pack),
            cells=(
                isolated(card.says),
                _by(request, card.proposed_by, card.proposed_at),
                _by(request, card.answered_by, card.answered_at),
                signed_mark(is_signed=card.is_signed),
                day_mark(card.as_of),
            ),
        )
        for card in cards
    ]
    headers = (_("Pack"), _("Proposed"), _("Adopted"), _("As distributed"), _("Sources read on"))
    empty = Empty(
        sentence=_("No pack is in force here."),
        advice=_("Until two policy leads put one in force, no clock can be started."),
    )
    return _table(_("In force"), headers, rows, empty)


def _distributed(
    request: Request, shelf: Distributed, in_force: list[AdoptionCard], waiting: set[str]
) -> Table:
    """Packs of the folder whose text is not the one in force, and how each stands."""
    known = {card.pack: card for card in in_force}
    rows = []
    for id, pack in shelf.packs.items():
        card = known.get(id)
        if card is None or not _is_same(request, card, shelf, pack):
            state = tag_mark(_("Differs from what is in force"), Tone.ATTENTION)
            cells = (isolated(pack.says), state if card else tag_mark(_("Not in force")), _next(id, waiting))
            rows.append(
                Row(
                    cells=(
                        cells[0],
                        cells[1],
                        day_mark(pack.as_of),
                        signed_mark(is_signed=pack.is_signed),
                        cells[2],
                    )
                )
            )
    headers = (_("Pack"), _("How it stands"), _("Sources read on"), _("As distributed"), _("What now"))
    empty = Empty(sentence=_("Everything in the folder of packs is in force here, as it is there."))
    return _table(_("In the folder of packs"), headers, rows, empty)


def _is_same(request: Request, card: AdoptionCard, shelf: Distributed, pack: Pack) -> bool:
    """The same words, and the same days off in every calendar that the edition kept."""
    if card.fingerprint != pack.fingerprint:
        return False
    kept = law_of(card.edition_id, by=request.actor).library.calendars
    found = shelf.libraries[pack.id].calendars
    return all(id in found and found[id].fingerprint == one.fingerprint for id, one in kept.items())


def _next(id: str, waiting: set[str]) -> SafeString:
    if id in waiting:
        return SafeString(_("A proposal waits already."))
    url = f"{address('propose')}?{urlencode({'pack': id})}"
    return format_html('<a class="lm-link" href="{}">{}</a>', url, _("Look and propose"))
