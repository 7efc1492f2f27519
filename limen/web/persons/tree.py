"""The family of a person as a picture: generations from above, the person in the middle, ties between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from limen.domain.families.names import Stance
from limen.domain.families.queries.cards import RelationshipCard
from limen.web.components.shapes import Text
from limen.web.persons.kin_words import generation, kin_words

WIDTH, HEIGHT, GAP, RISE, MARGIN = 190, 58, 18, 54, 12
LONGEST = 22  # letters that fit into a box


@dataclass(frozen=True, kw_only=True)
class Box:
    """Somebody, by the corner of their box. `kind` is what they are to the person."""

    x: int
    y: int
    name: str
    kind: Text
    is_self: bool = False

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + WIDTH // 2

    @property
    def name_y(self) -> int:
        """The line of the name."""
        return self.y + 25

    @property
    def kind_y(self) -> int:
        """The line below it."""
        return self.y + 45


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A line between the person and a relative, broken where it is disputed or only claimed."""

    path: str
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The whole picture with its size."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    ties: tuple[Tie, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def tree_of(called: str, cards: Sequence[RelationshipCard]) -> Tree | None:
    """The relatives who are still on record as such; None when there is none to draw."""
    shown = [card for card in cards if not card.is_ended and card.weighing.weight.stance != Stance.NOT_SO]
    if not shown:
        return None
    rows: dict[int, list[RelationshipCard | None]] = {0: [None]}
    for card in shown:
        rows.setdefault(generation(card), []).append(card)
    levels = sorted(rows, reverse=True)
    widest = max(len(row) for row in rows.values())
    width = widest * WIDTH + (widest - 1) * GAP + 2 * MARGIN
    boxes, ties, own = [], [], None
    placed: list[tuple[Box, RelationshipCard | None]] = []
    for place, level in enumerate(levels):
        row = rows[level]
        start = (width - len(row) * WIDTH - (len(row) - 1) * GAP) // 2
        for column, card in enumerate(row):
            x, y = start + column * (WIDTH + GAP), MARGIN + place * (HEIGHT + RISE)
            box = _box(card, called, x, y)
            placed.append((box, card))
            own = box if card is None else own
    for box, card in placed:
        boxes.append(box)
        if card is not None and own is not None:
            ties.append(Tie(path=_path(own, box), is_sure=card.weighing.weight.stance == Stance.SUPPORTED))
    height = len(levels) * HEIGHT + (len(levels) - 1) * RISE + 2 * MARGIN + (16 if len(rows[0]) > 2 else 0)
    return Tree(width=width, height=height, boxes=tuple(boxes), ties=tuple(ties))


def _box(card: RelationshipCard | None, called: str, x: int, y: int) -> Box:
    if card is None:
        return Box(x=x, y=y, name=_short(called), kind="", is_self=True)
    return Box(x=x, y=y, name=_short(card.relative.called), kind=kin_words(card))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _path(own: Box, other: Box) -> str:
    """Up, down, or beside: below the boxes between when there are some."""
    if own.y == other.y:
        left, right = sorted((own, other), key=lambda box: box.x)
        if right.x - left.x <= WIDTH + GAP:
            middle = left.y + HEIGHT // 2
            return f"M{left.x + WIDTH} {middle}H{right.x}"
        low = left.y + HEIGHT + 14
        return f"M{left.middle} {left.y + HEIGHT}V{low}H{right.middle}V{right.y + HEIGHT}"
    above, below = sorted((own, other), key=lambda box: box.y)
    half = below.y - RISE // 2
    return f"M{above.middle} {above.y + HEIGHT}V{half}H{below.middle}V{below.y}"
