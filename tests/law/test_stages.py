"""How long a case is expected at a stage: read, counted by the calendar, and dated like all law."""

from __future__ import annotations

from datetime import date

from limen.law.differences import differences
from limen.law.library import Library
from tests.law import packs
from tests.law.test_sections import PROCEDURE

EXPECTED = (
    'expected: [{since: 2020-01-01, value: 1 month, source: "Act, 2", certainty: verified},'
    ' {since: 2024-01-01, value: 21 days, source: "Act, 3", certainty: verified}]'
)


def _files(more: str, where: str = "made") -> dict[str, str]:
    start = PROCEDURE.index(f"{where}: {{")
    end = PROCEDURE.index("}", start)
    return {"land/procedure.yaml": f"{PROCEDURE[:end]}, {more}{PROCEDURE[end:]}"}


def test_it_is_read_and_counted_by_the_calendar() -> None:
    stage = packs.library(_files(EXPECTED)).pack("land").procedures["asking"].stages["made"]
    first, later = stage.expected_since(date(2023, 1, 31)), stage.expected_since(date(2024, 1, 31))
    assert first is not None
    assert later is not None
    assert (first[0], first[1].source) == (date(2023, 2, 28), "Act, 2")
    assert (later[0], str(later[1].value)) == (date(2024, 2, 21), "21 days")
    assert stage.expected_since(date(2019, 12, 31)) is None


def test_what_cannot_be_expected_is_told() -> None:
    working = packs.troubles(_files(EXPECTED.replace("21 days", "5 working days")))
    assert any("is counted by the calendar" in one for one in working)
    ending = packs.troubles(_files(EXPECTED, "done"))
    assert any("nothing stands there too long" in one for one in ending)


def test_another_length_is_a_difference_between_editions() -> None:
    before, after = (
        packs.library(_files(text)).pack("land") for text in (EXPECTED, EXPECTED.replace("21", "20"))
    )
    assert differences(before, after)


def test_the_law_of_the_union_names_its_own() -> None:
    library = packs.real()
    assert isinstance(library, Library)
    stages = library.pack("eu").procedures["international_protection"].stages
    found = stages["registered"].expected_since(date(2026, 7, 1))
    assert found is not None
    assert (found[0], found[1].source) == (date(2026, 7, 22), "Regulation (EU) 2024/1348, Article 28(1)")
    assert stages["assessment"].expected_since(date(2026, 7, 1)) is None
