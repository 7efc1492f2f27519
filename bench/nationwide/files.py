"""The cases of the invented country: who is in them and who works on them, their clocks, notes, documents and
the lines of their journals, chained as the journal chains them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import count, islice
from typing import Any

from bench.nationwide import offices
from bench.nationwide.copying import Table
from bench.nationwide.country import Country
from bench.nationwide.keys import text_of
from bench.nationwide.persons import AT, ORGANISATION, names
from bench.nationwide.texts import Writer

_WALLS, _SHARED = 400, 0.005
_DAY = timedelta(days=1)


def tables(country: Country, clocks: Any) -> Iterator[Table]:
    """In the order in which they are filled. `clocks` gives the columns and the lines of the clocks."""
    yield Table(
        name="cases_case",
        columns="id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,"
        " is_walled, version",
        lines=_cases(country),
    )
    yield Table(name="cases_party", columns="id, case_id, person_id, part, since_at", lines=_parties(country))
    yield Table(
        name="cases_assignment", columns="id, case_id, member_id, part, since_at", lines=_held(country)
    )
    yield Table(
        name="cases_wall",
        columns="id, case_id, member_id, ground, why, raised_by_id, since_at",
        lines=_walls(country),
    )
    yield Table(
        name="cases_share",
        columns="id, case_id, unit_id, purpose, basis, basis_says, compartments, since_at, until_at",
        lines=_shares(country),
    )
    yield Table(name="deadlines_clock", columns=clocks.columns, lines=clocks.lines(country))
    yield Table(
        name="notes_note",
        columns="id, case_id, compartment, happened_on, text, written_at, version, written_by_id",
        lines=_notes(country),
    )
    yield Table(
        name="journal_entry",
        columns="id, stream_id, seq, act_id, kind, at, by_id, by_system, organisation_id, case_id,"
        " compartment, facts, prev, hash",
        lines=_journal(country),
    )
    yield Table(name="journal_head", columns="stream_id, seq, hash, sealed_seq", lines=_heads(country))


def holder_of(country: Country, case: int) -> str:
    """Who writes in a case: its officer, or the supervisor of the unit."""
    number = country.officer_of(case)
    member = offices.officer(number) if number is not None else offices.supervisor_of(country.unit_of(case))
    return text_of("member", member)


def reference_of(case: int) -> str:
    """As on the cover of the file."""
    return f"N-{case:08}"


def walled(country: Country) -> list[int]:
    """The first open cases of the largest unit: a wall keeps one of its two supervisors out of them."""
    of_unit = (case for case in range(country.size) if country.unit_of(case) == offices.WALLED_IN)
    return list(islice((case for case in of_unit if country.is_open(case)), min(_WALLS, country.size // 25)))


def _cases(country: Country) -> Iterator[str]:
    behind = set(walled(country))
    for case, name in enumerate(names(country)):
        yield (
            f"{text_of('case', case)}\t{ORGANISATION}\t{text_of('unit', country.unit_of(case))}"
            f"\t{reference_of(case)}\t{name}\t{country.phase(case)}\t{country.opened_on(case)}"
            f"\t{_yes(country.is_restricted(case))}\t{_yes(case in behind)}\t1"
        )


def _yes(is_so: bool) -> str:
    return "t" if is_so else "f"


def _parties(country: Country) -> Iterator[str]:
    for case in range(country.size):
        yield (
            f"{text_of('party', case)}\t{text_of('case', case)}\t{text_of('person', case)}\tapplicant"
            f"\t{country.opened_on(case)} 09:00:00+00"
        )


def _held(country: Country) -> Iterator[str]:
    for case in range(country.size):
        number = country.officer_of(case)
        if number is not None:
            yield (
                f"{text_of('assignment', case)}\t{text_of('case', case)}"
                f"\t{text_of('member', offices.officer(number))}\tlead\t{country.opened_on(case)} 10:00:00+00"
            )


def _walls(country: Country) -> Iterator[str]:
    kept_out, by = text_of("member", offices.WALLED), text_of("member", offices.NATIONAL)
    for case in walled(country):
        yield f"{text_of('wall', case)}\t{text_of('case', case)}\t{kept_out}\tfamily\t\t{by}\t{AT}"


def _shares(country: Country) -> Iterator[str]:
    unit = text_of("unit", offices.AGENCY_UNIT)
    for case in range(country.size):
        if country.chance(case, 30) < _SHARED and country.is_open(case) and not country.is_restricted(case):
            yield (
                f"{text_of('share', case)}\t{text_of('case', case)}\t{unit}\treception\tlaw\t(invented)"
                f"\t{{general}}\t2026-10-01 09:00:00+00\t2027-10-01 09:00:00+00"
            )


def _written(country: Country) -> Iterator[tuple[int, int, date]]:
    """Of each note its number, its case and its day."""
    number = count()
    for case in range(country.size):
        began = country.opened_on(case)
        for place in range(country.notes_of(case)):
            yield next(number), case, began + place % 50 * _DAY


def _notes(country: Country) -> Iterator[str]:
    writer = Writer(country.seed)
    for number, case, day in _written(country):
        part = "medical" if country.chance(number, 31) < 0.03 else "general"
        yield (
            f"{text_of('note', number)}\t{text_of('case', case)}\t{part}\t{day}\t{writer.text(number)}"
            f"\t{day} 11:00:00+00\t1\t{holder_of(country, case)}"
        )


def _journal(country: Country) -> Iterator[str]:
    return (line for line, _ in _chained(country))


def _heads(country: Country) -> Iterator[str]:
    """The last line of each chain."""
    last: tuple[str, int, str] | None = None
    for _, head in _chained(country):
        if last is not None and head[0] != last[0]:
            yield f"{last[0]}\t{last[1]}\t\\\\x{last[2]}\t0"
        last = head
    if last is not None:
        yield f"{last[0]}\t{last[1]}\t\\\\x{last[2]}\t0"


def _chained(country: Country) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """A line for the opening of each case and one for each of its notes."""
    number, note, act = count(1), count(), count()
    for case in range(country.size):
        stream, before, began = text_of("case", case), b"", country.opened_on(case)
        by = holder_of(country, case)
        kinds = ["cases.unrestricted", *("notes.written" for _ in range(country.notes_of(case)))]
        for seq, kind in enumerate(kinds, 1):
            day = began + (seq - 2) % 50 * _DAY if seq > 1 else began
            said = {} if seq == 1 else {"happened_on": str(day), "note_id": text_of("note", next(note))}
            facts = json.dumps(said, sort_keys=True, separators=(",", ":"))
            at, act_id = f"{day}T11:00:00.000000Z", text_of("act", next(act))
            line = [stream, str(seq), act_id, kind, at, by, "", "", ORGANISATION, stream, "general", facts]
            own = sha256(before + json.dumps(line).encode()).digest()
            yield (
                (
                    f"{next(number)}\t{stream}\t{seq}\t{act_id}\t{kind}\t{at}\t{by}\t\t{ORGANISATION}\t{stream}"
                    f"\tgeneral\t{facts}\t\\\\x{before.hex()}\t\\\\x{own.hex()}"
                ),
                (stream, seq, own.hex()),
            )
            before = own
