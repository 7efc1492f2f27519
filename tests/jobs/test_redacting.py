"""A redacted copy holds nothing of what lay under its boxes: not as text, not in its streams, not as pixels,
not beside the pages, not in the search. The original stays as it is."""

from __future__ import annotations

import io
import zlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from limen.domain.documents.commands.redacting import ask_redaction, draw_box, end_box
from limen.domain.documents.names import Area, BoxReason, RedactionState
from limen.domain.documents.queries.files import original_of, picture_of
from limen.domain.documents.queries.redactions import RedactionCard, boxed, redactions_of
from limen.domain.documents.queries.searching import words_found
from limen.domain.documents.queries.sheets import document_sheet
from limen.foundation.refusals import Hidden, Refused
from limen.foundation.rows import acting_as
from limen.jobs import redacting
from limen.jobs.looking import look_at_waiting
from limen.jobs.redacting import make_waiting
from limen.outside.looking.covering import covered
from limen.outside.storage.folder import FolderStore
from tests.cast import ON, Cast
from tests.conftest import House
from tests.jobs.nights import as_worker, by_hand
from tests.jobs.test_looking import _received
from tests.outside.papers import pdf
from tests.workspaces.acting import ask

SECRET, OPEN = "Zakaria", "harbour"
# Of the words of a page of tests.outside.papers.pdf: near its top.
TOP = Area(left=50, top=20, right=950, bottom=200)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


@pytest.fixture
def letter(cast: Cast, now: datetime, house: House, store: FolderStore) -> tuple[UUID, UUID]:
    """A PDF with text, a script and another file inside: its document and its version, looked at."""
    content = pdf(f"{SECRET} lives here", OPEN, scripted=True, attached=True)
    version = _received(store, cast, now, content)[0]
    _look(house, store)
    [(document,)] = ask(house, "select document_id from documents_version where id = %s", version)
    return document, version


def _look(house: House, store: FolderStore) -> None:
    with as_worker(house):
        look_at_waiting(store, "", should_stop=lambda: False)


def _make(house: House, store: FolderStore) -> int:
    with as_worker(house):
        return make_waiting(store, should_stop=lambda: False)


def _drawn(cast: Cast, version: UUID, now: datetime, **other: Any) -> UUID:
    said: dict[str, Any] = {"page": 1, "area": TOP, "reason": BoxReason.OTHER_PERSON, "why": ""} | other
    return draw_box(version, **said, by=cast.berg.actor, at=now).box_id


def _asked(cast: Cast, version: UUID, boxes: list[UUID], now: datetime) -> UUID:
    return ask_redaction(
        version, boxes=boxes, title="Redacted copy", on=ON, by=cast.berg.actor, at=now
    ).redaction_id


def _card(cast: Cast, document: UUID, now: datetime) -> RedactionCard:
    with acting_as(cast.berg.actor):
        [card] = redactions_of(document, by=cast.berg.actor, at=now)
    return card


def _bytes(cast: Cast, document: UUID, store: FolderStore, now: datetime) -> bytes:
    with acting_as(cast.berg.actor):
        file = original_of(document, 1, by=cast.berg.actor, at=now)
    return b"".join(store.read(file.stored_as, file.key))


def _copied(cast: Cast, letter: tuple[UUID, UUID], now: datetime, house: House, store: FolderStore) -> UUID:
    document, version = letter
    _asked(cast, version, [_drawn(cast, version, now)], now)
    assert _make(house, store) == 1
    copy = _card(cast, document, now).copy_id
    assert copy is not None
    _look(house, store)
    return copy


def _inside(content: bytes) -> list[bytes]:
    """The file as it is, and every stream of it unpacked."""
    found = [content]
    for piece in content.split(b"stream")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(piece.lstrip(b"\r\n")))
        except zlib.error:
            continue
    return found


def _grey(content: bytes) -> Image.Image:
    """A picture of a page in shades of grey."""
    return Image.open(io.BytesIO(content)).convert("L")


def test_nothing_of_what_was_removed_is_in_the_copy(
    cast: Cast, letter: tuple[UUID, UUID], now: datetime, house: House, store: FolderStore
) -> None:
    original = _bytes(cast, letter[0], store, now)
    assert SECRET.encode() in b"".join(_inside(original)), "the test can find it where it is"
    content = _bytes(cast, _copied(cast, letter, now, house, store), store, now)
    for piece in _inside(content):
        for form in (SECRET.encode(), SECRET.encode("utf-16-be"), SECRET.encode().hex().encode()):
            assert form.lower() not in piece.lower()
        assert b"/JavaScript" not in piece
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert not reader.attachments
    assert reader.xmp_metadata is None
    assert not {"/Title", "/Author", "/Subject", "/Keywords"} & set(reader.metadata or {})
    assert not reader.outline
    assert [page.extract_text().strip() for page in reader.pages] == ["", ""]
    assert not any("/Annots" in page for page in reader.pages)
    assert _bytes(cast, letter[0], store, now) == original


