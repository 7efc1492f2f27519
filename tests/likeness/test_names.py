"""Names as people have them: parts of declared kinds, in any order, and nothing taken for granted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from limen.likeness.names import Name, NameKind, Order, Part, PartKind, read_name
from limen.likeness.refusing import Impossible
from limen.likeness.scripts import Script
from tests.likeness.invented import anything, quickly


def kinds(line: str) -> str:
    return " ".join(f"{part.text}:{part.kind}" for part in read_name(line).parts)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Mohammad", "Mohammad:other"),
        ("Tesfay Haile Kidane", "Tesfay:other Haile:other Kidane:other"),
        ("DIALLO Mamadou", "DIALLO:family Mamadou:other"),
        ("Mamadou DIALLO", "Mamadou:other DIALLO:family"),
        ("MAMADOU DIALLO", "MAMADOU:other DIALLO:other"),
        ("al-Ahmad, Omar Hassan", "al-Ahmad:family Omar:given Hassan:given"),
        ("الأحمد، عمر", "الأحمد:family عمر:given"),
        ("Omar Hassan (Abu Ali)", "Omar:other Hassan:other Abu Ali:nickname"),
        ("Dr. Olena Ivanenko", "Dr.:honorific Olena:other Ivanenko:other"),
    ],
)
def test_one_line_is_read_and_nothing_is_guessed(line: str, parts: str) -> None:
    assert kinds(line) == parts


def test_a_name_is_shown_in_the_order_that_is_asked_for() -> None:
    name = read_name("Mamadou DIALLO")
    assert name.shown() == name.shown(Order.FAMILY_LAST) == "Mamadou DIALLO"
    assert name.shown(Order.FAMILY_FIRST) == "DIALLO, Mamadou"
    assert read_name("Mohammad").shown(Order.FAMILY_FIRST) == "Mohammad"
    assert read_name("Tesfay Haile").shown(Order.FAMILY_FIRST) == "Tesfay Haile"
    assert read_name("الأحمد، عمر").shown(Order.FAMILY_FIRST) == "الأحمد عمر"


def test_forms_of_address_are_not_searched() -> None:
    name = read_name("Dr. Olena Ivanenko")
    assert name.searched == "Olena Ivanenko"
    assert name.of(PartKind.HONORIFIC) == "Dr."
    assert name.script is Script.LATIN


def test_a_name_has_its_time_and_its_source() -> None:
    name = Name(
        parts=(Part(text="Olena", kind=PartKind.GIVEN), Part(text="Ivanenko", kind=PartKind.FAMILY)),
        kind=NameKind.FORMER,
        since=date(1990, 1, 2),
        until=date(2015, 6, 30),
        source="marriage certificate",
    )
    assert name.holds_on(date(2000, 1, 1))
    assert not name.holds_on(date(2020, 1, 1))
    with pytest.raises(Impossible, match="cannot end"):
        Name(parts=name.parts, since=date(2015, 1, 1), until=date(2014, 1, 1))


@pytest.mark.parametrize("line", ["", "  ", "12", "-,-"])
def test_a_name_needs_letters(line: str) -> None:
    with pytest.raises(Impossible, match="letters"):
        read_name(line)


@quickly
@given(anything)
def test_whatever_is_typed_is_a_name_or_a_sentence(line: str) -> None:
    try:
        name = read_name(line)
    except Impossible:
        return
    assert name.shown().split()
