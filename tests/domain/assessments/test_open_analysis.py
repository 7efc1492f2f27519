"""Opening the analysis on a board that was opened before its pack had one: once, by the edition in force, and
never silently."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.assessments.commands.opening import open_analysis
from limen.domain.assessments.events import AnalysisOpened
from limen.domain.assessments.queries.analysing import analysis_sheet
from limen.domain.assessments.queries.law import later_analysis
from limen.domain.policy.queries import law_in_force
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.assessments.analysed import ANALYSIS, ANALYSIS_LAW, Analysed
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.told import Journal, obstacles
from tests.jobs.nights import by_hand
from tests.lawbook import put_in_force

LATER = ANALYSIS_LAW | {
    "atlantis/analysis.yaml": ANALYSIS.replace("  since: 2020-01-01\n", "  since: 2099-01-01\n", 1)
}


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    """A board by a law that asks nothing."""
    return board(cast, nadia, now)


def edition(weighed: Weighed) -> UUID:
    """The edition in force."""
    with acting_as(weighed.by):
        law = law_in_force("atlantis", by=weighed.by)
    assert law is not None
    return law.edition_id


def opens(weighed: Weighed, of: UUID | None = None, by: Player | None = None) -> AnalysisOpened:
    """Berg opens it, or somebody else."""
    actor = by.actor if by else weighed.by
    return open_analysis(weighed.id, edition_id=of or edition(weighed), by=actor, at=weighed.now)


def test_it_is_opened_by_the_edition_in_force_and_the_board_stays(weighed: Weighed, journal: Journal) -> None:
    fact, before = weighed.fact(), weighed.sheet().card
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    with acting_as(weighed.by):
        assert analysis_sheet(weighed.sheet(), by=weighed.by) is None, "nothing happens by itself"
    event = opens(weighed)
    assert journal.tells(event, by=weighed.cast.berg)
    after = weighed.sheet().card
    assert (after.edition_id, after.fingerprint, after.template) == (
        before.edition_id, before.fingerprint, before.template,
    )  # fmt: skip
    assert (after.analysis, after.analysis_edition_id) == ("shelter", edition(weighed))
    assert after.analysis_opened_by == "Berg"
    assert event.edition_id != before.edition_id
    found = Analysed(on=weighed)
    assert found.sheet().fingerprint == event.fingerprint != before.fingerprint
    assert obstacles(lambda: found.answer("form", found.harm())) == {"waits"}
    found.answer("flooded", cites=f"fact/{fact.hex[-8:]}")
    assert found.question("flooded").answer is not None


def test_it_is_opened_once(weighed: Weighed) -> None:
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    opens(weighed)
    assert obstacles(lambda: opens(weighed)) == {"analysis"}


def test_nothing_is_opened_that_the_law_did_not_ask_that_day(weighed: Weighed) -> None:
    assert obstacles(lambda: opens(weighed)) == {"none"}
    put_in_force(weighed.cast, weighed.now, LATER)
    assert obstacles(lambda: opens(weighed)) == {"none"}


def test_whoever_saw_another_edition_looks_again(weighed: Weighed) -> None:
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    seen = edition(weighed)
    changed = ANALYSIS.replace("Home was flooded", "The home was flooded")
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW | {"atlantis/analysis.yaml": changed})
    assert obstacles(lambda: opens(weighed, seen)) == {"edition"}
    assert opens(weighed).edition_id != seen


@pytest.mark.parametrize(("role", "error"), [("ivo", Forbidden), ("dina", Forbidden), ("elio", Hidden)])
def test_nobody_else_opens_it(role: str, error: type[Exception], weighed: Weighed) -> None:
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    with pytest.raises(error):
        opens(weighed, by=getattr(weighed.cast, role))


def test_the_database_lets_no_law_of_a_board_change(house: House, weighed: Weighed) -> None:
    """Past every rule of the programme: the law that is there is not exchanged, nor taken of elsewhere."""
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    opens(weighed)
    with psycopg.connect(house.admin_dsn) as admin:
        [(reads, writes)] = admin.execute(
            "select has_column_privilege('limen_app', 'assessments_board', 'edition_id', 'update'),"
            " has_column_privilege('limen_app', 'assessments_board', 'template', 'update')"
        ).fetchall()
        assert (reads, writes) == (False, False)
        for change in ("analysis = 'other'", f"analysis_edition_id = '{weighed.sheet().card.edition_id}'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                by_hand(house, f"update assessments_board set {change} where id = %s", weighed.id)


def test_what_can_be_opened_is_told_without_opening_it(weighed: Weighed) -> None:
    with acting_as(weighed.by):
        assert later_analysis(weighed.sheet().card, by=weighed.by) is None
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    card = weighed.sheet().card
    with acting_as(weighed.by):
        found = later_analysis(card, by=weighed.by)
    assert found is not None
    assert (found.analysis.id, found.edition_id) == ("shelter", edition(weighed))
