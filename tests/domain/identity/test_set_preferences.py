"""Saying how Limen should speak to oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from limen.domain.identity.commands.oneself import set_preferences
from limen.domain.identity.events import PreferencesSet
from limen.domain.identity.names import Theme
from limen.domain.identity.queries.entering import entering
from limen.foundation.actors import Actor
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles


def _set(by: Actor, at: datetime, language: str = "de", time_zone: str = "Europe/Vienna") -> PreferencesSet:
    return set_preferences(language=language, time_zone=time_zone, theme=Theme.DARK, by=by, at=at)


def test_limen_speaks_as_chosen_from_the_next_request_on(cast: Cast, now: datetime) -> None:
    _set(cast.berg.actor, now)
    with acting_as(cast.berg.actor):
        person = entering(cast.berg.actor.ticket)
    assert person is not None
    assert (person.language, person.time_zone, person.theme) == ("de", "Europe/Vienna", "dark")


def test_a_language_or_a_time_zone_that_is_none_is_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _set(cast.berg.actor, now, "xx", "Mars/North")) == {"language", "time_zone"}


def test_whoever_has_no_post_has_no_act(cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _set(replace(cast.berg.actor, permissions=frozenset()), now)


def test_nobody_else_is_spoken_to_differently(cast: Cast, now: datetime) -> None:
    _set(cast.berg.actor, now)
    for other in (cast.costa, cast.elio):
        with acting_as(other.actor):
            person = entering(other.actor.ticket)
        assert person is not None
        assert person.language == "en"


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_set(cast.berg.actor, now), by=cast.berg)
