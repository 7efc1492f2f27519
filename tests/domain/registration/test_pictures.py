"""Pictures at the desk: with the draft while it is open, and on record in the same act as the family."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from limen.domain.people.names import PictureKind
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.domain.registration.commands.drafting import keep, start, take_back, throw_away
from limen.domain.registration.commands.families import register_family
from limen.domain.registration.commands.handing import hand_over
from limen.domain.registration.commands.picturing import drop_picture, take_face, take_page
from limen.domain.registration.names.told import FamilyTold
from limen.domain.registration.names.typed import Fields
from limen.domain.registration.queries.drafts import DraftSheet, draft_sheet
from limen.domain.registration.queries.pictures import draft_picture, pictures_of
from limen.domain.registration.rules import MOST_PAGES
from limen.foundation.refusals import Hidden, Refused
from limen.foundation.rows import acting_as
from limen.outside.reading.standing_in import Absent, Recites
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.people.pictures import FACE, painted
from tests.domain.people.registrations import ZONE
from tests.domain.registration.families import edit, told, typed, unheard
from tests.workspaces.acting import ask

READS = Recites(lines=tuple(ZONE.splitlines()))


@pytest.fixture
def draft(cast: Cast) -> DraftSheet:
    """A mother with a passport and her child, as Costa typed them."""
    return begun(cast.costa)


def begun(by: Player, **more: str) -> DraftSheet:
    name = unheard()
    passport = {"document": "passport", "number": "L898902C3", "issuing_state": "UTO"}
    content = typed(
        {"part": "applicant", "name": f"Nadia {name}", **passport, **more},
        {"part": "child", "name": f"Omid {name}", "photograph": "refused"},
    )
    return kept(by, content)


def kept(by: Player, content: Fields) -> DraftSheet:
    at = datetime.now(UTC)
    with acting_as(by.actor):
        draft = start(unit_id=by.unit_id, by=by.actor, at=at)
        keep(draft.id, edit(content), by=by.actor, at=at)
        return draft_sheet(draft.id, by=by.actor)


def face(draft: DraftSheet, by: Player, content: bytes = FACE, place: int = 0) -> UUID:
    with acting_as(by.actor):
        return take_face(draft.id, draft.typed.persons[place].id, content, by=by.actor, at=datetime.now(UTC))


def leaf(draft: DraftSheet, by: Player, reader: Recites | Absent = READS) -> UUID:
    with acting_as(by.actor):
        return take_page(
            draft.id, draft.typed.persons[0].id, FACE, on=ON, reader=reader, by=by.actor,
            at=datetime.now(UTC),
        ).picture_id  # fmt: skip


def pictured(draft: DraftSheet, by: Player) -> FamilyTold:
    """What is told, with the pictures that were taken of each."""
    family = told(draft.content, draft.id)
    with acting_as(by.actor):
        taken = pictures_of(draft.id, by=by.actor)
    members = (
        replace(one, pictures=tuple(each.id for each in taken if each.typed_id == person.id))
        for person, one in zip(draft.typed.persons, family.members, strict=True)
    )
    return replace(family, members=tuple(members))


def registered(draft: DraftSheet, by: Player) -> PersonSheet:
    """The first of the family, on record."""
    at = datetime.now(UTC)
    done = register_family(
        pictured(draft, by), registration_id=draft.id, case_id=draft.opens, unit_id=draft.unit_id, on=ON,
        by=by.actor, at=at,
    )  # fmt: skip
    assert done.unphotographed == done.person_ids[1:]
    with acting_as(by.actor):
        return person_sheet(done.person_ids[0], by=by.actor, at=at)


def left(house: House, draft: DraftSheet) -> int:
    """How many pictures lie with a draft, whoever may see them."""
    rows = ask(house, "select count(*) from registration_draftpicture where draft_id = %s", draft.id)
    return int(rows[0][0])


def test_they_go_on_record_with_the_family_and_leave_the_draft(
    house: House, cast: Cast, draft: DraftSheet
) -> None:
    picture_id, page_id = face(draft, cast.costa), leaf(draft, cast.costa)
    sheet = registered(draft, cast.costa)
    assert sheet.further.face is not None
    assert sheet.further.face.id == picture_id
    [page] = sheet.further.pages
    assert (page.id, page.document_id) == (page_id, sheet.documents[0].id)
    assert left(house, draft) == 0


def test_a_clerk_who_only_lists_keeps_them_as_well(house: House, cast: Cast) -> None:
    draft = begun(cast.hana)
    face(draft, cast.hana)
    leaf(draft, cast.hana)
    register_family(
        pictured(draft, cast.hana), registration_id=draft.id, case_id=draft.opens, unit_id=draft.unit_id,
        on=ON, by=cast.hana.actor, at=datetime.now(UTC),
    )  # fmt: skip
    rows = ask(house, "select shows from people_picture where person_id = %s order by 1",
        draft.typed.persons[0].id)  # fmt: skip
    assert rows == [("face",), ("page",)]
    assert left(house, draft) == 0


def test_of_somebody_on_record_the_last_face_is_put_aside(cast: Cast, draft: DraftSheet) -> None:
    first = face(draft, cast.costa)
    sheet = registered(draft, cast.costa)
    again = begun(cast.costa, record=str(sheet.id), record_version=str(sheet.version))
    second, page_id = face(again, cast.costa), leaf(again, cast.costa)
    after = registered(again, cast.costa)
    assert after.id == sheet.id
    assert after.further.face is not None
    assert (after.further.face.id, [one.id for one in after.further.earlier_pictures]) == (second, [first])
    [page] = after.further.pages
    assert (page.id, page.document_id) == (page_id, sheet.documents[0].id)


def test_a_better_photograph_takes_the_place_of_the_last(house: House, cast: Cast, draft: DraftSheet) -> None:
    face(draft, cast.costa)
    second = face(draft, cast.costa, painted(400, 500, colour=(90, 120, 90)))
    assert left(house, draft) == 1
    with acting_as(cast.costa.actor):
        found = draft_picture(draft.id, second, by=cast.costa.actor)
        small = draft_picture(draft.id, second, by=cast.costa.actor, is_small=True)
    assert Image.open(BytesIO(found.content)).size == (400, 500)
    assert max(Image.open(BytesIO(small.content)).size) == 160
    assert b"SECRET" not in found.content


def test_only_whoever_has_the_draft_sees_them(cast: Cast) -> None:
    draft = begun(cast.hana)
    picture_id = face(draft, cast.hana)
    for stranger in (cast.costa, cast.elio, cast.dina, cast.jun):
        with acting_as(stranger.actor):
            assert pictures_of(draft.id, by=stranger.actor) == []
            for deed in (draft_picture, drop_picture):
                with pytest.raises(Hidden):
                    deed(draft.id, picture_id, by=stranger.actor)
            with pytest.raises(Hidden):
                take_face(draft.id, draft.typed.persons[0].id, FACE, by=stranger.actor, at=datetime.now(UTC))
    hand_over(draft.id, to=cast.costa.id, by=cast.hana.actor, at=datetime.now(UTC))
    for player, number in ((cast.hana, 0), (cast.costa, 1)):
        with acting_as(player.actor):
            assert len(pictures_of(draft.id, by=player.actor)) == number


def test_they_go_with_a_draft_that_is_thrown_away_for_good(
    house: House, cast: Cast, draft: DraftSheet
) -> None:
    face(draft, cast.costa)
    with acting_as(cast.costa.actor):
        throw_away(draft.id, by=cast.costa.actor, at=datetime.now(UTC))
        take_back(draft.id, by=cast.costa.actor, at=datetime.now(UTC))
    assert left(house, draft) == 1
    ask(house, "update registration_draft set thrown_away_at = now() - interval '25 hours' where id = %s",
        draft.id)  # fmt: skip
    begun(cast.costa)
    assert left(house, draft) == 0


def test_what_is_no_picture_is_refused_and_the_last_one_stays(
    house: House, cast: Cast, draft: DraftSheet
) -> None:
    face(draft, cast.costa)
    half = FACE[: len(FACE) * 2 // 3]
    for content, code in ((b"", "picture_empty"), (b"%PDF-1.7", "picture_no_picture"),
                          (half, "picture_broken"), (painted(8, 8), "picture_too_small")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            face(draft, cast.costa, content)
        assert [one.code for one in refused.value.obstacles] == [code]
    assert left(house, draft) == 1


def test_a_draft_holds_so_many_pages_and_somebody_must_be_in_it(cast: Cast, draft: DraftSheet) -> None:
    for _page in range(MOST_PAGES):
        leaf(draft, cast.costa)
    with pytest.raises(Refused) as refused:
        leaf(draft, cast.costa)
    assert [one.code for one in refused.value.obstacles] == ["pages"]
    with acting_as(cast.costa.actor), pytest.raises(Hidden):
        take_face(draft.id, draft.id, FACE, by=cast.costa.actor, at=datetime.now(UTC))


def test_that_nothing_was_read_is_kept_with_the_page(cast: Cast, draft: DraftSheet) -> None:
    leaf(draft, cast.costa, Absent())
    leaf(draft, cast.costa, Recites(lines=("NO ZONE",)))
    leaf(draft, cast.costa)
    with acting_as(cast.costa.actor):
        found = pictures_of(draft.id, by=cast.costa.actor)
    assert [(one.unread, one.read, one.shows) for one in found] == [
        ("no_reader", "", PictureKind.PAGE), ("no_zone", "", PictureKind.PAGE), ("", ZONE, PictureKind.PAGE)
    ]  # fmt: skip


def test_what_was_read_in_a_picture_waits_until_somebody_compared_it() -> None:
    from limen.domain.registration.names.reading import fingerprint, read_person
    from limen.domain.registration.names.typed import PersonTyped
    from limen.foundation.ids import new_id

    seen = PersonTyped(id=new_id(), name="Anna", zone=ZONE, number="L898902C3", issuing_state="UTO",
                       zone_from="picture")  # fmt: skip

    def troubles(person: PersonTyped) -> list[str]:
        return [one.field for one in read_person(person, language="en", on=ON).troubles]

    assert troubles(seen) == ["zone_compared"]
    assert troubles(replace(seen, zone_compared=("another",))) == ["zone_compared"]
    assert troubles(replace(seen, zone_compared=(fingerprint(ZONE),))) == []
    assert troubles(replace(seen, zone_from="")) == []
