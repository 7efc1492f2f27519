"""The packs that come with Limen, put in force for tests that read every page of a law as it really is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from limen.domain.policy.commands import adopt, propose
from limen.law.library import Library, files_of, read_library
from limen.site.env import DISTRIBUTED
from tests.cast import Cast


def put_distributed_in_force(cast: Cast, at: datetime, *packs: str) -> Library:
    """Lena proposes each pack as it was distributed and Mats adopts it."""
    files = files_of(DISTRIBUTED)
    for pack in packs:
        proposed = propose(pack, files=files, why="As it came.", by=cast.lena.actor, at=at)
        adopt(proposed.adoption_id, says="", by=cast.mats.actor, at=at)
    return read_library(files, only=packs)


def entries_of(library: Library, pack: str) -> Iterator[str]:
    """The addresses of every entry of a pack below its contents."""
    found = library.pack(pack)
    shelves = (
        "terms", "procedures", "regimes", "grounds", "requirements", "weighing", "analyses", "lists",
        "entitlements", "plans",
    )  # fmt: skip
    for shelf in shelves:
        if getattr(found, shelf):
            yield f"{shelf}/"
        yield from (f"{shelf}/{id}/" for id in getattr(found, shelf))
    yield from (f"{shelf}/" for shelf in ("outcomes", "holds", "amounts") if getattr(found, shelf))
    yield from ("calendars/", *(f"calendars/{id}/" for id in library.calendars))
