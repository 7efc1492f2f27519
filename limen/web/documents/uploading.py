"""Files on their way in: sealed while they are still being received, so that nothing lies in the clear, and
no more than the limit of one file is kept of any."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from limen.domain.documents.names import SealedFile
from limen.domain.documents.rules import not_taken, too_large
from limen.foundation.refusals import Obstacle
from limen.outside.looking.sniffing import HEAD, sniffed
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Incoming

FIELD = "sent"
# The pages that receive files, and the setting that says how large one may be.
PAGES = {
    "document_receive": "FILE_LIMIT",
    "document_add_version": "FILE_LIMIT",
    "country_keep": "FILE_LIMIT",
    "country_follow": "FILE_LIMIT",
    "country_deliver": "CATALOGUE_LIMIT",
    "interview_add_recording": "SOUND_LIMIT",
}
if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile


class SealedUpload(Upload):
    """A file that lies in the store and was not kept yet. When the request is over it is gone, unless it
    was."""

    def __init__(self, incoming: Incoming, *, name: str, size: int, head: bytes, digest: str) -> None:
        super().__init__(file=None, name=name, size=size)
        self.stored_as, self.key, self.head, self.digest = incoming.stored_as, incoming.key, head, digest
        self._incoming = incoming

    def obstacle(self) -> Obstacle | None:
        """Why it is not taken, if it is not."""
        called = str(self.name or "")
        if (self.size or 0) > settings.FILE_LIMIT:
            return too_large(called, settings.FILE_LIMIT)
        found = sniffed(self.head, called)
        return not_taken(found.not_taken, called) if found.not_taken else None

    @property
    def is_archive(self) -> bool:
        """Whether it is a .zip of other files."""
        return self.head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and str(self.name).casefold().endswith(
            ".zip"
        )

    def kept(self) -> SealedFile:
        """The file, made to last."""
        found = sniffed(self.head, str(self.name or ""))
        self.last()
        return SealedFile(
            stored_as=self.stored_as,
            key=self.key,
            file_name=str(self.name or ""),
            media_type=found.media_type,
            size=self.size or 0,
            digest=self.digest,
            name_lies=found.name_lies,
        )

    def last(self) -> None:
        """Keep the bytes, whatever they are."""
        self._incoming.keep()

    def close(self) -> None:
        """Forget it, unless it was kept."""
        self._incoming.drop()


class SealedUploads(FileUploadHandler):
    """Seals what is sent to the pages that receive documents; leaves every other page to the others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._incoming: Incoming | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        match = self.request.resolver_match if self.request else None
        self._incoming = None
        limit = PAGES.get(match.url_name or "") if match else None
        if limit is None or self.field_name != FIELD:
            return
        self._limit: int = getattr(settings, limit)
        self._incoming = store_of(settings.FILES).begin()
        self._digest, self._head, self._size = hashlib.sha256(), b"", 0
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Seal the next bytes; beyond the limit they are only counted."""
        if self._incoming is None:
            return raw_data
        self._size += len(raw_data)
        self._head += raw_data[: HEAD - len(self._head)]
        if self._size <= self._limit:
            self._digest.update(raw_data)
            self._incoming.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """The file, as the form will have it."""
        if self._incoming is None:
            return None
        return SealedUpload(
            self._incoming,
            name=self.file_name or "",
            size=self._size,
            head=self._head,
            digest=self._digest.hexdigest(),
        )

    def upload_interrupted(self) -> None:
        """The connection broke: nothing is left of the file."""
        if self._incoming is not None:
            self._incoming.drop()
