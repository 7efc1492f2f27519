"""A catalogue that is sent with its files: looked at, added line by line, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from limen.domain.country import rules
from limen.domain.country.commands.keeping import keep
from limen.domain.country.events import Delivered, DeliveryEnded, LineAdded, LineRefused
from limen.domain.country.models import Delivery, DeliveryLine
from limen.domain.country.names import LineState, LookedAt, PageText
from limen.domain.country.queries.catalogues import about
from limen.domain.country.queries.deliveries import archived, locked_delivery, locked_line, whys_of
from limen.domain.country.queries.reach import is_kept
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if

_NO_FILE = {"stored_as": None, "file_key": b""}


@command("country.deliver")
def deliver(catalogue: str, lines: Sequence[LookedAt], *, by: Actor, at: datetime) -> Delivered:
    """Write down what a look at a catalogue found. The files of lines that can be added wait in the store."""
    refuse_if(rules.obstacles_to_delivering(len(lines)))
    row = Delivery.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        catalogue=catalogue[-200:],
        sent_by_id=by.id,
        sent_at=at,
    )
    DeliveryLine.objects.bulk_create(_line(row, one) for one in lines)
    ready = sum(one.state is LineState.READY for one in lines)
    return Delivered(delivery_id=row.pk, catalogue=row.catalogue, lines=len(lines), ready=ready)


@command("country.take_in")
def take_in(
    line_id: UUID, *, pages: Sequence[PageText], trouble: str = "", on: date, by: Actor, at: datetime
) -> LineAdded | LineRefused:
    """Keep the report of one line, of which these are the texts, or write down why it cannot be: `trouble`,
    or whatever stands against it now. Raises `Hidden` when somebody else was faster."""
    row = locked_line(line_id, by=by)
    is_here = is_kept(row.digest, by=by)
    whys = [trouble] if trouble else list(whys_of(row.said, on=on, pages=len(pages)))
    if is_here or whys:
        state = LineState.HERE if is_here else LineState.WRONG
        _settle(row, state=state, whys=[] if is_here else whys)
        return LineRefused(delivery_id=row.delivery_id, number=row.number)
    event = keep(about(row.said), file=archived(row), pages=pages, on=on, by=by, at=at)
    _settle(row, state=LineState.ADDED, report_id=event.report_id)
    return LineAdded(delivery_id=row.delivery_id, number=row.number, report_id=event.report_id)


@command("country.end_delivery")
def end_delivery(delivery_id: UUID, *, by: Actor, at: datetime) -> DeliveryEnded:
    """Leave out what still waits. What was added stays; the files of the others are nobody's any more."""
    row = locked_delivery(delivery_id, by=by)
    waiting = DeliveryLine.objects.filter(delivery=row, state=LineState.READY)
    left = waiting.update(state=LineState.LEFT, **_NO_FILE)
    Delivery.objects.filter(pk=row.pk).update(ended_at=at)
    return DeliveryEnded(delivery_id=row.pk, left=left)


def _settle(row: DeliveryLine, **columns: Any) -> None:
    DeliveryLine.objects.filter(pk=row.pk).update(**columns, **_NO_FILE)


def _line(delivery: Delivery, one: LookedAt) -> DeliveryLine:
    file = one.file
    return DeliveryLine(
        id=new_id(),
        delivery=delivery,
        number=one.line.number,
        file_name=one.line.file_name[-200:],
        said=one.line.said,
        state=one.state,
        whys=list(one.whys),
        media_type=file.media_type if file else "",
        size=file.size if file else 0,
        digest=one.line.digest,
        stored_as=file.stored_as if file else None,
        file_key=file.key if file else b"",
    )
