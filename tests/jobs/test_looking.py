"""The worker looks at what came in: it is scanned, opened apart, copied. Whatever happens, it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from limen.domain.documents.names import SealedFile
from limen.jobs import looking
from limen.jobs.looking import look_at_waiting
from limen.outside.looking.parent import Silent
from limen.outside.looking.port import PDF, PNG, Leaf
from limen.outside.storage.folder import FolderStore, place_of
from tests.cast import Cast
from tests.conftest import House
from tests.domain.documents.files import letter
from tests.jobs.nights import as_worker
from tests.outside.papers import huge_picture, pdf
from tests.outside.scanner import answering
from tests.workspaces.acting import ask

SAYS = "select state, trouble, scan, pages, tries from documents_version where id = %s"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def _received(
    store: FolderStore, cast: Cast, now: datetime, content: bytes, media_type: str = PDF
) -> tuple[UUID, SealedFile]:
    """A file that lies in the store and waits: its version, and how it lies there."""
    incoming = store.begin()
    incoming.write(content)
    incoming.keep()
    file = SealedFile(
        stored_as=incoming.stored_as, key=incoming.key, file_name="letter.pdf", media_type=media_type,
        size=len(content), digest=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    return letter(cast, now, file=file)[1], file


def _work(house: House, store: FolderStore, scanner: str = "") -> None:
    with as_worker(house):
        look_at_waiting(store, scanner, should_stop=lambda: False)


def _said(house: House, version_id: UUID) -> tuple[Any, ...]:
    return ask(house, SAYS, version_id)[0]


def _let_it_be_tried_again(house: House, version_id: UUID) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(
            "update documents_version set tried_at = tried_at - %s where id = %s",
            [looking.AGAIN_AFTER + timedelta(minutes=1), version_id],
        )


def _copies(store: FolderStore, *but: SealedFile) -> int:
    lying = [path for path in store.root.rglob("*") if path.is_file()]
    return len(lying) - len(but)


def test_pages_are_copied_and_the_original_stays_as_it_came(
    cast: Cast, now: datetime, house: House, store: FolderStore
) -> None:
    content = pdf("one", "two")
    version_id, file = _received(store, cast, now, content)
    _work(house, store)
    assert _said(house, version_id) == ("shown", "", "not_scanned", 2, 1)
    assert _copies(store, file) == 4, "a picture and a small one of each page"
    assert b"".join(store.read(file.stored_as, file.key)) == content
    key, picture = ask(
        house, "select copies_key, picture from documents_version v join documents_page p on"
        " p.version_id = v.id where v.id = %s and p.number = 1", version_id,
    )[0]  # fmt: skip
    assert b"".join(store.read(picture, bytes(key)))[8:12] == b"WEBP"
    assert bytes(key) != file.key


def test_it_says_what_it_did_once(cast: Cast, now: datetime, house: House, store: FolderStore) -> None:
    _received(store, cast, now, pdf("one"))
    for _ in range(2):
        _work(house, store)
    lines = ask(
        house, "select facts::json->>'state', facts::json->>'pages', by_id from journal_entry"
        " where kind = 'documents.looked_at' and case_id = %s", cast.case,
    )  # fmt: skip
    assert lines == [("shown", "1", None)]


@pytest.mark.parametrize(
    ("answer", "state", "scan", "trouble"),
    [
        (b"stream: OK\0", "shown", "clean", ""),
        (b"stream: Eicar-Test-Signature FOUND\0", "refused", "found", "malware"),
        (b"INSTREAM size limit exceeded. ERROR\0", "shown", "not_scanned", ""),
    ],
)
def test_it_is_scanned_where_there_is_a_scanner(
    answer: bytes, state: str, scan: str, trouble: str,
    cast: Cast, now: datetime, house: House, store: FolderStore,
) -> None:  # fmt: skip
    content = pdf("one")
    version_id, file = _received(store, cast, now, content)
    with answering(answer) as peer:
        _work(house, store, peer.address)
    assert content in peer.heard
    assert _said(house, version_id)[:3] == (state, trouble, scan)
    assert (_copies(store, file) == 0) is (state == "refused")


def test_while_the_scanner_is_away_files_wait(
    cast: Cast, now: datetime, house: House, store: FolderStore
) -> None:
    version_id, _file = _received(store, cast, now, pdf("one"))
    for _ in range(looking.MOST_TRIES + 2):
        _work(house, store, "127.0.0.1:1")
        _let_it_be_tried_again(house, version_id)
    assert _said(house, version_id)[:2] == ("waiting", "")
    with answering(b"stream: OK\0") as peer:
        _work(house, store, peer.address)
    assert _said(house, version_id)[:3] == ("shown", "", "clean")


def test_what_cannot_be_shown_says_why_and_leaves_no_copy(
    cast: Cast, now: datetime, house: House, store: FolderStore
) -> None:
    version_id, file = _received(store, cast, now, huge_picture(), PNG)
    _work(house, store)
    assert _said(house, version_id)[:2] == ("refused", "too_many_pixels")
    assert _copies(store, file) == 0


def test_a_file_that_ends_whoever_opens_it_three_times_is_not_shown(
    cast: Cast, now: datetime, house: House, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashes(*_args: object, **_how: object) -> Iterator[Leaf]:
        yield Leaf(text="as far as it came", picture=b"RIFF....WEBP", thumbnail=b"RIFF....WEBP")
        raise Silent("cut off")

    monkeypatch.setattr(looking, "look_at", crashes)
    version_id, file = _received(store, cast, now, pdf("one"))
    for tries in (1, 2):
        _work(house, store)
        assert _said(house, version_id) == ("waiting", "", "not_scanned", 0, tries)
        _let_it_be_tried_again(house, version_id)
    _work(house, store)
    assert _said(house, version_id)[:2] == ("refused", "failed")
    assert _copies(store, file) == 0, "copies of a look that failed are taken away"


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_bytes_that_were_lost_are_told(
    harm: str, cast: Cast, now: datetime, house: House, store: FolderStore
) -> None:
    version_id, file = _received(store, cast, now, pdf("one"))
    place = place_of(store.root, file.stored_as)
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(place.read_bytes()[:-1] + b"\x00")
    _work(house, store)
    assert _said(house, version_id)[:2] == ("refused", "lost")


def test_two_workers_do_not_look_at_one_file(
    cast: Cast, now: datetime, house: House, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    version_id, _file = _received(store, cast, now, pdf("one"))
    looked: list[UUID] = []
    real = looking.look_at_one

    def meanwhile(version: UUID, *args: Any, **how: Any) -> bool:
        looked.append(version)
        assert real(version, *args, **how)
        return real(version, *args, **how)

    monkeypatch.setattr(looking, "look_at_one", meanwhile)
    _work(house, store)
    assert version_id in looked
    assert _said(house, version_id)[-1] == 1


def test_the_worker_is_told_nothing_of_a_file_that_does_not_wait(
    cast: Cast, now: datetime, house: House, store: FolderStore
) -> None:
    version_id, _file = _received(store, cast, now, pdf("one"))
    _work(house, store)
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("set role limen_jobs")
        far = now + timedelta(days=900)
        taken = connection.execute(
            "select * from access.take_document(%s, %s, %s, %s)", [version_id, version_id, far, far]
        ).fetchall()
        assert taken == []
        for table in ("document", "version", "page", "mark"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(f"select from documents_{table}".encode())


def test_the_language_of_the_document_is_that_of_the_reader(
    cast: Cast, now: datetime, house: House, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def heard(_file: object, media_type: str, language: str) -> Iterator[Leaf]:
        asked.append((media_type, language))
        raise Silent("enough")
        yield Leaf(text="")

    monkeypatch.setattr(looking, "look_at", heard)
    _received(store, cast, now, pdf("one"))
    _work(house, store)
    assert (PDF, "tir") in asked
