"""Pictures of a person and of their documents: cleansed, walled, replaced and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.people.commands.picturing import add_picture, end_picture
from limen.domain.people.events import PictureAdded, PictureEnded
from limen.domain.people.names import PictureGiven, PictureKind
from limen.domain.people.queries.kept import Further, PictureContent, picture
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.people.pictures import FACE, painted
from tests.domain.told import Journal, obstacles


def _add(
    nadia: UUID,
    by: Player,
    at: datetime,
    content: bytes = FACE,
    shows: PictureKind = PictureKind.FACE,
    document_id: UUID | None = None,
    replaces: UUID | None = None,
) -> PictureAdded:
    given = PictureGiven(shows=shows, content=content, document_id=document_id, replaces=replaces)
    return add_picture(nadia, picture=given, picture_id=new_id(), by=by.actor, at=at)


def _end(key: UUID, by: Player, at: datetime, why: str = "It shows her sister.") -> PictureEnded:
    return end_picture(key, why=why, by=by.actor, at=at)


def _sheet(nadia: UUID, by: Player, at: datetime) -> PersonSheet:
    with acting_as(by.actor):
        return person_sheet(nadia, by=by.actor, at=at)


def _bytes(nadia: UUID, key: UUID, by: Player, at: datetime, *, is_small: bool = False) -> PictureContent:
    with acting_as(by.actor):
        return picture(nadia, key, by=by.actor, at=at, is_small=is_small)


def test_a_face_is_kept_small_and_without_what_the_camera_wrote(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    added = _add(nadia, cast.berg, now)
    found = _bytes(nadia, added.picture_id, cast.berg, now)
    assert (found.content_type, found.digest) == ("image/jpeg", hashlib.sha256(found.content).hexdigest())
    with Image.open(BytesIO(found.content)) as shown:
        assert (shown.format, shown.size, len(shown.getexif())) == ("JPEG", (800, 533), 0)
    assert b"SECRET" not in found.content
    card = _sheet(nadia, cast.berg, now).further.face
    assert card is not None
    assert (card.id, card.width, card.height, card.digest) == (added.picture_id, 800, 533, added.digest)
    small = _bytes(nadia, added.picture_id, cast.berg, now, is_small=True)
    with Image.open(BytesIO(small.content)) as shown:
        assert max(shown.size) == 160


def test_a_new_face_takes_the_place_of_the_last_one_which_stays_in_the_house(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    first = _add(nadia, cast.berg, now)
    second = _add(nadia, cast.costa, now, painted(colour="red"))
    share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.REFERRAL, basis=ShareBasis.LAW,
        basis_says="x", compartments=(), until_at=now.replace(year=now.year + 1), by=cast.berg.actor, at=now,
    )  # fmt: skip
    further = _sheet(nadia, cast.berg, now).further
    assert further.face is not None
    assert further.face.id == second.picture_id
    assert [one.id for one in further.earlier_pictures] == [first.picture_id]
    assert _bytes(nadia, first.picture_id, cast.berg, now).content
    assert _bytes(nadia, second.picture_id, cast.dina, now).content
    with pytest.raises(Hidden):
        _bytes(nadia, first.picture_id, cast.dina, now)
    assert _sheet(nadia, cast.dina, now).further.earlier_pictures == ()


def test_pages_belong_to_a_document_and_replace_one_another(cast: Cast, now: datetime, nadia: UUID) -> None:
    (document,) = _sheet(nadia, cast.berg, now).documents
    large = painted(3000, 2400)
    page = _add(nadia, cast.berg, now, large, PictureKind.PAGE, document.id)
    other = _add(nadia, cast.berg, now, large, PictureKind.PAGE)
    better = _add(nadia, cast.berg, now, large, PictureKind.PAGE, document.id, replaces=page.picture_id)
    further = _sheet(nadia, cast.berg, now).further
    assert [(one.id, one.document_id) for one in further.pages] == [
        (other.picture_id, None), (better.picture_id, document.id)
    ]  # fmt: skip
    assert (further.pages[0].width, further.pages[0].height) == (2000, 1600)
    assert [one.id for one in further.earlier_pictures] == [page.picture_id]


def test_pictures_of_somebody_elses_documents_and_twice_replaced_pages_are_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    page = _add(nadia, cast.berg, now, FACE, PictureKind.PAGE)

    def a_page(document_id: UUID | None = None, replaces: UUID | None = None) -> Callable[[], PictureAdded]:
        return lambda: _add(nadia, cast.berg, now, FACE, PictureKind.PAGE, document_id, replaces)

    assert obstacles(a_page(document_id=new_id())) == {"document"}
    assert obstacles(a_page(replaces=new_id())) == {"replaces"}
    _end(page.picture_id, cast.berg, now)
    assert obstacles(lambda: _end(page.picture_id, cast.berg, now)) == {"ended"}
    assert obstacles(a_page(replaces=page.picture_id)) == {"replaces"}
    (document,) = _sheet(nadia, cast.berg, now).documents
    assert obstacles(lambda: _add(nadia, cast.berg, now, document_id=document.id)) == {"document"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture_empty"),
        (b"%PDF-1.7 not a picture", "picture_no_picture"),
        (FACE[: len(FACE) // 2], "picture_broken"),
        (painted(20, 20), "picture_too_small"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(
    content: bytes, code: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    assert obstacles(lambda: _add(nadia, cast.berg, now, content)) == {code}
    assert _sheet(nadia, cast.berg, now).further.face is None


@pytest.mark.parametrize("role", ["farah", "grit", "hana", "ivo", "jun", "lena", "dina", "elio"])
def test_nobody_sees_a_picture_of_whom_they_do_not_read(
    role: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    added = _add(nadia, cast.berg, now)
    by = getattr(cast, role)
    with pytest.raises(Hidden):
        _bytes(nadia, added.picture_id, by, now)
    if role in ("farah", "hana"):
        assert _sheet(nadia, by, now).further == Further()


def test_a_picture_is_not_found_beside_another_person(cast: Cast, now: datetime, nadia: UUID) -> None:
    added = _add(nadia, cast.berg, now)
    with pytest.raises(Hidden):
        _bytes(new_id(), added.picture_id, cast.berg, now)


def test_it_says_what_happened(cast: Cast, now: datetime, nadia: UUID, journal: Journal) -> None:
    added = _add(nadia, cast.berg, now)
    assert journal.tells(added, by=cast.berg)
    assert journal.tells(_end(added.picture_id, cast.berg, now), by=cast.berg)