def test_the_pixels_under_a_box_are_black_and_those_beside_it_are_not(
    cast: Cast, letter: tuple[UUID, UUID], now: datetime, house: House, store: FolderStore
) -> None:
    content = _bytes(cast, _copied(cast, letter, now, house, store), store, now)
    made = pdfium.PdfDocument(content)
    assert len(made) == 2
    first = made[0].render(scale=150 / 72).to_pil().convert("L")
    left, top, right, bottom = covered((50, 20, 950, 200), *first.size)
    under = first.crop((left + 8, top + 8, right - 8, bottom - 8)).getextrema()
    assert under[1] < 12, "black all over, no shade of a letter"
    assert first.crop((0, bottom + 16, *first.size)).getextrema()[0] > 240, "the rest is paper"
    second = made[1].render(scale=150 / 72).to_pil().convert("L")
    assert second.getextrema()[0] < 100, "the page without a box has its words"
    assert second.crop((left, 0, right, bottom)).getextrema()[1] > 240


def test_the_copies_that_limen_draws_and_searches_hold_nothing_of_it(
    cast: Cast, letter: tuple[UUID, UUID], now: datetime, house: House, store: FolderStore
) -> None:
    copy = _copied(cast, letter, now, house, store)
    by: Any = {"by": cast.berg.actor, "at": now}
    rows = ask(house, "select text from documents_page where version_id in"
               " (select id from documents_version where document_id = %s)", copy)  # fmt: skip
    assert len(rows) == 2
    assert SECRET.lower() not in str(rows).lower()
    with acting_as(cast.berg.actor):
        hits = words_found(cast.case, SECRET, **by)
        assert {hit.document_id for hit in hits} == {letter[0]}
        for is_small in (False, True):
            stored_as, key = picture_of(copy, 1, 1, is_small=is_small, **by)
            drawn = _grey(b"".join(store.read(stored_as, key)))
            left, top, right, bottom = covered((50, 20, 950, 200), *drawn.size)
            inner = (left + 20, top + 4, right - 20, bottom - 18)
            assert max(drawn.crop(inner).tobytes()) < 40
        sheet = document_sheet(copy, **by)
    assert (sheet.document.title, sheet.versions[0].file_name) == ("Redacted copy", "redacted.pdf")
    assert sheet.document.compartment == "general"


def test_it_is_made_once_of_the_boxes_that_were_looked_at(
    cast: Cast, letter: tuple[UUID, UUID], now: datetime, house: House, store: FolderStore
) -> None:
    document, version = letter
    first = _drawn(cast, version, now)
    second = _drawn(cast, version, now, page=2)
    with pytest.raises(Refused) as refused:
        _asked(cast, version, [first], now)
    assert {one.code for one in refused.value.obstacles} == {"changed"}
    end_box(second, by=cast.berg.actor, at=now)
    with pytest.raises(Refused):
        _asked(cast, version, [first, second], now)
    _asked(cast, version, [first], now)
    end_box(first, by=cast.berg.actor, at=now)
    assert (_make(house, store), _make(house, store)) == (1, 0)
    card = _card(cast, document, now)
    assert (card.state, card.original_id, card.boxes) == (RedactionState.MADE, document, 1)
    assert card.copy_id is not None
    made = pdfium.PdfDocument(_bytes(cast, card.copy_id, store, now))
    assert made[0].render().to_pil().convert("L").crop((300, 80, 340, 90)).getextrema()[1] < 12
    lines = ask(house, "select kind, by_id from journal_entry where kind in ('documents.redaction_asked',"
                " 'documents.redacted') and case_id = %s order by seq", cast.case)  # fmt: skip
    assert lines == [("documents.redaction_asked", cast.berg.id), ("documents.redacted", None)]


def test_what_cannot_be_made_is_given_up_after_three_tries(
    cast: Cast, letter: tuple[UUID, UUID], now: datetime, house: House, store: FolderStore
) -> None:
    document, version = letter
    _asked(cast, version, [_drawn(cast, version, now)], now)
    with acting_as(cast.berg.actor):
        store.remove(picture_of(document, 1, 2, by=cast.berg.actor, at=now)[0])
    for state in ("waiting", "waiting", "failed"):
        _make(house, store)
        assert _card(cast, document, now).state == state
        by_hand(house, "update documents_redaction set tried_at = tried_at - %s where version_id = %s",
                redacting.AGAIN_AFTER + timedelta(minutes=1), version)  # fmt: skip
    assert _card(cast, document, now).copy_id is None


def test_boxes_are_refused_where_nothing_can_be_covered_and_hidden_from_others(
    cast: Cast, letter: tuple[UUID, UUID], now: datetime
) -> None:
    document, version = letter
    for other, code in (
        ({"page": 3}, "page"),
        ({"area": Area(left=10, top=10, right=10, bottom=20)}, "area"),
        ({"reason": BoxReason.OTHER}, "why"),
    ):
        with pytest.raises(Refused) as refused:
            _drawn(cast, version, now, **other)
        assert {one.code for one in refused.value.obstacles} == {code}
    box = _drawn(cast, version, now)
    with acting_as(cast.berg.actor):
        assert [one.id for one in boxed(document, 1, by=cast.berg.actor, at=now).boxes] == [box]
    for act in (
        lambda: end_box(box, by=cast.elio.actor, at=now),
        lambda: ask_redaction(version, boxes=[box], title="x", on=ON, by=cast.elio.actor, at=now),
    ):
        with pytest.raises(Hidden):
            act()
