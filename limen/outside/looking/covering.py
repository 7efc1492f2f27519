"""Which pixels of a page lie under a box: more than was drawn, never less.

The pictures are kept with losses, in blocks of 16 pixels, and a block remembers something of what stood in
it. So a box is painted with a margin, and out to the edges of the blocks that it touches.
"""

from __future__ import annotations

MARGIN, BLOCK = 4, 16  # pixels

Pixels = tuple[int, int, int, int]  # left, top, right, bottom; the last two are not painted any more


def covered(area: tuple[int, int, int, int], width: int, height: int) -> Pixels:
    """What is painted over, of an area in thousandths of a page of this size."""
    left, top, right, bottom = area
    return (
        _down(left * width // 1000 - MARGIN),
        _down(top * height // 1000 - MARGIN),
        min(_up(-(-right * width // 1000) + MARGIN), width),
        min(_up(-(-bottom * height // 1000) + MARGIN), height),
    )


def _down(place: int) -> int:
    return max(place, 0) // BLOCK * BLOCK


def _up(place: int) -> int:
    return -(-place // BLOCK) * BLOCK
