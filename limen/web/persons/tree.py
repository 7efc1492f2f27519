"""The family of a person as a picture: generations from above, the person in the middle, ties between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    placed = [
        (_box(card, called, x, MARGIN + place * (HEIGHT + RISE)), card)
        for place, level in enumerate(levels)
        for x, card in _in_a_row(rows[level], width)
    ]
    own = next(box for box, card in placed if card is None)
    ties = tuple(
        Tie(path=_path(own, box), is_sure=card.weighing.weight.stance == Stance.SUPPORTED)
        for box, card in placed
        if card is not None
    )
    height = len(levels) * HEIGHT + (len(levels) - 1) * RISE + 2 * MARGIN + (16 if len(rows[0]) > 2 else 0)
    return Tree(width=width, height=height, boxes=tuple(box for box, _card in placed), ties=ties)


def _in_a_row(
    row: Sequence[RelationshipCard | None], width: int
) -> Iterator[tuple[int, RelationshipCard | None]]:
    """Where each box of a generation begins, the row in the middle of the picture."""
    start = (width - len(row) * WIDTH - (len(row) - 1) * GAP) // 2
    for column, card in enumerate(row):
        yield start + column * (WIDTH + GAP), card


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
