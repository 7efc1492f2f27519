"""Verifies the journal in a database: lines, heads, personal values and seals, by the verifier's own rules.

Runs as limen_backup (see `snapshots`). For people `limen journal verify`, for `limen check` `verify_lately`,
after `limen restore` `verify_database`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from limen.foundation.journal import keys, verifier
from limen.foundation.journal.snapshots import Snapshot, snapshot
from limen.foundation.journal.verifier import Fault, Findings, Mark, Seal


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was looked at, and what is wrong. `first` is the first bad line by chain and number."""

    lines: int
    streams: int
    personal: int
    erased: int
    seals: int
    unsealed: int
    keys: frozenset[str]
    faults: int
    shown: tuple[Fault, ...]
    seconds: float

    @property
    def is_sound(self) -> bool:
        return not self.faults

    @property
    def first(self) -> Fault | None:
        return self.shown[0] if self.shown else None

    @property
    def lines_per_second(self) -> float:
        return self.lines / self.seconds if self.seconds else 0.0


def verify_database(
    dsn: str,
    *,
    case: UUID | None = None,
    since: int | None = None,
    trusted: Collection[str] | None = None,
    anchors: Collection[Mapping[str, Any]] = (),
) -> Verdict:
    """Verify everything, one case's chain, or what came after the seal `since`. Memory stays flat.

    `trusted` names the public keys that seals may be signed with; without it any key that fits is taken,
    which only anchors make up for. `dsn` must sign in as limen_backup; `psycopg.Error`
    is raised when it cannot read.
    """
    with snapshot(dsn, case) as at_hand:
        return _verified(at_hand, since, trusted, anchors)


def verify_lately(dsn: str, *, trusted: Collection[str] | None = None) -> Verdict:
    """Verify only what came after the last seal but one: the last seal itself, and the lines since."""
    with snapshot(dsn) as at_hand:
        return _verified(at_hand, max(at_hand.last_seal() - 1, 0), trusted, ())


def _verified(
    at_hand: Snapshot,
    since: int | None,
    trusted: Collection[str] | None,
    anchors: Collection[Mapping[str, Any]],
) -> Verdict:
    begun = time.monotonic()
    lines, seals = Findings(), Findings()
    starts = at_hand.starts(since) if since is not None else None
    verifier.walk(at_hand.lines(since), at_hand.heads(), at_hand.marks(since), lines, starts)
    after = since or 0
    before = (after, next((seal.root for seal in at_hand.seals(after - 1)), b"")) if after else (0, b"")
    verifier.check_seals(
        at_hand.seals(after),
        _whole_lists(at_hand.marks_by_seal(after)),
        seals,
        keys.is_signed,
        None if trusted is None else set(trusted),
        before,
    )
    for anchor in anchors:
        number = int(anchor["number"])
        named = (seal for seal in at_hand.seals(number - 1) if seal.number == number)
        verifier.check_anchor(dict(anchor), next(named, None), seals)
    return _summed(lines, seals, time.monotonic() - begun)


def _whole_lists(marks: Iterator[Mark]) -> Callable[[Seal], str | None]:
    """Compare each seal with the tree over its list of chains; both come in the order of the seals."""
    waiting: list[Mark] = []

    def leaves_of(number: int) -> Iterator[bytes]:
        rest = chain([waiting.pop()] if waiting else [], marks)
        for mark in rest:
            if mark.seal > number:
                waiting.append(mark)
                return
            yield verifier.leaf(mark)

    def tree_fault(seal: Seal) -> str | None:
        whole = verifier.tree_of(leaves_of(seal.number)) == (seal.streams, seal.tree)
        return None if whole else "its list of chains was altered"

    return tree_fault


def _summed(lines: Findings, seals: Findings, seconds: float) -> Verdict:
    return Verdict(
        lines=lines.lines,
        streams=lines.streams,
        personal=lines.personal,
        erased=lines.erased,
        seals=seals.seals,
        unsealed=lines.unsealed,
        keys=frozenset(seals.keys),
        faults=lines.faults + seals.faults,
        shown=(*lines.shown, *seals.shown)[: verifier.SHOWN],
        seconds=seconds,
    )
