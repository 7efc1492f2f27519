"""Zones found among lines that a program read: mended by what may stand in a field, and proven."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.likeness.mrz.layouts import Field, Layout
from limen.likeness.mrz.reading import Wrong
from limen.likeness.mrz.scanning import Scanned, find_zone

ON = date(2026, 11, 2)
# The specimens of ICAO Doc 9303.
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


def _found(*lines: str) -> Scanned:
    found = find_zone(lines, on=ON)
    assert found is not None
    return found


@pytest.mark.parametrize("zone", [PASSPORT, CARD])
def test_a_zone_is_found_wherever_it_stands(zone: tuple[str, ...]) -> None:
    found = _found("UTOPIA PASSPORT", "ERIKSSON", "ANNA MARIA", *zone, "12")
    assert (found.zone.lines, found.read, found.was_mended) == (zone, zone, False)
    assert found.zone.is_sound


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PASSPORT[0], PASSPORT[1].replace("UTO", "UT0")),
        (PASSPORT[0].replace("ANNA<MARIA", "ANNA<MAR1A"), PASSPORT[1]),
        (PASSPORT[0].replace("P<UTO", "P<UT0"), PASSPORT[1].replace("7408122", "74O8I22")),
        (PASSPORT[0].replace("ERIKSSON", "ERIK5SON"), PASSPORT[1].replace("1204159", "I2O4159")),
        (PASSPORT[0][:-6] + "KCK<E<", PASSPORT[1]),
        (PASSPORT[0][:-2], PASSPORT[1]),
        (PASSPORT[0] + "<<", PASSPORT[1]),
        (PASSPORT[0].rstrip("<") + "<<<", PASSPORT[1]),
        (PASSPORT[0], PASSPORT[1].replace("<<<<<", "<<<<<<")),
        (PASSPORT[0], PASSPORT[1].replace("<<<<<", "<<<")),
        (PASSPORT[0], PASSPORT[1].replace("L898902C3", "L8989O2C3")),
        (" ".join(PASSPORT[0]), PASSPORT[1].lower()),
    ],
)
def test_what_fonts_confuse_is_mended_and_what_was_read_is_kept(first: str, second: str) -> None:
    found = _found(first, second)
    assert found.zone.lines == PASSPORT
    assert found.zone.is_sound
    assert found.read[1] == "".join(second.split()).upper()


def test_what_a_check_digit_contradicts_and_nothing_explains_stays_and_is_told() -> None:
    found = _found(PASSPORT[0], PASSPORT[1].replace("740812", "740813"))
    assert found.zone.lines[1][13:19] == "740813"
    assert (Wrong.CHECK_DIGIT, Field.BORN) in [(one.wrong, one.field) for one in found.zone.faults]


def test_of_two_readings_the_one_with_fewer_faults_is_taken() -> None:
    blurred = (PASSPORT[0], PASSPORT[1].replace("740812", "990813"))
    assert _found(*blurred, "", *PASSPORT).zone.lines == PASSPORT


@pytest.mark.parametrize(
    "lines", [(), ("",), ("PASSPORT", "UTOPIA"), (PASSPORT[0],), ("A" * 44, "B" * 30), ("<" * 10, "<" * 10)]
)
def test_no_zone_is_found_where_there_is_none(lines: tuple[str, ...]) -> None:
    assert find_zone(lines, on=ON) is None


def test_a_card_of_three_lines_is_told_from_a_passport() -> None:
    assert _found(*CARD).zone.layout is Layout.TD1


@given(st.lists(st.text(alphabet="ABCIO015<<< ", max_size=50), max_size=6))
def test_whatever_is_read_a_zone_or_nothing_comes_out(lines: list[str]) -> None:
    found = find_zone(lines, on=ON)
    assert found is None or len(found.zone.lines) in (2, 3)
