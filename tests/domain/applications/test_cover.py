"""Covering: for whom of the case the application is, and whose account is kept from the others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.applications.commands.making import cover
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force
from tests.petitions import LAW, made, seen


@pytest.fixture
def application(cast: Cast, now: datetime) -> UUID:
    put_in_force(cast, now, LAW)
    return made(cast, cast.berg, now)


def test_the_last_word_counts(application: UUID, nadia: UUID, cast: Cast, now: datetime) -> None:
    by = cast.berg.actor
    cover(application, person_id=nadia, is_covered=True, by=by, at=now)
    cover(application, person_id=nadia, is_covered=True, is_separate=True, why="Afraid.", by=by, at=now)
    [said] = seen(application, cast.berg, now).covered.values()
    assert (said.is_covered, said.is_separate, said.why) == (True, True, "Afraid.")
    cover(application, person_id=nadia, is_covered=False, by=by, at=now)
    assert seen(application, cast.berg, now).covers == 0


def test_somebody_else_and_a_separation_without_a_reason_are_refused(
    application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    by = cast.berg.actor
    assert obstacles(lambda: cover(application, person_id=application, is_covered=True, by=by, at=now)) == {
        "party"
    }
    assert obstacles(
        lambda: cover(application, person_id=nadia, is_covered=True, is_separate=True, by=by, at=now)
    ) == {"why"}
    assert obstacles(
        lambda: cover(
            application, person_id=nadia, is_covered=False, is_separate=True, why="x", by=by, at=now
        )
    ) == {"separate"}


@pytest.mark.parametrize("name", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(
    name: str, application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Forbidden):
        cover(application, person_id=nadia, is_covered=True, by=getattr(cast, name).actor, at=now)


@pytest.mark.parametrize("name", ["elio", "dina", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(
    name: str, application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        cover(application, person_id=nadia, is_covered=True, by=getattr(cast, name).actor, at=now)


def test_it_says_what_happened(
    application: UUID, nadia: UUID, cast: Cast, now: datetime, journal: Journal
) -> None:
    event = cover(application, person_id=nadia, is_covered=True, by=cast.berg.actor, at=now)
    assert journal.tells(event, by=cast.berg)
