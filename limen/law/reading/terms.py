"""Reading terms, and the national values that another pack sets for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml

from limen.law.counting import Counting
from limen.law.reading.dating import read_certainty, read_lengths, read_litigation
from limen.law.reading.nodes import Fields, Place
from limen.law.terms import (
    Attribution,
    Cap,
    Condition,
    Effect,
    Extension,
    Guard,
    Run,
    StopCause,
    Term,
    Whose,
    WorkTo,
)

_RUN = {"says", "runs_from", "governed_by", "counted_by", "effect", "values"}
_TERM = _RUN | {
    "about", "for", "regime", "liberty", "work_to", "backwards", "situations", "extensions",
    "together_at_most", "ends_at_latest", "stops", "national", "when_missed", "litigation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a term may refer to."""

    countings: Mapping[str, Counting]
    pack: str


def read_term(id: str, place: Place, known: Known) -> Term:
    """One term as its own pack defines it."""
    fields = place.fields(_TERM)
    effect = fields.choice("effect", Effect, None if "effect" not in fields.found else Effect.LIMIT)
    ordinary = _run("", fields, fields, known, effect)
    situations = [_situation(one, fields, known, effect) for one in fields.items("situations")]
    guard = _guard(fields.at("national"))
    if not ordinary.values and guard is None and not any(one.values for one in situations):
        place.trouble("It has no value.", "Add “values:”, or “national:” when national law sets it.")
    liberty = fields.flag("liberty")
    work_to = fields.choice("work_to", WorkTo, WorkTo.RAW if liberty else WorkTo.DUE)
    return Term(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        whose=fields.choice("for", Whose),
        effect=effect,
        runs=(*situations, ordinary),
        work_to=work_to,
        touches_liberty=liberty,
        backwards=fields.flag("backwards"),
        regime=fields.text_or("regime"),
        extensions=tuple(_extension(one) for one in fields.items("extensions")),
        together_at_most=fields.length("together_at_most"),
        cap=_cap(fields.at("ends_at_latest")),
        stops=tuple(_stop(one) for one in fields.items("stops")),
        national=guard,
        when_missed=fields.text_or("when_missed"),
        litigation=read_litigation(fields.items("litigation")),
        defined_in=known.pack,
        line=place.line,
    )


def read_plan_step_term(id: str, fields: Fields, starts_from: str, known: Known) -> Term:
    """The term of a plan's step; it is the provider's time unless said otherwise."""
    effect = fields.choice("effect", Effect, Effect.LIMIT)
    base = Fields(fields.place, {"runs_from": _word(fields.place, starts_from), **fields.found})
    situations = [_situation(one, base, known, effect) for one in fields.items("situations")]
    return Term(
        id=id,
        says=fields.text_or("says"),
        about=fields.text_or("about"),
        whose=Whose.PROVIDER,
        effect=effect,
        runs=(*situations, _run("", base, base, known, effect)),
        work_to=fields.choice("work_to", WorkTo, WorkTo.DUE),
        backwards=fields.flag("backwards"),
        extensions=tuple(_extension(one) for one in fields.items("extensions")),
        stops=tuple(_stop(one) for one in fields.items("stops")),
        when_missed=fields.text_or("when_missed"),
        litigation=read_litigation(fields.items("litigation")),
        defined_in=known.pack,
        line=fields.place.line,
    )


def set_nationally(term: Term, place: Place, *, parent: str, pack: str) -> Term:
    """The parent's term with the values that national law sets, held against their guard."""
    fields = place.fields({"sets", "governed_by", "values", "situations", "about", "litigation"})
    if fields.text_or("sets") != parent:
        place.trouble(
            f"“{term.id}” belongs to “{term.defined_in}”.",
            f"Write “sets: {term.defined_in}”, or take another name.",
        )
    if term.national is None:
        place.trouble(f"“{term.id}” is not left to national law.", "Remove it.")
        return term
    runs, set_here = list(term.runs), [read_lengths(fields.items("values"))]
    if fields.has("values"):
        runs[-1] = replace(runs[-1], values=set_here[0])
    if fields.has("governed_by"):
        runs = [replace(run, governed_by=fields.text("governed_by")) for run in runs]
    for one in fields.items("situations"):
        inner = one.fields({"id", "values"})
        name = inner.text("id")
        where = next((i for i, run in enumerate(runs) if run.id == name and name), None)
        if where is None:
            one.trouble(f"“{term.id}” has no situation called “{name}”.", "Use one that the parent has.")
        else:
            set_here.append(read_lengths(inner.items("values")))
            runs[where] = replace(runs[where], values=set_here[-1])
    for values in set_here:
        for version in values.all:
            fault = term.national.faults(version.value)
            if fault is not None:
                bound = fault[0].replace("_", " ")
                place.notebook.note(
                    place.file,
                    version.line,
                    f"{version.value} is outside the frame of {term.national.source}: {bound} {fault[1]}.",
                    "Set a value within it.",
                )
    about = fields.text_or("about") or term.about
    litigation = (*term.litigation, *read_litigation(fields.items("litigation")))
    return replace(term, runs=tuple(runs), set_in=pack, about=about, litigation=litigation)


