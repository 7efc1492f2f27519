"""A term in words: its value over time, what changes it, what it asks, what happens, and examples of it."""

from __future__ import annotations

from collections.abc import Iterator

from limen.law.facts import FactKind
from limen.law.library import Library
from limen.law.packs import Pack
from limen.law.terms import Attribution, Condition, Effect, Guard, Run, Term, Whose, WorkTo
from limen.site.cli.law.explaining.dated import sourced, versions, worked
from limen.site.cli.law.words import plain, section, wrapped

EFFECTS = {
    Effect.LIMIT: "a limit: law about to be broken when it passes",
    Effect.TARGET: "a target: nothing follows when it passes",
    Effect.EARLIEST: "an earliest day: the first on which something may be done",
    Effect.REVIEW: "a review: it comes again, from the last one",
    Effect.STORAGE: "a storage period: how long something is kept",
    Effect.VALIDITY: "a validity: how long something holds",
}
WHOSE = {
    Whose.AUTHORITY: "the authority",
    Whose.APPLICANT: "the applicant",
    Whose.COURT: "the court",
    Whose.OTHER_STATE: "another state",
    Whose.PROVIDER: "the provider of services",
}
_DOING = {
    Attribution.APPLICANT: "the applicant's doing",
    Attribution.AUTHORITY: "the authority's doing",
    Attribution.THIRD_PARTY: "a third party's doing",
}
_WORK_TO = {
    WorkTo.DUE: "the legal end",
    WorkTo.RAW: "the end before it moves from a day off",
    WorkTo.PREVIOUS_WORKING_DAY: "the last working day before the end moves",
}
_SUCH_AS = {
    FactKind.DATE: "2026-06-12",
    FactKind.INSTANT: "2026-06-12T14:30",
    FactKind.YES_NO: "yes",
    FactKind.COUNTRY: "UA",
    FactKind.NUMBER: "2",
}


def of_term(term: Term, pack: Pack, library: Library) -> Iterator[str]:
    """Everything about a term."""
    yield f"{term.says or term.id} (term {term.id})"
    if term.about:
        yield ""
        yield wrapped(term.about, first="  ")
    yield ""
    yield from _nature(term, pack)
    yield from section("Value over time", versions(term.ordinary.values))
    yield from section("Left to national law", _frame(term.national) if term.national else ())
    yield from section("Situations; the first that holds is used instead", _situations(term, pack))
    yield from section("May be made longer; counted from the start, not from the end", _extensions(term))
    yield from section("Ends at the latest", _cap(term, pack))
    yield from section("What may stop the clock, and whose doing it is", _stops(term))
    yield from section("Facts it may ask", _facts(term, pack))
    yield from section("When missed", [wrapped(term.when_missed, first="  ")] if term.when_missed else ())
    courts = (f"As of {one.as_of}: {one.says} ({one.source})" for one in term.litigation)
    yield from section("In the courts", [wrapped(one, first="  ", rest="    ") for one in courts])
    examples = [one for id in pack.chain for one in library.examples.get(id, ()) if _is_about(one.term, term)]
    yield from section("Worked examples", worked(examples))


def _is_about(asked: str, term: Term) -> bool:
    return bool(asked) and (asked == term.id or asked.partition(".")[2] == term.id)


def _nature(term: Term, pack: Pack) -> Iterator[str]:
    run = term.ordinary
    yield f"  what it is    {EFFECTS[term.effect]}"
    yield f"  whose time    {WHOSE[term.whose]}"
    yield wrapped(
        f"{'back ' if term.backwards else ''}{_fact(run.runs_from, pack)}", first="  runs from     "
    )
    same = run.governed_by == run.runs_from
    yield wrapped("the same day" if same else _fact(run.governed_by, pack), first="  version by    ")
    yield wrapped(f"{run.counting.says} ({run.counting.source})", first="  counted       ")
    if term.work_to is not WorkTo.DUE:
        liberty = "; liberty or a lawsuit is at stake" if term.touches_liberty else ""
        yield f"  work to       {_WORK_TO[term.work_to]}{liberty}"
    if term.regime in pack.regimes:
        yield wrapped(f"{term.regime}: {pack.regimes[term.regime].says}", first="  which law     ")
    national = f", set by {term.set_in}" if term.set_in else ""
    yield f"  from pack     {term.defined_in}{national}"


def _fact(name: str, pack: Pack) -> str:
    says = pack.facts[name].says if name in pack.facts else plain(name)
    return f"{says} ({name})"


def _frame(guard: Guard) -> Iterator[str]:
    bounds = [f"at least {guard.at_least}"] if guard.at_least is not None else []
    bounds += [f"at most {guard.at_most}"] if guard.at_most is not None else []
    bounds += [f"less than {guard.less_than}"] if guard.less_than is not None else []
    yield f"  {', '.join(bounds) or 'without bounds in numbers'}"
    yield from sourced(guard.source, guard.certainty, indent="      ")


def _situations(term: Term, pack: Pack) -> Iterator[str]:
    for run in term.runs[:-1]:
        yield wrapped(f"{run.id}: {run.says}, {_condition(run.when, pack)}", first="  ", rest="    ")
        other = list(_otherwise(run, term.ordinary, pack))
        if other:
            yield wrapped("; ".join(other), first="    ")
        yield from versions(run.values, indent="    ")


def _condition(when: Condition | None, pack: Pack) -> str:
    if when is None:
        return "always"
    if when.one_of:
        return f"when {when.fact} is {' or '.join(sorted(when.one_of))}"
    is_a_day = when.fact in pack.facts and pack.facts[when.fact].is_a_day
    return f"when {when.fact} is {'given' if is_a_day else 'yes'}"


def _otherwise(run: Run, ordinary: Run, pack: Pack) -> Iterator[str]:
    if run.runs_from != ordinary.runs_from:
        yield f"runs from {_fact(run.runs_from, pack)}"
    if run.governed_by != ordinary.governed_by:
        yield f"version by {_fact(run.governed_by, pack)}"
    if run.counting != ordinary.counting:
        yield f"counted by {run.counting.says}"
    if run.effect != ordinary.effect:
        yield EFFECTS[run.effect]


def _extensions(term: Term) -> Iterator[str]:
    for one in term.extensions:
        yield wrapped(f"{one.id}: {one.says}; up to", first="  ", rest="    ")
        yield from versions(one.values, indent="    ")
    if term.together_at_most is not None:
        yield f"  all together at most {term.together_at_most}"


def _cap(term: Term, pack: Pack) -> Iterator[str]:
    if term.cap is not None:
        yield wrapped(f"whatever extended or stopped it, after {_fact(term.cap.runs_from, pack)}", first="  ")
        yield from versions(term.cap.values, indent="  ")


def _stops(term: Term) -> Iterator[str]:
    for one in term.stops:
        does = "stops the clock" if one.stops else "is recorded, and the clock goes on"
        doing = f"{one.id}: {one.says}; {_DOING[one.attributed_to]}; {does}"
        yield wrapped(doing, first="  ", rest="    ")
        yield from sourced(one.source, one.certainty, indent="      ")


def _facts(term: Term, pack: Pack) -> Iterator[str]:
    for name in term.facts_asked():
        fact = pack.facts.get(name)
        if fact is None:
            continue
        choices = " | ".join(code for code, _says in fact.one_of)
        such_as = choices or _SUCH_AS.get(fact.kind, "…")
        yield wrapped(f"--fact {name}={such_as}", first="  ", rest="      ")
        yield wrapped(fact.says, first="      ")
