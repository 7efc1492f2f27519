"""What people do all day, as the addresses they open: whose session, which page, and what must stand on it.

Each is one page for one person. `floor` is the same rows in hand-written SQL by the index that serves it
best, without walls, names or words; `default` is the same list in the plain admin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from bench.nationwide import offices
from bench.nationwide.country import HUGE_EVERY, Country
from bench.nationwide.keys import key
from bench.nationwide.visiting import Visitor

_DEEP_FROM = 100_000  # fewer cases do not fill the pages of the plain admin's list
UNIT, DEEP = 2, 5  # the third largest unit; a deep page is so many pages on
_ROW, _NEXT = '<tr role="row">', re.compile(r'href="(\?[^"]*after=[^"]*)"')
_COLUMNS = "id, reference, called, phase, opened_on, due_order, due_says, last_act_at, holders"
_OPEN = "unit_id = %s and not (phase = 'closed')"
_SORTS = {"due": "due_order", "last": "last_act_at", "opened": "opened_on", "reference": "reference"}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One page for one person; `floor` is SQL with its values, or `change` SQL that writes and is taken back;
    `default` an address of the plain admin."""

    name: str
    who: int
    address: str
    says: str
    floor: tuple[str, list[Any]] | None = None
    change: tuple[str, dict[str, Any]] | None = None
    default: str = ""
    addresses: tuple[str, ...] = field(default=())

    def ask(self, visitor: Visitor, turn: int) -> None:
        """Open it, and look whether it is the right page. Raises `AssertionError`."""
        address = self.addresses[turn % len(self.addresses)] if self.addresses else self.address
        answer = visitor.get(address)
        assert answer.status == 200, f"{self.name}: {answer.status} for {address}"
        assert self.says in answer.text, f"{self.name}: {self.says!r} does not stand on the page"


def operations(country: Country, visit: Callable[[int], Visitor]) -> Iterator[Operation]:
    """All that are measured. `visit` opens a connection for a member: deep pages are found by going there."""
    yield from _worklists(country, visit)
    yield from _own(country)
    yield from _files(country)


def deep(visitor: Visitor, address: str) -> str:
    """The address of a page some pages on, or of the last one there is."""
    where, _mark, _asked = address.partition("?")
    for _ in range(DEEP):
        found = _NEXT.findall(visitor.get(address).text)
        if not found:
            break
        address = where + found[0].replace("&amp;", "&")
    return address


def _worklists(country: Country, visit: Callable[[int], Visitor]) -> Iterator[Operation]:
    supervisor, unit = offices.supervisor_of(UNIT), key("unit", UNIT)
    where = f"/adjudication/work/of-unit/{unit}/"
    plain = (
        f"/admin/plain/case/?{urlencode({'unit__id__exact': unit, 'phase__exact': 'examination', 'o': '5'})}"
    )
    for name, column in _SORTS.items():
        for sign, way in (("", "asc"), ("-", "desc")):
            yield Operation(
                name=f"worklist by {sign}{name}",
                who=supervisor,
                address=f"{where}?sort={sign}{name}",
                says=_ROW,
                floor=_listed(unit, f"{column} {way}, id {way}"),
                default=plain if name == "opened" and not sign else "",
            )
    visitor = visit(supervisor)
    yield Operation(
        name="worklist by due, deep",
        who=supervisor,
        address=deep(visitor, f"{where}?sort=due"),
        says=_ROW,
        floor=_listed(unit, "due_order, id", f" offset {50 * DEEP}"),
        default=f"{plain}&p={DEEP + 1}" if country.size >= _DEEP_FROM else "",
    )
    visitor.close()
    officer = next(one for one in country.officers[UNIT] if one % 5)
    filters = {
        "phase": "phase=examination", "within a week": "within=7", "quiet for 30 days": "quiet=30",
        "nobody's": "held=", "mine": "held=me", "found at night": "found=1", "a language": "language=spa",
        "one officer's": f"held={key('member', offices.officer(officer))}",
    }  # fmt: skip
    for name, asked in filters.items():
        yield Operation(
            name=f"worklist, {name}", who=supervisor, address=f"{where}?{asked}", says='id="main"'
        )
    others = (
        (offices.NATIONAL, "national", UNIT),
        (offices.FIVE, "five units", offices.OF_FIVE[0]),
        (offices.WALLED, "walled", offices.WALLED_IN),
    )
    for who, name, of in others:
        yield Operation(
            name=f"worklist, {name}",
            who=who,
            address=f"/adjudication/work/of-unit/{key('unit', of)}/",
            says=_ROW,
            floor=_listed(key("unit", of), "due_order, id"),
        )


def _listed(unit: UUID, order: str, rest: str = "") -> tuple[str, list[Any]]:
    return f"select {_COLUMNS} from worklists_row where {_OPEN} order by {order} limit 51{rest}", [unit]  # noqa: S608


def _own(country: Country) -> Iterator[Operation]:
    """The days of an officer who holds most, and of the supervisor."""
    hot = offices.officer(country.officers[UNIT][0])
    mine = "select case_id from cases_assignment where member_id = %s and until_at is null limit 51"
    supervisor = offices.supervisor_of(UNIT)
    yield Operation(name="my day, officer", who=hot, address="/adjudication/", says="My day")
    yield Operation(name="my day, supervisor", who=supervisor, address="/adjudication/", says="My day")
    yield Operation(
        name="my worklist", who=hot, address="/adjudication/work/mine/", says=_ROW,
        floor=(mine, [key("member", hot)]),
    )  # fmt: skip
    for whose, who in (("mine", hot), ("unit", supervisor)):
        yield Operation(
            name=f"due this week, {whose}", who=who, address=f"/adjudication/due/?whose={whose}&within=7",
            says='id="main"',
        )  # fmt: skip


def _files(country: Country) -> Iterator[Operation]:
    """Small files in turn, and the huge one, for somebody who may read them all."""
    small = [case for case in range(country.size - 1, 0, -1) if country.is_open(case)][:40]
    huge = HUGE_EVERY - 1
    for name, page in (("open a case", ""), ("timeline", "timeline/"), ("notes", "notes/")):
        yield Operation(
            name=f"{name}, small", who=offices.NATIONAL, address="", says='id="main"',
            addresses=tuple(f"/adjudication/case/{key('case', case)}/{page}" for case in small),
        )  # fmt: skip
        yield Operation(
            name=f"{name}, huge", who=offices.NATIONAL, says='id="main"',
            address=f"/adjudication/case/{key('case', huge)}/{page}",
        )  # fmt: skip
