"""The screenings of a case, one with its answers, and one person's over time. Never in the order of a
score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.parties import parties_of
from limen.domain.identity.queries.people import names_of
from limen.domain.screenings.models import Screening
from limen.domain.screenings.names import Consent
from limen.domain.screenings.queries.available import instruments_here
from limen.domain.screenings.queries.cards import ScreeningCard, ScreeningSheet, screening_card
from limen.domain.screenings.queries.reach import answers_within, screenings_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.instruments.definitions import Instrument
from limen.instruments.library import reread
from limen.instruments.scoring import Scored, result_of

PAGE = 50
POINTS = 60  # of a chart


@dataclass(frozen=True, kw_only=True)
class Point:
    """One finished screening of a person on a chart: when, by which edition, in which language, and its
    scores."""

    screening_id: UUID
    finished_at: datetime
    edition: str
    language: str
    scores: tuple[Scored, ...]


def screenings_of(
    case_id: UUID, *, by: Actor, at: datetime, before: datetime | None = None
) -> list[ScreeningCard]:
    """A page of the screenings of a case, the latest first."""
    rows = screenings_within(by, at=at).filter(case_id=case_id)
    if before:
        rows = rows.filter(asked_at__lt=before)
    return _cards(list(rows.defer("definition", "words").order_by("-asked_at", "-id")[:PAGE]), by, at)


def screening_sheet(screening_id: UUID, *, by: Actor, at: datetime) -> ScreeningSheet:
    """One screening, its answers, and what they come to. Raises `Hidden`."""
    row = screenings_within(by, at=at).filter(pk=screening_id).first()
    if row is None:
        raise Hidden(f"screening {screening_id}")
    instrument = instrument_of(row)
    answers = answers_of([row.id], by=by, at=at).get(row.id, {})
    return ScreeningSheet(
        card=_cards([row], by, at)[0],
        instrument=instrument,
        wording=instrument.wordings[row.language],
        answers=answers,
        result=result_of(instrument, answers),
    )


def instrument_of(row: Screening) -> Instrument:
    """The questionnaire as it was when it was asked."""
    return reread(row.definition, {row.language: row.words})


def answers_of(screening_ids: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, dict[str, str]]:
    """The answers of screenings, each item's latest. One query."""
    found: dict[UUID, dict[str, str]] = {}
    for row in answers_within(by, at=at).filter(screening_id__in=[*screening_ids]).order_by("number"):
        found.setdefault(row.screening_id, {})[row.item] = row.answer
    return found


def over_time(case_id: UUID, person_id: UUID, instrument: str, *, by: Actor, at: datetime) -> list[Point]:
    """What one person's finished screenings by one questionnaire came to, the earliest first. Two queries."""
    rows = screenings_within(by, at=at).filter(
        case_id=case_id, person_id=person_id, instrument=instrument, withdrawn_at=None,
        consent=Consent.GIVEN, finished_at__isnull=False,
    )  # fmt: skip
    kept = list(rows.order_by("-finished_at", "-id")[:POINTS])[::-1]
    answers = answers_of([row.id for row in kept], by=by, at=at)
    return [
        Point(
            screening_id=row.id,
            finished_at=row.finished_at,
            edition=row.edition,
            language=row.language,
            scores=result_of(instrument_of(row), answers.get(row.id, {})).scores,
        )
        for row in kept
        if row.finished_at is not None
    ]


def _cards(rows: list[Screening], by: Actor, at: datetime) -> list[ScreeningCard]:
    if not rows:
        return []
    known = instruments_here().by_id
    called = {
        party.person_id: party.called
        for case_id in {row.case_id for row in rows}
        for party in parties_of(case_id, by=by, at=at)
    }
    members = {row.asked_by_id for row in rows} | {row.finished_by_id for row in rows if row.finished_by_id}
    names = names_of(members, by=by)
    return [
        screening_card(
            row, known[row.instrument].says if row.instrument in known else row.instrument, called, names
        )
        for row in rows
    ]
