"""The worker makes bundles of the copies: cover, index with links, outline, running numbers. Read back from
the PDF itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from limen.domain.documents.commands.bundling import Cover, ask_bundle
from limen.domain.documents.queries.bundles import bundle_card, file_of_bundle
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Hidden, Refused
from limen.foundation.rows import acting_as
from limen.jobs import binding
from limen.jobs.binding import make_waiting
from limen.jobs.looking import look_at_waiting
from limen.outside.printing import CannotPrint, Typesetter
from limen.outside.storage.folder import FolderStore
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.documents.files import described, letter
from tests.jobs.nights import as_worker, by_hand
from tests.jobs.test_looking import _received
from tests.outside.papers import pdf
from tests.workspaces.acting import ask

COVER = Cover(
    title="For the court", office="Office of Protection", reference="AP-1", language="en", time_zone="UTC"
)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


@pytest.fixture
def papers(cast: Cast, now: datetime, house: House, store: FolderStore) -> list[UUID]:
    """Two letters that were looked at, of two pages and of one; their words are drawn, and beside them."""
    versions = [
        _received(store, cast, now, content)[0]
        for content in (pdf("river alpha", "river beta"), pdf("harbour gamma"))
    ]
    with as_worker(house):
        look_at_waiting(store, "", should_stop=lambda: False)
    statement = "select document_id from documents_version where id = %s"
    return [ask(house, statement, version)[0][0] for version in versions]


def _asked(cast: Cast, papers: Sequence[UUID], by: Player, at: datetime) -> UUID:
    return ask_bundle(cast.case, documents=papers, cover=COVER, by=by.actor, at=at).bundle_id


def _make(house: House, store: FolderStore) -> int:
    with as_worker(house):
        return make_waiting(store, should_stop=lambda: False)


def _file(bundle_id: UUID, store: FolderStore, by: Player, at: datetime) -> bytes:
    with acting_as(by.actor):
        file = file_of_bundle(bundle_id, by=by.actor, at=at)
    return b"".join(store.read(file.stored_as, file.key))


def _texts(made: pdfium.PdfDocument) -> list[str]:
    said = (page.get_textpage().get_text_range() for page in made)
    return [" ".join(text.split()).translate(dict.fromkeys((0x2068, 0x2069))) for text in said]


def _links(made: pdfium.PdfDocument, number: int) -> set[int]:
    """The pages to which links on a page lead."""
    found, page = set[int](), made[number]
    place, link = pdfium_c.c_int(0), pdfium_c.FPDF_LINK()
    while pdfium_c.FPDFLink_Enumerate(page, place, link):
        target = pdfium_c.FPDFLink_GetDest(made, link)
        if not target:
            target = pdfium_c.FPDFAction_GetDest(made, pdfium_c.FPDFLink_GetAction(link))
        found.add(pdfium_c.FPDFDest_GetDestPageIndex(made, target))
    return found


def test_it_has_a_cover_an_index_that_leads_and_numbers_on_every_page(
    cast: Cast, papers: list[UUID], now: datetime, house: House, store: FolderStore
) -> None:
    bundle_id = _asked(cast, papers[::-1], cast.berg, now)
    assert _make(house, store) == 1
    made = pdfium.PdfDocument(_file(bundle_id, store, cast.berg, now))
    cover, index, *pages = _texts(made)
    assert len(made) == 5
    for said in ("For the court", "AP-1", "Put together by: Berg", "2 documents on 3 pages"):
        assert said in cover
    assert "Document 1 Letter of the aunt" in index
    assert "Document 2 Letter of the aunt" in index
    assert _links(made, 1) == {2, 3}
    assert [(one.get_title(), one.get_dest().get_index()) for one in made.get_toc()] == [
        ("Documents in this bundle", 1),
        ("Document 1: \u2068Letter of the aunt\u2069", 2),
        ("Document 2: \u2068Letter of the aunt\u2069", 3),
    ]
    marks = ["Document 1, page 1 of 1", "Document 2, page 1 of 2", "Document 2, page 2 of 2"]
    for number, (text, mark) in enumerate(zip(pages, marks, strict=True), start=3):
        assert f"{number} / 5" in text
        assert mark in text
    assert not any("river" in text or "harbour" in text for text in pages), "pictures, never the original"


def test_it_says_how_far_it_is_and_is_made_once(
    cast: Cast, papers: list[UUID], now: datetime, house: House, store: FolderStore
) -> None:
    bundle_id = _asked(cast, papers, cast.berg, now)
    with acting_as(cast.berg.actor):
        card = bundle_card(bundle_id, by=cast.berg.actor, at=now)
    assert (card.state, card.done, card.pages) == ("waiting", 0, 3)
    assert (_make(house, store), _make(house, store)) == (1, 0)
    with acting_as(cast.berg.actor):
        card = bundle_card(bundle_id, by=cast.berg.actor, at=now)
    assert (card.state, card.done) == ("made", 3)
    lines = ask(
        house, "select kind, by_id from journal_entry where kind like 'documents.bundle%%' and case_id = %s"
        " order by seq", cast.case,
    )  # fmt: skip
    assert lines == [("documents.bundle_asked", cast.berg.id), ("documents.bundle_made", None)]


def test_it_closes_with_a_compartment_that_is_in_it(
    cast: Cast, now: datetime, house: House, store: FolderStore
) -> None:
    medic = clear(house.admin_dsn, cast.costa, "medical")
    letter(cast, now, by=medic, compartment=Compartment.MEDICAL, said=described(title="Findings"))
    document, version = letter(cast, now, by=medic, compartment=Compartment.MEDICAL)
    by_hand(house, "update documents_version set state = 'shown', pages = 1 where id = %s", version)
    with pytest.raises(Refused) as refused:
        _asked(cast, [document], cast.berg, now)
    assert {one.code for one in refused.value.obstacles} == {"not_shown"}
    bundle_id = _asked(cast, [document], medic, now)
    [row] = ask(house, "select compartment from journal_entry where kind = 'documents.bundle_asked'"
                " and case_id = %s", cast.case)  # fmt: skip
    assert row == ("medical",)
    for player in (cast.berg, cast.costa, cast.elio):
        with acting_as(player.actor), pytest.raises(Hidden):
            bundle_card(bundle_id, by=player.actor, at=now)


def test_what_cannot_be_made_is_given_up_after_three_tries(
    cast: Cast, papers: list[UUID], now: datetime, house: House, store: FolderStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def fails(*_args: Any) -> bytes:
        raise CannotPrint("no")

    monkeypatch.setattr(Typesetter, "bundle", fails)
    bundle_id = _asked(cast, papers, cast.berg, now)
    for state in ("waiting", "waiting", "failed"):
        _make(house, store)
        found = ask(house, "select state, stored_as from documents_bundle where id = %s", bundle_id)
        assert found == [(state, None)]
        by_hand(
            house, "update documents_bundle set tried_at = tried_at - %s where id = %s",
            binding.AGAIN_AFTER + timedelta(minutes=1), bundle_id,
        )  # fmt: skip
    with acting_as(cast.berg.actor), pytest.raises(Hidden):
        file_of_bundle(bundle_id, by=cast.berg.actor, at=now)
