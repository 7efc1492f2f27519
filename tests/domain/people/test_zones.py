"""What a machine-readable zone tells of a person: typed, and read from a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from limen.domain.people.names import (
    Belonging,
    DocumentKind,
    NameKind,
    Registration,
    Sex,
    Source,
    Told,
)
from limen.domain.people.queries.zones import ZoneCard, zone_in_picture, zone_typed
from limen.foundation.refusals import Refused
from limen.likeness.days import exact_day
from limen.likeness.mrz.layouts import Field
from limen.likeness.mrz.reading import Wrong
from limen.likeness.names import Part, PartKind
from limen.outside.reading.port import NotRead
from limen.outside.reading.standing_in import Absent, Recites
from limen.outside.reading.tesseract import Tesseract, installed
from tests.cast import ON, Cast
from tests.domain.people.pictures import FACE, FONT, specimen_page
from tests.domain.people.registrations import ZONE, registered


def _code(read: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as refused:
        read()
    return {one.code for one in refused.value.obstacles}


def _field(card: ZoneCard, field: Field) -> tuple[str, bool | None, tuple[Wrong, ...], str | None]:
    one = next(one for one in card.fields if one.field is field)
    return one.says, one.is_proven, one.wrongs, one.proposed


def test_a_zone_gives_the_beginning_of_a_registration() -> None:
    card = zone_typed(ZONE, on=ON)
    assert card.is_sound
    (name,) = card.told.names
    assert name.parts == (
        Part(text="ANNA MARIA", kind=PartKind.GIVEN), Part(text="ERIKSSON", kind=PartKind.FAMILY)
    )  # fmt: skip
    assert (name.kind, name.source) == (NameKind.AS_ON_DOCUMENT, Source.DOCUMENT)
    assert card.told.birth.day == exact_day(1974, 8, 12, told="740812")
    assert (card.told.sex, card.told.sex_state, card.told.birth.source) == (
        Sex.FEMALE, Told.TOLD, Source.DOCUMENT
    )  # fmt: skip
    assert card.told.nationalities == ()  # Utopia is no country
    (document,) = card.told.documents
    assert (document.document, document.number, document.issuing_state, document.valid_until) == (
        DocumentKind.PASSPORT, "L898902C3", "UTO", date(2012, 4, 15)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "belonging", "country", "document"),
    [
        ("SYR", Belonging.NATIONAL, "SYR", DocumentKind.PASSPORT),
        ("D<<", Belonging.NATIONAL, "DEU", DocumentKind.PASSPORT),
        ("XXA", Belonging.STATELESS, None, DocumentKind.TRAVEL_DOCUMENT),
        ("XXB", Belonging.UNKNOWN, None, DocumentKind.TRAVEL_DOCUMENT),
    ],
)
def test_nationality_and_kind_of_document(
    code: str, belonging: Belonging, country: str | None, document: DocumentKind
) -> None:
    first, second = ZONE.splitlines()
    told = zone_typed(f"{first}\n{second[:10]}{code}{second[13:]}", on=ON).told
    assert [(one.belonging, one.country) for one in told.nationalities] == [(belonging, country)]
    assert told.documents[0].document is document


def test_what_is_told_can_be_registered(cast: Cast, now: datetime) -> None:
    told = zone_typed(ZONE, on=ON).told
    assert registered(cast.costa, now, told).called == "ANNA MARIA ERIKSSON"


def test_check_digits_that_fail_are_shown_beside_their_field_and_nothing_is_mended() -> None:
    card = zone_typed(ZONE.replace("L898902C3", "L8989O2C3").replace("740812", "740813"), on=ON)
    assert not card.is_sound
    assert _field(card, Field.NUMBER) == (
        "L8989O2C3", False, (Wrong.CHECK_DIGIT,), "L898902C36"
    )  # fmt: skip
    assert _field(card, Field.BORN)[:3] == ("740813", False, (Wrong.CHECK_DIGIT,))
    assert _field(card, Field.EXPIRES) == ("120415", True, (), None)
    assert _field(card, Field.SEX) == ("F", None, (), None)
    assert _field(card, Field.WHOLE)[1] is False
    assert card.told.documents[0].number == "L8989O2C3"


def test_a_zone_that_tells_little_asks_for_the_rest() -> None:
    first, second = ZONE.splitlines()
    bare = second[:13] + "<<<<<<0<" + second[21:]
    told = zone_typed(f"{first}\n{bare}", on=ON).told
    assert (told.birth.state, told.sex, told.sex_state) == (Told.NOT_ASKED, None, Told.NOT_ASKED)
    assert isinstance(told, Registration)


@pytest.mark.parametrize("text", ["", "P<UTO", "x" * 44, "a\nb\nc\nd"])
def test_what_is_no_zone_is_refused(text: str) -> None:
    assert _code(lambda: zone_typed(text, on=ON)) == {"not_a_zone"}


def test_what_a_program_read_is_mended_and_shown_beside_what_it_read() -> None:
    misread = tuple(ZONE.replace("UTO7408122", "UT07408122").splitlines())
    card = zone_in_picture(FACE, on=ON, reader=Recites(lines=("UTOPIA", *misread)))
    assert (card.lines, card.read) == (tuple(ZONE.splitlines()), misread)
    assert card.told.names == zone_typed(ZONE, on=ON).told.names


def test_a_picture_without_a_zone_without_a_program_or_that_is_none_is_refused_in_words() -> None:
    class Fails:
        def lines_in(self, picture: bytes) -> tuple[str, ...]:
            raise NotRead("TimeoutExpired")

    assert _code(lambda: zone_in_picture(FACE, on=ON, reader=Recites(lines=("UTOPIA",)))) == {"no_zone"}
    assert _code(lambda: zone_in_picture(FACE, on=ON, reader=Absent())) == {"no_reader"}
    assert _code(lambda: zone_in_picture(FACE, on=ON, reader=Fails())) == {"not_read"}
    assert _code(lambda: zone_in_picture(b"x", on=ON, reader=Absent())) == {"picture_no_picture"}


def test_a_program_that_is_not_there_or_too_slow_reads_nothing(tmp_path: Path) -> None:
    gone = Tesseract(program=str(tmp_path / "gone"))
    assert _code(lambda: zone_in_picture(FACE, on=ON, reader=gone)) == {"no_reader"}
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 9\n")
    slow.chmod(0o700)
    late = replace(gone, program=str(slow), seconds=0.2)
    assert _code(lambda: zone_in_picture(FACE, on=ON, reader=late)) == {"not_read"}


@pytest.mark.skipif(installed() is None, reason="the program tesseract is not installed on this machine")
@pytest.mark.skipif(FONT is None, reason="no font of equal widths is installed on this machine")
def test_a_photographed_specimen_is_read_by_the_program() -> None:
    """The specimen of ICAO Doc 9303, painted as the page of a passport."""
    card = zone_in_picture(specimen_page(), on=ON)
    assert card.lines == tuple(ZONE.splitlines())
    assert card.is_sound


@pytest.mark.skipif(installed() is None, reason="the program tesseract is not installed on this machine")
def test_the_program_finds_no_zone_on_an_empty_page() -> None:
    assert _code(lambda: zone_in_picture(FACE, on=ON)) == {"no_zone"}
