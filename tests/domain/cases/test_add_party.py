"""Making somebody part of a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.cases.commands.assigning import assign
from limen.domain.cases.commands.breaking_glass import break_glass
from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.commands.opening import restrict
from limen.domain.cases.events import PartyAdded
from limen.domain.cases.names import OpeningGround, Part, PartyPart
from limen.domain.cases.queries.parties import files_of, parties_of
from limen.domain.people.names import Registration
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.people.registrations import named, registered
from tests.domain.told import Journal, obstacles

CHILD = Registration(names=(named("Samir"),))


def _add(
    cast: Cast, by: Player, at: datetime, person: UUID | None = None, case: UUID | None = None
) -> PartyAdded:
    return add_party(
        case or cast.case, person_id=person or new_id(), part=PartyPart.CHILD, told=None if person else CHILD,
        on=ON, by=by.actor, at=at,
    )  # fmt: skip


@pytest.mark.parametrize("role", ["berg", "costa", "hana"])
def test_somebody_new_becomes_part_of_a_case(role: str, cast: Cast, now: datetime) -> None:
    by = getattr(cast, role)
    added = _add(cast, by, now)
    with acting_as(by.actor):
        assert person_sheet(added.person_id, by=by.actor, at=now).called == "Samir"
        assert [one.part for one in parties_of(cast.case, by=by.actor, at=now)] == [PartyPart.CHILD]


def test_somebody_on_record_joins_a_second_case_and_is_seen_through_both(cast: Cast, now: datetime) -> None:
    done = registered(cast.costa, now)
    _add(cast, cast.costa, now, person=done.person_id)
    with acting_as(cast.berg.actor):
        assert person_sheet(done.person_id, by=cast.berg.actor, at=now).is_written
        # Berg works on one of the two cases by name, and knows nothing of the other.
        files = files_of({done.person_id}, by=cast.berg.actor, at=now)
    assert [one.reference for one in files[done.person_id]] == [cast.reference]


def test_not_twice_and_not_in_a_closed_case(house: House, cast: Cast, now: datetime) -> None:
    added = _add(cast, cast.berg, now)
    assert obstacles(lambda: _add(cast, cast.berg, now, person=added.person_id)) == {"party"}
    assert obstacles(lambda: _add(cast, cast.farah, now)) == {"reach"}
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', 'x', true)")
        admin.execute("update cases_case set phase = 'closed' where id = %s", [cast.case])
    assert obstacles(lambda: _add(cast, cast.berg, now)) == {"closed"}


def test_whom_one_only_reads_one_cannot_join_to_a_case_of_ones_own(cast: Cast, now: datetime) -> None:
    """Else an hour of reading would become a way to read for good."""
    done = registered(cast.costa, now)
    break_glass(
        reference=done.reference, ground=OpeningGround.DANGER, reason="x" * 40, by=cast.berg.actor, at=now
    )
    with acting_as(cast.berg.actor):
        assert person_sheet(done.person_id, by=cast.berg.actor, at=now).is_read
    with pytest.raises(Hidden):
        _add(cast, cast.berg, now, person=done.person_id)


def test_a_wall_and_a_restriction_hide_the_people_of_a_case_with_it(cast: Cast, now: datetime) -> None:
    added = _add(cast, cast.berg, now)
    with acting_as(cast.farah.actor):
        assert not person_sheet(added.person_id, by=cast.farah.actor, at=now).is_read
    with acting_as(cast.grit.actor), pytest.raises(Hidden):
        person_sheet(added.person_id, by=cast.grit.actor, at=now)
    assign(cast.case, member_id=cast.costa.id, part=Part.LEAD, why="", by=cast.costa.actor, at=now)
    restrict(cast.case, is_restricted=True, by=cast.costa.actor, at=now)
    with acting_as(cast.farah.actor), pytest.raises(Hidden):
        person_sheet(added.person_id, by=cast.farah.actor, at=now)
    with acting_as(cast.berg.actor):
        assert person_sheet(added.person_id, by=cast.berg.actor, at=now).is_written


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _add(cast, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_a_stranger_cannot_even_see_the_case(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _add(cast, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_name(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_add(cast, cast.berg, now), by=cast.berg, after=("people.registered",))
    done = registered(cast.costa, now)
    assert journal.tells(_add(cast, cast.costa, now, person=done.person_id), by=cast.costa)
