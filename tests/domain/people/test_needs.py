"""Indications of special needs: observed, looked at again, due, and kept in the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.people.commands.needs import observe_need, review_need
from limen.domain.people.events import NeedRecorded, NeedReviewed
from limen.domain.people.names import (
    Guarantee,
    GuaranteesGiven,
    NeedCategory,
    NeedObserved,
    NeedOutcome,
)
from limen.domain.people.queries import needs as queries
from limen.domain.people.queries.needs import DueNeeds, needs_due
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.told import Journal, obstacles

BREAKS = GuaranteesGiven(these=(Guarantee.BREAKS,))
PREGNANT = NeedObserved(
    category=NeedCategory.PREGNANT, seen="Says she is in her sixth month and cannot sit for long.",
    observed_on=ON, review_on=ON + timedelta(days=30), observer="The nurse of the hall", guarantees=BREAKS,
)  # fmt: skip
LATER = ON + timedelta(days=60)


def _observe(nadia: UUID, by: Player, at: datetime, need: NeedObserved = PREGNANT) -> NeedRecorded:
    return observe_need(nadia, need=need, need_id=new_id(), on=ON, by=by.actor, at=at)


def _review(
    key: UUID,
    by: Player,
    at: datetime,
    outcome: NeedOutcome = NeedOutcome.STILL,
    *,
    why: str = "As before.",
    version: int = 1,
    review_on: date | None = LATER,
    **more: Any,
) -> NeedReviewed:
    return review_need(
        key, outcome=outcome, why=why, version=version, review_on=review_on, on=ON, by=by.actor, at=at,
        **more,
    )  # fmt: skip


def _sheet(nadia: UUID, by: Player, at: datetime) -> PersonSheet:
    with acting_as(by.actor):
        return person_sheet(nadia, by=by.actor, at=at)


def _due(by: Player, at: datetime, on: date = LATER, after: Any = None) -> DueNeeds:
    with acting_as(by.actor):
        return needs_due(on=on, by=by.actor, at=at, after=after)


def test_what_was_seen_is_kept_and_each_look_at_it(cast: Cast, now: datetime, nadia: UUID) -> None:
    key = _observe(nadia, cast.berg, now).need_id
    (card,) = _sheet(nadia, cast.berg, now).further.needs
    assert (card.observed, card.version, card.reviews) == (PREGNANT, 1, ())
    _review(key, cast.berg, now)
    more = GuaranteesGiven(these=(Guarantee.BREAKS, Guarantee.PRIORITY), words="A chair with a back.")
    _review(key, cast.costa, now, NeedOutcome.CHANGED, version=2, guarantees=more)
    (card,) = _sheet(nadia, cast.berg, now).further.needs
    assert card.observed == replace(PREGNANT, review_on=LATER, guarantees=more)
    assert [(one.outcome, one.before, one.review_on) for one in card.reviews] == [
        (NeedOutcome.CHANGED, BREAKS, LATER),
        (NeedOutcome.STILL, BREAKS, PREGNANT.review_on),
    ]
    _review(key, cast.berg, now, NeedOutcome.ENDED, version=3, review_on=None, why="The child is born.")
    further = _sheet(nadia, cast.berg, now).further
    assert further.needs == ()
    (card,) = further.earlier_needs
    assert card.ended is not None
    assert (card.ended.why, len(card.reviews)) == ("The child is born.", 3)
    assert obstacles(lambda: _review(key, cast.berg, now, version=4)) == {"ended"}


@pytest.mark.parametrize(
    ("need", "code"),
    [
        (replace(PREGNANT, seen=" "), "seen"),
        (replace(PREGNANT, seen="x" * 1001), "seen_too_long"),
        (replace(PREGNANT, observer=" "), "observer"),
        (replace(PREGNANT, observed_on=ON + timedelta(days=1)), "observed_to_come"),
        (replace(PREGNANT, review_on=ON - timedelta(days=1)), "review_on"),
        (replace(PREGNANT, guarantees=GuaranteesGiven(words=" ")), "guarantee_words"),
    ],
)
def test_half_an_indication_is_refused(
    need: NeedObserved, code: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    assert obstacles(lambda: _observe(nadia, cast.berg, now, need)) == {code}


def test_half_a_review_is_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    key = _observe(nadia, cast.berg, now).need_id
    assert obstacles(lambda: _review(key, cast.berg, now, why=" ", review_on=ON)) == {"why", "review_on"}
    assert obstacles(lambda: _review(key, cast.berg, now, NeedOutcome.CHANGED)) == {"guarantees"}
    assert obstacles(lambda: _review(key, cast.berg, now, NeedOutcome.ENDED)) == {"review_on"}


def test_whoever_looks_second_is_shown_what_was_found(cast: Cast, now: datetime, nadia: UUID) -> None:
    key = _observe(nadia, cast.berg, now).need_id
    _review(key, cast.costa, now, why="Still cannot sit.")
    with pytest.raises(Conflict) as conflict:
        _review(key, cast.berg, now)
    assert conflict.value.theirs.by_name == "Costa"
    assert conflict.value.theirs.says.startswith("Still there: Still cannot sit.")
    assert conflict.value.version == 2


def test_no_share_shows_a_need(cast: Cast, now: datetime, nadia: UUID) -> None:
    _observe(nadia, cast.berg, now)
    share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.REFERRAL, basis=ShareBasis.LAW,
        basis_says="x", compartments=(), until_at=now.replace(year=now.year + 1), by=cast.berg.actor, at=now,
    )  # fmt: skip
    sheet = _sheet(nadia, cast.dina, now)
    assert sheet.is_read
    assert (sheet.further.needs, sheet.further.earlier_needs) == ((), ())
    assert _due(cast.dina, now).needs == ()


def test_reviews_are_due_from_their_day_on_page_by_page(
    cast: Cast, now: datetime, nadia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    keys = [
        _observe(nadia, cast.berg, now, replace(PREGNANT, review_on=ON + timedelta(days=day))).need_id
        for day in (3, 1, 2, 9)
    ]
    first = _due(cast.berg, now, ON + timedelta(days=3))
    assert [(one.id, one.called) for one in first.needs] == [
        (keys[1], "Nadia Karimi"), (keys[2], "Nadia Karimi")
    ]  # fmt: skip
    second = _due(cast.berg, now, ON + timedelta(days=3), after=first.after)
    assert ([one.id for one in second.needs], second.after) == ([keys[0]], None)
    _review(keys[1], cast.berg, now)
    assert keys[1] not in [one.id for one in _due(cast.berg, now, ON + timedelta(days=3)).needs]


@pytest.mark.parametrize("role", ["farah", "hana", "grit", "ivo", "jun", "lena", "dina", "elio"])
def test_nobody_is_told_of_needs_of_whom_they_do_not_read(
    role: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    _observe(nadia, cast.berg, now)
    assert _due(getattr(cast, role), now) == DueNeeds(needs=(), after=None)


def test_a_page_of_what_is_due_costs_the_same_however_long_it_is(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    counts = set()
    for many in (1, 8):
        for _ in range(many):
            _observe(nadia, cast.berg, now)
        with acting_as(cast.berg.actor), CaptureQueriesContext(connection) as asked:
            assert len(needs_due(on=LATER, by=cast.berg.actor, at=now).needs) >= many
        counts.add(len(asked))
    assert len(counts) == 1
    assert max(counts) <= 3


def test_it_says_what_happened_and_seals_what_was_seen(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    recorded = _observe(nadia, cast.berg, now)
    assert journal.tells(recorded, by=cast.berg)
    assert journal.tells(_review(recorded.need_id, cast.berg, now), by=cast.berg)
