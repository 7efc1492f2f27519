"""Facts: an answer is read by its kind, and one that cannot be is refused in a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from limen.law.asking import ask
from limen.law.facts import read_facts
from limen.law.refusing import Unanswerable
from tests.law import packs

LIBRARY = packs.library()
LAND, TOWN = LIBRARY.pack("land"), LIBRARY.calendar("town")


def refusal(**given: str) -> Unanswerable:
    with pytest.raises(Unanswerable) as refused:
        packs.facts(LIBRARY, **given)
    return refused.value


def test_every_kind_of_answer_is_read() -> None:
    read = packs.facts(
        LIBRARY,
        asked_on="2026-06-12",
        seen_at="2026-06-12T14:30",
        crowded="yes",
        road="long",
        country="UA",
        people="3",
        remark="late",
    )
    assert read == {
        "asked_on": date(2026, 6, 12),
        "seen_at": datetime(2026, 6, 12, 12, 30, tzinfo=UTC),
        "crowded": True,
        "road": "long",
        "country": "UA",
        "people": Decimal(3),
        "remark": "late",
    }
    assert packs.facts(LIBRARY, crowded="No") == {"crowded": False}


def test_an_instant_may_stand_where_a_day_is_asked_and_a_zone_of_its_own_is_kept() -> None:
    read = packs.facts(LIBRARY, asked_on="2026-06-12T23:30+00:00", seen_at="2026-06-12")
    assert read == {"asked_on": datetime(2026, 6, 12, 23, 30, tzinfo=UTC), "seen_at": date(2026, 6, 12)}
    assert ask(LAND, "reply", {"asked_on": read["asked_on"]}, calendar=TOWN).raw == date(2026, 6, 18)


@pytest.mark.parametrize(
    ("given", "code", "sentence"),
    [
        (
            {"asked_on": "2026-02-30"},
            "no_such_date",
            "“2026-02-30” for “asked_on” is not a date that exists.",
        ),
        ({"asked_on": "12.6.2026"}, "no_such_date", "“12.6.2026” for “asked_on” is not a date that exists."),
        ({"asked_on": "20260612"}, "no_such_date", "“20260612” for “asked_on”"),
        ({"asked_on": "2026-W24-5"}, "no_such_date", "“2026-W24-5” for “asked_on”"),
        (
            {"seen_at": "2026-06-12T25:00"},
            "no_such_instant",
            "“2026-06-12T25:00” for “seen_at” is not a moment",
        ),
        (
            {"seen_at": "2026-03-29T02:30"},
            "no_such_instant",
            "“2026-03-29T02:30” for “seen_at” is not a moment",
        ),
        (
            {"seen_at": "0001-01-01T00:00"},
            "no_such_instant",
            "“0001-01-01T00:00” for “seen_at” is not a moment",
        ),
        ({"crowded": "maybe"}, "not_yes_no", "“crowded” is answered with yes or no, not with “maybe”."),
        ({"road": "side"}, "not_a_choice", "“side” is no answer to “road”. The answers are: short, long."),
        ({"country": "Ukraine"}, "not_a_country", "“Ukraine” for “country” is not a country code"),
        ({"people": "few"}, "not_a_number", "“few” for “people” is not a number."),
        (
            {"askd_on": "2026-06-12"},
            "unknown_fact",
            "“land” knows no fact called “askd_on”. Did you mean “asked_on” or ",
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_a_sentence(
    given: dict[str, str], code: str, sentence: str
) -> None:
    refused = refusal(**given)
    assert refused.code == code
    assert str(refused).startswith(sentence)


def test_an_instant_without_a_zone_needs_a_calendar() -> None:
    with pytest.raises(Unanswerable) as refused:
        read_facts({"seen_at": "2026-06-12T14:30"}, LAND.facts, pack="land", calendar=None)
    assert refused.value.code == "no_such_instant"


def test_the_hour_that_comes_twice_is_the_first_one() -> None:
    read = packs.facts(LIBRARY, seen_at="2026-10-25T02:30")["seen_at"]
    assert isinstance(read, datetime)
    assert read.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert TOWN.civil_day(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == date(2026, 10, 25)


@pytest.mark.parametrize(
    ("fact", "trouble"),
    [
        ("{says: X, kind: daet}", "“daet” is not one of the words used here. It may be: date, instant"),
        ("{says: X, kind: choice}", "A choice says its answers, and only a choice does."),
        ("{says: X, kind: date, one_of: [a]}", "A choice says its answers, and only a choice does."),
        ("{says: X, kind: choice, one_of: reasons}", "grounds.yaml has no list called “reasons”."),
        ("{kind: date}", "“says” is missing. Add it, as in “says: ...”."),
        ("{says: '', kind: date}", "“says” is empty."),
    ],
)
def test_a_fact_that_makes_no_sense_is_told_with_its_line(fact: str, trouble: str) -> None:
    said = packs.troubles({"land/facts.yaml": packs.FACTS + f"odd: {fact}\n"})
    assert said[0].startswith(f"land/facts.yaml, line 9: {trouble}"), said
