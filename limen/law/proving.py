"""Running worked examples: what a lawyer expects against what the law here says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from limen.law.ages import age_on
from limen.law.asking import ask, ask_entitlement, ask_regime, holds_on
from limen.law.calendars import Calendar
from limen.law.examples import Example
from limen.law.facts import Fact, FactKind, Facts, read_facts
from limen.law.lengths import Length
from limen.law.library import Library
from limen.law.packs import Pack
from limen.law.refusing import Unanswerable
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.saying import in_english

_A_DAY = Fact(id="day", says="", kind=FactKind.DATE)


def answers_to(example: Example, pack: Pack, library: Library) -> dict[str, str]:
    """Everything that the example might expect, as text; `error` alone when there is no answer."""
    try:
        if example.born:
            return {"age": str(age_on(_day(example.born), _day(example.on)))}
        if example.hold:
            found = holds_on(pack, example.hold, _day(example.on))
            return {"blocked": "yes" if found else "no", "by": ", ".join(one.id for one in found)}
        calendar = _calendar(example, pack, library)
        facts = read_facts(example.facts, pack.facts, pack=pack.id, calendar=calendar)
        if example.term:
            return _of_term(example, pack, facts, calendar)
        return _of_other(example, pack, facts, calendar)
    except Unanswerable as wrong:
        return {"error": str(wrong)}


def faults_of(example: Example, pack: Pack, library: Library) -> tuple[str, ...]:
    """What is not as expected; empty when the example holds."""
    found = answers_to(example, pack, library)
    if "error" in found and "error" not in example.expect:
        return (f"expected {_words(example.expect)}, but: {found['error']}",)
    return tuple(
        f"{name}: expected {wanted}, but it is {found.get(name) or 'nothing'}"
        for name, wanted in example.expect.items()
        if not _agrees(name, wanted, found.get(name, ""))
    )


def _agrees(name: str, wanted: str, found: str) -> bool:
    return wanted.lower() in found.lower() if name in ("error", "because") else wanted == found


def _of_term(example: Example, pack: Pack, facts: Facts, calendar: Calendar) -> dict[str, str]:
    ruling = ask(
        pack,
        example.term,
        facts,
        calendar=calendar,
        stops=[Stop(cause, _day(since), _day(to) if to else None) for cause, since, to in example.stops],
        extensions=[Extended(ground, Length.read(by) if by else None) for ground, by in example.extensions],
    )
    return as_text(ruling, pack, calendar)


def as_text(ruling: Ruling, pack: Pack, calendar: Calendar) -> dict[str, str]:
    """A ruling as the words an example may expect."""
    due_at = ruling.due_at.astimezone(calendar.zone).strftime("%Y-%m-%d %H:%M") if ruling.due_at else ""
    return {
        "due": due_at or str(ruling.due or ""),
        "raw": str(ruling.raw or ""),
        "work_to": str(ruling.work_to or ""),
        "value": str(ruling.value),
        "situation": ruling.situation,
        "stopped": "yes" if ruling.stands_still else "no",
        "days_left": "" if ruling.days_left is None else str(ruling.days_left),
        "because": " ".join(in_english(ruling, pack, calendar)),
    }


def _of_other(example: Example, pack: Pack, facts: Facts, calendar: Calendar) -> dict[str, str]:
    if example.list_:
        if example.list_ not in pack.lists:
            raise Unanswerable("unknown_list", pack=pack.id, name=example.list_, meant="")
        listed = pack.lists[example.list_].names(example.country, _day(example.on))
        return {"listed": "yes" if listed else "no"}
    if example.entitlement:
        entitled = ask_entitlement(
            pack, example.entitlement, status=example.status, facts=facts, calendar=calendar
        )
        return {"answer": str(entitled.answer), "lasts_until": str(entitled.lasts_until or "")}
    governed = ask_regime(pack, example.regime, facts, calendar=calendar)
    return {"value": governed.version.value, "doubt": "yes" if governed.doubt else "no"}


def _calendar(example: Example, pack: Pack, library: Library) -> Calendar:
    if example.calendar or pack.calendar:
        return library.calendar_for(pack, example.calendar)
    if example.term:
        return library.calendar_for(pack)
    return next(iter(library.calendars.values()))


def _day(given: str) -> date:
    return cast(date, _A_DAY.read(given.partition("T")[0]))


def _words(expect: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in expect.items())
