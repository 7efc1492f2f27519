"""Small packs for the tests of the law, as YAML texts and as objects, and the real ones, read once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from limen.law.calendars import Calendar
from limen.law.counting import Counting
from limen.law.dated import Certainty, Dated, Timeline
from limen.law.facts import FactValue, read_facts
from limen.law.lengths import Length
from limen.law.library import Library, files_of, read_library
from limen.law.reading.troubles import PackTroubles
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.terms import Attribution, Effect, Extension, Run, StopCause, Term, Whose

REAL = Path(__file__).resolve().parents[2] / "packs"

PACK = """\
id: land
says: A land that is nowhere
jurisdiction: ZZ
languages: [en]
calendar: town
status: draft
as_of: 2026-11-22
"""
COUNTING = """\
plain:
  says: The day of the event is left out
  source: "Act on Periods, section 1"
  certainty: verified
lenient:
  says: As plain, and two working days at least
  source: "Act on Periods, section 2"
  certainty: verified
  two_working_days: yes
fixed:
  says: Nothing moves
  source: "Act on Periods, section 3"
  certainty: verified
  rolls: no
  hour_of_event: included
"""
FACTS = """\
asked_on: {says: Day of asking, kind: date}
heard_on: {says: Day of hearing, kind: date}
seen_at: {says: Hour at which somebody was seen, kind: instant}
crowded: {says: Too many at once, kind: yes_no}
road: {says: Road taken, kind: choice, one_of: [short, long]}
country: {says: Country, kind: country}
people: {says: How many, kind: number}
remark: {says: A remark, kind: text}
"""
TOWN = """\
says: A town
zone: Europe/Berlin
weekend: [saturday, sunday]
days:
  - {says: New Year's Day, on: 01-01}
  - {says: Easter Monday, on: easter +1}
  - {says: Christmas Day, on: 12-25}
  - {says: Second Day of Christmas, on: 12-26}
"""


def term(id: str = "reply", value: str = "5 days", *, more: str = "", since: str = "2020-01-01") -> str:
    """One term as YAML. `more` holds further lines, from the margin; it may bring its own values."""
    lines = ["says: Reply", "for: authority", "effect: limit", "runs_from: asked_on", "counted_by: plain"]
    given = [line for line in more.splitlines() if line.strip()]
    named = {line.partition(":")[0] for line in given}
    lines = [line for line in lines if line.partition(":")[0] not in named] + given
    if "values" not in named and value:
        lines.append(f'values: [{{since: {since}, value: {value}, source: "Act, 1", certainty: verified}}]')
    return "\n".join([f"{id}:", *(f"  {line}" for line in lines)]) + "\n"


def files(changes: Mapping[str, str | None] | None = None, *, terms: str = "") -> dict[str, str]:
    """The small pack `land` with its calendar `town`. Paths in `changes` are replaced, added, or left out."""
    small: dict[str, str | None] = {
        "land/pack.yaml": PACK,
        "land/counting.yaml": COUNTING,
        "land/facts.yaml": FACTS,
        "land/terms/terms.yaml": terms or term(),
        "calendars/town.yaml": TOWN,
    }
    return {path: text for path, text in (small | dict(changes or {})).items() if text is not None}


def library(changes: Mapping[str, str | None] | None = None, *, terms: str = "") -> Library:
    """The small pack, read."""
    return read_library(files(changes, terms=terms))


def troubles(changes: Mapping[str, str | None] | None = None, *, terms: str = "") -> list[str]:
    """What reading the small pack complains about."""
    try:
        library(changes, terms=terms)
    except PackTroubles as wrong:
        return [str(one) for one in wrong.troubles]
    return []


def facts(known: Library, **given: str) -> dict[str, FactValue]:
    """Answers as somebody would type them, read by the kinds that `land` says."""
    pack = known.pack("land")
    return read_facts(given, pack.facts, pack="land", calendar=known.calendar("town"))


@cache
def real() -> Library | PackTroubles:
    """The packs of this repository, or what is wrong with them."""
    try:
        return read_library(files_of(REAL))
    except PackTroubles as wrong:
        return wrong


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def calendar(
    id: str = "town", *, off: Mapping[date, str] | None = None, weekend: frozenset[int] = frozenset({5, 6})
) -> Calendar:
    """A calendar with the days off that are given."""
    return Calendar(id, says=id, zone="Europe/Berlin", weekend=weekend, days_off=off or {})


def counting(*, rolls: bool = True, two_working_days: bool = False, hour_excluded: bool = True) -> Counting:
    """A way of counting."""
    return Counting(
        id="plain",
        says="",
        source="",
        rolls=rolls,
        two_working_days=two_working_days,
        excludes_hour_of_event=hour_excluded,
    )


def timeline(*values: tuple[str, str], certainty: Certainty = Certainty.VERIFIED) -> Timeline[Length]:
    """Versions of a length: the day since, and how long."""
    return Timeline(
        Dated(since=date.fromisoformat(since), value=Length.read(value), source="Act", certainty=certainty)
        for since, value in values
    )


def built(
    value: str = "5 days",
    *,
    effect: Effect = Effect.LIMIT,
    counted: Counting | None = None,
    extension: str = "",
    backwards: bool = False,
) -> Term:
    """A term as an object. It may be stopped by `pause`, and made longer on the ground `more`."""
    run = Run(
        id="",
        says="",
        when=None,
        runs_from="asked_on",
        governed_by="asked_on",
        counting=counted or counting(),
        effect=effect,
        values=timeline(("1990-01-01", value)),
    )
    pause = StopCause(
        id="pause",
        says="A pause",
        attributed_to=Attribution.APPLICANT,
        stops=True,
        source="Act",
        certainty=Certainty.VERIFIED,
    )
    more = Extension(id="more", says="More", values=timeline(("1990-01-01", extension or "1 day")))
    return Term(
        id="reply",
        says="Reply",
        about="",
        whose=Whose.AUTHORITY,
        effect=effect,
        runs=(run,),
        backwards=backwards,
        stops=(pause,),
        extensions=(more,),
    )


def codes(ruling: Ruling) -> list[str]:
    """The codes of its reasons."""
    return [reason.code for reason in ruling.reasons]


def pause(since: str, until: str = "", cause: str = "pause") -> Stop:
    """A stop of the clock."""
    return Stop(cause, date.fromisoformat(since), date.fromisoformat(until) if until else None)


def longer(by: str = "", ground: str = "more") -> Extended:
    """An extension: by so much, or by the whole of it."""
    return Extended(ground, Length.read(by) if by else None)
