"""What a note can be tied to in this house, and what a case is about: its kinds of application, the questions
that the law asks there, and the countries of those in it. Nothing else of a case is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.applications.queries.sheets import applications_of
from limen.domain.cases.queries.parties import parties_of
from limen.domain.people.queries.reach import nationalities_within
from limen.domain.policy.queries import Law, laws_in_force
from limen.domain.practice.names import NoteState, Ties, claim_tie, element_tie
from limen.domain.practice.queries.cards import PracticeCard
from limen.domain.practice.queries.notes import Sought, notes_found
from limen.domain.practice.queries.reach import notes_within
from limen.foundation.actors import Actor
from limen.law.analysis import analysis_for

_LATEST = 500  # notes looked at for what they are tied to


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something that a note can be tied to: its name in a tie, what it says, and under what it stands."""

    tie: str
    says: str
    under: str


@dataclass(frozen=True, kw_only=True)
class Topics:
    """What the law in force here offers."""

    elements: tuple[Topic, ...] = ()
    claims: tuple[Topic, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Notes beside a case, each once: of its countries, of its kinds of application, of the questions that
    the law asks there."""

    ties: Ties
    of_countries: tuple[PracticeCard, ...]
    of_claims: tuple[PracticeCard, ...]
    of_elements: tuple[PracticeCard, ...]


def topics_here(*, on: date, by: Actor) -> Topics:
    """The questions and the kinds of application of the packs in force on a day. One query."""
    laws = laws_in_force(by)
    return Topics(
        elements=tuple(_elements(laws, on)),
        claims=tuple(
            Topic(tie=claim_tie(law.pack.id, one.id), says=one.says, under=law.pack.says)
            for law in laws
            for one in law.pack.applications.values()
            if one.holds_on(on)
        ),
    )


def ties_of_case(case_id: UUID, *, on: date, by: Actor, at: datetime) -> Ties:
    """What a case is about, as far as the actor may read it. Four queries."""
    laws = {law.pack.id: law for law in laws_in_force(by)}
    claims: list[str] = []
    elements: list[str] = []
    for one in applications_of(case_id, by=by, at=at):
        claims.append(claim_tie(one.pack, one.type))
        if law := laws.get(one.pack):
            elements += _asked_for(law, one.type, on)
    persons = [card.person_id for card in parties_of(case_id, by=by, at=at)]
    held = nationalities_within(by, at=at).filter(person_id__in=persons, ended_at=None)
    countries = {code for code in held.values_list("country", flat=True) if code}
    return Ties(
        elements=tuple(dict.fromkeys(elements)),
        countries=tuple(sorted(countries)),
        claims=tuple(dict.fromkeys(claims)),
    )


def beside_case(case_id: UUID, *, on: date, by: Actor, at: datetime) -> Beside:
    """Notes beside a case by its topics. Ten queries at most."""
    ties = ties_of_case(case_id, on=on, by=by, at=at)
    seen: set[UUID] = set()

    def of(part: Ties) -> tuple[PracticeCard, ...]:
        found = notes_found(Sought(ties=part), on=on, by=by).cards if part else ()
        fresh = tuple(card for card in found if card.id not in seen)
        seen.update(card.id for card in fresh)
        return fresh

    return Beside(
        ties=ties,
        of_countries=of(Ties(countries=ties.countries)),
        of_claims=of(Ties(claims=ties.claims)),
        of_elements=of(Ties(elements=ties.elements)),
    )


def elements_learned_of(ties: Iterable[str], *, by: Actor) -> frozenset[str]:
    """Of these questions of a law those to which a note in use is tied that the actor may read; of the latest
    500 notes. One query."""
    asked = set(ties)
    rows = notes_within(by).filter(
        state=NoteState.IN_USE, superseded_at=None, elements__overlap=sorted(asked)
    )
    found = rows.order_by("-in_use_at", "-id").values_list("elements", flat=True)[:_LATEST]
    return frozenset(tie for held in found for tie in held if tie in asked)


def _elements(laws: Iterable[Law], on: date) -> Iterable[Topic]:
    for law in laws:
        for analysis in law.pack.analyses.values():
            for one in analysis.asked_on(on):
                tie = element_tie(law.pack.id, analysis.id, one.id)
                yield Topic(tie=tie, says=one.says, under=analysis.says)


def _asked_for(law: Law, kind: str, on: date) -> list[str]:
    form = law.pack.applications.get(kind)
    found = analysis_for(law.pack.analyses.values(), form.procedure, on) if form else None
    asked = found.asked_on(on) if found else ()
    return [element_tie(law.pack.id, found.id, one.id) for one in asked if found]
