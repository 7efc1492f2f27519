"""Laying out a small directed graph in layers from top to bottom, with few crossings and straight lines.

The usual steps: turn round what would lead back, put every node below all that lead to it, order each layer
by its neighbours, then move nodes as near to their neighbours as their widths allow. Pure; sizes in any unit.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Edge = tuple[str, str]
_SWEEPS = 12
_BEND = 14.0  # the room that a passing line is given
_STIFF = 8.0  # how much more a passing line wants to be straight than a node wants its place


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each node is: its middle, and its layer. `routes`: where a line passes the layers on its way
    from its source to its target; `back`: the lines that lead upwards."""

    x: Mapping[str, float]
    layer: Mapping[str, int]
    routes: Mapping[Edge, tuple[tuple[float, int], ...]]
    back: frozenset[Edge]


def laid_out(nodes: Sequence[str], edges: Iterable[Edge], *, start: str, width: float, gap: float) -> Layout:
    """Lay the nodes out, `start` on top. Lines from a node to itself are left out."""
    lines = [edge for edge in dict.fromkeys(edges) if edge[0] != edge[1]]
    back = _leading_back(nodes, lines, start)
    down = [(b, a) if (a, b) in back else (a, b) for a, b in lines]
    layer = _layers(nodes, down)
    chains = {edge: _chain(edge, layer) for edge in dict.fromkeys(down)}
    rows, steps = _rows(nodes, layer, chains)
    rows = _ordered(rows, steps)
    x = _placed(rows, steps, width, gap)
    routes = {}
    for a, b in lines:
        passed = chains[(b, a)][::-1] if (a, b) in back else chains[(a, b)]
        top = layer[b] if (a, b) in back else layer[a]
        places = [top + place for place in range(1, len(passed) + 1)]
        rows_passed = places[::-1] if (a, b) in back else places
        routes[(a, b)] = tuple((x[bend], row) for bend, row in zip(passed, rows_passed, strict=True))
    return Layout({node: x[node] for node in nodes}, layer, routes, frozenset(back))


def _leading_back(nodes: Sequence[str], edges: Sequence[Edge], start: str) -> set[Edge]:
    """The lines that close a circle, found by walking from the start."""
    after: dict[str, list[str]] = {node: [b for a, b in edges if a == node] for node in nodes}
    back: set[Edge] = set()
    done: set[str] = set()
    for first in (start, *nodes):
        walk: list[tuple[str, int]] = [] if first in done else [(first, 0)]
        on_the_way = {first}
        while walk:
            node, place = walk.pop()
            if place == len(after[node]):
                done.add(node)
                on_the_way.discard(node)
                continue
            walk.append((node, place + 1))
            towards = after[node][place]
            if towards in on_the_way:
                back.add((node, towards))
            elif towards not in done:
                walk.append((towards, 0))
                on_the_way.add(towards)
    return back


def _layers(nodes: Sequence[str], down: Sequence[Edge]) -> dict[str, int]:
    """One below the lowest of all that lead to it."""
    layer = dict.fromkeys(nodes, 0)
    for _again in nodes:
        for a, b in down:
            layer[b] = max(layer[b], layer[a] + 1)
    return layer


def _chain(edge: Edge, layer: Mapping[str, int]) -> tuple[str, ...]:
    """Names for the places where a line passes a layer."""
    return tuple(f"{edge[0]}>{edge[1]}@{row}" for row in range(layer[edge[0]] + 1, layer[edge[1]]))


def _rows(
    nodes: Sequence[str], layer: Mapping[str, int], chains: Mapping[Edge, tuple[str, ...]]
) -> tuple[list[list[str]], list[Edge]]:
    """The nodes and bends of each layer, and every step from one layer to the next."""
    rows: list[list[str]] = [[] for _row in range(max(layer.values(), default=0) + 1)]
    for node in nodes:
        rows[layer[node]].append(node)
    steps: list[Edge] = []
    for (a, b), bends in chains.items():
        for place, bend in enumerate(bends, 1):
            rows[layer[a] + place].append(bend)
        way = (a, *bends, b)
        steps += itertools.pairwise(way)
    return rows, steps


