"""What came in: lines of the journal that others wrote in the cases given to me, since I last looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.lists import COUNTED_UP_TO, Count
from limen.domain.cases.queries.reach import cases_assigned_to
from limen.domain.cases.queries.timeline import LineCard, lines_since
from limen.domain.worklists.models import Look
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class NewsCard:
    """One line, and the case in which it stands."""

    line: LineCard
    case_id: UUID
    reference: str
    called: str


@dataclass(frozen=True, kw_only=True)
class News:
    """The latest lines first; `count` is all of them, up to a limit, and `up_to` the latest one there is."""

    cards: tuple[NewsCard, ...]
    count: Count
    up_to: int


def news(*, by: Actor, at: datetime, at_most: int) -> News:
    """What others did in my cases since I last said that I had seen it. At most six queries."""
    look = Look.objects.filter(pk=by.id).first()
    since = look.entry_id if look else 0
    lines, found = lines_since(since, by=by, at=at, at_most=at_most, counted_up_to=COUNTED_UP_TO)
    cases = {
        row[0]: row[1:]
        for row in cases_assigned_to(by)
        .filter(id__in={case_id for case_id, _line in lines})
        .values_list("id", "reference", "called")
    }
    cards = tuple(
        NewsCard(line=line, case_id=case_id, reference=cases[case_id][0], called=cases[case_id][1])
        for case_id, line in lines
        if case_id in cases
    )
    count = Count(found=min(found, COUNTED_UP_TO), is_more=found > COUNTED_UP_TO)
    return News(cards=cards, count=count, up_to=max((line.id for _, line in lines), default=since))
