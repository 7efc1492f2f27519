"""A plain line of numbers over time. The numbers stand beside it; the line only repeats them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from limen.domain.screenings.queries.screenings import Point
from limen.instruments.scoring import Scored

WIDTH, HEIGHT, EDGE = 600, 200, 20


@dataclass(frozen=True, kw_only=True)
class Dot:
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """One score over time: its dots, and the strokes between neighbours that could both be said."""

    id: str
    says: str
    lowest: int
    highest: int
    dots: tuple[Dot, ...]
    strokes: tuple[tuple[Dot, Dot], ...]


def lines_of(points: Sequence[Point]) -> list[Line]:
    """A line for every score."""
    ids = [one.score.id for one in points[-1].scores]
    return [_line(id, points) for id in ids]


def _line(id: str, points: Sequence[Point]) -> Line:
    begin = points[0].finished_at
    whole = (points[-1].finished_at - begin).total_seconds() or 1.0
    dots: list[Dot | None] = []
    last: Scored = next(one for one in points[-1].scores if one.score.id == id)
    for point in points:
        scored = next((one for one in point.scores if one.score.id == id), None)
        gone = (point.finished_at - begin).total_seconds() / whole
        dots.append(_dot(gone, scored) if scored else None)
    strokes = tuple((one, two) for one, two in pairwise(dots) if one and two)
    return Line(
        id=id,
        says=last.score.says,
        lowest=last.lowest,
        highest=last.highest,
        dots=tuple(one for one in dots if one),
        strokes=strokes,
    )


def _dot(gone: float, scored: Scored) -> Dot | None:
    if scored.value is None:
        return None
    reach = (scored.highest - scored.lowest) or 1
    height = float(scored.value - scored.lowest) / reach
    return Dot(
        x=round(EDGE + gone * (WIDTH - 2 * EDGE)), y=round(HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE))
    )
