"""Putting an edition in force, as the second person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.deadlines.queries.ruled import ruling_of
from limen.domain.policy.commands import adopt, decline, propose, withdraw
from limen.domain.policy.events import Adopted
from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import law_in_force, law_of, laws_in_force, packed
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.policy.answering import made_policy_lead, proposed, seen
from tests.domain.told import Journal, obstacles
from tests.lawbook import FILES, changed, put_in_force

TERMS = "atlantis/terms/all.yaml"
LONGER = changed(TERMS, "value: 5 days", "value: 6 days")


def _adopt(adoption: UUID, by: Player, at: datetime) -> Adopted:
    return adopt(adoption, says="Compared with the gazette.", by=by.actor, at=at)


def test_it_governs_the_organisation_from_now_on(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    assert _adopt(adoption, cast.mats, now).replaced == ""
    card = seen(adoption, cast.berg)
    assert (card.state, card.answered_by, card.answer_says) == (
        AdoptionState.ADOPTED, "Mats", "Compared with the gazette.",
    )  # fmt: skip
    with acting_as(cast.berg.actor):
        assert [law.pack.id for law in laws_in_force(cast.berg.actor)] == ["atlantis"]
    for stranger in (cast.elio, cast.dina):
        with acting_as(stranger.actor):
            assert laws_in_force(stranger.actor) == ()


def test_what_was_in_force_is_replaced_and_still_read(cast: Cast, now: datetime) -> None:
    first = put_in_force(cast, now)
    second = proposed(cast, now, LONGER)
    assert _adopt(second, cast.mats, now).replaced == seen(first, cast.lena).fingerprint
    assert (seen(first, cast.lena).state, seen(second, cast.lena).state) == (
        AdoptionState.REPLACED, AdoptionState.ADOPTED,
    )  # fmt: skip
    with acting_as(cast.berg.actor):
        old = law_of(seen(first, cast.berg).edition_id, by=cast.berg.actor)
        new = law_in_force("atlantis", by=cast.berg.actor)
    assert new is not None
    facts = {"made_on": "2026-11-10"}
    lengths = [str(ruling_of(law, "register", facts, calendar="").value) for law in (old, new)]
    assert lengths == ["5 days", "6 days"]


def test_going_back_takes_two_people_again(cast: Cast, now: datetime) -> None:
    first = put_in_force(cast, now)
    put_in_force(cast, now, LONGER)
    assert obstacles(lambda: _adopt(first, cast.mats, now)) == {"closed"}
    again = put_in_force(cast, now)
    assert seen(again, cast.lena).edition_id == seen(first, cast.lena).edition_id


def test_whoever_proposed_it_cannot_adopt_it(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    assert obstacles(lambda: _adopt(adoption, cast.lena, now)) == {"second_person"}
    assert seen(adoption, cast.mats).state == AdoptionState.PROPOSED


@pytest.mark.parametrize("end", ["adopt", "decline", "withdraw"])
def test_what_was_answered_is_not_answered_again(end: str, cast: Cast, now: datetime) -> None:
    """Nor is a form that was sent twice."""
    adoption = proposed(cast, now)
    ends: dict[str, Callable[[], object]] = {
        "adopt": lambda: _adopt(adoption, cast.mats, now),
        "decline": lambda: decline(adoption, why="No.", by=cast.mats.actor, at=now),
        "withdraw": lambda: withdraw(adoption, by=cast.lena.actor, at=now),
    }
    ends[end]()
    state = seen(adoption, cast.mats).state
    assert obstacles(lambda: _adopt(adoption, cast.mats, now)) == {"closed"}
    assert seen(adoption, cast.mats).state == state


FORGED = {
    "no bytes of ours": b"no edition",
    "no pack": packed({"atlantis/pack.yaml": "id: atlantis"}),
    "another pack": packed({path.replace("atlantis", "utopia"): text for path, text in FILES.items()}),
    "other words": packed(LONGER),
}


@pytest.mark.parametrize("bytes_are", FORGED)
def test_bytes_that_are_not_what_stands_beside_them_are_not_adopted(
    bytes_are: str, cast: Cast, now: datetime, house: House
) -> None:
    """Lena gets past the act, with raw SQL: the page would show one thing, and another would govern."""
    fingerprint = propose("atlantis", files=FILES, why="x", by=cast.lena.actor, at=now).fingerprint
    with psycopg.connect(house.dsn(DatabaseRole.APP)) as connection:
        connection.execute("select set_config('limen.ticket', %s, true)", [cast.lena.actor.ticket])
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute("update policy_adoption set state = 'withdrawn' where state = 'proposed'")
        row = connection.execute(
            "with kept as (insert into policy_edition (id, organisation_id, pack, fingerprint, digest, says,"
            " as_of, is_signed, files, kept_at, kept_by_id) values (gen_random_uuid(), %(o)s, 'atlantis',"
            " %(f)s, encode(sha256(%(b)s), 'hex'), 'Law of Atlantis, for tests', '2026-11-01', false, %(b)s,"
            " now(), %(m)s) returning id) select id from kept",
            {"o": cast.authority, "f": fingerprint, "b": FORGED[bytes_are], "m": cast.lena.id},
        ).fetchone()
        assert row is not None
        answer = connection.execute(
            "insert into policy_adoption (id, organisation_id, edition_id, pack, state, why, proposed_by_id,"
            " proposed_at, answer_says) values (gen_random_uuid(), %s, %s, 'atlantis', 'proposed', 'x', %s,"
            " now(), '') returning id",
            [cast.authority, row[0], cast.lena.id],
        ).fetchone()
        assert answer is not None
    assert obstacles(lambda: _adopt(answer[0], cast.mats, now)) == {"unsound"}
    decline(answer[0], why="Forged.", by=cast.mats.actor, at=now)


def test_a_signature_is_not_made_up(cast: Cast, now: datetime, house: House) -> None:
    adoption = proposed(cast, now)
    edition = seen(adoption, cast.mats).edition_id
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute("update policy_edition set is_signed = true where id = %s", [edition])
    assert obstacles(lambda: _adopt(adoption, cast.mats, now)) == {"unsound"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "ivo", "jun", "dina", "elio"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    with pytest.raises(Forbidden):
        _adopt(adoption, getattr(cast, role), now)


@pytest.mark.parametrize("stranger", ["elio", "dina"])
def test_a_policy_lead_elsewhere_cannot_even_see_it(
    stranger: str, cast: Cast, now: datetime, house: House
) -> None:
    adoption, lead = proposed(cast, now), made_policy_lead(house, getattr(cast, stranger))
    with pytest.raises(Hidden):
        _adopt(adoption, lead, now)
    with pytest.raises(Hidden):
        seen(adoption, lead)


def test_two_organisations_that_keep_the_same_pack_share_nothing(
    cast: Cast, now: datetime, house: House
) -> None:
    """Elsewhere the same pack counts by another calendar, and the process remembers both."""
    put_in_force(cast, now)
    moved = changed("calendars/city.yaml", "on: 11-16", "on: 11-17")
    elio = made_policy_lead(house, cast.elio)
    theirs = propose("atlantis", files=moved, why="x", by=elio.actor, at=now)
    with acting_as(cast.berg.actor):
        law = law_in_force("atlantis", by=cast.berg.actor)
    assert law is not None
    assert law.library.files == FILES
    with acting_as(elio.actor):
        read = law_of(seen(theirs.adoption_id, elio).edition_id, by=elio.actor)
    assert read.library.files == moved
    assert read.pack.fingerprint == law.pack.fingerprint


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_adopt(proposed(cast, now), cast.mats, now), by=cast.mats)
