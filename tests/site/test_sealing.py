"""Sealed streams open as they were written, and in no other case."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.site.postgres.backups import sealing
from limen.site.postgres.backups.keys import BackupKey, new_key, read_key
from limen.site.postgres.backups.sealing import Opened, Sealer, opened
from limen.site.postgres.trouble import Trouble

KEY = BackupKey(secret=bytes(range(32)))
SMALL = 64
PIECE = SMALL + sealing.TAG


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> object:
    """The same code with chunks that an example can fill."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealing, "CHUNK", SMALL)
    yield
    patch.undo()


def sealed(plain: bytes, key: BackupKey = KEY, *, step: int = 50) -> bytes:
    sink = io.BytesIO()
    sealer = Sealer(sink, key, purpose="the file")
    for start in range(0, len(plain), step):
        sealer.write(plain[start : start + step])
    sealer.close()
    return sink.getvalue()


def open_all(data: bytes, key: BackupKey = KEY) -> bytes:
    return b"".join(opened(io.BytesIO(data), key, purpose="the file"))


def pieces(data: bytes) -> tuple[bytes, list[bytes]]:
    body = data[sealing.HEADER :]
    return data[: sealing.HEADER], [body[at : at + PIECE] for at in range(0, len(body), PIECE)]


@settings(max_examples=60, deadline=None)
@given(plain=st.binary(max_size=5 * SMALL), step=st.integers(1, 3 * SMALL))
def test_what_was_written_comes_back(plain: bytes, step: int) -> None:
    assert open_all(sealed(plain, step=step)) == plain


@pytest.mark.parametrize("length", [0, 1, SMALL - 1, SMALL, SMALL + 1, 2 * SMALL, 2 * SMALL + 1])
def test_every_edge_of_a_chunk_comes_back(length: int) -> None:
    plain = bytes(length)
    assert open_all(sealed(plain)) == plain
    assert Opened(io.BytesIO(sealed(plain)), KEY, purpose="the file").read(10) == plain[:10]


@settings(max_examples=80, deadline=None)
@given(plain=st.binary(max_size=4 * SMALL), cut=st.integers(min_value=1, max_value=6 * SMALL))
def test_a_cut_is_noticed(plain: bytes, cut: int) -> None:
    data = sealed(plain)
    with pytest.raises(Trouble):
        open_all(data[: max(0, len(data) - cut)])


@settings(max_examples=80, deadline=None)
@given(plain=st.binary(max_size=4 * SMALL), where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_single_changed_bit_is_noticed(plain: bytes, where: float, bit: int) -> None:
    data = bytearray(sealed(plain))
    data[int(where * len(data))] ^= 1 << bit
    with pytest.raises(Trouble):
        open_all(bytes(data))


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(5)))
def test_another_order_is_noticed(order: list[int]) -> None:
    plain = bytes(range(250)) + bytes(4 * SMALL + 10 - 250)
    header, chunks = pieces(sealed(plain))
    data = header + b"".join(chunks[at] for at in order)
    if order == sorted(order):
        assert open_all(data) == plain
    else:
        with pytest.raises(Trouble):
            open_all(data)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_whole_chunks_missing_at_the_end_are_noticed(cut: int) -> None:
    header, chunks = pieces(sealed(bytes(4 * SMALL)))
    with pytest.raises(Trouble, match="changed or cut off"):
        open_all(header + b"".join(chunks[:-cut]))


def test_a_repeated_chunk_is_noticed() -> None:
    header, chunks = pieces(sealed(bytes(3 * SMALL)))
    with pytest.raises(Trouble):
        open_all(header + chunks[0] + b"".join(chunks))


def test_added_bytes_are_noticed() -> None:
    with pytest.raises(Trouble):
        open_all(sealed(b"words") + b"more")


def test_chunks_of_another_file_are_noticed() -> None:
    header, chunks = pieces(sealed(b"a" * 3 * SMALL))
    _, others = pieces(sealed(b"b" * 3 * SMALL))
    with pytest.raises(Trouble):
        open_all(header + chunks[0] + others[1] + chunks[2])


def test_a_file_in_the_place_of_another_is_noticed() -> None:
    with pytest.raises(Trouble, match="another file renamed"):
        list(opened(io.BytesIO(sealed(b"words")), KEY, purpose="another file"))


def test_another_key_is_named() -> None:
    other = BackupKey(secret=bytes(32))
    with pytest.raises(
        Trouble, match=f"made with the key {KEY.id.hex()}, and this is the key {other.id.hex()}"
    ):
        open_all(sealed(b"words"), other)


def test_the_same_words_are_never_sealed_alike() -> None:
    assert sealed(b"words") != sealed(b"words")


def test_a_key_survives_its_file_and_a_mistyped_one_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "backup.key"
    key = new_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_key(file) == key
    assert key.secret.hex() not in repr(key)
    text = file.read_text()
    file.write_text(text[:40] + ("A" if text[40] != "A" else "B") + text[41:])
    with pytest.raises(Trouble, match=r"damaged or mistyped|not a backup key"):
        read_key(file)
    with pytest.raises(Trouble, match="exists already"):
        new_key(file)


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "CHUNK", 256 * 1024)

    class Nowhere:
        def write(self, data: bytes) -> int:
            return len(data)

    tracemalloc.start()
    sealer = Sealer(Nowhere(), KEY, purpose="the file")
    for _ in range(400):
        sealer.write(bytes(100_000))
    sealer.close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2**20
