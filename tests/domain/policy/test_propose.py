"""Proposing an edition of a pack."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import psycopg
import pytest
from django.db import connections

from limen.domain.policy.commands import adopt, propose, withdraw
from limen.domain.policy.events import Proposed
from limen.domain.policy.models import Edition
from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import adoption_sheet, law_in_force, law_of, unpacked
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.told import Journal, obstacles
from tests.lawbook import FILES, changed, put_in_force

TERMS = "atlantis/terms/all.yaml"
EXAMPLE = """
- id: E01
  says: Registered within five days
  term: register
  facts: {made_on: 2026-11-10}
  expect: {due: 2026-11-17}
"""


def _propose(cast: Cast, at: datetime, by: Player | None = None, **more: object) -> Proposed:
    said = {"files": FILES, "why": "It is the law."} | more
    return propose("atlantis", by=(by or cast.lena).actor, at=at, **said)  # type: ignore[arg-type]


def _kept(house: House, cast: Cast) -> tuple[int, int]:
    """Editions and proposals of the authority."""
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select (select count(*) from policy_edition where organisation_id = %(o)s),"
            " (select count(*) from policy_adoption where organisation_id = %(o)s)",
            {"o": cast.authority},
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def test_it_waits_for_a_second_person_and_governs_nothing(cast: Cast, now: datetime) -> None:
    proposed = _propose(cast, now)
    with acting_as(cast.mats.actor):
        card = adoption_sheet(proposed.adoption_id, by=cast.mats.actor)
        assert law_in_force("atlantis", by=cast.mats.actor) is None
    assert (card.state, card.proposed_by, card.answered_by) == (AdoptionState.PROPOSED, "Lena", "")
    assert (card.says, card.as_of, card.is_signed) == ("Law of Atlantis, for tests", date(2026, 11, 1), False)


def test_the_files_are_kept_byte_for_byte_and_no_others(cast: Cast, now: datetime) -> None:
    strange = {"utopia/pack.yaml": "no pack at all", "README.md": "…"}
    odd = {TERMS: FILES[TERMS] + "# a comment: é, \U0001f511, and a tab:\t\r\n"}
    proposed = _propose(cast, now, files=FILES | strange | odd)
    with acting_as(cast.mats.actor):
        edition_id = adoption_sheet(proposed.adoption_id, by=cast.mats.actor).edition_id
        kept = unpacked(bytes(Edition.objects.get(pk=edition_id).files))
    assert kept == FILES | odd


def test_an_unsound_pack_is_refused_with_file_and_line_and_nothing_is_kept(
    cast: Cast, now: datetime, house: House
) -> None:
    wrong = changed(TERMS, "value: 5 days", "value: five days") | {"atlantis/facts.yaml": "made_on: [oops"}
    with pytest.raises(Refused) as refused:
        _propose(cast, now, files=wrong)
    assert {told.code for told in refused.value.obstacles} == {"unsound"}
    assert any("atlantis/facts.yaml, line " in told.says for told in refused.value.obstacles)
    with pytest.raises(Refused) as refused:
        _propose(cast, now, files=changed(TERMS, "value: 5 days", "value: five days"))
    (told,) = refused.value.obstacles
    line = 1 + FILES[TERMS][: FILES[TERMS].index("5 days")].count("\n")
    assert told.says.startswith(f"{TERMS}, line {line}: ")
    assert _kept(house, cast) == (0, 0)


def test_an_edition_whose_worked_example_fails_is_refused(cast: Cast, now: datetime, house: House) -> None:
    path = "atlantis/examples/days.yaml"
    with pytest.raises(Refused) as refused:
        _propose(cast, now, files=FILES | {path: EXAMPLE.replace("11-17}", "11-16}")})
    (told,) = refused.value.obstacles
    assert told.code == "unsound"
    assert told.says.startswith(f"{path}, line ")
    assert "2026-11-16" in told.says
    assert "2026-11-17" in told.says
    assert _kept(house, cast) == (0, 0)
    _propose(cast, now, files=FILES | {path: EXAMPLE})
    assert _kept(house, cast) == (1, 1)


def test_no_pack_of_that_name_no_reason_and_what_is_in_force_are_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _propose(cast, now, files={})) == {"unsound"}
    assert obstacles(lambda: _propose(cast, now, why=" \n")) == {"why"}
    put_in_force(cast, now)
    assert obstacles(lambda: _propose(cast, now)) == {"in_force"}


def test_one_proposal_waits_at_a_time(cast: Cast, now: datetime, house: House) -> None:
    first = _propose(cast, now)
    longer = changed(TERMS, "value: 5 days", "value: 6 days")
    for by, files in ((cast.lena, FILES), (cast.mats, longer)):
        assert obstacles(lambda by=by, files=files: _propose(cast, now, by, files=files)) == {"proposed"}  # type: ignore[misc]
    assert _kept(house, cast) == (1, 1)
    withdraw(first.adoption_id, by=cast.lena.actor, at=now)
    _propose(cast, now, cast.mats)  # the same bytes once more: one edition, two proposals
    assert _kept(house, cast) == (1, 2)


def test_of_many_at_once_one_is_taken_and_the_others_are_told(
    cast: Cast, now: datetime, house: House
) -> None:
    def send(number: int) -> str:
        try:
            _propose(cast, now, (cast.lena, cast.mats)[number % 2])
            return "taken"
        except Refused as refused:
            return ",".join(told.code for told in refused.obstacles)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        ends = list(threads.map(send, range(6)))
    assert sorted(ends) == ["proposed"] * 5 + ["taken"]
    assert _kept(house, cast) == (1, 1)


def test_the_same_pack_with_another_calendar_is_another_edition(cast: Cast, now: datetime) -> None:
    """What the pack says has the same fingerprint; the bytes that count the days have not."""
    put_in_force(cast, now)
    moved = changed("calendars/city.yaml", "on: 11-16", "on: 11-17")
    proposed = _propose(cast, now, files=moved)
    adopt(proposed.adoption_id, says="", by=cast.mats.actor, at=now)
    with acting_as(cast.berg.actor):
        law = law_in_force("atlantis", by=cast.berg.actor)
    assert law is not None
    assert law.library.files == moved
    assert not law.calendar().is_working(date(2026, 11, 17))


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "ivo", "jun", "dina", "elio"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _propose(cast, now, getattr(cast, role))


@pytest.mark.parametrize("stranger", ["elio", "dina"])
def test_elsewhere_neither_the_proposal_nor_the_edition_is_there(
    stranger: str, cast: Cast, now: datetime
) -> None:
    proposed, by = _propose(cast, now), getattr(cast, stranger).actor
    with acting_as(cast.lena.actor):
        edition = adoption_sheet(proposed.adoption_id, by=cast.lena.actor).edition_id
        assert law_of(edition, by=cast.lena.actor).pack.id == "atlantis"
    with acting_as(by):
        with pytest.raises(Hidden):
            adoption_sheet(proposed.adoption_id, by=by)
        with pytest.raises(Hidden):
            law_of(edition, by=by)
        assert not Edition.objects.exists()


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_propose(cast, now), by=cast.lena)
