"""Catalogues that were sent with their files: what a look at the lines says, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from limen.domain.country.models import Delivery, DeliveryLine
from limen.domain.country.names import Archived, LineState, LookedAt, SentLine
from limen.domain.country.queries.catalogues import Unreadable, about
from limen.domain.country.queries.reach import KEEPS, reports_within
from limen.domain.country.rules import obstacles_to_keeping
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 50


@dataclass(frozen=True, kw_only=True)
class DeliveryCard:
    """A catalogue that was sent: by whom, and how many of its lines are in each state. `is_put_away`: nobody
    ended it, and the clock did."""

    id: UUID
    catalogue: str
    sent_by: str
    sent_at: datetime
    ended_at: datetime | None
    is_put_away: bool
    counts: Mapping[LineState, int]

    @property
    def lines(self) -> int:
        """All lines."""
        return sum(self.counts.values())

    @property
    def ready(self) -> int:
        """Those that wait to be added."""
        return self.counts[LineState.READY]

    @property
    def begun_with(self) -> int:
        """Those that were added or wait for it: what a progress counts."""
        return self.counts[LineState.ADDED] + self.ready


@dataclass(frozen=True, kw_only=True)
class LineCard:
    """A line of one. `report_id` is the report that was added from it."""

    id: UUID
    number: int
    file_name: str
    said: Mapping[str, str]
    state: LineState
    whys: tuple[str, ...]
    report_id: UUID | None


def deliveries(*, by: Actor) -> list[DeliveryCard]:
    """The last that were sent, the newest first; 50 at most. Two queries."""
    rows = list(_counted(deliveries_within(by)).order_by("-sent_at", "-id")[:MOST])
    names = names_of({row.sent_by_id for row in rows}, by=by)
    return [_card(row, names) for row in rows]


def delivery(delivery_id: UUID, *, by: Actor) -> DeliveryCard:
    """One of them. Raises `Hidden`. Two queries."""
    row = _counted(deliveries_within(by)).filter(pk=delivery_id).first()
    if row is None:
        raise Hidden(f"delivery {delivery_id}")
    return _card(row, names_of({row.sent_by_id}, by=by))


def lines_in(delivery_id: UUID, *, states: Sequence[LineState], by: Actor) -> list[LineCard]:
    """Its lines in these states, in order. One query."""
    rows = _lines_within(by).filter(delivery_id=delivery_id, state__in=states).order_by("number")
    return [_line(row) for row in rows.defer("file_key")]


def next_line(delivery_id: UUID, *, by: Actor) -> tuple[LineCard, Archived] | None:
    """The first that waits to be added, with its file. One query."""
    waiting = _lines_within(by).filter(delivery_id=delivery_id, state=LineState.READY)
    row = waiting.order_by("number").first()
    return None if row is None else (_line(row), archived(row))


def files_waiting(delivery_id: UUID, *, by: Actor) -> list[UUID]:
    """Where the files of lines that wait lie in the store. One query."""
    rows = _lines_within(by).filter(delivery_id=delivery_id, stored_as__isnull=False)
    return [id for id in rows.values_list("stored_as", flat=True) if id is not None]


def is_free(delivery_id: UUID, *, by: Actor) -> bool:
    """Whether nobody else adds from it at this moment; then nobody else does until the end of the
    transaction."""
    rows = deliveries_within(by).filter(pk=delivery_id, ended_at=None)
    return rows.select_for_update(skip_locked=True).first() is not None


def deliveries_within(by: Actor) -> QuerySet[Delivery]:
    """Those of the house, for its keepers alone."""
    if not by.may(KEEPS):
        return Delivery.objects.none()
    return Delivery.objects.filter(organisation_id=by.organisation_id)


def locked_delivery(delivery_id: UUID, *, by: Actor) -> Delivery:
    """One, locked for the rest of the act. Raises `Hidden`, also of one that was ended."""
    row = deliveries_within(by).filter(pk=delivery_id, ended_at=None).select_for_update().first()
    if row is None:
        raise Hidden(f"delivery {delivery_id}")
    return row


def locked_line(line_id: UUID, *, by: Actor) -> DeliveryLine:
    """A line that waits to be added, locked for the rest of the act. Raises `Hidden`."""
    rows = _lines_within(by).filter(pk=line_id, state=LineState.READY).select_for_update(of=("self",))
    row = rows.first()
    if row is None:
        raise Hidden(f"line {line_id}")
    return row


def archived(row: DeliveryLine) -> Archived:
    """The file of a line that waits."""
    if row.stored_as is None:
        raise Hidden(f"the file of line {row.pk}")
    return Archived(
        stored_as=row.stored_as,
        key=bytes(row.file_key),
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
    )


def looked_at(lines: Sequence[SentLine], *, on: date, by: Actor) -> list[LookedAt]:
    """What would become of each line, and why not more. One query."""
    own = reports_within(by).filter(organisation_id=by.organisation_id, withdrawn_at=None)
    here = set(own.filter(digest__in={line.digest for line in lines}).values_list("digest", flat=True))
    found, first = [], dict[str, int]()
    for line in lines:
        if line.digest and line.digest in here:
            found.append(LookedAt(line=line, state=LineState.HERE))
            continue
        whys = [*line.whys, *whys_of(line.said, on=on)] if line.said else list(line.whys)
        if line.digest and first.setdefault(line.digest, line.number) != line.number:
            whys.append(_("The very same file stands in line %(number)d.") % {"number": first[line.digest]})
        state = LineState.WRONG if whys else LineState.READY
        found.append(LookedAt(line=line, state=state, whys=tuple(whys)))
    return found


def whys_of(said: Mapping[str, str], *, on: date, pages: int = 1) -> Iterator[str]:
    """Why a report of which this is said cannot be kept, in sentences."""
    try:
        what = about(said)
    except Unreadable as error:
        yield str(error)
        return
    for obstacle in obstacles_to_keeping(what, pages=pages, is_here=False, is_followed=False, on=on):
        yield obstacle.says


def _lines_within(by: Actor) -> QuerySet[DeliveryLine]:
    return DeliveryLine.objects.filter(delivery__in=deliveries_within(by))


def _counted(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    counts = {f"of_{state.value}": Count("lines", filter=Q(lines__state=state)) for state in LineState}
    return rows.annotate(**counts)


def _card(row: Delivery, names: Mapping[UUID, str]) -> DeliveryCard:
    return DeliveryCard(
        id=row.pk,
        catalogue=row.catalogue,
        sent_by=names.get(row.sent_by_id, ""),
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        is_put_away=row.is_put_away,
        counts={state: getattr(row, f"of_{state.value}") for state in LineState},
    )


def _line(row: DeliveryLine) -> LineCard:
    return LineCard(
        id=row.pk,
        number=row.number,
        file_name=row.file_name,
        said=row.said,
        state=LineState(row.state),
        whys=tuple(row.whys),
        report_id=row.report_id,
    )
