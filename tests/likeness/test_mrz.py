"""Machine-readable zones: the specimens that ICAO publishes, and zones made up, misread and mended."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.likeness.days import Precision
from limen.likeness.mrz.checking import check_digit
from limen.likeness.mrz.layouts import Field, Layout
from limen.likeness.mrz.reading import Fault, Wrong, Zone, read_zone
from limen.likeness.mrz.states import Standing
from limen.likeness.refusing import Impossible
from tests.likeness.invented import anything, quickly

ON = date(2026, 11, 22)
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
# Doc 9303, parts 4 to 7: Utopia is nowhere, and Anna Maria Eriksson is nobody.
SPECIMENS = {
    Layout.TD3: PASSPORT,
    Layout.TD1: (
        "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    ),
    Layout.TD2: "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
    Layout.MRV_A: (
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
    ),
    Layout.MRV_B: "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<",
}


def read(text: str) -> Zone:
    return read_zone(text, on=ON)


@pytest.mark.parametrize("layout", SPECIMENS)
def test_the_published_specimens_are_sound(layout: Layout) -> None:
    zone = read(SPECIMENS[layout])
    assert zone.layout is layout
    assert zone.is_sound
    assert (zone.primary, zone.secondary, zone.sex) == ("ERIKSSON", "ANNA MARIA", "F")
    assert not zone.names_cut


def test_every_field_of_a_passport_is_read() -> None:
    zone = read(PASSPORT)
    assert (zone.document, zone.issuer, zone.number, zone.nationality) == ("P", "UTO", "L898902C3", "UTO")
    assert (zone.born.earliest, zone.expires.latest) == (date(1974, 8, 12), date(2012, 4, 15))
    assert zone.optional == ("ZE184226B",)
    assert zone.country == ""


def test_a_number_may_go_on_in_the_optional_field() -> None:
    zone = read(
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
    )
    assert zone.number == "D23145890734"
    assert zone.is_sound


def test_a_zone_is_read_from_one_line_with_blanks_and_small_letters() -> None:
    assert read(PASSPORT.replace("\n", "").lower()).is_sound
    assert read(PASSPORT.replace("<<ANNA", " << ANNA").replace("<<", "«", 1)).is_sound


def test_misread_digits_are_proposed_where_a_check_digit_proves_them() -> None:
    zone = read(PASSPORT.replace("7408122", "74O8I22").replace("L898902C3", "L8989O2C3"))
    assert {one.field: one.proposed for one in zone.corrections} == {
        Field.BORN: "7408122",
        Field.NUMBER: "L898902C36",
    }
    assert Fault(wrong=Wrong.CHECK_DIGIT, field=Field.BORN) in zone.faults
    assert zone.born.precision is Precision.UNKNOWN  # nothing is mended in silence
    assert read("\n".join(zone.corrected_lines)).is_sound


def test_what_no_check_digit_proves_is_not_proposed() -> None:
    zone = read(PASSPORT.replace("L898902C36", "L898902C37"))
    assert not zone.corrections
    assert [fault.field for fault in zone.faults] == [Field.NUMBER, Field.WHOLE]
    assert check_digit("K") == check_digit("<")  # so a K for a filler is only a suspicion


def test_fillers_read_as_letters_and_strange_characters_are_told() -> None:
    read_as_k = read(PASSPORT.replace("MARIA<<<<<<<<", "MARIA<<<KKK<<"))
    assert Fault(wrong=Wrong.FILLERS_READ_AS_LETTERS, field=Field.NAMES) in read_as_k.faults
    strange = read(PASSPORT.replace("ANNA", "AN?4"))
    assert Fault(wrong=Wrong.STRANGE_CHARACTER, field=Field.NAMES) in strange.faults
    assert Fault(wrong=Wrong.NOT_A_SEX, field=Field.SEX) in read(PASSPORT.replace("2F1", "2Q1")).faults


@pytest.mark.parametrize(
    ("code", "country", "standing"),
    [
        ("XXA", "", Standing.STATELESS),
        ("XXB", "", Standing.REFUGEE),
        ("XXC", "", Standing.REFUGEE_OTHERWISE),
        ("XXX", "", Standing.UNSPECIFIED),
        ("UNO", "", None),
        ("EUE", "", None),
        ("RKS", "XKX", None),
        ("D<<", "DEU", None),
        ("SYR", "SYR", None),
    ],
)
def test_codes_that_are_no_countries(code: str, country: str, standing: Standing | None) -> None:
    zone = read(made(nationality=code))
    assert (zone.country, zone.standing, zone.is_sound) == (country, standing, True)


@pytest.mark.parametrize(
    ("born", "earliest", "latest"),
    [
        ("261122", date(2026, 11, 22), date(2026, 11, 22)),
        ("261123", date(1926, 11, 23), date(1926, 11, 23)),
        ("0001<<", date(2000, 1, 1), date(2000, 1, 31)),
        ("90<<<<", date(1990, 1, 1), date(1990, 12, 31)),
        ("<<<<<<", None, None),
    ],
)
def test_the_century_and_unknown_parts_of_a_birth(
    born: str, earliest: date | None, latest: date | None
) -> None:
    zone = read(made(born=born))
    assert (zone.born.earliest, zone.born.latest, zone.is_sound) == (earliest, latest, True)


def test_what_is_no_zone_is_refused_in_words() -> None:
    with pytest.raises(Impossible, match="has 1 lines of 5 letters"):
        read("hello")
    assert Fault(wrong=Wrong.NOT_A_DAY, field=Field.BORN) in read(made(born="901332")).faults
    assert Fault(wrong=Wrong.NAME_MISSING, field=Field.NAMES) in read(made(names="<")).faults


def made(
    *,
    names: str = "NOBODY<<INVENTED",
    number: str = "AB1234567",
    nationality: str = "UTO",
    born: str = "900512",
    expires: str = "300101",
) -> str:
    """A passport's zone, made as Doc 9303 part 4 says."""
    first = f"P<UTO{names:<<39}"
    number = f"{number:<<9}"
    second = f"{number}{check_digit(number)}{nationality}{born}{check_digit(born)}X"
    second += f"{expires}{check_digit(expires)}{'<' * 14}<"
    return f"{first}\n{second}{check_digit(second[:10] + second[13:20] + second[21:43])}"


