"""Reading what was typed: facts, stops, extensions and days, with a sentence for what cannot be read."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from limen.law.asking import ask, term_of
from limen.law.calendars import Calendar
from limen.law.facts import FactValue, read_facts
from limen.law.lengths import Length
from limen.law.library import Library
from limen.law.packs import Pack
from limen.law.refusing import Unanswerable
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.terms import Term
from limen.site.postgres.trouble import Trouble


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked, read. `on`: the day that counts as today, if one was given."""

    pack: Pack
    term: Term
    calendar: Calendar
    facts: dict[str, FactValue]
    stops: tuple[Stop, ...]
    extensions: tuple[Extended, ...]
    on: date | None

    def ruling(self) -> Ruling:
        """The answer of the law. Raises `Unanswerable`."""
        return ask(
            self.pack,
            self.term.id,
            self.facts,
            calendar=self.calendar,
            stops=self.stops,
            extensions=self.extensions,
        )

    def going_on(self, day: date) -> Question:
        """The same, had every open stop ended so that `day` counted again."""
        ended = (stop if stop.until else replace(stop, until=max(day, stop.since)) for stop in self.stops)
        return replace(self, stops=tuple(ended))


def question(options: argparse.Namespace, library: Library) -> Question:
    """The question of `limen law due`. Raises `Unanswerable` or `Trouble`."""
    pack = library.pack(options.pack)
    term = term_of(pack, options.term)
    calendar = library.calendar_for(pack, options.calendar)
    given = _given(options.fact)
    return Question(
        pack=pack,
        term=term,
        calendar=calendar,
        facts=read_facts(given, pack.facts, pack=pack.id, calendar=calendar),
        stops=tuple(_stop(one) for one in options.stop),
        extensions=tuple(_extension(one) for one in options.extend),
        on=_today(options.on, calendar),
    )


def _given(facts: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for one in facts:
        name, equals, answer = one.partition("=")
        name = name.strip()
        if not (name and equals and answer.strip()):
            raise Trouble(
                f"“{one}” is not a fact with its answer.",
                remedy="Write --fact made_on=2026-06-12 (name=value).",
            )
        if given.get(name, answer) != answer:
            raise Trouble(f"“{name}” is given twice, with different answers.", remedy="Give it once.")
        given[name] = answer
    return given


def _stop(given: str) -> Stop:
    parts = [part.strip() for part in given.split(":")]
    if len(parts) not in (2, 3) or not all(parts):
        raise Trouble(
            f"“{given}” is not a stop.",
            remedy="Write --stop cause:from or --stop cause:from:to, as in --stop illness:2026-03-02.",
        )
    days = [_day(part, name="--stop") for part in parts[1:]]
    return Stop(parts[0], *days)


def _extension(given: str) -> Extended:
    ground, colon, length = (part.strip() for part in given.partition(":"))
    if not ground or (colon and not length):
        raise Trouble(
            f"“{given}” is not an extension.",
            remedy="Write --extend ground or --extend ground:length, as in --extend 'complexity:2 months'.",
        )
    return Extended(ground, Length.read(re.sub(r"[\s_]+", " ", length)) if length else None)


def _today(given: str, calendar: Calendar) -> date | None:
    if given == "today":
        return datetime.now(calendar.zone).date()
    return _day(given, name="--on") if given else None


def _day(given: str, *, name: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        raise Unanswerable("no_such_date", name=name, given=given) from None
