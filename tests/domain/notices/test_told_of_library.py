"""Who asked hears that an answer was let out; whose open work cites a report hears that it was ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import psycopg
import pytest
from django.test import Client

from limen.domain.citations.names import PassageKey, short, written
from limen.domain.country.commands.asking import answer, ask, review
from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.events import Kept, Reviewed, Withdrawn
from limen.domain.country.names import Level
from limen.domain.notices.queries import notices_of, tell_of_library
from limen.foundation.rows import acting_as
from limen.reactions.registry import following
from tests.cast import AT, ON, Cast, Player
from tests.conftest import House
from tests.domain.assessments.weighed import board
from tests.domain.country.shelves import shelved
from tests.domain.decisions.story import Story, another, story_of
from tests.domain.people.conftest import nadia
from tests.jobs.nights import as_worker
from tests.workspaces.acting import words

__all__ = ["nadia"]
Told = Callable[[Kept | Reviewed | Withdrawn], int]
Browsers = Callable[..., Client]


@pytest.fixture
def told(house: House) -> Told:
    """What the worker does with the line of an act, twice; how many notices it wrote."""

    def tell(event: Kept | Reviewed | Withdrawn) -> int:
        with psycopg.connect(house.admin_dsn) as admin:
            row = admin.execute("select id from journal_entry where act_id = %s", [event.act_id]).fetchone()
        assert row is not None
        with as_worker(house):
            first = tell_of_library(row[0])
            assert tell_of_library(row[0]) == 0
        return first

    return tell


@pytest.fixture
def story(cast: Cast, now: datetime) -> Story:
    """A case that is Berg's to decide and Farah's to know of."""
    return story_of(cast, now)


def name_of(report: UUID) -> PassageKey:
    return PassageKey(of=short(report), page=1, number=1)


def heard(player: Player, at: datetime) -> list[tuple[str, UUID | None]]:
    with acting_as(player.actor):
        return [(card.kind, card.case_id) for card in notices_of(player.actor, at=at)]


def citing(story: Story, report: UUID) -> UUID:
    decision = story.begin()
    story.save(decision, "facts", f"Complaints were heard {written(name_of(report))}.")
    return decision


def test_each_act_is_followed() -> None:
    for event in (Kept, Reviewed, Withdrawn):
        assert "notices.tell_of_library" in following(event.kind)


def test_who_asked_hears_of_the_answer_and_nobody_else(cast: Cast, told: Told, browser_of: Browsers) -> None:
    asked = ask("Sample?", countries=("ATA",), needed_on=ON, on=ON, by=cast.berg.actor, at=AT).inquiry_id
    answer(asked, says="Sample.", found_nothing=False, by=cast.lena.actor, at=AT)
    assert told(review(asked, level=Level.ORGANISATION, by=cast.mats.actor, at=AT)) == 1
    assert heard(cast.berg, AT) == [("country.reviewed", None)]
    assert heard(cast.lena, AT) == heard(cast.mats, AT) == []
    page = words(browser_of(cast.berg), "/adjudication/notices/")
    assert "The library answered a question of yours" in page
    assert "/adjudication/country/questions/" in page
    assert "No longer open to you" not in page


def test_whose_draft_cites_it_hears_that_it_was_withdrawn(story: Story, told: Told) -> None:
    cast = story.cast
    report, other = shelved(cast.lena).report_id, shelved(cast.lena).report_id
    citing(story, report)
    assert told(withdraw(other, why="Sample reason", by=cast.lena.actor, at=AT)) == 0
    assert told(withdraw(report, why="Sample reason", by=cast.lena.actor, at=AT)) >= 1
    assert ("country.withdrawn", story.case) in heard(cast.berg, story.now)
    for player in (cast.lena, cast.mats, cast.elio, cast.dina, cast.hana):
        assert "country.withdrawn" not in {kind for kind, _case in heard(player, story.now)}


def test_whose_draft_cites_it_hears_of_the_newer_one(story: Story, told: Told) -> None:
    cast = story.cast
    report = shelved(cast.lena).report_id
    citing(story, report)
    assert told(shelved(cast.lena)) == 0
    assert told(shelved(cast.lena, follows=report)) >= 1
    assert ("country.kept", story.case) in heard(cast.berg, story.now)


def test_whose_board_cites_it_hears_it(cast: Cast, nadia: UUID, now: datetime, told: Told) -> None:
    weighed = board(cast, nadia, now)
    report = shelved(cast.lena).report_id
    weighed.evidence(weighed.fact(), str(name_of(report)))
    assert told(withdraw(report, why="Sample reason", by=cast.lena.actor, at=AT)) >= 1
    assert ("country.withdrawn", weighed.case) in heard(cast.berg, now)


def test_each_of_several_cases_is_told(story: Story, told: Told) -> None:
    second = another(story.cast, story.now)
    report = shelved(story.cast.lena).report_id
    citing(story, report)
    citing(second, report)
    told(withdraw(report, why="Sample reason", by=story.cast.lena.actor, at=AT))
    of = {case for kind, case in heard(story.cast.berg, story.now) if kind == "country.withdrawn"}
    assert of == {story.case, second.case}


@pytest.mark.parametrize(
    "change",
    [
        "update cases_assignment set until_at = now() where member_id = %(berg)s and case_id = %(case)s",
        "update identity_posting set until_at = now() where member_id = %(berg)s",
        "update decisions_decision set state = 'void' where case_id = %(case)s",
        "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at) values"
        " (gen_random_uuid(), %(case)s, %(berg)s, 'family', '', %(costa)s, now())",
    ],
)
def test_whom_it_no_longer_concerns_hears_nothing(
    change: str, story: Story, told: Told, house: House
) -> None:
    cast = story.cast
    report = shelved(cast.lena).report_id
    citing(story, report)
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        admin.execute("set local session_replication_role = replica")
        admin.execute(change, {"berg": cast.berg.id, "costa": cast.costa.id, "case": story.case})
    event = withdraw(report, why="Sample reason", by=cast.lena.actor, at=AT)
    told(event)
    with psycopg.connect(house.admin_dsn) as admin:
        found = admin.execute(
            "select count(*) from notices_notice where member_id = %s and kind = 'country.withdrawn'",
            [cast.berg.id],
        ).fetchone()
    assert found == (0,)
