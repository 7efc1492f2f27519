"""Differences: reported exactly when the law in force comes to another day, repaired by nobody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from limen.domain.deadlines.commands.closing import meet, rule_again
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.deadlines.queries.clocks import clock_sheet
from limen.domain.deadlines.queries.differences import (
    DifferencePage,
    Key,
    differences,
)
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.jobs.nights import by_hand, clock_of, reckoned, row_of, rows
from tests.lawbook import CALENDAR, FILES, changed, put_in_force

TERMS = "atlantis/terms/all.yaml"
LONGER = changed(TERMS, "value: 5 days", "value: 9 days")


def _seen(by: Player, at: datetime, after: Key | None = None) -> DifferencePage:
    with acting_as(by.actor):
        return differences(by.actor, at=at, after=after)


def _reports(house: House, clock_id: UUID) -> list[dict[str, Any]]:
    return rows(house, "select * from deadlines_difference where clock_id = %s order by found_at", clock_id)


def test_nothing_is_reported_while_nothing_changed(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now)
    found = reckoned(house, now)
    assert found.is_complete
    assert found.clocks >= 1
    assert _seen(cast.berg, now).cards == ()


def test_another_day_by_the_edition_in_force_is_reported_and_not_repaired(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    changed_one, other = clock_of(cast, cast.berg, now), clock_of(cast, cast.berg, now, term="decide")
    put_in_force(cast, now, LONGER)
    before = row_of(house, changed_one)
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert (card.clock_id, card.stored_due_on, card.found_due_on, card.trouble) == (
        changed_one, date(2026, 11, 17), date(2026, 11, 19), "",
    )  # fmt: skip
    assert (card.reference, card.version, card.found_at) == (cast.reference, 1, now)
    assert card.edition_id != before["edition_id"]
    assert row_of(house, changed_one) | {"missed_at": None} == before
    assert _reports(house, other) == []
    with acting_as(cast.costa.actor):
        sheet = clock_sheet(changed_one, by=cast.costa.actor, at=now)
        assert sheet.difference is not None


@pytest.mark.parametrize(
    "files",
    [
        # One day more, and rolled to the same working day; another sentence; another term.
        changed(TERMS, "value: 5 days", "value: 6 days"),
        changed(TERMS, "says: Register the application", "says: Enter the application"),
        changed(TERMS, "value: 2 weeks", "value: 3 weeks"),
    ],
    ids=["rolled", "said", "elsewhere"],
)
def test_an_edition_that_leaves_the_day_is_not_reported(
    files: dict[str, str], house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, files)
    reckoned(house, now)
    assert _reports(house, clock) == []


def test_a_second_night_says_nothing_new(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    first = _reports(house, clock)
    assert reckoned(house, now).reported == 0
    assert _reports(house, clock) == first
    assert len(first) == 1


def test_another_edition_changes_the_open_report(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    put_in_force(cast, now, changed(TERMS, "value: 5 days", "value: 10 days"))
    reckoned(house, now)
    [report] = _reports(house, clock)
    assert report["found_due_on"] == date(2026, 11, 20)


def test_it_settles_itself_when_the_law_is_as_before(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    put_in_force(cast, now, FILES)
    assert reckoned(house, now).settled >= 1
    [report] = _reports(house, clock)
    assert report["settled_at"] == now
    assert _seen(cast.berg, now).cards == ()


def test_ruling_again_settles_it_for_good(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    rule_again(clock, version=card.version, by=cast.berg.actor, at=now)
    assert _seen(cast.berg, now).cards == ()
    reckoned(house, now)
    assert _seen(cast.berg, now).cards == ()
    assert row_of(house, clock)["due_on"] == date(2026, 11, 19)


def test_a_closed_clock_asks_nothing_more(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    on = date(2026, 11, 12)
    meet(clock, met_on=on, on=on, version=1, by=cast.berg.actor, at=now)
    assert _seen(cast.berg, now).cards == ()
    reckoned(house, now)
    [report] = _reports(house, clock)
    assert report["settled_at"] == now


def test_a_term_that_is_gone_is_reported_in_words(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now)
    put_in_force(cast, now, changed(TERMS, "register:", "enrol:"))
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert card.found_due_on is None
    assert "no term called “register”" in card.trouble


def test_a_date_changed_by_hand_is_noticed_by_its_own_edition(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    by_hand(house, "update deadlines_clock set due_on = '2027-01-04' where id = %s", clock)
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert (card.stored_due_on, card.found_due_on) == (date(2027, 1, 4), date(2026, 11, 17))
    assert "the legal end" in card.trouble
    assert "outside an act" in card.trouble
    assert row_of(house, clock)["due_on"] == date(2027, 1, 4)


def test_an_effect_changed_by_hand_hides_no_limit(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    by_hand(house, "update deadlines_clock set effect = 'target' where id = %s", clock)
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert "what the end means" in card.trouble


def test_days_off_that_moved_are_said_to_have_moved(house: House, cast: Cast, now: datetime) -> None:
    """The calendar of a country comes from a library: an update of it must not pass unseen."""
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    by_hand(
        house,
        "update deadlines_clock set due_on = '2026-11-16', work_to = '2026-11-16',"
        ' ruling = ruling || \'{"calendar_fingerprint": "another"}\' where id = %s',
        clock,
    )
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert "days off of the calendar “city” changed" in card.trouble


def test_damaged_facts_are_reported_and_stop_nobody_else(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    for number, damage in enumerate(('["made_on"]', '{"made_on": 5}', '{"made_on": "soon"}')):
        clock = clock_of(cast, cast.berg, now, about=f"child {number}")
        by_hand(house, "update deadlines_clock set facts = %s::jsonb where id = %s", damage, clock)
    last = clock_of(cast, cast.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    cards = {card.clock_id: card for card in _seen(cast.berg, now).cards}
    assert len(cards) == 4
    assert cards.pop(last).trouble == ""
    assert sorted(card.trouble.split(":")[0].split("(")[0] for card in cards.values()) == [
        "The clock cannot be ruled again",
        "The clock cannot be ruled again",
        "“soon” for “made_on” is not a date that exists. Write year-month-day, as in 2026-06-12.",
    ]


@pytest.mark.parametrize("damage", ["\\x00", "\\x789c03000000000001"])
def test_an_edition_that_cannot_be_read_is_reported(
    damage: str, house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now)
    # In force and not yet read by anybody: what was read once stays known to the process.
    put_in_force(cast, now, changed(TERMS, "Act, section 7", f"Act, section {cast.case}"))
    by_hand(
        house,
        "update policy_edition e set files = %s::bytea, digest = encode(sha256(%s::bytea), 'hex')"
        " from policy_adoption a where a.edition_id = e.id and a.state = 'adopted'"
        " and e.organisation_id = %s",
        damage, damage, cast.authority,
    )  # fmt: skip
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert card.trouble.startswith("The edition can no longer be read")


def test_what_is_left_of_a_stopped_clock_is_compared_too(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now, term="decide")
    day = date(2026, 11, 20)
    stop(clock, cause="postponed", since_on=day, on=day, version=1, by=cast.berg.actor, at=now)
    reckoned(house, now)
    assert _reports(house, clock) == []
    put_in_force(cast, now, changed(TERMS, "value: 6 months", "value: 7 months"))
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert (card.stored_due_on, card.found_due_on) == (None, None)
    assert "stands still" in card.trouble


def test_another_hour_on_the_same_day_is_reported(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now, term="prints", facts={"taken_at": "2026-11-10T09:30"})
    put_in_force(cast, now, changed(TERMS, "value: 72 hours", "value: 70 hours"))
    reckoned(house, now)
    [card] = _seen(cast.berg, now).cards
    assert card.stored_due_on == card.found_due_on
    assert "the hour is another" in card.trouble


def test_it_is_told_in_the_language_of_the_house(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now)
    put_in_force(cast, now, changed(TERMS, "register:", "enrol:"))
    by_hand(house, "update identity_organisation set language = 'de' where id = %s", cast.authority)
    reckoned(house, now)
    assert _seen(cast.berg, now).cards[0].trouble


def test_days_off_of_another_calendar_in_force(house: House, cast: Cast, now: datetime) -> None:
    """The edition brings its calendars with it."""
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now)
    put_in_force(cast, now, FILES | {"calendars/city.yaml": CALENDAR.replace("11-16", "11-18")})
    reckoned(house, now)
    assert _seen(cast.berg, now).cards[0].found_due_on == date(2026, 11, 16)
