"""What the words of a row mean: told, unknown, refused or not asked, in several languages and calendars, and
nothing guessed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import limen.domain.imports.rules as room
from limen.domain.cases.names import PartyPart
from limen.domain.imports.names import DayOrder, Field, Mapping, Understood
from limen.domain.imports.rules.keys import content_of, key_of
from limen.domain.imports.rules.understanding import understood
from limen.domain.imports.rules.words import suggested
from limen.domain.people.names import Belonging, DocumentKind, Sex, Source, Told
from limen.likeness.calendars import Calendar
from limen.likeness.days import Precision
from limen.likeness.names import PartKind

ON = date(2026, 11, 2)
_NASTY = st.sampled_from(["=1+1", "x" * 10_000, "33005", "٣", "~", "31.2.1990", "0000", "²", "1/1/1"])


def _read(
    _calendar: Calendar = Calendar.GREGORIAN, _order: DayOrder = DayOrder.DAY_FIRST, **cells: str
) -> Understood:
    fields = tuple(Field(name) for name in cells)
    return understood([*cells.values()], Mapping(fields=fields, calendar=_calendar, day_order=_order), on=ON)


def test_names_in_parts_keep_the_order_and_the_kind_of_the_columns() -> None:
    told = _read(family="Karimi", given="Nadia", fathers="Ahmad", name_other="نادیا کریمی").told
    assert told is not None
    assert [(part.text, part.kind) for part in told.names[0].parts] == [
        ("Karimi", PartKind.FAMILY), ("Nadia", PartKind.GIVEN), ("Ahmad", PartKind.FATHERS)
    ]  # fmt: skip
    assert told.names[1].written == "نادیا کریمی"
    assert {name.source for name in told.names} == {Source.AUTHORITY}


@pytest.mark.parametrize(
    ("word", "state"),
    [("", Told.NOT_ASKED), ("unbekannt", Told.UNKNOWN), ("-", Told.UNKNOWN), ("غير معروف", Told.UNKNOWN),
     ("refused", Told.REFUSED), ("refusé", Told.REFUSED)],
)  # fmt: skip
def test_what_was_not_told_says_why(word: str, state: Told) -> None:
    told = _read(name="Nadia", birth=word, sex=word).told
    assert told is not None
    assert (told.birth.state, told.sex_state) == (state, state)


@pytest.mark.parametrize(
    ("text", "calendar", "earliest", "latest", "precision"),
    [
        ("12.5.1990", Calendar.GREGORIAN, date(1990, 5, 12), date(1990, 5, 12), Precision.EXACT),
        ("1990-05-12", Calendar.JALALI, date(1990, 5, 12), date(1990, 5, 12), Precision.EXACT),
        ("1369/2/22", Calendar.JALALI, date(1990, 5, 12), date(1990, 5, 12), Precision.EXACT),
        ("5/1990", Calendar.GREGORIAN, date(1990, 5, 1), date(1990, 5, 31), Precision.MONTH),
        ("1990", Calendar.GREGORIAN, date(1990, 1, 1), date(1990, 12, 31), Precision.YEAR),
        ("~1990", Calendar.GREGORIAN, date(1988, 1, 1), date(1992, 12, 31), Precision.ABOUT),
        ("۱۳۶۹/۲/۲۲", Calendar.JALALI, date(1990, 5, 12), date(1990, 5, 12), Precision.EXACT),
    ],
)
def test_days_in_any_calendar_and_as_far_as_they_are_known(
    text: str, calendar: Calendar, earliest: date, latest: date, precision: Precision
) -> None:
    told = _read(calendar, name="Nadia", birth=text).told
    assert told is not None
    assert told.birth.day is not None
    day = told.birth.day
    assert (day.earliest, day.latest, day.precision, day.told) == (earliest, latest, precision, text)


def test_an_age_the_order_of_numbers_and_a_day_that_lost_its_shape() -> None:
    aged = _read(name="Nadia", age="30").told
    assert aged is not None
    assert aged.birth.day is not None
    assert (aged.birth.day.precision, aged.birth.day.latest) == (Precision.AGE, date(1996, 11, 2))
    american = _read(_order=DayOrder.MONTH_FIRST, name="Nadia", birth="05/12/1990").told
    assert american is not None
    assert american.birth.day is not None
    assert american.birth.day.earliest == date(1990, 5, 12)
    (serial,) = _read(name="Nadia", birth="33005").troubles
    assert (serial.code, serial.column) == ("birth", 1)
    assert "33005" in serial.says
    (long_ago,) = _read(name="Nadia", birth="1369-02-22").troubles
    assert long_ago.code.startswith("birth"), "a year of another calendar is not taken for a Gregorian one"


@pytest.mark.parametrize("word", ["F", "weiblich", "أنثى", "жіноча", "زن"])
def test_a_sex_in_many_languages(word: str) -> None:
    told = _read(name="Nadia", sex=word).told
    assert told is not None
    assert told.sex is Sex.FEMALE


@pytest.mark.parametrize("word", ["Syria", "Syrien", "Syrie", "سوريا", "SYR", "Сирія", "Suriye"])
def test_a_state_in_many_languages(word: str) -> None:
    told = _read(name="Nadia", nationality=word).told
    assert told is not None
    assert [one.country for one in told.nationalities] == ["SYR"]


def test_several_states_none_and_an_unknown_one() -> None:
    told = _read(name="Nadia", nationality="Syria, Turkey").told
    assert told is not None
    assert [one.country for one in told.nationalities] == ["SYR", "TUR"]
    without = _read(name="Nadia", nationality="staatenlos").told
    assert without is not None
    assert without.nationalities[0].belonging is Belonging.STATELESS
    (trouble,) = _read(name="Nadia", nationality="Atlantis").troubles
    assert trouble.code == "nationality"


def test_a_document_a_family_and_a_reference() -> None:
    read = _read(
        name="Nadia", document_kind="Reisepass", document_number="P 123", document_state="Syrien",
        document_until="31.12.2020", family_number="7", part="Ehefrau", reference="A-1", phone="+49 30 1",
    )  # fmt: skip
    assert read.told is not None
    (document,) = read.told.documents
    assert (document.document, document.number, document.issuing_state, document.valid_until) == (
        DocumentKind.PASSPORT, "P 123", "SYR", date(2020, 12, 31)
    )  # fmt: skip
    assert (read.family, read.part, read.reference, read.phone) == ("7", PartyPart.SPOUSE, "A-1", "+49 30 1")
    assert _read(name="Nadia", document_number="P 1", document_state="").troubles


def test_headers_are_recognised_in_many_languages_and_none_twice() -> None:
    assert suggested(("Vorname", "Nachname", "Geburtsdatum:", "الجنسية", "Пол", "Nachname", "?")) == (
        Field.GIVEN, Field.FAMILY, Field.BIRTH, Field.NATIONALITY, Field.SEX, Field.NOTHING, Field.NOTHING
    )  # fmt: skip


def test_no_word_means_two_things() -> None:
    path = Path(room.__file__).parent / "words.json"
    for table, kinds in json.loads(path.read_text(encoding="utf-8")).items():
        words = [word for said in kinds.values() for word in said]
        assert len(words) == len(set(words)), table
        assert table == "countries" or all(word == word.lower() for word in words)


def test_a_row_is_known_by_its_reference_or_by_what_it_says() -> None:
    mapping = Mapping(fields=(Field.REFERENCE, Field.NAME, Field.NOTHING))
    assert key_of(["A-1", "Nadia", "x"], mapping) == key_of(["a-1", "Nadja", "y"], mapping)
    assert key_of(["", "Nadia", "x"], mapping) == key_of(["", "Nadia", "y"], mapping)
    turned = Mapping(fields=(Field.NAME, Field.REFERENCE))
    assert content_of(["A-1", "Nadia"], mapping) == content_of(["Nadia", "A-1"], turned)
    assert content_of(["A-1", "Nadia"], mapping) != content_of(["A-1", "Nadja"], mapping)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=30), _NASTY), min_size=len(Field) - 1, max_size=len(Field) - 1))
def test_any_words_are_understood_or_said_to_be_wrong(cells: list[str]) -> None:
    fields = tuple(one for one in Field if one is not Field.NOTHING)
    read = understood(cells, Mapping(fields=fields), on=ON)
    assert (read.told is None) == bool(read.troubles)
    for trouble in read.troubles:
        assert trouble.says
        assert trouble.column is None or 0 <= trouble.column < len(cells)
    if any(cell.startswith("=") and len(cell) > 1 for cell in cells):
        assert read.told is None, "nothing is registered from a formula"
