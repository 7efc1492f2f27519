"""Deciding that two records are one person: a link by two people, which moves nothing and opens nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection

from limen.domain.cases.commands.walling import wall_off
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.duplicates.commands.answering import defer, merge
from limen.domain.duplicates.commands.proposing import propose
from limen.domain.duplicates.events import Merged
from limen.domain.duplicates.models import Merging, Proposal
from limen.domain.duplicates.names import Says
from limen.domain.duplicates.queries.groups import Group, groups_of, merged_with
from limen.domain.duplicates.queries.proposals import decisions, proposals
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.duplicates.pairs import Pair, merged, proposed
from tests.domain.people.registrations import registered
from tests.domain.told import Journal, obstacles


def _merge(proposal: UUID, pair: Pair, by: Player, at: datetime, *, why: str = "Her passport.") -> Merged:
    return merge(proposal, kept_id=pair.first, merging_id=new_id(), why=why, by=by.actor, at=at)


def test_the_records_are_one_and_each_is_as_it_was(
    cast: Cast, now: datetime, proposal: UUID, pair: Pair
) -> None:
    with acting_as(cast.costa.actor):
        before = [person_sheet(one, by=cast.costa.actor, at=now) for one in pair[:2]]
    _merge(proposal, pair, cast.costa, now)
    with acting_as(cast.costa.actor):
        assert [person_sheet(one, by=cast.costa.actor, at=now) for one in pair[:2]] == before
        group = Group(head=pair.first, members=tuple(sorted(pair[:2])))
        assert groups_of(pair[:2], by=cast.costa.actor, at=now) == dict.fromkeys(pair[:2], group)
        (beside,) = merged_with(pair.second, by=cast.costa.actor, at=now)
        assert (beside.id, beside.is_head, beside.proposed_by, beside.decided_by) == (
            pair.first, True, "Grit", "Costa",
        )  # fmt: skip
        (decided,) = decisions(by=cast.costa.actor, at=now)
        assert (decided.says, decided.by, decided.undone_at) == (Says.SAME, "Costa", None)
        assert proposals(by=cast.costa.actor, at=now) == []


def test_chains_are_one_group_and_never_a_circle(cast: Cast, now: datetime, pair: Pair) -> None:
    third = registered(cast.costa, now).person_id
    merged(pair, cast, now)  # first stands for second

    def link(kept: UUID, gone: UUID) -> Merged:
        found = propose(kept, other_id=gone, why="Again.", proposal_id=new_id(), by=cast.grit.actor, at=now)
        return merge(
            found.proposal_id, kept_id=kept, merging_id=new_id(), why="Yes.", by=cast.costa.actor, at=now
        )

    link(third, pair.first)  # and third for first
    with acting_as(cast.costa.actor):
        groups = groups_of([pair.second], by=cast.costa.actor, at=now)
        assert groups[pair.second] == Group(head=third, members=tuple(sorted((*pair[:2], third))))
    assert obstacles(lambda: link(pair.second, third)) == {"one_person"}
    fourth = registered(cast.costa, now).person_id
    # What has gone into another record cannot go twice.
    assert obstacles(lambda: link(fourth, pair.second)) == {"joined"}


def test_alone_by_the_proposer_without_reason_or_twice_is_refused(
    cast: Cast, now: datetime, pair: Pair, house: House
) -> None:
    mine = proposed(pair, by=cast.costa, at=now)
    assert obstacles(lambda: _merge(mine, pair, cast.costa, now)) == {"own"}
    other = Pair(registered(cast.costa, now).person_id, registered(cast.costa, now).person_id, *pair[2:])
    found = proposed(other, by=cast.grit, at=now)
    assert obstacles(lambda: _merge(found, other, cast.costa, now, why=" ")) == {"why"}
    _merge(found, other, cast.costa, now)
    assert obstacles(lambda: _merge(found, other, cast.costa, now)) == {"answered"}


def test_what_the_house_found_needs_two_people_too(
    cast: Cast, now: datetime, pair: Pair, house: House
) -> None:
    found = _found_by_night(house, cast, pair, now)
    assert obstacles(lambda: _merge(found, pair, cast.costa, now)) == {"alone"}
    assert proposed(pair, by=cast.grit, at=now) == found  # taken up
    assert _merge(found, pair, cast.costa, now).proposed_by_id == cast.grit.id


def test_the_database_holds_the_second_person_too(
    cast: Cast, now: datetime, proposal: UUID, pair: Pair
) -> None:
    """Past every rule of the application: the same person twice, another's name, nobody's proposal."""

    def link(**more: object) -> Merging:
        facts = {
            "id": new_id(), "organisation_id": cast.authority, "proposal_id": proposal,
            "kept_id": pair.first, "gone_id": pair.second, "proposed_by_id": cast.grit.id,
            "decided_by_id": cast.costa.id, "why": "x", "since_at": now,
        } | more  # fmt: skip
        return Merging(**facts)

    def tried(by: Player, row: Merging) -> None:
        with acting_as(by.actor), connection.cursor() as cursor:
            cursor.execute("select set_config('limen.act', 'x', true)")
            row.save(force_insert=True)

    for by, row, refused in (
        (cast.grit, link(decided_by_id=cast.grit.id), ProgrammingError),
        (cast.costa, link(proposed_by_id=cast.costa.id), (IntegrityError, ProgrammingError)),
        (cast.costa, link(proposed_by_id=cast.hana.id), ProgrammingError),
        (cast.costa, link(decided_by_id=cast.grit.id, proposed_by_id=cast.costa.id), ProgrammingError),
        (cast.grit, link(), ProgrammingError),
    ):
        with pytest.raises(refused):
            tried(by, row)

    def turned(by: Player, **change: object) -> None:
        with acting_as(by.actor), connection.cursor() as cursor:
            cursor.execute("select set_config('limen.act', 'x', true)")
            Proposal.objects.filter(pk=proposal).update(**change)

    for by, change in (
        (cast.grit, {"state": "same", "ended_at": now}),  # who proposed it does not answer
        (cast.costa, {"proposed_by_id": cast.costa.id}),  # nor does anybody take another's place
        (cast.costa, {"state": "withdrawn", "ended_at": now}),
        (cast.grit, {"proposed_by_id": cast.hana.id}),
    ):
        with pytest.raises(ProgrammingError):
            turned(by, **change)


@pytest.mark.parametrize("role", ["hana", "farah", "berg", "grit", "dina", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(
    role: str, cast: Cast, now: datetime, proposal: UUID, pair: Pair
) -> None:
    with pytest.raises(Forbidden):
        _merge(proposal, pair, getattr(cast, role), now)


def test_a_stranger_cannot_even_see_it(cast: Cast, now: datetime, proposal: UUID, pair: Pair) -> None:
    with pytest.raises(Hidden):
        _merge(proposal, pair, cast.elio, now)
    with pytest.raises(Hidden):
        merge(proposal, kept_id=new_id(), merging_id=new_id(), why="x", by=cast.costa.actor, at=now)


def test_a_link_opens_no_wall(cast: Cast, now: datetime, pair: Pair) -> None:
    """Grit reads the first record alone: no group, no line, no other name."""
    merged(pair, cast, now)
    wall_off(
        pair.second_case,
        member_id=cast.grit.id,
        ground=WallGround.FAMILY,
        why="",
        by=cast.costa.actor,
        at=now,
    )
    with acting_as(cast.grit.actor):
        assert person_sheet(pair.first, by=cast.grit.actor, at=now).is_read
        assert groups_of(pair[:2], by=cast.grit.actor, at=now) == {}
        assert merged_with(pair.first, by=cast.grit.actor, at=now) == ()
        assert decisions(by=cast.grit.actor, at=now) == []
        assert [one.kind for one in person_timeline(pair.first, by=cast.grit.actor, at=now)] == [
            "people.registered"
        ]
        with pytest.raises(Hidden):
            person_sheet(pair.second, by=cast.grit.actor, at=now)


def test_it_says_what_happened_in_both_chains(
    cast: Cast, now: datetime, proposal: UUID, pair: Pair, journal: Journal
) -> None:
    defer(proposal, why="Wait for the passport.", by=cast.costa.actor, at=now)
    event = _merge(proposal, pair, cast.costa, now)
    assert journal.tells(event, by=cast.costa, after=("duplicates.merged",))
    with acting_as(cast.grit.actor):
        for person in pair[:2]:
            kinds = [one.kind for one in person_timeline(person, by=cast.grit.actor, at=now)]
            assert kinds[:3] == ["duplicates.merged", "duplicates.deferred", "duplicates.proposed"]


def _found_by_night(house: House, cast: Cast, pair: Pair, at: datetime) -> UUID:
    found = new_id()
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', 'x', true)")
        admin.execute(
            "insert into duplicates_proposal (id, organisation_id, first_id, second_id, origin, grounds,"
            " state, made_at, why) values (%s, %s, %s, %s, 'nightly', '{same}', 'open', %s, '')",
            [found, cast.authority, *sorted(pair[:2]), at],
        )
    return found
