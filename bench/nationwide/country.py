"""What the invented country is like. Everything about a case follows from its number and the seed, so
that each table can be written in one pass without keeping another in memory.

The skew is that of real offices: a few huge units, most cases closed, officers who hold ten times what others
hold, a few files with hundreds of notes.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

UNITS, OFFICES = 200, 2
FIRST, LAST = date(2020, 1, 6), date(2026, 11, 2)
HUGE_EVERY, HUGE_NOTES = 5_000, 400  # of so many cases one has so many notes more
_PHASES = ("registered", "admissibility", "examination", "examination", "examination", "decided",
           "served", "under_appeal", "final")  # fmt: skip
_MASK = (1 << 64) - 1


@dataclass(frozen=True, kw_only=True)
class Country:
    """`size` people and as many cases, numbered from nought in the order in which they came."""

    size: int
    seed: int = 4

    def chance(self, number: int, what: int) -> float:
        """Between 0 and 1, always the same for the same thing."""
        x = (number * 0x9E3779B97F4A7C15 + what * 0xD1B54A32D192ED03 + self.seed * 0x8CB92BA72F3D8DD7) & _MASK
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
        return float(x ^ (x >> 31)) / 2**64

    @cached_property
    def _shares(self) -> list[float]:
        weights = list(accumulate(1 / (rank + 1) for rank in range(UNITS)))
        return [weight / weights[-1] for weight in weights]

    @cached_property
    def officers(self) -> list[range]:
        """The numbers of the officers of each unit: one for about a hundred cases, and two at the least."""
        found, next_one, before = [], 0, 0.0
        for share in self._shares:
            number = max(2, round((share - before) * self.size / 100))
            found.append(range(next_one, next_one + number))
            next_one, before = next_one + number, share
        return found

    def unit_of(self, case: int) -> int:
        """The first unit has a sixth of all cases, the last one in twelve hundred."""
        return bisect.bisect(self._shares, self.chance(case, 1))

    def opened_on(self, case: int) -> date:
        """Cases come evenly over the years."""
        return FIRST + timedelta(days=case * (LAST - FIRST).days // self.size)

    def is_open(self, case: int) -> bool:
        """Three of ten: most of the newest quarter, few of the others."""
        return self.chance(case, 2) < (0.8 if case >= self.size * 3 // 4 else 0.13)

    def phase(self, case: int) -> str:
        """Where the case stands."""
        return _PHASES[int(self.chance(case, 3) * len(_PHASES))] if self.is_open(case) else "closed"

    def is_restricted(self, case: int) -> bool:
        """Two of a thousand."""
        return self.chance(case, 4) < 0.002

    def officer_of(self, case: int) -> int | None:
        """Who holds it: eleven of twelve open cases are held, half of them by a fifth of the officers."""
        if not self.is_open(case) or self.chance(case, 5) < 1 / 12:
            return None
        crew = self.officers[self.unit_of(case)]
        return crew[int(self.chance(case, 6) ** 2.3 * len(crew))]

    def notes_of(self, case: int) -> int:
        """How many notes: one for a case on average, besides the few huge files."""
        few = int(-1.2 + 4.3 * self.chance(case, 7)) if self.chance(case, 8) < 0.9 else 3
        return max(0, few) + (HUGE_NOTES if self.is_huge(case) else 0)

    def is_huge(self, case: int) -> bool:
        """One of the few files that grew for years."""
        return case % HUGE_EVERY == HUGE_EVERY - 1

    def documents_of(self, case: int) -> int:
        """How many documents: one in two cases has one."""
        return (self.chance(case, 9) < 0.4) + (self.chance(case, 10) < 0.1) + 200 * self.is_huge(case)
