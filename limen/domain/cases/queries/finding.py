"""The box in which one looks for somebody: persons by name, number, date or the reference of a case, and the
cases in which they have a part; and cases by their reference or the name that lists call them by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.models import Case, Party
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.parties import FileCard, files_among, files_of
from limen.domain.cases.queries.reach import cases_seen_by
from limen.domain.cases.queries.reached import Reached, cases_reached, reach_through
from limen.domain.people.names import Registration
from limen.domain.people.queries import search
from limen.domain.people.queries.asking import LONGEST, Asked, asked
from limen.domain.people.queries.ranking import SHOWN, FoundCard
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.likeness.comparing.verdicts import Code

MOST_CASES = 5
SHORTEST = 3  # characters of a reference or of the name of a case


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """Somebody who was found, with the cases that the actor may know of."""

    person: FoundCard
    files: tuple[FileCard, ...]


@dataclass(frozen=True, kw_only=True)
class FoundCase:
    """A case that was asked for by its reference or by its name."""

    id: UUID
    reference: str
    called: str
    phase: Phase


def find_people(text: str, *, by: Actor, at: datetime, most: int = SHOWN) -> tuple[FoundPerson, ...]:
    """The ten likeliest persons. At most eight queries. Raises `Refused` for a trawl."""
    return find_asked(asked(text), by=by, at=at, most=most)


def find_asked(
    one: Asked,
    *,
    reference: str = "",
    relative: str = "",
    by: Actor,
    at: datetime,
    most: int = SHOWN,
) -> tuple[FoundPerson, ...]:
    """The same for a form. `relative` is the name of somebody with whom the person shares a case: at most
    eight queries more. Raises `Refused` for a trawl, also when it is the relative that is one."""
    through = _Through()
    cards = search.find_asked(
        one,
        by=by,
        at=at,
        referred=_referred(_spelled((reference, *one.numbers)), by=by, at=at),
        among=kin_of(relative, by=by, at=at) if relative else None,
        is_referred=bool(reference.strip()),
        far_told=through.how_far,
        most=most,
    )
    files = files_among(through.reached, {card.id for card in cards})
    return tuple(FoundPerson(person=card, files=files.get(card.id, ())) for card in cards)


class _Through:
    """Through which cases the actor sees whom: asked once, for whom to show and for the cases beside them."""

    def __init__(self) -> None:
        self.reached: list[Reached] = []

    def how_far(self, person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, Reach]:
        self.reached = cases_reached(person_ids, by=by, at=at)
        return reach_through(self.reached)


def _referred(references: tuple[str, ...], *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Persons in cases of these references. Most numbers are none: whether there is such a case at all is
    asked behind row security alone, for the filter of the application is dear to build."""
    cases = Case.objects.filter(reference__in=references)
    if not references or not cases.exists():
        return frozenset()
    seen = _running(at).filter(case__in=cases_seen_by(by, at=at).filter(reference__in=references))
    return frozenset(seen.values_list("person_id", flat=True)[: search.COMPARED])


def find_cases(text: str, *, by: Actor, at: datetime) -> tuple[FoundCase, ...]:
    """Cases of exactly this reference, or of exactly this name. One query."""
    called = " ".join(text[:LONGEST].split())
    if len(called) < SHORTEST:
        return ()
    names = {called, called.title(), called.capitalize(), called.upper()}
    named = Q(reference__in=_spelled([called])) | Q(called__in=names)
    rows = cases_seen_by(by, at=at).filter(named).order_by("-opened_on", "id")
    return tuple(
        FoundCase(id=row.id, reference=row.reference, called=row.called, phase=Phase(row.phase))
        for row in rows[:MOST_CASES]
    )


def kin_of(relative: str, *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Persons who share a case with somebody else of that name, as far as the actor may know of both."""
    found = search.find(relative, by=by, at=at)
    named = {card.id for card in found if not any(one.code is Code.PART_DIFFERS for one in card.details)}
    seen = cases_seen_by(by, at=at)
    shared = [*_running(at).filter(person_id__in=named, case__in=seen).values_list("case_id", flat=True)]
    together: dict[UUID, set[UUID]] = {}
    parts = _running(at).filter(case_id__in=shared, case__in=seen)
    for case_id, person_id in parts.values_list("case_id", "person_id"):
        together.setdefault(case_id, set()).add(person_id)
    return frozenset(
        person_id for persons in together.values() for person_id in persons if (persons & named) - {person_id}
    )


def likely_people(told: Registration, *, by: Actor, at: datetime) -> tuple[FoundPerson, ...]:
    """Persons on record who may be the one told of, with their cases: asked before a person is made."""
    cards = search.likely_same(told, by=by, at=at)
    files = files_of({card.id for card in cards}, by=by, at=at) if cards else {}
    return tuple(FoundPerson(person=card, files=files.get(card.id, ())) for card in cards)


def joinable_among(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Those of these persons whom the actor may make part of a case, as they write about them. One query."""
    written = persons_within(by, need=Reach.WORK, at=at).filter(pk__in=[*person_ids])
    return frozenset(written.values_list("pk", flat=True))


def _running(at: datetime) -> QuerySet[Party]:
    return Party.objects.filter(Q(until_at=None) | Q(until_at__gt=at))


def _spelled(texts: Iterable[str]) -> tuple[str, ...]:
    """References as they were typed, without their blanks, and in capitals."""
    forms = (form for text in texts for form in (text.strip(), "".join(text.split())) if form)
    return tuple(dict.fromkeys(one for form in forms for one in (form, form.upper())))
