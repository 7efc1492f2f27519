"""Finds a machine-readable zone among lines that a program read in a picture, and mends what fonts confuse.

A program takes O for 0, I for 1, and counts the fillers wrong. What may stand in a field decides: no digit in
a name, no letter in a date. What may be both is left to the check digits. What was read is kept beside what
was made of it, so that whoever registers sees both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from limen.likeness.mrz.checking import FILLER
from limen.likeness.mrz.layouts import PLANS, Field, Plan, Span
from limen.likeness.mrz.reading import Zone, lines_of, read_zone
from limen.likeness.refusing import Impossible

MOST_FILLERS_AMISS = 4
_LETTERS = str.maketrans("0125678", "OIZSGTB")
_DIGITS = str.maketrans("OQDIZSBGTL", "0001258671")
_LETTERS_ONLY = (Field.ISSUER, Field.NATIONALITY, Field.NAMES)
_DIGITS_ONLY = (Field.BORN, Field.EXPIRES)
# Fillers at the end of the names, among them what a program takes for letters.
_FILLERS_OF_NAMES = re.compile(r"(?<=<)[<KCESGL]{2,}$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanned:
    """A zone that was found, and the lines as they were read before anything was mended."""

    zone: Zone
    read: tuple[str, ...]

    @property
    def was_mended(self) -> bool:
        """Whether what stands in the zone is not what was read."""
        return self.zone.lines != self.read


def find_zone(lines: Iterable[str], *, on: date) -> Scanned | None:
    """The zone with the fewest faults among lines that stand one below the other; None when there is none."""
    read = tuple(line for one in lines if (line := "".join(lines_of(one))))
    best: Scanned | None = None
    for found in _candidates(read, on):
        if best is None or len(found.zone.faults) < len(best.zone.faults):
            best = found
    return best


def _candidates(read: tuple[str, ...], on: date) -> Iterator[Scanned]:
    for plan in PLANS:
        for first in range(len(read) - plan.lines + 1):
            window = read[first : first + plan.lines]
            of_names = plan.spans[Field.NAMES].line
            fitted = [_fitted(line, plan.letters, names=at == of_names) for at, line in enumerate(window)]
            if None in fitted:
                continue
            lines = _mended(tuple(line for line in fitted if line is not None), plan)
            try:
                zone = read_zone("\n".join(lines), on=on)
                if zone.corrections:
                    zone = read_zone("\n".join(zone.corrected_lines), on=on)
            except Impossible:
                continue
            if zone.layout is plan.layout:
                yield Scanned(zone=zone, read=window)


def _fitted(line: str, letters: int, *, names: bool) -> str | None:
    """The line with as many fillers as it needs, put in or left out where most of them stand; after names,
    where a long row of them is easily lost, as many as there is room for."""
    amiss = letters - len(line)
    if amiss == 0:
        return line
    if names and 0 < amiss <= letters // 2 and line.endswith(FILLER):
        return line + FILLER * amiss
    runs = list(re.finditer(r"<{2,}", line))
    if abs(amiss) > MOST_FILLERS_AMISS or not runs:
        return None
    longest = max(runs, key=lambda run: len(run.group()))
    size = len(longest.group()) + amiss
    if size < 1:
        return None
    return line[: longest.start()] + FILLER * size + line[longest.end() :]


def _mended(lines: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    """Letters where only letters stand, digits where only digits do."""
    changed = list(lines)

    def change(span: Span, table: dict[int, int]) -> None:
        line = changed[span.line]
        text = line[span.start : span.end].translate(table)
        changed[span.line] = line[: span.start] + text + line[span.end :]

    for field in _LETTERS_ONLY:
        change(plan.spans[field], _LETTERS)
    for field in _DIGITS_ONLY:
        change(plan.spans[field], _DIGITS)
    for field, span in plan.checks.items():
        if field is not Field.OPTIONAL or changed[span.line][span.start] != FILLER:
            change(span, _DIGITS)
    names = plan.spans[Field.NAMES]
    line = changed[names.line]
    text = _FILLERS_OF_NAMES.sub(_all_fillers, line[names.start : names.end])
    changed[names.line] = line[: names.start] + text + line[names.end :]
    return tuple(changed)


def _all_fillers(found: re.Match[str]) -> str:
    """Fillers throughout where at least half of them were read as such."""
    text = found.group()
    return FILLER * len(text) if text.count(FILLER) * 2 >= len(text) else text
