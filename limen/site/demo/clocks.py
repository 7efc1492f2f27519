"""The clocks of the demonstration: which terms run in which case, since when, and what happened to them.

Days are counted from the day of the demonstration; the law says when each clock ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from limen.site.demo.cases import Sample
from limen.site.demo.law import AGENCY, AUTHORITY
from limen.site.demo.people import COUNSELLING


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """A stop of a clock; without `until_on` it stands still."""

    cause: str
    since_on: date
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Running:
    """One clock of one case: its term and facts, and what was done to it."""

    pack: str
    term: str
    facts: dict[str, str]
    about: str = ""
    met_on: date | None = None
    extended: tuple[str, date] | None = None
    stops: tuple[Stopped, ...] = field(default=())


def clocks_of(sample: Sample, now: datetime) -> Iterator[Running]:
    """Every clock of a case, in the order in which they began."""
    if sample.unit == COUNSELLING:
        yield from _of_a_household(sample, now.date())
    else:
        yield from _of_an_applicant(sample, now)


def _of_an_applicant(sample: Sample, now: datetime) -> Iterator[Running]:
    on, number = now.date(), sample.number
    made = on - timedelta(days=sample.days_ago)
    registered = made + timedelta(days=9 if number % 11 == 0 else 3)
    lodged = registered + timedelta(days=14)
    if number % 11 == 0 or number % 6 == 0:
        yield _clock("register", {"made_on": made}, met_on=registered)
    if number % 3 == 1:
        yield _clock("lodge", {"registered_on": registered}, met_on=_if_past(lodged, on))
    # Some assessments were forgotten: their clocks ran out.
    if number % 9 == 4 or number % 4 == 1 or number > 45:
        needs_met = None if number % 9 == 4 else _if_past(made + timedelta(days=26), on)
        yield _clock("special_procedural_needs", {"made_on": made}, met_on=needs_met)
    if number % 6 == 2:
        yield from _at_the_border(on)
    elif lodged < on:
        yield from _examined(number, lodged, on)
    if number % 12 == 10:
        yield _clock("eurodac_retake", {"fingerprints_retaken_at": _hours_ago(now, 20)})


def _examined(number: int, lodged: date, on: date) -> Iterator[Running]:
    decided = on - timedelta(days=number % 11 + 2) if number % 7 == 3 else None
    longer = (lodged + timedelta(days=45), on - timedelta(days=3)) if number % 5 == 0 else None
    yield _clock(
        "examine_merits",
        {"lodged_on": lodged},
        met_on=decided,
        extended=("complexity", min(longer)) if longer and not decided else None,
    )
    if decided is None:
        if number % 4 < 2:
            heard = _if_past(lodged + timedelta(days=61), on) if number % 4 else None
            yield _clock("interview_target", {"lodged_on": lodged}, met_on=heard)
    else:
        yield _clock("appeal_standard", {"notified_on": decided, "lodged_on": lodged})
        ill = (Stopped(cause="illness", since_on=decided + timedelta(days=1)),) if number % 2 else ()
        yield _clock("legal_aid_request", {"notified_on": decided}, stops=ill)
    if number % 8 == 1:
        asked = on - timedelta(days=12)
        ill = (Stopped(cause="illness", since_on=on - timedelta(days=9), until_on=on - timedelta(days=6)),)
        yield _clock("missing_documents", {"documents_asked_on": asked}, stops=ill)
    if number % 8 == 5:
        heard_on = on - timedelta(days=11)
        yield _clock("record_sent", {"interview_day": heard_on})


def _at_the_border(on: date) -> Iterator[Running]:
    """Twelve weeks that end on a Sunday: the legal end moves, the day to work to does not."""
    sunday = on + timedelta(days=(6 - on.weekday()) % 7 or 7)
    registered = {"registered_on": sunday - timedelta(weeks=12)}
    yield _clock("border_procedure", registered)
    yield _clock("border_examination", registered, met_on=sunday - timedelta(weeks=9))


def _of_a_household(sample: Sample, on: date) -> Iterator[Running]:
    """Those that no plan of the household starts (planning.py)."""
    opened = on - timedelta(days=sample.days_ago)
    if sample.days_ago > 35:
        agreed = opened + timedelta(days=29)
        yield _clock("plan_review", {"plan_agreed_on": agreed}, pack=AGENCY)
        yield _clock("eu_reception.school", {"lodged_on": agreed}, pack=AGENCY, about="the younger children")
    if sample.number % 2:
        yield _clock("tp_eu.protection_lasts", {"protection_extended_on": opened}, pack=AGENCY)
        yield _clock("tp_eu.way_on_discussed", {"protection_extended_on": opened}, pack=AGENCY)
    else:
        yield _clock("eu_work.access", {"registered_on": opened}, pack=AGENCY, about="the parents")


def _clock(
    term: str,
    facts: Mapping[str, date | str],
    *,
    pack: str = AUTHORITY,
    about: str = "",
    met_on: date | None = None,
    extended: tuple[str, date] | None = None,
    stops: tuple[Stopped, ...] = (),
) -> Running:
    told = {name: said if isinstance(said, str) else said.isoformat() for name, said in facts.items()}
    return Running(
        pack=pack, term=term, facts=told, about=about, met_on=met_on, extended=extended, stops=stops
    )


def _if_past(day: date, on: date) -> date | None:
    return day if day <= on else None


def _hours_ago(now: datetime, hours: int) -> str:
    return (now - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M+00:00")
