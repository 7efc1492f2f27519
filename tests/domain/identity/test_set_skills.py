"""Recording which languages and countries somebody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import ProgrammingError

from limen.domain.identity.commands.skills import set_skills
from limen.domain.identity.queries.skills import Skills, skills_of
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles

SPOKEN, KNOWN = ("tir", "ara"), ("ERI",)


def _skills(of: Player, by: Player) -> Skills | None:
    with acting_as(by.actor):
        return skills_of([of.id], by=by.actor).get(of.id)


def test_it_is_said_anew_and_seen_in_the_house_alone(cast: Cast, now: datetime, journal: Journal) -> None:
    by = cast.ivo.actor
    event = set_skills(cast.farah.id, languages=[*SPOKEN, "tir"], countries=KNOWN, by=by, at=now)
    assert journal.tells(event, by=cast.ivo)
    assert _skills(cast.farah, cast.costa) == Skills(languages=SPOKEN, countries=KNOWN)
    assert _skills(cast.berg, cast.costa) == Skills()
    assert _skills(cast.farah, cast.elio) is None
    set_skills(cast.farah.id, languages=[], countries=[], by=by, at=now)
    assert _skills(cast.farah, cast.costa) == Skills()


def test_what_there_is_not_and_oneself_are_refused(cast: Cast, now: datetime) -> None:
    by = cast.ivo.actor
    for languages, countries, said in (
        (["zzz"], [], "languages"), (["tir"] * 31, [], "languages"), ([], ["ZZZ"], "countries"),
    ):  # fmt: skip
        refused = obstacles(
            lambda spoken=languages, known=countries: set_skills(  # type: ignore[misc]
                cast.farah.id, languages=spoken, countries=known, by=by, at=now
            )
        )
        assert refused == {said}
    assert obstacles(lambda: set_skills(by.id, languages=[], countries=[], by=by, at=now)) == {"self"}


def test_the_wrong_role_may_not_and_the_stranger_is_not_there(cast: Cast, now: datetime) -> None:
    for player in (cast.berg, cast.costa, cast.jun):
        with pytest.raises(Forbidden):
            set_skills(cast.farah.id, languages=SPOKEN, countries=KNOWN, by=player.actor, at=now)
        forged = replace(player.actor, permissions=cast.ivo.actor.permissions)
        with pytest.raises(ProgrammingError):
            set_skills(cast.farah.id, languages=SPOKEN, countries=KNOWN, by=forged, at=now)
    with pytest.raises(Hidden):
        set_skills(cast.elio.id, languages=SPOKEN, countries=KNOWN, by=cast.ivo.actor, at=now)
