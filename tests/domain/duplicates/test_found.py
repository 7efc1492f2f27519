"""What the nightly linkage finds, as its own role: it proposes what is new, and joins nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.duplicates.commands.answering import tell_apart
from limen.domain.duplicates.commands.proposing import withdraw
from limen.domain.duplicates.names import Origin
from limen.domain.duplicates.queries.nightly import Likely, propose_found
from limen.domain.duplicates.queries.proposals import proposals
from limen.domain.people.names import DocumentKind, DocumentShown, Ground
from limen.foundation.ids import new_id
from limen.foundation.journal.verifying import verify_database
from limen.foundation.rows import acting_as
from limen.jobs.linking import FOLDERS, Linked, link
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast
from tests.conftest import House
from tests.domain.duplicates.pairs import HEARD, Pair, merged, proposed
from tests.domain.people.registrations import NADIA, registered


@contextmanager
def as_linkage(house: House) -> Iterator[None]:
    """Within the block Django asks as limen_linkage, with the grants of limen_linkage."""
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = str(DatabaseRole.LINKAGE)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def linked(house: House, at: datetime) -> Linked:
    with as_linkage(house):
        return link(at)


def found(house: House, pair: Pair, at: datetime) -> int:
    with as_linkage(house):
        return propose_found([Likely(pair.second, pair.first, ("name.sounds_alike", "birth.same"))], at=at)


def _with_one_passport(cast: Cast, at: datetime) -> Pair:
    """Nadia twice, as in `pairs`, and with a passport that nobody else of the other tests has."""
    paper = DocumentShown(document=DocumentKind.PASSPORT, number=str(new_id())[-12:], issuing_state="UTO")
    one, other = (registered(cast.costa, at, replace(told, documents=(paper,))) for told in (NADIA, HEARD))
    return Pair(one.person_id, other.person_id, one.case_id, other.case_id)


def test_a_whole_night_finds_the_pair_and_a_second_one_nothing_new(
    cast: Cast, now: datetime, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = _with_one_passport(cast, now)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first = linked(house, now)
    assert first.records >= 2
    assert first.proposed >= 1
    assert linked(house, now).proposed == 0
    assert list(tmp_path.glob(f"{FOLDERS}*")) == []
    with acting_as(cast.costa.actor):
        (card,) = proposals(by=cast.costa.actor, at=now)
        assert {card.first.id, card.second.id} == set(pair[:2])
        assert (card.origin, card.proposed_by) == (Origin.NIGHTLY, "")
        assert Ground.SAME_DOCUMENT in card.grounds
        for person in pair[:2]:
            (line, *_) = person_timeline(person, by=cast.costa.actor, at=now)
            assert (line.kind, line.by) == ("duplicates.found", "Limen")
            assert verify_database(house.dsn(DatabaseRole.BACKUP), case=person).is_sound


def test_what_was_answered_waits_or_is_one_is_not_proposed(
    cast: Cast, now: datetime, pair: Pair, house: House
) -> None:
    first = proposed(pair, by=cast.grit, at=now)
    assert found(house, pair, now) == 0
    withdraw(first, why="Not sure.", by=cast.grit.actor, at=now)
    assert found(house, pair, now) == 1  # nobody answered it
    again = proposed(pair, by=cast.grit, at=now)
    withdraw(again, why="Still not.", by=cast.grit.actor, at=now)
    assert found(house, pair, now) == 0  # given back to the house, and open
    tell_apart(again, why="Two women.", by=cast.costa.actor, at=now)
    assert found(house, pair, now) == 0


def test_what_is_one_by_a_chain_is_not_proposed(cast: Cast, now: datetime, pair: Pair, house: House) -> None:
    from limen.domain.duplicates.commands.answering import merge
    from limen.domain.duplicates.commands.proposing import propose

    merged(pair, cast, now)
    third = registered(cast.costa, now).person_id
    asked = propose(third, other_id=pair.first, why="x", proposal_id=new_id(), by=cast.grit.actor, at=now)
    merge(asked.proposal_id, kept_id=third, merging_id=new_id(), why="x", by=cast.costa.actor, at=now)
    assert found(house, Pair(third, pair.second, *pair[2:]), now) == 0


def test_records_of_two_organisations_are_never_a_pair(
    cast: Cast, now: datetime, pair: Pair, house: House
) -> None:
    elsewhere = registered(cast.dina, now).person_id
    assert found(house, Pair(elsewhere, pair.first, *pair[2:]), now) == 0


def test_the_role_has_no_table_and_no_other_function(house: House, cast: Cast) -> None:
    with psycopg.connect(house.admin_dsn) as admin:
        tables = admin.execute(
            "select count(*) from pg_class c where c.relkind in ('r', 'v', 'p')"
            " and c.relnamespace::regnamespace::text in ('public', 'access', 'journal', 'report')"
            " and has_table_privilege('limen_linkage', c.oid, 'select, insert, update, delete')"
        ).fetchone()
        functions = admin.execute(
            "select p.proname from pg_proc p where p.pronamespace::regnamespace::text"
            " in ('public', 'access', 'journal', 'report')"
            " and has_function_privilege('limen_linkage', p.oid, 'execute') order by 1"
        ).fetchall()
    assert tables == (0,)
    assert [name for (name,) in functions] == ["propose_duplicates", "records_compared"]
    for role in (DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.JOBS, DatabaseRole.REPORTS):
        with psycopg.connect(house.dsn(role)) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute("select * from access.records_compared(%s, 1)", [UUID(int=0)])


def test_a_chain_that_is_being_written_to_waits_for_the_next_night(
    cast: Cast, now: datetime, pair: Pair, house: House
) -> None:
    with psycopg.connect(house.admin_dsn) as busy:
        busy.execute("select * from journal_head where stream_id = %s for update", [pair.first])
        assert found(house, pair, now) == 0
    assert found(house, pair, now) == 1


def test_whoever_comes_second_leaves_it_to_the_first(now: datetime, house: House) -> None:
    with psycopg.connect(house.dsn(DatabaseRole.LINKAGE)) as first:
        first.execute("select pg_try_advisory_lock(hashtextextended('limen.link', 0))")
        assert linked(house, now).is_anothers_turn
