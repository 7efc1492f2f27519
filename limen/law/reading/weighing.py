"""Reading how evidence is weighed, and whether two templates would hold for one procedure on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from limen.law.packs import Pack
from limen.law.reading.dating import read_certainty
from limen.law.reading.lists import read_catalogue
from limen.law.reading.nodes import Place
from limen.law.refusing import meant
from limen.law.weighing import ConcludesOn, Needed, Weighed, Weighing

_FIELDS = {
    "says", "about", "procedures", "concludes_on", "since", "until", "source", "certainty", "note", *Weighed,
}  # fmt: skip
_ALWAYS = (Weighed.INDICATORS, Weighed.CIRCUMSTANCES, Weighed.EXPLANATIONS, Weighed.BEFORE_NEGATIVE)


def read_weighing(id: str, place: Place) -> Weighing:
    """One template."""
    fields = place.fields(_FIELDS)
    fields.need("procedures", "[international_protection]")
    for name in _ALWAYS:
        fields.need(name, "{says: ..., items: {...}}")
    lists = {name: read_catalogue(name, one) for name in Weighed if (one := fields.at(name)) is not None}
    return Weighing(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        procedures=fields.words("procedures"),
        concludes_on=fields.choice("concludes_on", ConcludesOn),
        lists=lists,
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
    )


def faults_of_weighing(one: Weighing, pack: Pack) -> Iterator[tuple[str, str]]:
    """Whatever a template names that is not there, and whatever would stand beside it."""
    for name in one.procedures:
        if name not in pack.procedures:
            says = f"“{one.id}” is of “{name}”, which is no procedure.{meant(name, pack.procedures)}"
            yield says, "Add it to procedure.yaml."
    before = one.lists.get(Weighed.BEFORE_NEGATIVE)
    for name in before.items if before else ():
        if name not in list(Needed):
            says = f"“{one.id}” asks for “{name}” before a conclusion, which Limen does not know."
            yield says, f"It may ask for: {', '.join(Needed)}."
    for first, second in combinations(pack.weighing.values(), 2):
        shared = sorted(set(first.procedures) & set(second.procedures))
        if one.id == second.id and shared and _meet(first, second):
            says = f"“{first.id}” and “{second.id}” both weigh evidence in “{shared[0]}” on the same days."
            yield says, "Templates of two laws do not mix: end one of them, or name another procedure."


def _meet(first: Weighing, second: Weighing) -> bool:
    return first.since < (second.until or date.max) and second.since < (first.until or date.max)
