"""Files are sealed in pieces: whoever holds the disk reads nothing, and cannot cut, reorder or swap."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import pytest

from limen.outside.storage.folder import LEFT_BEHIND, FolderStore, place_of
from limen.outside.storage.port import Damaged, Incoming, NotThere
from limen.outside.storage.sealing import HEADER, PIECE

SEALED = PIECE + 16


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def kept(store: FolderStore, pieces: Iterator[bytes] | list[bytes]) -> Incoming:
    """A file that was written and kept."""
    incoming = store.begin()
    for piece in pieces:
        incoming.write(piece)
    incoming.keep()
    return incoming


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_written_is_read(store: FolderStore, size: int) -> None:
    content = os.urandom(size)
    incoming = kept(store, [content[:5], content[5:]])
    assert b"".join(store.read(incoming.stored_as, incoming.key)) == content


def test_whoever_holds_the_disk_reads_nothing(store: FolderStore) -> None:
    incoming = kept(store, [b"Amina Haddad " * 1000])
    files = [path for path in store.root.rglob("*") if path.is_file()]
    assert files == [place_of(store.root, incoming.stored_as)]
    assert b"Amina" not in files[0].read_bytes()
    assert files[0].stat().st_mode & 0o077 == 0
    assert files[0].parent.stat().st_mode & 0o077 == 0


def _cut(sealed: bytes) -> bytes:
    return sealed[: HEADER + 2 * SEALED]


def _flip(sealed: bytes) -> bytes:
    place = HEADER + SEALED + 9
    return sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]


def _reorder(sealed: bytes) -> bytes:
    one, two = sealed[HEADER : HEADER + SEALED], sealed[HEADER + SEALED : HEADER + 2 * SEALED]
    return sealed[:HEADER] + two + one + sealed[HEADER + 2 * SEALED :]


def _repeat(sealed: bytes) -> bytes:
    return sealed + sealed[HEADER + 2 * SEALED :]


def _cut_inside(sealed: bytes) -> bytes:
    return sealed[:-3]


def _other_header(sealed: bytes) -> bytes:
    return sealed[:12] + bytes([sealed[12] ^ 1]) + sealed[13:]


@pytest.mark.parametrize(
    "harm", [_cut, _flip, _reorder, _repeat, _cut_inside, _other_header, lambda _sealed: b""]
)
def test_no_change_goes_unnoticed(store: FolderStore, harm: Callable[[bytes], bytes]) -> None:
    incoming = kept(store, [os.urandom(2 * PIECE + 100)])
    path = place_of(store.root, incoming.stored_as)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(Damaged):
        b"".join(store.read(incoming.stored_as, incoming.key))


def test_one_file_cannot_stand_in_for_another_even_under_the_same_key(store: FolderStore) -> None:
    one = kept(store, [b"one"])
    other = store.begin(one.key)
    other.write(b"other")
    other.keep()
    place_of(store.root, other.stored_as).write_bytes(place_of(store.root, one.stored_as).read_bytes())
    with pytest.raises(Damaged):
        b"".join(store.read(other.stored_as, one.key))


def test_another_key_opens_nothing(store: FolderStore) -> None:
    with pytest.raises(Damaged):
        b"".join(store.read(kept(store, [b"x"]).stored_as, bytes(32)))


def test_nobody_finds_what_was_not_kept(store: FolderStore) -> None:
    incoming = store.begin()
    incoming.write(b"half")
    with pytest.raises(NotThere):
        store.read(incoming.stored_as, incoming.key)
    incoming.drop()
    assert not [path for path in store.root.rglob("*") if path.is_file()]


def test_dropping_after_keeping_and_removing_twice_do_no_harm(store: FolderStore) -> None:
    incoming = kept(store, [b"x"])
    incoming.drop()
    assert b"".join(store.read(incoming.stored_as, incoming.key)) == b"x"
    store.remove(incoming.stored_as)
    store.remove(incoming.stored_as)
    with pytest.raises(NotThere):
        store.read(incoming.stored_as, incoming.key)


def test_what_was_begun_long_ago_is_swept_away_and_nothing_else(store: FolderStore) -> None:
    fresh, old, good = store.begin(), store.begin(), kept(store, [b"x"])
    path = store.root / "incoming" / old.stored_as.hex
    os.utime(path, (time.time() - LEFT_BEHIND - 60,) * 2)
    assert store.sweep(at=datetime.now(UTC)) == 1
    fresh.keep()
    old.drop()
    assert b"".join(store.read(good.stored_as, good.key)) == b"x"


def test_a_large_file_needs_little_memory(store: FolderStore) -> None:
    tracemalloc.start()
    try:
        incoming = kept(store, repeat(bytes(64 * 1024), 640))  # 40 MB
        assert sum(map(len, store.read(incoming.stored_as, incoming.key))) == 640 * 64 * 1024
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
    finally:
        tracemalloc.stop()
