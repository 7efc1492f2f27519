"""Files in a real object store (SeaweedFS), over the S3 protocol: sealed, found only when kept, none lost
when it is killed."""

from __future__ import annotations

import os
import secrets
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from limen.outside.storage.bucket import PART, Bucket, BucketStore
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Damaged, NotThere, Unreachable
from limen.outside.storage.sealing import HEADER, PIECE
from ops.yard import Yard, missing

NAME = "files"
# botocore's own, about its own dependencies.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore.*")


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """A store that runs."""
    if why := missing("s3"):
        pytest.skip(why)
    with Yard(tmp_path_factory.mktemp("yard"), password=secrets.token_hex(16)) as running:
        running.start("s3")
        _client(running).create_bucket(Bucket=NAME)
        yield running


def _client(yard: Yard) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{yard.port('s3')}",
        region_name="us-east-1",
        aws_access_key_id="limen",
        aws_secret_access_key=yard.values["password"],
    )


@pytest.fixture
def bucket(yard: Yard) -> Bucket:
    """A part of the bucket that is this test's."""
    return Bucket(
        name=NAME,
        prefix=f"{secrets.token_hex(4)}/",
        endpoint=f"http://127.0.0.1:{yard.port('s3')}",
        key="limen",
        secret=yard.values["password"],
    )


@pytest.fixture
def store(bucket: Bucket) -> BucketStore:
    return BucketStore(bucket)


def _names(yard: Yard, bucket: Bucket) -> list[str]:
    listed = _client(yard).list_objects_v2(Bucket=bucket.name, Prefix=bucket.prefix)
    return [str(one["Key"]) for one in listed.get("Contents", ())]


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, PART - 1, 2 * PART + 12_345])
def test_what_was_written_is_read_from_any_byte(store: BucketStore, size: int) -> None:
    content = os.urandom(size)
    incoming = store.begin()
    for start in range(0, size, 100_000):
        incoming.write(content[start : start + 100_000])
    incoming.keep()
    assert b"".join(store.read(incoming.stored_as, incoming.key)) == content
    for start in {0, size // 3, size // 2, max(size - 1, 0)}:
        assert b"".join(store.read(incoming.stored_as, incoming.key, start)) == content[start:]


def test_whoever_holds_the_store_reads_nothing(yard: Yard, store: BucketStore, bucket: Bucket) -> None:
    incoming = store.begin()
    incoming.write(b"Amina Haddad " * 1000)
    incoming.keep()
    assert _names(yard, bucket) == [bucket.place_of(incoming.stored_as)]
    there = _client(yard).get_object(Bucket=bucket.name, Key=bucket.place_of(incoming.stored_as))
    assert b"Amina" not in there["Body"].read()


def test_a_change_in_the_store_is_noticed(yard: Yard, store: BucketStore, bucket: Bucket) -> None:
    incoming = store.begin()
    incoming.write(os.urandom(3 * PIECE))
    incoming.keep()
    place = {"Bucket": bucket.name, "Key": bucket.place_of(incoming.stored_as)}
    sealed = bytearray(_client(yard).get_object(**place)["Body"].read())
    sealed[HEADER + PIECE + 40] ^= 1
    _client(yard).put_object(**place, Body=bytes(sealed))
    with pytest.raises(Damaged):
        b"".join(store.read(incoming.stored_as, incoming.key))


def test_reading_the_end_of_a_file_fetches_only_the_end(store: BucketStore) -> None:
    incoming = store.begin()
    incoming.write(os.urandom(8 * PIECE))
    incoming.keep()
    tracemalloc.start()
    try:
        found = b"".join(store.read(incoming.stored_as, incoming.key, 8 * PIECE - 10))
        assert len(found) == 10
        assert tracemalloc.get_traced_memory()[1] < 4 * PIECE
    finally:
        tracemalloc.stop()


def test_nobody_finds_what_was_not_kept(yard: Yard, store: BucketStore, bucket: Bucket) -> None:
    incoming = store.begin()
    incoming.write(os.urandom(2 * PART))
    with pytest.raises(NotThere):
        store.read(incoming.stored_as, incoming.key)
    assert _names(yard, bucket) == []
    incoming.drop()
    assert store.sweep(at=datetime.now(UTC) + timedelta(days=2)) == 0


def test_dropping_after_keeping_and_removing_twice_do_no_harm(store: BucketStore) -> None:
    incoming = store.begin()
    incoming.write(b"x")
    incoming.keep()
    incoming.drop()
    assert b"".join(store.read(incoming.stored_as, incoming.key)) == b"x"
    store.remove(incoming.stored_as)
    store.remove(incoming.stored_as)
    with pytest.raises(NotThere):
        store.read(incoming.stored_as, incoming.key)


def test_a_store_that_dies_in_the_middle_loses_nothing_and_says_so(
    yard: Yard, store: BucketStore, bucket: Bucket
) -> None:
    before = store.begin()
    before.write(b"was acknowledged")
    before.keep()
    half = store.begin()
    half.write(os.urandom(PART + PIECE))
    yard.kill("s3")
    half.write(os.urandom(PART + PIECE))  # is heard to the end
    with pytest.raises(Unreachable):
        half.keep()
    half.drop()
    with pytest.raises(Unreachable):
        store.read(before.stored_as, before.key)
    small = store.begin()
    small.write(b"never arrived")
    with pytest.raises(Unreachable):
        small.keep()
    yard.start("s3")
    assert b"".join(store.read(before.stored_as, before.key)) == b"was acknowledged"
    for lost in (half, small):
        with pytest.raises(NotThere):
            store.read(lost.stored_as, lost.key)
    assert store.sweep(at=datetime.now(UTC)) == 0
    assert store.sweep(at=datetime.now(UTC) + timedelta(days=2)) == 1
    assert _names(yard, bucket) == [bucket.place_of(before.stored_as)]


def test_a_wrong_key_is_told_without_repeating_it(bucket: Bucket) -> None:
    other = Bucket(name=bucket.name, endpoint=bucket.endpoint, key="limen", secret="wrong" * 8)
    incoming = BucketStore(other).begin()
    incoming.write(b"x")
    with pytest.raises(Unreachable) as told:
        incoming.keep()
    assert "wrong" not in str(told.value)


def test_the_setting_chooses_the_store(bucket: Bucket, tmp_path: Path) -> None:
    chosen = store_of({"name": bucket.name, "endpoint": bucket.endpoint})
    assert isinstance(chosen, BucketStore)
    assert not isinstance(store_of(tmp_path), BucketStore)