def _run(
    id: str, fields: Fields, base: Fields, known: Known, effect: Effect, *, when: Condition | None = None
) -> Run:
    """From the fields of a situation, or else from those of the term (`base`)."""

    def either(name: str) -> str:
        return fields.text(name) if fields.has(name) else base.text_or(name)

    runs_from = either("runs_from") or base.text("runs_from", "made_on")
    own_start = fields is not base and fields.has("runs_from") and not fields.has("governed_by")
    governed_by = (
        runs_from if own_start and not base.has("governed_by") else either("governed_by")
    ) or runs_from
    return Run(
        id=id,
        says=fields.text_or("says"),
        when=when,
        runs_from=runs_from,
        governed_by=governed_by,
        counting=_counting(either("counted_by"), fields if fields.has("counted_by") else base, known),
        effect=fields.choice("effect", Effect, effect),
        values=read_lengths(fields.items("values")),
    )


def _situation(place: Place, base: Fields, known: Known, effect: Effect) -> Run:
    fields = place.fields(_RUN | {"id", "when"})
    if not fields.items("values") and not base.has("national"):
        place.trouble("This situation has no values.", "Add “values:”.")
    return _run(
        fields.text("id", "mass"),
        fields,
        base,
        known,
        effect,
        when=_condition(fields.need("when", "mass_arrivals")),
    )


def _condition(place: Place | None) -> Condition:
    if place is None:
        return Condition(fact="")
    if place.is_text:
        return Condition(fact=place.text())
    named = place.named()
    if len(named) != 1:
        place.trouble("A situation hangs on one fact.", "Write “when: fact” or “when: {fact: answer}”.")
        return Condition(fact="")
    fact, answers = next(iter(named.items()))
    words = (answers.text(),) if answers.is_text else tuple(one.text() for one in answers.items())
    return Condition(fact=fact, one_of=frozenset(words))


def _counting(name: str, fields: Fields, known: Known) -> Counting:
    found = known.countings.get(name)
    if found is None:
        place = fields.at("counted_by") or fields.place
        place.trouble(
            f"There is no way of counting called “{name}”." if name else "“counted_by” is missing.",
            f"counting.yaml has: {', '.join(known.countings) or 'none'}.",
        )
        return Counting(id=name, says="", source="")
    return found


def _extension(place: Place) -> Extension:
    fields = place.fields({"id", "says", "values", "only_in"})
    values = read_lengths(fields.items("values"))
    if not values:
        place.trouble("This extension has no values.", "Add “values:”.")
    return Extension(
        id=fields.text("id", "complexity"),
        says=fields.text("says"),
        values=values,
        only_in=fields.words("only_in"),
    )


def _stop(place: Place) -> StopCause:
    fields = place.fields(
        {"id", "says", "attributed_to", "stops", "source", "certainty", "note", "interpretation"}
    )
    return StopCause(
        id=fields.text("id", "rescheduled"),
        says=fields.text("says"),
        attributed_to=fields.choice("attributed_to", Attribution),
        stops=fields.flag("stops", otherwise=True),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        interpretation=fields.text_or("interpretation"),
    )


def _guard(place: Place | None) -> Guard | None:
    if place is None:
        return None
    fields = place.fields(
        {"at_least", "at_most", "less_than", "source", "certainty", "note", "interpretation"}
    )
    return Guard(
        at_least=fields.length("at_least"),
        at_most=fields.length("at_most"),
        less_than=fields.length("less_than"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        interpretation=fields.text_or("interpretation"),
    )


def _cap(place: Place | None) -> Cap | None:
    if place is None:
        return None
    fields = place.fields({"runs_from", "values"})
    return Cap(runs_from=fields.text("runs_from"), values=read_lengths(fields.items("values")))


def _word(place: Place, word: str) -> Place:
    node = yaml.ScalarNode("tag:yaml.org,2002:str", word, place.node.start_mark, place.node.end_mark)
    return Place(node, place.file, place.notebook)
