"""What the text of a decision can pull in from the file: live until it is signed, then frozen with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from babel import dates

from limen.domain.cases.models import Case
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import LIVE
from limen.domain.deadlines.queries.seen import clocks_seen_by
from limen.domain.decisions.models import Concerned, Decision
from limen.domain.identity.names import Compartment
from limen.domain.people.models import Person
from limen.domain.people.queries.reach import nationalities_within, persons_within
from limen.domain.people.queries.sheets import birth_of
from limen.foundation.actors import Actor, Reach
from limen.reference.countries import country_named

NAMES = (
    "reference", "persons", "born", "nationality", "outcomes", "authority", "unit", "opened_on",
)  # fmt: skip


def people_called(person_ids: set[UUID], *, by: Actor, at: datetime) -> dict[UUID, str]:
    """The names of those persons whom the actor may know of. One query."""
    seen = persons_within(by, need=Reach.LIST, at=at).filter(pk__in=person_ids)
    return dict(seen.values_list("pk", "called"))


def fields_of(
    decision: Decision, concerned: Sequence[Concerned], *, by: Actor, at: datetime
) -> dict[str, str]:
    """Each field and what it shows now, in the language of the office; clocks as `due:` and their term. Four
    queries."""
    case = Case.objects.select_related("unit__organisation").get(pk=decision.case_id)
    language = case.unit.organisation.language
    ids = [one.person_id for one in concerned]
    read = {row.pk: row for row in persons_within(by, need=Reach.READ, at=at).filter(pk__in=ids)}
    people = [read[key] for key in ids if key in read]
    countries: dict[UUID, list[str]] = {}
    for row in nationalities_within(by, at=at).filter(person_id__in=ids, ended_at=None).order_by("added_at"):
        name = country_named(row.country, language) if row.country else "–"
        countries.setdefault(row.person_id, []).append(name)
    found = {
        "reference": case.reference,
        "persons": ", ".join(one.called for one in people),
        "born": ", ".join(_born(one, language) for one in people),
        "nationality": "; ".join(", ".join(countries.get(one.pk, ["–"])) for one in people),
        "outcomes": "; ".join(
            f"{read[one.person_id].called}: {one.outcome_says}"
            for one in concerned
            if one.outcome and one.person_id in read
        ),
        "authority": case.unit.organisation.name,
        "unit": case.unit.name,
        "opened_on": day_said(case.opened_on, language),
    }
    return found | {f"due:{one.term}": day_said(one.due_on, language) for one in _clocks(decision, by, at)}


def day_said(day: date | None, language: str) -> str:
    """A day in words of that language."""
    if day is None:
        return "–"
    return dates.format_date(datetime.combine(day, time()), "d MMMM y", locale=language)


def _born(person: Person, language: str) -> str:
    day = birth_of(person).day
    if day is None:
        return "–"
    if day.earliest is not None and day.earliest == day.latest:
        return day_said(day.earliest, language)
    return day.told or "–"


def _clocks(decision: Decision, by: Actor, at: datetime) -> list[Clock]:
    """Those that everybody who reads this decision sees, so that it shows the same to each."""
    parts = {Compartment.GENERAL, decision.compartment}
    rows = clocks_seen_by(by, at=at).filter(
        case_id=decision.case_id, compartment__in=parts, state__in=LIVE, about=""
    )
    return list(rows.order_by("term", "started_at")[:50])
