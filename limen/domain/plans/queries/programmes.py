"""The programmes of the packs in force: which are offered on a day, what they ask, and when their steps are
due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from limen.domain.deadlines.queries.ruled import ruling_of
from limen.domain.deadlines.rules import obstacle_of
from limen.domain.plans.queries.cards import FactCard, Programme
from limen.domain.policy.queries import Law, laws_in_force
from limen.foundation.actors import Actor
from limen.law.facts import FactKind
from limen.law.packs import Plan as Template
from limen.law.packs import PlanStep
from limen.law.refusing import Unanswerable
from limen.law.rulings import Ruling

HOUSEHOLD = "household"  # the pack's word for a step that is done once for all of them


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A template of a law in force."""

    law: Law
    template: Template


def templates_offered(by: Actor, *, on: date) -> tuple[Offered, ...]:
    """Every template that holds on a day in the packs that govern the actor's organisation. One query."""
    return tuple(
        Offered(law=law, template=one)
        for law in laws_in_force(by)
        for one in law.pack.plans.values()
        if one.since <= on and (one.until is None or on < one.until)
    )


def programmes(by: Actor, *, on: date) -> tuple[Programme, ...]:
    """The same as cards."""
    return tuple(_programme(one) for one in templates_offered(by, on=on))


def asked_by(law: Law, template: Template) -> tuple[str, ...]:
    """The days that a template and its steps count from, the day it starts from first."""
    names = {template.starts_from: None}
    for step in template.steps:
        term = law.pack.terms.get(step.term)
        if term is not None:
            names |= dict.fromkeys((term.ordinary.runs_from, term.ordinary.governed_by))
    known = law.pack.facts
    return tuple(name for name in names if name in known and known[name].kind is FactKind.DATE)


def steps_for(template: Template, *, is_of_person: bool) -> tuple[PlanStep, ...]:
    """The steps that a plan begins with: of a person, all but those that are done once for the household."""
    return tuple(step for step in template.steps if not (is_of_person and step.of_whom == HOUSEHOLD))


def dated(
    law: Law, terms: Sequence[str], facts: Mapping[str, str], *, calendar: str
) -> Iterator[tuple[str, Ruling | str]]:
    """Each term with what the law says of the facts, or with the sentence why it cannot say a day."""
    for term in terms:
        try:
            ruling = ruling_of(law, term, facts, calendar=calendar)
        except Unanswerable as wrong:
            yield term, obstacle_of(wrong).says
        else:
            yield term, ruling


def _programme(offered: Offered) -> Programme:
    law, one = offered.law, offered.template
    places = () if law.pack.calendar else tuple((p.id, p.says) for p in law.library.calendars.values())
    return Programme(
        pack=law.pack.id,
        pack_says=law.pack.says,
        id=one.id,
        says=one.says,
        about=one.about,
        source=one.source,
        steps=len(one.steps),
        asks=tuple(
            FactCard(name=name, says=law.pack.facts[name].says, told_on=None) for name in asked_by(law, one)
        ),
        calendars=places,
    )
