"""Having pages painted over and put into one file by a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from limen.outside.looking.parent import Silent, in_memory, said_apart

LONGEST_SECONDS = 600.0
_HEAD = b"%PDF-"

Area = tuple[int, int, int, int]


def painted(pages: Iterable[tuple[tuple[Area, ...], bytes]], *, seconds: float = LONGEST_SECONDS) -> bytes:
    """A PDF of these pictures (WebP), the areas of each, in thousandths, in black. Raises `Silent`."""
    with in_memory(_framed(pages)) as file:
        made = said_apart("limen.outside.looking.painter", file, seconds=seconds)
    if not made.startswith(_HEAD):
        raise Silent("not a file")
    return made


def _framed(pages: Iterable[tuple[tuple[Area, ...], bytes]]) -> Iterator[bytes]:
    for areas, picture in pages:
        for piece in (json.dumps(areas).encode(), picture):
            yield len(piece).to_bytes(4, "big")
            yield piece
