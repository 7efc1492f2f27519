"""The canonical questions of the application at the size of a nation, for those who see it differently: one
unit, five, all, behind a wall, by name alone, through a share. Each is asked as a page asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from bench.nationwide import offices
from bench.nationwide.country import Country
from bench.nationwide.files import walled
from bench.nationwide.keys import key
from bench.nationwide.persons import names
from bench.nationwide.texts import vocabulary

AT = offices.AT
UNIT = 2  # the third largest


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of one person, told who asks; `is_list` says that it is one of the lists of every day."""

    name: str
    who: int
    ask: Callable[[Any], object]
    is_list: bool = False


def questions(country: Country) -> Iterator[Asked]:
    """All of them, each person's together."""
    officer = offices.officer(country.officers[UNIT][0])
    reader = offices.officer(next(one for one in country.officers[UNIT] if one % 5 == 0))
    people = {
        "one unit": (offices.supervisor_of(UNIT), UNIT),
        "five units": (offices.FIVE, offices.OF_FIVE[0]),
        "national": (offices.NATIONAL, UNIT),
        "walled": (offices.WALLED, offices.WALLED_IN),
        "a unit's reader": (reader, UNIT),
        "by name alone": (officer, None),
    }
    for name, (who, unit) in people.items():
        cases = list(islice(_cases(country, who, unit), 3))
        for one in (*_lists(unit), *_of_a_case(cases[0]), *_searches(country, cases[-1])):
            yield replace(one, name=f"{name}: {one.name}", who=who)
    restricted = next(case for case in range(country.size) if _is_hers(country, case))
    holder = offices.officer(country.officer_of(restricted) or 0)
    for one in _of_a_case(restricted):
        yield replace(one, name=f"restricted: {one.name}", who=holder)


def _is_hers(country: Country, case: int) -> bool:
    return country.is_restricted(case) and country.officer_of(case) is not None


def _cases(country: Country, who: int, unit: int | None) -> Iterator[int]:
    """Open cases whose file this person reads."""
    behind = set(walled(country)) if who == offices.WALLED else set()
    for case in range(country.size - 1, 0, -1):
        if not country.is_open(case) or country.is_restricted(case) or case in behind:
            continue
        holder = country.officer_of(case)
        if country.unit_of(case) == unit or (unit is None and holder == who - offices.OFFICERS):
            yield case


def _lists(unit: int | None) -> Iterator[Asked]:
    from limen.domain.cases.queries import lists
    from limen.domain.deadlines.queries.due import Whose, Within, clocks_due
    from limen.domain.worklists.names import Question
    from limen.domain.worklists.queries.lists import count_of, worklist

    unit_id = key("unit", unit) if unit is not None else None
    question, whose = Question(unit_id=unit_id), Whose.MINE if unit is None else Whose.UNIT

    def due(by: Any) -> object:
        return clocks_due(whose=whose, within=Within.WEEK, effect=None, on=AT.date(), by=by, at=AT)

    def cases(by: Any) -> object:
        if unit_id is None:
            return lists.cases_assigned_to_me(by=by, at=AT)
        return lists.cases_in_unit(unit_id, by=by)

    yield _one("worklist", lambda by: worklist(question, by=by, at=AT), is_list=True)
    yield _one("worklist's number", lambda by: count_of(question, by=by, at=AT), is_list=True)
    yield _one("cases", cases, is_list=True)
    yield _one("due this week", due, is_list=True)


def _of_a_case(case: int) -> Iterator[Asked]:
    from limen.domain.cases.queries.sheets import case_sheet
    from limen.domain.cases.queries.timeline import timeline
    from limen.domain.documents.queries.sheets import documents_of
    from limen.domain.notes.queries import notes_of

    one = key("case", case)
    yield _one("a case", lambda by: case_sheet(one, by=by, at=AT))
    yield _one("its notes", lambda by: notes_of(one, by=by, at=AT))
    yield _one("its timeline", lambda by: timeline(one, by=by, at=AT))
    yield _one("its documents", lambda by: documents_of(one, by=by, at=AT))


def _searches(country: Country, case: int) -> Iterator[Asked]:
    from limen.domain.cases.queries.finding import find_people
    from limen.domain.worklists.queries.words import Wanted, words_in_files

    called = next(islice(names(country), case, None))
    wrong, word = called[:2] + called[3:], vocabulary(country.seed)[50]
    yield _one("a name, misspelt", lambda by: find_people(wrong, by=by, at=AT))
    yield _one("a common word", lambda by: words_in_files(Wanted(words=word), by=by, at=AT))


def _one(name: str, ask: Callable[[Any], object], *, is_list: bool = False) -> Asked:
    return Asked(name=name, who=0, ask=ask, is_list=is_list)
