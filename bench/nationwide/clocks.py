"""Clocks as the law in force rules them: two for an open case, a met one for every second closed one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bench.nationwide.copying import NULL
from bench.nationwide.country import Country
from bench.nationwide.keys import text_of
from bench.nationwide.persons import AT, ME

if TYPE_CHECKING:
    from limen.domain.policy.queries import Law

_RULED = ("effect", "due_on", "due_at", "work_to", "raw_on", "days_left", "value", "is_settled", "ruling")
FIRST_RULED, DAYS = date(2026, 6, 12), 140
_OPEN, _MET = ("examine_merits", "special_reception_needs"), "register"
_FACTS = {
    "register": ("made_on", 0),
    "special_reception_needs": ("made_on", 0),
    "examine_merits": ("lodged_on", 14),
}


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """What COPY needs of them. The law rules each term once for each day on which a case was opened."""

    law: Law
    _ruled: dict[tuple[str, date], tuple[str, str]] = field(default_factory=dict)

    @property
    def columns(self) -> str:
        """In the order of the lines."""
        return (
            "id, case_id, unit_id, compartment, edition_id, pack, term, term_says, about, calendar, state,"
            " started_by_id, started_at, version, missed_at, met_on, facts, " + ", ".join(_RULED)
        )

    def lines(self, country: Country) -> Iterator[str]:
        """The clocks of all cases."""
        number = 0
        for case in range(country.size):
            # The law of the pack holds since June: of older cases these are clocks that began later.
            began = FIRST_RULED + timedelta(days=int(country.chance(case, 50) * DAYS))
            if country.is_open(case):
                for term in _OPEN:
                    yield self._line(country, number, case, term, began, met=None)
                    number += 1
            elif case % 2:
                yield self._line(country, number, case, _MET, began, met=began + timedelta(days=2))
                number += 1

    def _line(
        self, country: Country, number: int, case: int, term: str, began: date, *, met: date | None
    ) -> str:
        facts, ruled = self._said(term, began)
        pack, state = self.law.pack, "met" if met else "running"
        unit = text_of("unit", country.unit_of(case))
        missed = AT if not met and (self._due(term, began) or AT[:10]) < AT[:10] else NULL
        return (
            f"{text_of('clock', number)}\t{text_of('case', case)}\t{unit}\tgeneral\t{self.law.edition_id}"
            f"\t{pack.id}\t{term}\t{_plain(pack.terms[term].says)}\t\t{pack.calendar}\t{state}\t{ME}\t{AT}\t1\t{missed}"
            f"\t{met or NULL}\t{facts}\t{ruled}"
        )

    def _said(self, term: str, began: date) -> tuple[str, str]:
        if (term, began) not in self._ruled:
            from limen.domain.deadlines.queries.ruled import answer_of, columns_of

            name, later = _FACTS[term]
            facts = {name: (began + timedelta(days=later)).isoformat()}
            kept = columns_of(answer_of(self.law, term, facts, calendar="", stops=[], extensions=[]))
            ruled = "\t".join(_plain(kept[column]) for column in _RULED)
            self._ruled[term, began] = (_plain(facts), ruled)
        return self._ruled[term, began]

    def _due(self, term: str, began: date) -> str:
        return self._said(term, began)[1].split("\t")[_RULED.index("due_on")].replace(NULL, "")


def _plain(value: Any) -> str:
    """As COPY reads it."""
    match value:
        case None:
            return NULL
        case bool():
            return "t" if value else "f"
        case dict() | list():
            return _escaped(json.dumps(value, ensure_ascii=False, default=str))
        case UUID() | date() | int():
            return str(value)
        case _:
            return _escaped(str(value))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
