"""The files that come with a catalogue: chosen one by one or in archives, each sealed under a key of its own
before anybody looks at it."""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from lzma import LZMAError
from typing import IO
from uuid import UUID
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import gettext as _

from limen.domain.country.names import Archived
from limen.domain.country.rules import MOST_LINES
from limen.foundation.refusals import Obstacle, Refused
from limen.outside.looking.parent import in_memory
from limen.outside.looking.sniffing import HEAD
from limen.outside.storage.chosen import store_of
from limen.web.documents.uploading import SealedUpload

MOST_OF_CATALOGUE = 512 * 1024
CATALOGUES = ("catalogue.csv", "catalogue.yaml", "catalogue.yml")
_BROKEN = (BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error, LZMAError, OSError)
_PIECE = 1024 * 1024


@dataclass
class Came:
    """What came: files by their names, and why some could not be unpacked. Nothing is kept of them until
    `keep` is asked for one."""

    files: dict[str, SealedUpload] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    kept: list[UUID] = field(default_factory=list)

    def named(self, name: str) -> str:
        """Under which name a file came that a catalogue calls so: without its folder where only one can be
        meant. Empty when it did not come."""
        if name in self.files or name in self.troubles:
            return name
        last = name.rpartition("/")[2]
        near = [one for one in (*self.files, *self.troubles) if one.rpartition("/")[2] == last]
        return near[0] if len(near) == 1 and "/" not in name else ""

    def keep(self, name: str) -> Archived:
        """Make a file last."""
        sealed = self.files[name].kept()
        self.kept.append(sealed.stored_as)
        return Archived(
            stored_as=sealed.stored_as,
            key=sealed.key,
            file_name=name,
            media_type=sealed.media_type,
            size=sealed.size,
            digest=sealed.digest,
        )

    def catalogue(self) -> tuple[str, bytes] | None:
        """The catalogue where it came among them; then it is none of the files."""
        for name in self.files:
            if name.rpartition("/")[2].casefold() in CATALOGUES:
                content = _content(self.files.pop(name), most=MOST_OF_CATALOGUE)
                return name.rpartition("/")[2], content
        return None


@contextmanager
def came(sent: Sequence[SealedUpload]) -> Iterator[Came]:
    """The files that were sent, those in archives among them. Whatever was not kept is forgotten at the end,
    and everything when the act does not happen. Raises `Refused`."""
    found, store = Came(), store_of(settings.FILES)
    try:
        left: int = settings.CATALOGUE_LIMIT
        for one in sent:
            left -= one.size or 0
            if left < 0:
                raise _too_large()
            if one.is_archive:
                left -= _unpack(one, found, left)
            else:
                found.files[_called(str(one.name or ""))] = one
            if len(found.files) + len(found.troubles) > MOST_LINES + 1:
                raise _too_many()
        yield found
    except BaseException:
        for stored_as in found.kept:
            store.remove(stored_as)
        raise
    finally:
        for one in found.files.values():
            one.close()


def _unpack(sent: SealedUpload, found: Came, left: int) -> int:
    """Seal what is in an archive; how many bytes that is. Sizes are as the archive says them; `read` gives no
    more than that."""
    with _opened(sent) as opened:
        try:
            archive = ZipFile(opened)
        except _BROKEN as error:
            says = _("%(name)s is not a zip that can be read.") % {"name": sent.name}
            raise Refused([Obstacle("archive", says)]) from error
        with archive:
            inside = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
            unpacked: int = sum(one.file_size for one in inside)
            if unpacked > left:
                raise _too_large()
            if len(inside) > MOST_LINES + 1:
                raise _too_many()
            for one in inside:
                name = _called(one.filename)
                try:
                    found.files[name] = _sealed(archive, one)
                except _BROKEN:
                    found.troubles[name] = _("It could not be unpacked: it is damaged, or has a password.")
            return unpacked


def _sealed(archive: ZipFile, one: ZipInfo) -> SealedUpload:
    incoming = store_of(settings.FILES).begin()
    digest, head = hashlib.sha256(), b""
    try:
        with archive.open(one) as opened:
            while piece := opened.read(_PIECE):
                head = head or piece[:HEAD]
                digest.update(piece)
                incoming.write(piece)
    except BaseException:
        incoming.drop()
        raise
    return SealedUpload(incoming, name=one.filename, size=one.file_size, head=head, digest=digest.hexdigest())


@contextmanager
def _opened(sent: SealedUpload) -> Iterator[IO[bytes]]:
    """A sealed file to be read now, of which nothing lasts."""
    store = store_of(settings.FILES)
    sent.last()
    try:
        with in_memory(store.read(sent.stored_as, sent.key)) as opened:
            yield opened
    finally:
        store.remove(sent.stored_as)


def _content(sent: SealedUpload, *, most: int) -> bytes:
    if (sent.size or 0) > most:
        raise Refused([Obstacle("catalogue", catalogue_too_large())])
    sent.last()
    store = store_of(settings.FILES)
    try:
        return b"".join(store.read(sent.stored_as, sent.key))
    finally:
        store.remove(sent.stored_as)


def catalogue_too_large() -> str:
    """What is said of a catalogue that is too large."""
    return _("The catalogue is larger than %(count)d kB. Send it in parts.") % {
        "count": MOST_OF_CATALOGUE // 1024
    }


def _called(name: str) -> str:
    """The name of a file, as those of a catalogue are compared with it."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").strip().removeprefix("./"))


def _is_litter(name: str) -> bool:
    """What systems put into archives beside what was meant."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] in ("Thumbs.db", "desktop.ini")


def _too_large() -> Refused:
    most = settings.CATALOGUE_LIMIT // (1024 * 1024)
    says = _("The files are larger than %(count)d MB together. Send them in parts.") % {"count": most}
    return Refused([Obstacle("too_large", says)])


def _too_many() -> Refused:
    says = _("There are more than %(count)d files. Send them in parts.") % {"count": MOST_LINES}
    return Refused([Obstacle("too_many", says)])
