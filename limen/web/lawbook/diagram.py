"""The stages of a procedure as a picture: boxes in layers, and numbered arrows for the moves between them."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from limen.law.packs import Procedure
from limen.web.lawbook.layers import Edge, Layout, laid_out
from limen.web.lawbook.words import PHASES

WIDTH, HEIGHT = 176, 76  # of a box
GAP, RISE = 26, 64  # between boxes, and between layers
MARGIN = 24
_LINE = 17  # from one line of text to the next
_LETTERS, _MOST_LINES = 23, 3  # that fit into a box
_NUMBER = 11  # half the height of the mark of a number
_TRIED = (0.5, 0.35, 0.65, 0.2, 0.8, 0.28, 0.72)  # places on an arrow where its number may stand
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of text in a box, by its middle."""

    text: str
    x: int
    y: int
    is_small: bool = False


@dataclass(frozen=True, kw_only=True)
class Box:
    """A stage."""

    x: int
    y: int
    words: tuple[Words, ...]
    starts: bool
    ends: bool
    is_now: bool = False
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """One or more moves from a stage to another, by their numbers in the list below."""

    path: str
    says: str
    x: int
    y: int
    is_back: bool

    @property
    def left(self) -> int:
        """Where the mark of its number begins."""
        return self.x - self.half

    @property
    def half(self) -> int:
        """Half the width of that mark."""
        return _NUMBER if len(self.says) < 3 else 4 + 4 * len(self.says)

    @property
    def wide(self) -> int:
        """The width of that mark."""
        return 2 * self.half

    @property
    def top(self) -> int:
        """Its upper edge."""
        return self.y - _NUMBER


