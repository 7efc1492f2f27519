"""Rulings of small terms: where a period ends, what moves it, what it is worked to, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from limen.law.asking import ask
from limen.law.library import Library
from limen.law.refusing import Unanswerable
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.saying import in_english
from tests.law import packs

STOPS = """\
stops:
  - {id: pause, says: A pause, attributed_to: applicant, source: "Act, 2", certainty: verified}
  - {id: noise, says: A noise, attributed_to: authority, stops: no, source: "Act, 3", certainty: verified}
"""
EXTENSIONS = """\
extensions:
  - id: more
    says: More
    values: [{since: 2020-01-01, value: 2 months, source: "Act, 4", certainty: verified}]
  - id: again
    says: Again
    values: [{since: 2020-01-01, value: 2 months, source: "Act, 5", certainty: verified}]
together_at_most: 3 months
"""
CAP = """\
ends_at_latest:
  runs_from: heard_on
  values: [{since: 2020-01-01, value: 1 month, source: "Act, 6", certainty: verified}]
"""


def ruled(
    known: Library, *, stops: tuple[Stop, ...] = (), extensions: tuple[Extended, ...] = (), **given: str
) -> Ruling:
    town = known.calendar("town")
    pack = known.pack("land")
    return ask(pack, "reply", packs.facts(known, **given), calendar=town, stops=stops, extensions=extensions)


def of(value: str = "5 days", more: str = "", **given: str) -> Ruling:
    known = packs.library(terms=packs.term(value=value, more=more))
    return ruled(known, stops=(), extensions=(), **given)


def refused(value: str, more: str = "", **asked: object) -> Unanswerable:
    known = packs.library(terms=packs.term(value=value, more=more))
    with pytest.raises(Unanswerable) as found:
        ruled(known, **asked)  # type: ignore[arg-type]
    return found.value


@pytest.mark.parametrize(
    ("value", "asked_on", "raw", "due"),
    [
        ("5 days", "2026-06-12", "2026-06-17", "2026-06-17"),
        ("5 days", "2026-06-15", "2026-06-20", "2026-06-22"),  # Saturday to Monday
        ("0 days", "2026-06-13", "2026-06-13", "2026-06-15"),
        ("1 week", "2026-12-18", "2026-12-25", "2026-12-28"),  # Christmas, a Saturday and a Sunday
        ("10 working days", "2026-12-21", "2027-01-06", "2027-01-06"),
        ("1 month", "2027-01-31", "2027-02-28", "2027-03-01"),
        ("6 months", "2026-08-31", "2027-02-28", "2027-03-01"),
        ("1 year", "2028-02-29", "2029-02-28", "2029-02-28"),
    ],
)
def test_a_period_ends_where_one_would_count_to_by_hand(
    value: str, asked_on: str, raw: str, due: str
) -> None:
    ruling = of(value, asked_on=asked_on)
    assert (str(ruling.raw), str(ruling.due), str(ruling.work_to)) == (raw, due, due)
    assert ("rolled" in packs.codes(ruling)) == (raw != due)


@pytest.mark.parametrize("effect", ["earliest", "storage", "validity"])
def test_what_is_no_limit_does_not_move_from_a_day_off(effect: str) -> None:
    ruling = of("5 days", f"effect: {effect}", asked_on="2026-06-15")
    assert ruling.due == ruling.raw == date(2026, 6, 20)
    assert "never_rolls" in packs.codes(ruling)


def test_a_period_counted_backwards_never_moves() -> None:
    ruling = of("1 month", "backwards: yes", asked_on="2026-07-13")
    assert ruling.due == date(2026, 6, 13)


def test_a_period_of_two_days_holds_two_working_days_where_the_law_says_so() -> None:
    ruling = of("3 days", "counted_by: lenient", asked_on="2026-07-10")
    assert (ruling.raw, ruling.due) == (date(2026, 7, 13), date(2026, 7, 14))
    assert packs.codes(ruling).count("two_working_days") == 1
    assert of("1 day", "counted_by: lenient", asked_on="2026-07-10").due == date(2026, 7, 13)


def test_liberty_keeps_the_earlier_day_to_work_to() -> None:
    ruling = of("12 weeks", "liberty: yes", asked_on="2026-06-20")
    assert (ruling.work_to, ruling.due) == (date(2026, 9, 12), date(2026, 9, 14))
    earlier = of("12 weeks", "work_to: previous_working_day", asked_on="2026-06-20")
    assert (earlier.work_to, earlier.due) == (date(2026, 9, 11), date(2026, 9, 14))
    assert "work_to" in packs.codes(earlier)


@pytest.mark.parametrize(
    ("counted_by", "seen_at", "due_at"),
    [
        ("plain", "2026-06-12T14:30", datetime(2026, 6, 15, 13, 0, tzinfo=UTC)),
        ("plain", "2026-06-12T14:00", datetime(2026, 6, 15, 13, 0, tzinfo=UTC)),
        ("fixed", "2026-06-12T14:30", datetime(2026, 6, 15, 12, 30, tzinfo=UTC)),
        ("plain", "2026-03-28T14:30", datetime(2026, 3, 31, 14, 0, tzinfo=UTC)),  # 16:00 there, not 15:00
        ("plain", "2026-10-24T14:30", datetime(2026, 10, 27, 13, 0, tzinfo=UTC)),  # 14:00 there
    ],
)
def test_hours_are_real_hours_and_never_move(counted_by: str, seen_at: str, due_at: datetime) -> None:
    ruling = of("72 hours", f"runs_from: seen_at\ncounted_by: {counted_by}", seen_at=seen_at)
    assert ruling.due_at == due_at
    assert ruling.due == ruling.raw == due_at.date()


def test_an_extension_is_counted_from_the_anchor_and_rolls_once() -> None:
    known = packs.library(terms=packs.term(value="2 months", more=EXTENSIONS))
    plain = ruled(known, asked_on="2026-07-15")
    longer = ruled(known, asked_on="2026-07-15", extensions=(packs.longer(),))
    assert plain.due == date(2026, 9, 15)
    assert (longer.raw, longer.due) == (date(2026, 11, 15), date(2026, 11, 16))
    shorter = ruled(known, asked_on="2026-07-15", extensions=(packs.longer("1 month"),))
    assert shorter.raw == date(2026, 10, 15)


def test_extensions_keep_within_their_own_most_and_the_common_one() -> None:
    for extensions, code, sentence in (
        (
            (packs.longer("3 months"),),
            "too_long",
            "An extension of 3 months for “More” is more than the 2 months",
        ),
        (
            (packs.longer("2 months"), packs.longer("1 month")),
            "too_long_again",
            "The extensions for “More” come to more than the 2 months that the law allows.",
        ),
        (
            (packs.longer(), packs.longer(ground="again")),
            "together_too_long",
            "All extensions together come to more than 3 months.",
        ),
        (
            (packs.longer(ground="agian"),),
            "unknown_extension",
            "“reply” knows no extension called “agian”. Did you",
        ),
        ((packs.longer("9 hours"),), "hours_and_days", "“reply” cannot be made longer so: hours and days"),
    ):
        found = refused("2 months", EXTENSIONS, asked_on="2026-07-15", extensions=extensions)
        assert found.code == code
        assert str(found).startswith(sentence)


def test_an_extension_that_was_not_yet_the_law_is_refused() -> None:
    more = EXTENSIONS.replace("2020-01-01", "2026-08-01")
    found = refused("2 months", more, asked_on="2026-07-15", extensions=(packs.longer(),))
    assert str(found).endswith("It was not the law on 2026-07-15.")


def test_a_stop_moves_the_end_and_one_that_does_not_count_leaves_it() -> None:
    known = packs.library(terms=packs.term(value="150 days", more="effect: earliest\n" + STOPS))
    plain = ruled(known, asked_on="2026-01-05")
    stopped = ruled(known, asked_on="2026-01-05", stops=(packs.pause("2026-03-02", "2026-04-13"),))
    noisy = ruled(known, asked_on="2026-01-05", stops=(packs.pause("2026-03-02", "2026-04-13", "noise"),))
    assert (plain.due, stopped.due, noisy.due) == (date(2026, 6, 4), date(2026, 7, 16), date(2026, 6, 4))
    assert "did_not_stop" in packs.codes(noisy)


def test_a_clock_that_stands_still_has_no_date_but_says_what_is_left() -> None:
    known = packs.library(terms=packs.term(value="150 days", more=STOPS))
    ruling = ruled(known, asked_on="2026-01-05", stops=(packs.pause("2026-01-15"),))
    assert ruling.stands_still
    assert (ruling.raw, ruling.due, ruling.work_to, ruling.days_left) == (None, None, None, 141)
    from_the_start = ruled(known, asked_on="2026-01-05", stops=(packs.pause("2026-01-01"),))
    assert from_the_start.days_left == 150


def test_working_days_that_are_left_are_working_days() -> None:
    known = packs.library(terms=packs.term(value="10 working days", more=STOPS))
    ruling = ruled(known, asked_on="2026-06-12", stops=(packs.pause("2026-06-17"),))
    assert ruling.days_left == 8
    gone_on = ruled(known, asked_on="2026-06-12", stops=(packs.pause("2026-06-17", "2026-06-22"),))
    assert gone_on.raw == date(2026, 7, 1)


def test_standing_still_on_the_day_of_the_event_costs_nothing() -> None:
    known = packs.library(terms=packs.term(value="5 days", more=STOPS))
    for stop in (packs.pause("2026-06-12", "2026-06-13"), packs.pause("2026-06-01", "2026-06-13")):
        assert ruled(known, asked_on="2026-06-12", stops=(stop,)).raw == date(2026, 6, 17)
    late = packs.pause("2026-06-18", "2026-06-20")
    assert ruled(known, asked_on="2026-06-12", stops=(late,)).raw == date(2026, 6, 17)


def test_a_stop_that_makes_no_sense_is_refused() -> None:
    backwards = (packs.pause("2026-06-18", "2026-06-17"),)
    assert "cannot end on 2026-06-17" in str(refused("5 days", STOPS, asked_on="2026-06-12", stops=backwards))
    unknown = refused(
        "5 days", STOPS, asked_on="2026-06-12", stops=(packs.pause("2026-06-13", cause="pauze"),)
    )
    assert str(unknown) == "“reply” knows no stop called “pauze”. Did you mean “pause”?"
    hours = packs.library(terms=packs.term(value="72 hours", more="runs_from: seen_at"))
    with pytest.raises(Unanswerable, match="such a clock cannot be stopped"):
        ruled(hours, seen_at="2026-06-12T14:00", stops=(packs.pause("2026-06-13"),))


def test_nothing_passes_the_cap() -> None:
    known = packs.library(terms=packs.term(value="3 months", more=CAP + STOPS))
    ruling = ruled(known, asked_on="2026-06-12", heard_on="2026-06-30")
    assert ruling.raw == date(2026, 7, 30)
    assert "capped" in packs.codes(ruling)
    assert ruled(known, asked_on="2026-06-12").raw == date(2026, 9, 12)
    stopped = ruled(
        known, asked_on="2026-06-12", heard_on="2026-06-30", stops=(packs.pause("2026-06-20", "2026-12-01"),)
    )
    assert stopped.raw == date(2026, 7, 30)


def test_every_step_is_said_in_words() -> None:
    known = packs.library(terms=packs.term(value="2 months", more=EXTENSIONS + STOPS))
    stops = (packs.pause("2026-08-01", "2026-08-03"), packs.pause("2026-08-05", "2026-08-06", "noise"))
    ruling = ruled(known, asked_on="2026-08-31", stops=(), extensions=(packs.longer("1 month"),))
    said = in_english(ruling, known.pack("land"), known.calendar("town"))
    assert said == (
        "The version of 2020-01-01 applies (2 months), because day of asking is 2026-08-31. Source: Act, 1.",
        "It runs from 2026-08-31 (day of asking); that day is not counted.",
        "Made longer by 1 month: More. Source: Act, 4.",
        "The month has no such day, so it ends on its last day, 2026-11-30.",
    )
    ruling = ruled(known, asked_on="2026-07-13", stops=stops)
    said = in_english(ruling, known.pack("land"), known.calendar("town"))
    assert said[2:] == (
        "Stood still from 2026-08-01 up to 2026-08-03 (2 days): A pause. Source: Act, 2.",
        "Went on although, from 2026-08-05: A noise. Source: Act, 3.",
    )


def test_a_period_in_hours_is_not_said_to_leave_out_a_day() -> None:
    known = packs.library(terms=packs.term(value="72 hours", more="runs_from: seen_at"))
    ruling = ruled(known, seen_at="2026-06-12T14:30")
    said = in_english(ruling, known.pack("land"), known.calendar("town"))
    assert said[1:] == (
        "It runs from 2026-06-12 (hour at which somebody was seen), by the hour.",
        "Counted in full hours; such a period does not move to a working day.",
    )


def test_a_stop_that_came_too_late_and_a_cap_that_cannot_be_told_are_said() -> None:
    known = packs.library(terms=packs.term(value="5 days", more=CAP + STOPS))
    ruling = ruled(known, asked_on="2026-06-12", stops=(packs.pause("2026-06-18", "2026-06-20"),))
    assert packs.codes(ruling) == ["governed", "runs_from", "stopped_too_late", "cap_unknown"]
    said = in_english(ruling, known.pack("land"), known.calendar("town"))
    assert said[2:] == (
        "Began on 2026-06-18, after the last day that counted, and moves nothing: A pause.",
        "There is a latest end, which cannot be told while this is not known: day of hearing.",
    )
