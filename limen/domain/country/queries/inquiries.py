"""Questions to those who keep the library, and their answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from limen.domain.country.models import Inquiry
from limen.domain.country.names import Level
from limen.domain.country.queries.cards import InquiryCard
from limen.domain.country.queries.reach import KEEPS, inquiries_within
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 100


def inquiries(*, on: date, by: Actor) -> list[InquiryCard]:
    """Those that wait first, by the day on which an answer is needed; then those that were let out, the last
    first; 100 of each at most. Three queries."""
    rows = inquiries_within(by)
    waiting = list(rows.filter(reviewed_at=None).order_by("needed_on", "id")[:MOST])
    out = list(rows.filter(reviewed_at__isnull=False).order_by("-reviewed_at", "-id")[:MOST])
    return _cards([*waiting, *out], on=on, by=by)


def inquiry(inquiry_id: UUID, *, on: date, by: Actor) -> InquiryCard:
    """One of them. Raises `Hidden`. Two queries."""
    rows = list(inquiries_within(by).filter(pk=inquiry_id))
    if not rows:
        raise Hidden(f"inquiry {inquiry_id}")
    return _cards(rows, on=on, by=by)[0]


def _cards(rows: list[Inquiry], *, on: date, by: Actor) -> list[InquiryCard]:
    people = {id for row in rows for id in (row.asked_by_id, row.answered_by_id, row.reviewed_by_id) if id}
    names = names_of(people, by=by)
    return [_card(row, names, on=on, by=by) for row in rows]


def _card(row: Inquiry, names: dict[UUID, str], *, on: date, by: Actor) -> InquiryCard:
    """An answer is shown to others than its writers once it was let out."""
    is_ours = row.organisation_id == by.organisation_id
    shows = row.reviewed_at is not None or (is_ours and by.may(KEEPS))
    is_waiting = row.answered_at is not None and row.reviewed_at is None
    return InquiryCard(
        id=row.pk,
        countries=tuple(row.countries),
        question=row.question,
        needed_on=row.needed_on,
        asked_by=names.get(row.asked_by_id, ""),
        asked_at=row.asked_at,
        answer=row.answer if shows else "",
        found_nothing=row.found_nothing and shows,
        answered_by=names.get(row.answered_by_id, "") if row.answered_by_id else "",
        answered_at=row.answered_at,
        is_mine_to_review=is_waiting and is_ours and by.may(KEEPS) and row.answered_by_id != by.id,
        reviewed_by=names.get(row.reviewed_by_id, "") if row.reviewed_by_id else "",
        reviewed_at=row.reviewed_at,
        level=Level(row.level),
        is_late=row.reviewed_at is None and row.needed_on < on,
    )
