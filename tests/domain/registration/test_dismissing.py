"""Whoever was dismissed at the desk is asked about again, and holds up nobody."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.duplicates.commands.proposing import propose
from limen.domain.registration.commands.families import LikelySame
from limen.domain.registration.events import FamilyRegistered
from limen.domain.registration.names.typed import Fields
from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.registration.families import registered, two, unheard
from tests.domain.told import obstacles
from tests.workspaces.acting import ask


def dismissing(content: Fields, *, by: Player, at: datetime) -> FamilyRegistered:
    """Register a family whose lookalikes somebody at the desk has seen and taken for others."""
    with pytest.raises(LikelySame) as refused:
        registered(content, by=by, at=at)
    for one in refused.value.likely:
        seen = sorted(str(key) for card in one.cards for key in card.ids)
        content[f"person-{one.person_id}-seen"] = seen
    return registered(content, by=by, at=at)


def test_each_pair_is_proposed_and_told_in_both_chains(house: House, cast: Cast, now: datetime) -> None:
    name = unheard()
    before = registered(two(name), by=cast.hana, at=now).person_ids
    after = dismissing(two(name), by=cast.hana, at=now)
    pairs = ask(
        house, "select first_id, second_id from duplicates_proposal where organisation_id = %s"
        " and state = 'open' and origin = 'creation' and proposed_by_id = %s", cast.authority, cast.hana.id,
    )  # fmt: skip
    assert sorted(pairs) == sorted(zip(before, after.person_ids, strict=True))
    told = ask(
        house, "select stream_id from journal_entry where act_id = %s and kind = 'duplicates.proposed'",
        after.act_id,
    )  # fmt: skip
    assert sorted(told) == sorted((key,) for key in (*before, *after.person_ids))


def test_a_record_that_another_house_shares_holds_up_nobody(house: House, cast: Cast, now: datetime) -> None:
    """It can be seen, so it is compared; but what it is to the other house cannot be decided here."""
    name = unheard()
    theirs = registered(two(name), by=cast.costa, at=now)
    share(
        theirs.case_id, unit_id=cast.agency_unit, purpose=SharePurpose.REFERRAL, basis=ShareBasis.LAW,
        basis_says="x", compartments=(), until_at=now.replace(year=now.year + 1), by=cast.costa.actor, at=now,
    )  # fmt: skip
    ours = dismissing(two(name), by=cast.dina, at=now)
    assert len(ours.person_ids) == 2
    assert ask(
        house, "select count(*) from duplicates_proposal where first_id = any (%s) or second_id = any (%s)",
        list(ours.person_ids), list(ours.person_ids),
    ) == [(0,)]  # fmt: skip
    assert obstacles(
        lambda: propose(
            ours.person_ids[0], other_id=theirs.person_ids[0], why="x", proposal_id=new_id(),
            by=cast.dina.actor, at=now,
        )
    ) == {"elsewhere"}  # fmt: skip


def test_many_lookalikes_cost_as_much_as_few(cast: Cast, now: datetime) -> None:
    """The turn of all counters is kept meanwhile."""
    name, counts = unheard(), []
    registered(two(name), by=cast.hana, at=now)
    for alike in (2, 4, 6):
        with CaptureQueriesContext(connection) as asked:
            done = dismissing(two(name), by=cast.hana, at=now)
        assert len(done.dismissed) == alike
        counts.append(len(asked))
    # The first to be proposed in an organisation begins its series of references, too.
    assert counts[1] == counts[2]
