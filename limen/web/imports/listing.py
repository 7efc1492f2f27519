"""The lists that came, the latest first."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.imports.queries.sheets import PAGE, ImportCard, imports_of
from limen.web.casefile.frame import address
from limen.web.components import Column, Empty, Paging, Row, Table, isolated, moment_mark
from limen.web.imports.frame import number, show, state_mark
from limen.web.requests import Request

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def imports(request: Request) -> HttpResponse:
    """The lists of one's units."""
    found = imports_of(request.actor, before=place_in(request.GET.get("before", "")))
    cards = found[:PAGE]
    next_url = f"?{urlencode({'before': token_of(cards[-1])})}" if len(found) > PAGE else None
    title = _("Lists from elsewhere")
    table = Table(
        caption=title,
        columns=(
            Column(header=_("File")),
            Column(header=_("From")),
            Column(header=_("Received"), is_nowrap=True),
            Column(header=_("State")),
            Column(header=_("Registered"), is_number=True),
            Column(header=_("To look at"), is_number=True),
        ),
        rows=tuple(_row(request, card) for card in cards),
        empty=Empty(
            sentence=_("No list has come yet."),
            advice=_("Send an Excel or CSV file of people. Nobody is registered before you have seen how."),
        ),
        paging=Paging(next_url=next_url) if next_url else None,
        hide_caption=True,
    )
    return show(request, "imports", title=title, table=table, receive_url=address(request, "import_receive"))


def _row(request: Request, card: ImportCard) -> Row:
    return Row(
        url=address(request, "import", card.id),
        cells=(
            isolated(card.file_name),
            isolated(card.source),
            moment_mark(card.received_at, now=request.at, time_zone=request.person.time_zone),
            state_mark(card),
            number(card.registered),
            number(card.aside + card.wrong),
        ),
    )


def token_of(card: ImportCard) -> str:
    """The place of a list among the others as a token for an address: an instant and an id."""
    microseconds = (card.received_at - _EPOCH) // timedelta(microseconds=1)
    return urlsafe_b64encode(microseconds.to_bytes(8) + card.id.bytes).decode().rstrip("=")


def place_in(token: str) -> tuple[datetime, UUID] | None:
    """The instant and the list that a token names; None for anything that is no token."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        at = _EPOCH + timedelta(microseconds=int.from_bytes(packed[:8]))
        return at, UUID(bytes=packed[8:])
    except (ValueError, OverflowError):
        return None