_letters = st.text(alphabet=string.ascii_uppercase, min_size=1, max_size=12)
_numbers = st.text(alphabet=string.ascii_uppercase + string.digits, min_size=1, max_size=9)
_days = st.dates(min_value=date(1927, 1, 1), max_value=ON)


@quickly
@given(_letters, _letters, _numbers, _days)
def test_what_was_made_is_read(family: str, given_name: str, number: str, born: date) -> None:
    zone = read(made(names=f"{family}<<{given_name}", number=number, born=f"{born:%y%m%d}"))
    assert not [fault for fault in zone.faults if fault.wrong is not Wrong.FILLERS_READ_AS_LETTERS]
    assert (zone.primary, zone.secondary, zone.number) == (family, given_name, number)
    assert zone.born.earliest == zone.born.latest == born


@quickly
@given(_numbers, _days, st.integers(0, 42), st.sampled_from(string.digits))
def test_a_wrong_digit_is_never_sound(number: str, born: date, place: int, digit: str) -> None:
    text = made(number=number, born=f"{born:%y%m%d}")
    first, second = text.split("\n")
    if second[place] not in string.digits or second[place] == digit:
        return
    assert not read(f"{first}\n{second[:place]}{digit}{second[place + 1 :]}").is_sound


@quickly
@given(anything)
def test_whatever_is_typed_is_a_zone_or_a_sentence(text: str) -> None:
    with pytest.raises(Impossible):
        read(text)
