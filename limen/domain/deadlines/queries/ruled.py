"""What the law says of a clock: from stored anchors, stops and extensions to a ruling, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from limen.domain.deadlines.models import Clock, Extension, Stop
from limen.domain.policy.queries import Law
from limen.law import rulings
from limen.law.asking import ask
from limen.law.facts import read_facts
from limen.law.lengths import Length
from limen.law.rulings import Reason, Ruling


def ruling_of(
    law: Law,
    term: str,
    facts: Mapping[str, str],
    *,
    calendar: str,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
) -> Ruling:
    """What a law says of the facts of a clock. Raises `Unanswerable`."""
    return answer_of(
        law,
        term,
        facts,
        calendar=calendar,
        stops=[rulings.Stop(one.cause, one.since_on, one.until_on) for one in stops],
        extensions=[extended(one.ground, one.length) for one in extensions],
    )


def answer_of(
    law: Law,
    term: str,
    facts: Mapping[str, str],
    *,
    calendar: str,
    stops: Sequence[rulings.Stop],
    extensions: Sequence[rulings.Extended],
) -> Ruling:
    """The same for stops and extensions that are in the words of the law already."""
    place = law.calendar(calendar)
    answers = read_facts(facts, law.pack.facts, pack=law.pack.id, calendar=place)
    return ask(law.pack, term, answers, calendar=place, stops=stops, extensions=extensions)


def extended(ground: str, length: str) -> rulings.Extended:
    """An extension as it was stored: `length` is empty for all that is allowed. Raises `Unanswerable`."""
    return rulings.Extended(ground, Length.read(length) if length else None)


def columns_of(ruling: Ruling) -> dict[str, Any]:
    """The ruling as the columns of a clock."""
    return {
        "effect": str(ruling.effect),
        "due_on": ruling.due,
        "due_at": ruling.due_at,
        "work_to": ruling.work_to,
        "raw_on": ruling.raw,
        "days_left": ruling.days_left,
        "value": str(ruling.value),
        "is_settled": ruling.is_settled,
        "ruling": as_kept(ruling),
    }


def as_kept(ruling: Ruling) -> dict[str, Any]:
    """The ruling as a clock keeps it: enough to say why, without the pack at hand."""
    return {
        "since": ruling.since.isoformat(),
        "governed_on": ruling.governed_on.isoformat(),
        "situation": ruling.situation,
        "source": ruling.source,
        "certainty": str(ruling.certainty),
        "interpretation": ruling.interpretation,
        "pack": ruling.pack,
        "pack_fingerprint": ruling.pack_fingerprint,
        "calendar_fingerprint": ruling.calendar_fingerprint,
        "reasons": [_kept(reason) for reason in ruling.reasons],
    }


def _kept(reason: Reason) -> dict[str, str]:
    told = {
        "code": reason.code,
        "what": reason.what,
        "on": reason.on.isoformat() if reason.on else "",
        "to": reason.to.isoformat() if reason.to else "",
        "length": str(reason.length or ""),
        "source": reason.source,
    }
    return {name: text for name, text in told.items() if text}


def reasons_kept(clock: Clock) -> tuple[Reason, ...]:
    """The reasons as they were kept with the clock."""
    return tuple(
        Reason(
            code=str(told["code"]),
            what=str(told.get("what", "")),
            on=date.fromisoformat(told["on"]) if "on" in told else None,
            to=date.fromisoformat(told["to"]) if "to" in told else None,
            length=Length.read(told["length"]) if "length" in told else None,
            source=str(told.get("source", "")),
        )
        for told in clock.ruling["reasons"]
    )
