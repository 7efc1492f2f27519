"""Making: what is applied for is a type of the law in force, and its form is kept with it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.applications.commands.making import make
from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import applications_of, types_offered
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force
from tests.petitions import LAW, made, seen, today


@pytest.fixture(autouse=True)
def law(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now, LAW)


def test_it_is_made_by_the_law_in_force(cast: Cast, now: datetime) -> None:
    sheet = seen(made(cast, cast.berg, now), cast.berg, now)
    assert (sheet.card.state, sheet.card.type, sheet.card.lodged_on) == (
        ApplicationState.DRAFT,
        "shelter",
        None,
    )
    assert [section.id for section in sheet.type.form] == ["claim", "road"]


def test_what_may_be_applied_for_is_what_the_packs_in_force_say(cast: Cast, now: datetime) -> None:
    with acting_as(cast.berg.actor):
        assert [of.id for _law, of in types_offered(cast.berg.actor, on=today(now))] == ["shelter"]
    with acting_as(cast.elio.actor):
        assert types_offered(cast.elio.actor, on=today(now)) == []


@pytest.mark.parametrize(
    ("type_", "days", "code"),
    [("palace", 0, {"type"}), ("shelter", -1, {"made_on"}), ("shelter", 9000, {"type"})],
)
def test_a_type_that_the_law_of_that_day_does_not_know_is_refused(
    type_: str, days: int, code: set[str], cast: Cast, now: datetime
) -> None:
    on = today(now)
    assert code == obstacles(
        lambda: make(
            cast.case, application_id=new_id(), pack="atlantis", type=type_,
            made_on=on - timedelta(days=days), on=on, by=cast.berg.actor, at=now,
        )
    )  # fmt: skip


def test_a_second_one_at_the_same_time_is_refused(cast: Cast, now: datetime) -> None:
    made(cast, cast.berg, now)
    on = today(now)
    assert obstacles(
        lambda: make(
            cast.case, application_id=new_id(), pack="atlantis", type="shelter", made_on=on, on=on,
            by=cast.costa.actor, at=now,
        )
    ) == {"running"}  # fmt: skip


@pytest.mark.parametrize("name", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(name: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        made(cast, getattr(cast, name), now)


@pytest.mark.parametrize("name", ["elio", "dina", "grit"])
def test_the_stranger_cannot_even_see_it(name: str, cast: Cast, now: datetime) -> None:
    application = made(cast, cast.berg, now)
    player: Player = getattr(cast, name)
    with pytest.raises(Hidden):
        made(cast, player, now)
    with pytest.raises(Hidden):
        seen(application, player, now)
    with acting_as(player.actor):
        assert applications_of(cast.case, by=player.actor, at=now) == []


def test_whoever_only_lists_the_case_does_not_write_in_it(cast: Cast, now: datetime) -> None:
    assert obstacles_of_farah(cast, now) == {"reach"}


def obstacles_of_farah(cast: Cast, now: datetime) -> set[str]:
    on = today(now)
    return obstacles(
        lambda: make(
            cast.case, application_id=new_id(), pack="atlantis", type="shelter", made_on=on, on=on,
            by=cast.farah.actor, at=now,
        )
    )  # fmt: skip


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    on = today(now)
    event = make(
        cast.case, application_id=new_id(), pack="atlantis", type="shelter", made_on=on, on=on,
        by=cast.berg.actor, at=now,
    )  # fmt: skip
    assert journal.tells(event, by=cast.berg)
