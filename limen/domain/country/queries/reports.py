"""The reports of the library: a list of them, one with a page of it, and the file it came as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from limen.domain.country.models import Passage, Report
from limen.domain.country.names import Archived, folded
from limen.domain.country.queries.cards import PassageCard, ReportCard, ReportSheet, report_card
from limen.domain.country.queries.reach import passages_within, report_within, reports_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

SHOWN = 25
MOST_ALIKE = 20


@dataclass(frozen=True, kw_only=True)
class ReportsFound:
    """One page of reports; `after` is where the next one begins."""

    cards: tuple[ReportCard, ...]
    after: str


def reports(
    *, country: str = "", with_old: bool = False, after: str = "", on: date, by: Actor
) -> ReportsFound:
    """Reports, the last published first. `after` is what the page before said. One query."""
    rows = reports_within(by)
    if country:
        rows = rows.filter(countries__contains=[country])
    if not with_old:
        rows = rows.filter(withdrawn_at=None, superseded_at=None)
    if place := _place(after):
        published_on, id = place
        rows = rows.filter(Q(published_on__lt=published_on) | Q(published_on=published_on, id__lt=id))
    found = list(rows.order_by("-published_on", "-id")[: SHOWN + 1])
    cards = _cards(found[:SHOWN], on=on, by=by)
    last = cards[-1] if len(found) > SHOWN else None
    return ReportsFound(cards=cards, after=f"{last.published_on.isoformat()}.{last.id}" if last else "")


def countries_of_library(*, by: Actor) -> list[str]:
    """The countries that some report in use is about. One query."""
    rows = reports_within(by).filter(withdrawn_at=None).values_list("countries", flat=True)
    return sorted({code for codes in rows for code in codes})


def languages_of_library(*, by: Actor) -> list[str]:
    """The languages in which some report is written, by their codes. One query."""
    return sorted(reports_within(by).order_by().values_list("language", flat=True).distinct())


def report_sheet(report_id: UUID, *, page: int, on: date, by: Actor) -> ReportSheet:
    """A report with the passages of one page. Raises `Hidden`. Four queries at most."""
    row = report_within(report_id, by=by)
    passages = passages_within(by).filter(report_id=report_id, page=page).order_by("number")
    newer = reports_within(by).filter(follows_id=report_id).values_list("pk", flat=True).first()
    return ReportSheet(
        card=_card(row, on=on, by=by),
        page=page,
        passages=tuple(map(passage_card, passages)),
        follows=row.follows_id,
        followed_by=newer,
        same_source=_cards(_leaning_alike(row, by), on=on, by=by),
    )


def file_of(report_id: UUID, *, by: Actor) -> Archived:
    """The file of a report as it came. Raises `Hidden`. One query."""
    row = reports_within(by).defer(None).filter(pk=report_id).first()
    if row is None:
        raise Hidden(f"report {report_id}")
    return Archived(
        stored_as=row.stored_as,
        key=bytes(row.file_key),
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
    )


def leaning_together(cards: Iterable[ReportCard]) -> dict[str, tuple[ReportCard, ...]]:
    """Sources on which several of these reports lean: what they say alike was perhaps said once. A report
    that is itself the source of another counts with it."""
    said: dict[str, dict[UUID, ReportCard]] = {}
    names: dict[str, str] = {}
    for card in cards:
        for source in (*card.leans_on, card.publisher):
            said.setdefault(folded(source), {})[card.id] = card
            names.setdefault(folded(source), source)
    told = {folded(source) for group in said.values() for card in group.values() for source in card.leans_on}
    return {
        names[key]: tuple(group.values()) for key, group in said.items() if len(group) > 1 and key in told
    }


def passage_card(row: Passage) -> PassageCard:
    """The card of a loaded row."""
    return PassageCard(
        id=row.pk,
        page=row.page,
        number=row.number,
        text=row.text,
        is_read_by_machine=row.is_read_by_machine,
    )


def _leaning_alike(row: Report, by: Actor) -> Sequence[Report]:
    if not row.leans_on:
        return []
    others = reports_within(by).exclude(pk=row.pk).filter(withdrawn_at=None)
    leaning = Q(leans_on__overlap=row.leans_on) | Q(publisher__in=row.leans_on)
    return list(others.filter(leaning).order_by("-published_on", "-id")[:MOST_ALIKE])


def _cards(rows: Sequence[Report], *, on: date, by: Actor) -> tuple[ReportCard, ...]:
    return tuple(_card(row, on=on, by=by) for row in rows)


def _card(row: Report, *, on: date, by: Actor) -> ReportCard:
    return report_card(row, organisation_id=by.organisation_id, on=on)


def _place(after: str) -> tuple[date, UUID] | None:
    day, _, id = after.partition(".")
    try:
        return date.fromisoformat(day), UUID(id)
    except ValueError:
        return None
