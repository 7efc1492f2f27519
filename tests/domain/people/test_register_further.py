"""Registering somebody with all that can be told at the counter; and the sheet that shows it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.people.names import (
    InterpreterRefused,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    NeedCategory,
    NeedObserved,
    PictureGiven,
    PictureKind,
    PlaceTold,
    Reading,
    Registration,
    Source,
    Told,
)
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.people.pictures import FACE
from tests.domain.people.registrations import NADIA, PASSPORT, registered
from tests.domain.told import obstacles

DOCUMENT = new_id()


def _everything() -> Registration:
    document_id = new_id()
    return replace(
        NADIA,
        documents=(replace(PASSPORT, document_id=document_id),),
        born_in=PlaceTold.told(country="AFG", words="Herat"),
        lived_in=PlaceTold(country="IRN", country_state=Told.TOLD, words_state=Told.REFUSED,
                           source=Source.PERSON),
        languages=(
            LanguageTold(language="pbt"),
            LanguageTold(language="prs", reading=Reading.NOT, is_preferred=True),
        ),
        interpreter=InterpreterWish(
            sex=InterpreterSex.FEMALE, sex_state=Told.TOLD,
            not_these=(InterpreterRefused(who="No. 17", why="A cousin."),),
        ),
        needs=(
            NeedObserved(category=NeedCategory.SINGLE_PARENT, seen="Two small children, nobody else.",
                         observed_on=ON, review_on=ON + timedelta(days=30)),
        ),
        pictures=(
            PictureGiven(shows=PictureKind.FACE, content=FACE),
            PictureGiven(shows=PictureKind.PAGE, content=FACE, document_id=document_id),
        ),
    )  # fmt: skip


def _sheet(person_id: UUID, by: Player, at: datetime) -> PersonSheet:
    with acting_as(by.actor):
        return person_sheet(person_id, by=by.actor, at=at)


def test_what_is_told_is_given_back(cast: Cast, now: datetime) -> None:
    told = _everything()
    sheet = _sheet(registered(cast.costa, now, told).person_id, cast.costa, now)
    further = sheet.further
    assert (further.born_in.place, further.born_in.version) == (told.born_in, 1)
    assert (further.lived_in.place, further.lived_in.version) == (told.lived_in, 1)
    assert {one.told for one in further.languages} == set(told.languages)
    assert further.languages[0].told.is_preferred
    assert told.interpreter is not None
    assert further.interpreter.wish == replace(told.interpreter, not_these=())
    assert tuple(one.refused for one in further.exclusions) == told.interpreter.not_these
    assert tuple(one.observed for one in further.needs) == told.needs
    assert further.face is not None
    assert [one.document_id for one in further.pages] == [told.documents[0].document_id]
    assert [one.id for one in sheet.documents] == [told.documents[0].document_id]


def test_what_was_not_asked_is_written_down_nowhere(cast: Cast, now: datetime) -> None:
    further = _sheet(registered(cast.costa, now).person_id, cast.costa, now).further
    assert (further.born_in.version, further.lived_in.version, further.interpreter.version) == (0, 0, 0)
    assert further.born_in.place.country_state == Told.NOT_ASKED


def test_a_clerk_registers_all_of_it_and_sees_none_of_it_again(cast: Cast, now: datetime) -> None:
    person_id = registered(cast.hana, now, _everything()).person_id
    assert not _sheet(person_id, cast.hana, now).is_read
    assert len(_sheet(person_id, cast.costa, now).further.needs) == 1


def test_a_sheet_costs_the_same_whatever_is_on_it(cast: Cast, now: datetime) -> None:
    counts = set()
    for told in (NADIA, _everything()):
        person_id = registered(cast.costa, now, told).person_id
        with acting_as(cast.costa.actor), CaptureQueriesContext(connection) as asked:
            person_sheet(person_id, by=cast.costa.actor, at=now)
        counts.add(len(asked))
        assert not any("content" in query["sql"] for query in asked.captured_queries)
    assert counts == {16}


def test_whatever_is_half_told_is_refused_together(cast: Cast, now: datetime) -> None:
    told = _everything()
    bad = replace(
        told,
        born_in=PlaceTold(country_state=Told.TOLD, source=Source.PERSON),
        languages=(LanguageTold(language="prs"), LanguageTold(language="prs")),
        interpreter=InterpreterWish(sex_state=Told.TOLD),
        needs=(replace(told.needs[0], seen=""),),
        pictures=(*told.pictures, told.pictures[0], replace(told.pictures[1], document_id=DOCUMENT)),
    )
    assert obstacles(lambda: registered(cast.costa, now, bad)) == {
        "country", "language_twice", "interpreter_sex", "seen", "one_face", "document"
    }  # fmt: skip
    broken = replace(told, pictures=(replace(told.pictures[0], content=b"x"),))
    assert obstacles(lambda: registered(cast.costa, now, broken)) == {"picture_no_picture"}
