"""Files in an object store that speaks S3. They are sealed before they leave: the store learns ids and sizes.

What is being written is a multipart upload, which nobody finds before it is completed; small files are put at
once. Needs boto3 (`pip install limen[s3]`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, BinaryIO, TypeVar, cast
from uuid import UUID, uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from limen.outside.storage.port import NotThere, Unreachable
from limen.outside.storage.sealing import KEY_BYTES, PIECE, Seal, new_header, pieces_in

PART = 8 * 1024 * 1024  # bytes of one part of a long upload; the least that S3 takes is 5 MiB
LEFT_BEHIND = timedelta(days=1)  # after this, what was begun and never kept belongs to nobody
ATTEMPTS = 3  # to go on reading where a connection broke
_GONE = frozenset({"NoSuchKey", "404", "NotFound", "NoSuchUpload"})
_BROKEN = (BotoCoreError, ClientError, HTTPClientError, OSError)

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """Where, and who we are there. Without `endpoint` it is Amazon's."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    key: str = ""
    secret: str = field(default="", repr=False)

    def place_of(self, stored_as: UUID) -> str:
        """The name of a file's object."""
        return f"{self.prefix}{stored_as.hex}"


class BucketStore:
    """A bucket. Raises `Unreachable` where a folder would raise `OSError`."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    def begin(self, key: bytes | None = None) -> IncomingObject:
        """A new file, under a key of its own or under one that is given."""
        return IncomingObject(self.bucket, key or secrets.token_bytes(KEY_BYTES))

    def read(self, stored_as: UUID, key: bytes, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file from one on, piece by piece; of the pieces before, nothing is fetched. Raises
        `NotThere` and `Unreachable` at once, `Damaged` and `Unreachable` while it is read."""
        file = _Object(self.bucket, self.bucket.place_of(stored_as))
        file.open()
        return pieces_in(cast(BinaryIO, file), key, stored_as, start)

    def remove(self, stored_as: UUID) -> None:
        """Take a file away for good."""
        place = {"Bucket": self.bucket.name, "Key": self.bucket.place_of(stored_as)}
        _asked(lambda: _client(self.bucket).delete_object(**place))

    def sweep(self, *, at: datetime) -> int:
        """Take away what was begun a day ago and never kept; how many files."""
        client, gone = _client(self.bucket), 0
        pages = client.get_paginator("list_multipart_uploads")
        asked = {"Bucket": self.bucket.name, "Prefix": self.bucket.prefix}
        for page in _asked(lambda: list(pages.paginate(**asked))):
            for upload in page.get("Uploads", ()):
                if upload["Initiated"] < at - LEFT_BEHIND:
                    with suppress(NotThere):
                        _abort(self.bucket, upload["Key"], upload["UploadId"])
                        gone += 1
        return gone


