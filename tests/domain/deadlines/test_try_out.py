"""Trying out an edition of the law on open cases."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.commands.trying import go_on, try_out
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.deadlines.queries.trials import TrialCard, trial_sheet
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, clear
from tests.conftest import House
from tests.domain.told import Journal, obstacles
from tests.lawbook import FILES, changed, put_in_force

TERMS = "atlantis/terms/all.yaml"
SHORTER = changed(TERMS, "value: 5 days", "value: 3 days")
ON = date(2026, 11, 12)


def _tried(cast: Cast, files: dict[str, str], at: datetime) -> TrialCard:
    lena = cast.lena.actor
    tried = try_out("atlantis", files=files, by=lena, at=at)
    with acting_as(lena):
        card = trial_sheet(tried.trial_id, by=lena)
        while card.done_at is None:
            card = go_on(tried.trial_id, on=ON, by=lena, at=at, cases=1)
    return card


def test_it_counts_what_would_change_and_whose(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    facts = {"made_on": "2026-11-10"}
    start(cast.case, pack="atlantis", term="register", facts=facts, by=cast.berg.actor, at=now)
    start(cast.case, pack="atlantis", term="decide", facts=facts, by=cast.berg.actor, at=now)
    start(cast.other_case, pack="atlantis", term="decide", facts=facts, by=cast.costa.actor, at=now)
    card = _tried(cast, SHORTER, now)
    assert (card.tally.cases, card.tally.changed_cases, card.percent) == (2, 1, 100)
    register = card.tally.terms["register"]
    assert (register.counts["earlier"], register.least_days) == (1, -4)
    assert card.tally.terms["decide"].counts == {"same": 2}
    assert card.tally.by_lead == {("First unit", "Berg"): 1}
    with acting_as(cast.berg.actor):
        due = {clock.term: clock.due_on for clock in clocks_of(cast.case, by=cast.berg.actor, at=now)}
    assert due["register"] == date(2026, 11, 17)


def test_it_tells_new_ended_and_unanswerable_clocks(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    facts = {"made_on": "2026-11-10"}
    start(cast.case, pack="atlantis", term="register", facts=facts, by=cast.berg.actor, at=now)
    renamed = changed(TERMS, "register:\n", "enter:\n")
    card = _tried(cast, renamed, now)
    assert card.tally.terms["register"].counts == {"ended": 1}
    assert card.tally.terms["enter"].counts == {"new": 1}
    later = changed(TERMS, "since: 2020-01-01, value: 5 days", "since: 2030-01-01, value: 5 days")
    assert _tried(cast, later, now).tally.terms["register"].counts == {"unanswerable": 1}


def test_what_is_in_a_compartment_is_counted_and_attributed_to_nobody(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    facts = {"made_on": "2026-11-10"}
    secret = Compartment.TRAFFICKING
    start(
        cast.case, pack="atlantis", term="register", facts=facts, compartment=secret, by=costa.actor, at=now
    )
    assert _tried(cast, SHORTER, now).tally.by_lead == {("", ""): 1}


def test_an_unsound_pack_is_refused_with_file_and_line(cast: Cast, now: datetime) -> None:
    broken = changed(TERMS, "value: 5 days", "value: 5 fortnights")
    assert obstacles(lambda: try_out("atlantis", files=broken, by=cast.lena.actor, at=now)) == {"unsound"}
    assert obstacles(lambda: try_out("utopia", files=FILES, by=cast.lena.actor, at=now)) == {"unsound"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "ivo", "jun", "dina", "elio"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        try_out("atlantis", files=FILES, by=getattr(cast, role).actor, at=now)


def test_a_trial_is_hidden_from_everybody_else(cast: Cast, now: datetime) -> None:
    card = _tried(cast, FILES, now)
    for player in (cast.mats, cast.berg, cast.elio):
        with acting_as(player.actor), pytest.raises(Hidden):
            trial_sheet(card.id, by=player.actor)
        with acting_as(player.actor), pytest.raises(Hidden):
            go_on(card.id, on=ON, by=player.actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(try_out("atlantis", files=FILES, by=cast.lena.actor, at=now), by=cast.lena)