def _ordered(rows: list[list[str]], steps: Sequence[Edge]) -> list[list[str]]:
    """Each layer in the order of its neighbours' middles, up and down; that with fewest crossings stays."""
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for a, b in steps:
        below.setdefault(a, []).append(b)
        above.setdefault(b, []).append(a)
    best, fewest = rows, _crossings(rows, steps)
    for sweep in range(_SWEEPS):
        rows = [list(row) for row in rows]
        neighbours, way = (
            (above, range(1, len(rows))) if sweep % 2 == 0 else (below, range(len(rows) - 2, -1, -1))
        )
        for place in way:
            beside = rows[place - 1] if sweep % 2 == 0 else rows[place + 1]
            rows[place] = _by_middle(rows[place], beside, neighbours)
        crossed = _crossings(rows, steps)
        if crossed < fewest:
            best, fewest = rows, crossed
    return best


def _by_middle(
    row: Sequence[str], beside: Sequence[str], neighbours: Mapping[str, Sequence[str]]
) -> list[str]:
    """A layer in the order of where the neighbours of its nodes are on average."""
    rank = {name: index for index, name in enumerate(beside)}

    def middle(name: str) -> float:
        ranks = [rank[one] for one in neighbours.get(name, ())]
        return sum(ranks) / len(ranks) if ranks else len(rank) / 2

    return sorted(row, key=middle)


def _crossings(rows: Sequence[Sequence[str]], steps: Sequence[Edge]) -> int:
    place = {name: (row, index) for row, names in enumerate(rows) for index, name in enumerate(names)}
    lines = sorted((*place[a], place[b][1]) for a, b in steps)
    return sum(
        1
        for index, (row, start, end) in enumerate(lines)
        for other in lines[index + 1 :]
        if other[0] == row and other[1] > start and other[2] < end
    )


def _placed(
    rows: Sequence[Sequence[str]], steps: Sequence[Edge], width: float, gap: float
) -> dict[str, float]:
    """Places from left to right: each as near to its neighbours as the widths allow."""
    bends = {name for row in rows for name in row if "@" in name}
    room = {name: _BEND if name in bends else width for row in rows for name in row}
    beside: dict[str, list[str]] = {name: [] for name in room}
    for a, b in steps:
        beside[a].append(b)
        beside[b].append(a)
    x: dict[str, float] = {}
    for row in rows:
        at = 0.0
        for name in row:
            x[name] = at + room[name] / 2
            at += room[name] + gap
        middle = (x[row[0]] + x[row[-1]]) / 2 if row else 0.0
        x |= {name: x[name] - middle for name in row}
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [
                sum(x[one] for one in beside[name]) / len(beside[name]) if beside[name] else x[name]
                for name in row
            ]
            apart = [(room[a] + room[b]) / 2 + gap for a, b in itertools.pairwise(row)]
            weights = [_STIFF if name in bends else 1.0 for name in row]
            x |= zip(row, _kept_apart(wanted, apart, weights), strict=True)
    least = min((x[name] - room[name] / 2 for name in x), default=0.0)
    return {name: at - least for name, at in x.items()}


def _kept_apart(wanted: Sequence[float], apart: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones that keep the order and the distances: neighbours that push each
    other become one block, which stands at its own weighted middle."""
    offsets = [0.0]
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    blocks: list[tuple[float, float, int]] = []  # where, how heavy, how many
    for want, offset, weight in zip(wanted, offsets, weights, strict=False):
        where, heavy, many = want - offset, weight, 1
        while blocks and blocks[-1][0] >= where:
            before, weighs, count = blocks.pop()
            where = (before * weighs + where * heavy) / (weighs + heavy)
            heavy, many = heavy + weighs, many + count
        blocks.append((where, heavy, many))
    flat = [where for where, _heavy, many in blocks for _one in range(many)]
    return [where + offset for where, offset in zip(flat, offsets, strict=False)]
