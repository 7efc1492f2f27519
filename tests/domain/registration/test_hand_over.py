"""Handing an unfinished registration over to a colleague at the same desk."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

import pytest

from limen.domain.identity.queries.choosing import look_around
from limen.domain.registration.commands.drafting import keep, start
from limen.domain.registration.commands.handing import colleagues_for, hand_over
from limen.domain.registration.queries.drafts import draft_sheet, unfinished
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.registration.families import edit, two
from tests.domain.told import Journal, obstacles


def begun(by: Player, at: datetime) -> UUID:
    """A draft of two people."""
    with acting_as(by.actor):
        draft = start(unit_id=by.unit_id, by=by.actor, at=at)
        keep(draft.id, edit(two("Haddad")), by=by.actor, at=at)
    return draft.id


def test_it_is_the_colleagues_alone_from_then_on(cast: Cast, now: datetime) -> None:
    draft = begun(cast.hana, now)
    hand_over(draft, to=cast.costa.id, by=cast.hana.actor, at=now)
    with acting_as(cast.costa.actor):
        [card] = [one for one in unfinished(by=cast.costa.actor) if one.id == draft]
    assert (card.called, card.handed_by) == (("Nadia Haddad", "Omid Haddad"), "Hana")
    with acting_as(cast.hana.actor), pytest.raises(Hidden):
        draft_sheet(draft, by=cast.hana.actor)


def test_only_to_somebody_who_registers_in_the_unit(cast: Cast, now: datetime) -> None:
    draft = begun(cast.hana, now)
    with acting_as(cast.hana.actor):
        circle = colleagues_for(draft, by=cast.hana.actor)
        near = look_around(circle, by=cast.hana.actor, at=now)
        assert [one.name for one in near.few or ()] == ["Costa"]
    for nobody in (cast.hana, cast.berg, cast.jun, cast.dina, cast.elio):
        give = partial(hand_over, draft, to=nobody.id, by=cast.hana.actor, at=now)
        assert obstacles(give) == {"colleague"}


@pytest.mark.parametrize("role", ["berg", "farah", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        hand_over(begun(cast.hana, now), to=cast.costa.id, by=getattr(cast, role).actor, at=now)


def test_a_stranger_cannot_take_or_see_it(cast: Cast, now: datetime) -> None:
    draft = begun(cast.hana, now)
    for stranger in (cast.costa, cast.dina, cast.elio):
        with pytest.raises(Hidden):
            hand_over(draft, to=cast.hana.id, by=stranger.actor, at=now)
        with acting_as(stranger.actor), pytest.raises(Hidden):
            draft_sheet(uuid4(), by=stranger.actor)


def test_it_says_what_happened_and_names_nobody_who_waits(
    cast: Cast, now: datetime, journal: Journal
) -> None:
    done = hand_over(begun(cast.hana, now), to=cast.costa.id, by=cast.hana.actor, at=now)
    assert journal.tells(done, by=cast.hana)
