"""Terms, laid out flat."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from limen.law.portraying.facets import VALUE, Facets, texts
from limen.law.terms import Condition, Extension, Run, StopCause, Term

T = TypeVar("T")


def of_term(term: Term) -> Facets:
    facets = texts(
        "",
        wording=term.says,
        explanation=term.about,
        whose_time_it_is=term.whose,
        regime=term.regime,
        day_to_work_to=term.work_to,
        touches_liberty=term.touches_liberty,
        counted_backwards=term.backwards,
        all_extensions_together=term.together_at_most,
        when_missed=term.when_missed,
        set_by=term.set_in,
    )
    for run in term.runs:
        facets |= _run(run)
    facets |= texts("", order_of_situations=tuple(run.id for run in term.runs if run.id))
    facets |= _each("extension", term.extensions, _extension)
    facets |= _each("stop", term.stops, _stop)
    if term.cap is not None:
        facets |= texts("the latest end", runs_from=term.cap.runs_from)
        facets["the latest end", VALUE] = term.cap.values
    if (guard := term.national) is not None:
        facets |= texts(
            "the frame of national law",
            at_least=guard.at_least,
            at_most=guard.at_most,
            less_than=guard.less_than,
            source=guard.source,
            certainty=guard.certainty,
        )
    for case in term.litigation:
        facets |= texts(f"litigation as of {case.as_of}", wording=case.says, source=case.source)
    return facets


def _run(run: Run) -> Facets:
    part = f"situation {run.id}" if run.id else ""
    facets = texts(
        part,
        runs_from=run.runs_from,
        governed_by=run.governed_by,
        counted_by=run.counting.id,
        effect=run.effect,
    )
    if run.id:
        facets |= texts(part, wording=run.says, when=_condition(run.when))
    facets[part, VALUE] = run.values
    return facets


def _condition(condition: Condition | None) -> str:
    if condition is None:
        return ""
    return f"{condition.fact} is {' or '.join(sorted(condition.one_of)) or 'given, or yes'}"


def _each(sort: str, many: Iterable[T], draw: Callable[[str, T], Facets]) -> Facets:
    facets: Facets = {}
    for one in many:
        facets |= draw(sort, one)
    return facets


def _extension(sort: str, one: Extension) -> Facets:
    part = f"{sort} {one.id}"
    return {**texts(part, wording=one.says), (part, VALUE): one.values}


def _stop(sort: str, one: StopCause) -> Facets:
    return texts(
        f"{sort} {one.id}",
        wording=one.says,
        whose_doing_it_is=one.attributed_to,
        stops_the_clock="yes" if one.stops else "no",
        source=one.source,
        certainty=one.certainty,
    )