@dataclass(frozen=True, kw_only=True)
class Picture:
    """All of it, with its size."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture_of(procedure: Procedure, *, is_mirrored: bool, now: str = "") -> Picture:
    """The picture of a procedure; laid out from the right where the page runs that way. `now`: the stage at
    which something stands."""
    numbers: dict[Edge, list[int]] = {}
    for number, move in enumerate(procedure.moves, 1):
        numbers.setdefault((move.of, move.to), []).append(number)
    stages = [*procedure.stages]
    layout = laid_out(stages, numbers, start=procedure.starts_at, width=WIDTH, gap=GAP)
    width = round(max(layout.x.values()) + WIDTH / 2) + 2 * MARGIN
    width = max(width, *(round(x) + 2 * MARGIN for route in layout.routes.values() for x, _row in route), 0)
    height = (max(layout.layer.values()) + 1) * (HEIGHT + RISE) - RISE + 2 * MARGIN
    return Picture(
        width=width,
        height=height,
        boxes=tuple(
            replace(_box(procedure, id, layout, width, is_mirrored=is_mirrored), is_now=id == now)
            for id in stages
        ),
        arrows=tuple(_arrows(layout, numbers, width, is_mirrored=is_mirrored)),
    )


def _top(row: int) -> float:
    return MARGIN + row * (HEIGHT + RISE)


def _box(procedure: Procedure, id: str, layout: Layout, width: int, *, is_mirrored: bool) -> Box:
    stage = procedure.stages[id]
    middle = layout.x[id] + MARGIN
    middle = width - middle if is_mirrored else middle
    top = _top(layout.layer[id])
    lines = textwrap.wrap(stage.says, _LETTERS, max_lines=_MOST_LINES, placeholder=" …")
    first = top + (HEIGHT - _LINE * (len(lines) + 1)) / 2 + _LINE * 0.75
    words = [Words(text=line, x=round(middle), y=round(first + n * _LINE)) for n, line in enumerate(lines)]
    phase = str(PHASES.get(stage.phase, stage.phase))
    words.append(Words(text=phase, x=round(middle), y=round(first + len(lines) * _LINE), is_small=True))
    return Box(
        x=round(middle - WIDTH / 2),
        y=round(top),
        words=tuple(words),
        starts=id == procedure.starts_at,
        ends=stage.ends,
    )


def _arrows(
    layout: Layout, numbers: Mapping[Edge, Sequence[int]], width: int, *, is_mirrored: bool
) -> list[Arrow]:
    ports = _ports(layout, [edge for edge in numbers if edge[0] != edge[1]])
    arrows: list[Arrow] = []
    taken: list[tuple[Point, float]] = []
    for edge, moves in numbers.items():
        points = _points(layout, edge, ports) if edge[0] != edge[1] else _loop(layout, edge[0])
        if is_mirrored:
            points = [(width - x, y) for x, y in points]
        says = ", ".join(map(str, moves))
        half = _NUMBER if len(says) < 3 else 4 + 4 * len(says)
        at = _free(points, taken, half)
        taken.append((at, half))
        arrows.append(
            Arrow(path=_path(points), says=says, x=round(at[0]), y=round(at[1]), is_back=edge in layout.back)
        )
    return arrows


def _ports(layout: Layout, edges: Sequence[Edge]) -> dict[tuple[Edge, str], float]:
    """Where on a box each line starts or ends: side by side, in the order of where they come from."""
    sides: dict[tuple[str, bool], list[tuple[float, Edge]]] = {}
    for edge in edges:
        a, b = edge
        is_back, route = edge in layout.back, layout.routes[edge]
        sides.setdefault((a, is_back), []).append((route[0][0] if route else layout.x[b], edge))
        sides.setdefault((b, not is_back), []).append((route[-1][0] if route else layout.x[a], edge))
    ports: dict[tuple[Edge, str], float] = {}
    for (node, _is_top), lines in sides.items():
        room = WIDTH * 0.8 / len(lines)
        for place, (_towards, edge) in enumerate(sorted(lines)):
            ports[(edge, node)] = layout.x[node] + MARGIN + (place - (len(lines) - 1) / 2) * room
    return ports


def _points(layout: Layout, edge: Edge, ports: Mapping[tuple[Edge, str], float]) -> list[Point]:
    a, b = edge
    is_back = edge in layout.back
    start = _top(layout.layer[a]) + (0 if is_back else HEIGHT)
    end = _top(layout.layer[b]) + (HEIGHT if is_back else 0)
    points = [(ports[(edge, a)], start)]
    for x, row in layout.routes[edge]:
        # Past a layer a line runs straight, so that it cuts no box beside it.
        passed = [(x + MARGIN, _top(row)), (x + MARGIN, _top(row) + HEIGHT)]
        points += reversed(passed) if is_back else passed
    return [*points, (ports[(edge, b)], end)]


def _loop(layout: Layout, node: str) -> list[Point]:
    right, top = layout.x[node] + MARGIN + WIDTH / 2, _top(layout.layer[node])
    return [(right, top + HEIGHT * 0.3), (right + 20, top + HEIGHT * 0.5), (right, top + HEIGHT * 0.7)]


def _path(points: Sequence[Point]) -> str:
    """A curve that leaves and arrives upright."""
    parts = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        half = (to_y - y) / 2
        parts.append(f"C{x:.0f} {y + half:.0f} {to_x:.0f} {to_y - half:.0f} {to_x:.0f} {to_y:.0f}")
    return "".join(parts)


def _free(points: Sequence[Point], taken: Sequence[tuple[Point, float]], half: float) -> Point:
    """A place on the line for its number where no other number stands; its middle when there is none."""
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        for share in _TRIED:
            at = _on_curve(x, to_x, share), _on_curve_down(y, to_y, share)
            if not any(_touch(at, half, other, wide) for other, wide in taken):
                return at
    (x, y), (to_x, to_y) = points[0], points[1]
    return (x + to_x) / 2, (y + to_y) / 2


def _on_curve(x: float, to_x: float, share: float) -> float:
    bent = share * share * (3 - 2 * share)
    return x + (to_x - x) * bent


def _on_curve_down(y: float, to_y: float, share: float) -> float:
    rest = 1 - share
    eased = 1.5 * rest * rest * share + 1.5 * rest * share * share + share**3
    return y + (to_y - y) * eased


def _touch(at: Point, half: float, other: Point, wide: float) -> bool:
    return abs(at[0] - other[0]) < half + wide + 2 and abs(at[1] - other[1]) < 2 * _NUMBER + 2