class IncomingObject:
    """A file that is being written. At most one part of it is in memory."""

    def __init__(self, bucket: Bucket, key: bytes) -> None:
        self.stored_as, self.key = uuid4(), key
        self._bucket, self._place = bucket, bucket.place_of(self.stored_as)
        header = new_header()
        self._seal = Seal(header, key, self.stored_as)
        self._sealed, self._waiting, self._number = bytearray(header), bytearray(), 0
        self._upload, self._parts, self._broken = "", list[dict[str, Any]](), ""

    def write(self, data: bytes) -> None:
        """Seal the next bytes. When the store does not take them, `keep` says so: who sends a file is heard
        to the end."""
        if self._broken:
            return
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._close_piece(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        if len(self._sealed) >= PART:
            try:
                self._send_part()
            except Unreachable as error:
                self._broken = str(error)
                self._sealed.clear()
                self._waiting.clear()

    def keep(self) -> None:
        """Make it last: the store has said that it has it. Raises `Unreachable`; then nobody finds it."""
        if self._broken:
            raise Unreachable(self._broken)
        self._close_piece(bytes(self._waiting), is_last=True)
        self._waiting.clear()
        place = {"Bucket": self._bucket.name, "Key": self._place}
        client = _client(self._bucket)
        if not self._upload:
            _asked(lambda: client.put_object(**place, Body=bytes(self._sealed)))
        else:
            self._send_part()
            parts = {"Parts": self._parts}
            _asked(
                lambda: client.complete_multipart_upload(
                    **place, UploadId=self._upload, MultipartUpload=parts
                )
            )
        self._upload, self._sealed = "", bytearray()

    def drop(self) -> None:
        """Forget it. Does nothing to a file that was kept; what cannot be reached now is swept later."""
        if self._upload:
            with suppress(NotThere, Unreachable):
                _abort(self._bucket, self._place, self._upload)
            self._upload = ""

    def _close_piece(self, piece: bytes, *, is_last: bool) -> None:
        self._sealed += self._seal.closed(piece, self._number, is_last=is_last)
        self._number += 1

    def _send_part(self) -> None:
        client, place = _client(self._bucket), {"Bucket": self._bucket.name, "Key": self._place}
        if not self._upload:
            self._upload = str(_asked(lambda: client.create_multipart_upload(**place))["UploadId"])
        number, body = len(self._parts) + 1, bytes(self._sealed)
        sent = _asked(
            lambda: client.upload_part(**place, UploadId=self._upload, PartNumber=number, Body=body)
        )
        self._parts.append({"ETag": sent["ETag"], "PartNumber": number})
        self._sealed.clear()


class _Object:
    """An object as a file that is read forwards; where the connection breaks, it goes on at the same byte."""

    def __init__(self, bucket: Bucket, place: str) -> None:
        self._bucket, self._place, self._at, self._size = bucket, place, 0, -1
        self._body: Any = None

    def open(self) -> None:
        """Begin to read where we are. Raises `NotThere`, `Unreachable`."""
        found = _asked(
            lambda: _client(self._bucket).get_object(
                Bucket=self._bucket.name, Key=self._place, Range=f"bytes={self._at}-"
            )
        )
        self._size = int(str(found["ContentRange"]).rpartition("/")[2])
        self._body = found["Body"]

    def seek(self, offset: int, whence: int) -> None:
        """So many bytes further on; nothing of what lies between is fetched."""
        if offset:
            self._at += offset
            self._close()

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        found = bytearray()
        for attempt in range(ATTEMPTS):
            try:
                while len(found) < size and self._at + len(found) < self._size:
                    if self._body is None:
                        self._at, before = self._at + len(found), self._at
                        try:
                            self.open()
                        finally:
                            self._at = before
                    piece = self._body.read(size - len(found))
                    if not piece:
                        raise Unreachable("the store ended in the middle")
                    found += piece
                break
            except _BROKEN as error:
                self._close()
                if attempt == ATTEMPTS - 1:
                    raise Unreachable(type(error).__name__) from error
        self._at += len(found)
        return bytes(found)

    def _close(self) -> None:
        if self._body is not None:
            self._body.close()
        self._body = None


def _abort(bucket: Bucket, place: str, upload: str) -> None:
    _asked(lambda: _client(bucket).abort_multipart_upload(Bucket=bucket.name, Key=place, UploadId=upload))


def _asked(question: Callable[[], T]) -> T:
    """Ask the store, and say in our words what went wrong: no message of its own, which may repeat names."""
    try:
        return question()
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise NotThere(code) from None
        raise Unreachable(f"the object store said {code}") from error
    except _BROKEN as error:
        raise Unreachable(f"the object store did not answer ({type(error).__name__})") from error


@lru_cache(maxsize=4)
def _client(bucket: Bucket) -> Any:
    """One client for all threads, which may share it."""
    return boto3.client(
        "s3",
        endpoint_url=bucket.endpoint or None,
        region_name=bucket.region,
        aws_access_key_id=bucket.key or None,
        aws_secret_access_key=bucket.secret or None,
        config=Config(
            connect_timeout=3,
            read_timeout=30,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            # A bucket in the path and not in the name of the host: every store understands it.
            s3={"addressing_style": "path"} if bucket.endpoint else {},
        ),
    )
