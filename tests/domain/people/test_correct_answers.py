"""Correcting the sex and the gender on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.people.commands.answering import correct_gender, correct_sex
from limen.domain.people.events import GenderCorrected, SexCorrected
from limen.domain.people.names import Answer, Sex, Told
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.refusals import Conflict
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles


def _sex(
    nadia: UUID,
    by: Player,
    at: datetime,
    sex: Sex | None = Sex.UNSPECIFIED,
    version: int = 1,
    why: str = "Her passport says so.",
) -> SexCorrected:
    state = Told.TOLD if sex else Told.REFUSED
    return correct_sex(nadia, sex=sex, state=state, why=why, version=version, by=by.actor, at=at)


def _gender(
    nadia: UUID, by: Player, at: datetime, says: str | None = "a woman", version: int = 1, why: str = ""
) -> GenderCorrected:
    state = Told.TOLD if says else Told.REFUSED
    return correct_gender(nadia, gender=says, state=state, why=why, version=version, by=by.actor, at=at)


def test_each_is_corrected_by_itself_and_what_stood_there_is_kept(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    _sex(nadia, cast.berg, now)
    _gender(nadia, cast.berg, now)
    _gender(nadia, cast.costa, now, "neither", version=2, why="She says so.")
    with acting_as(cast.berg.actor):
        sheet = person_sheet(nadia, by=cast.berg.actor, at=now)
    assert (sheet.sex, sheet.sex_version, sheet.version) == (Sex.UNSPECIFIED, 2, 1)
    assert (sheet.gender, sheet.gender_state, sheet.gender_version) == ("neither", Told.TOLD, 3)
    assert [(one.about, one.version, one.state, one.says) for one in sheet.further.earlier_answers] == [
        (Answer.GENDER, 2, Told.TOLD, "a woman"),
        (Answer.GENDER, 1, Told.REFUSED, None),
        (Answer.SEX, 1, Told.TOLD, "F"),
    ]


def test_whoever_comes_second_is_shown_both(cast: Cast, now: datetime, nadia: UUID) -> None:
    _sex(nadia, cast.costa, now, Sex.MALE)
    with pytest.raises(Conflict) as conflict:
        _sex(nadia, cast.berg, now)
    assert (conflict.value.theirs.says, conflict.value.theirs.by_name) == ("Male", "Costa")
    assert conflict.value.base is not None
    assert (conflict.value.base.says, conflict.value.base.by_name) == ("Female", "Berg")
    _gender(nadia, cast.costa, now)
    with pytest.raises(Conflict) as other:
        _gender(nadia, cast.berg, now, "a man")
    assert other.value.theirs.says == "a woman"
    assert other.value.base is not None
    assert other.value.base.says == "Refused to say"


def test_half_an_answer_and_a_correction_without_a_reason_are_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    assert obstacles(lambda: _sex(nadia, cast.berg, now, why=" ")) == {"why"}
    assert obstacles(
        lambda: correct_sex(nadia, sex=None, state=Told.TOLD, why="x", version=1, by=cast.berg.actor, at=now)
    ) == {"sex"}
    assert obstacles(lambda: _gender(nadia, cast.berg, now, "  ")) == {"gender"}
    assert obstacles(lambda: _gender(nadia, cast.berg, now, "x" * 101)) == {"gender_too_long"}


def test_it_says_what_happened_and_seals_the_answer(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    assert journal.tells(_sex(nadia, cast.berg, now), by=cast.berg)
    assert journal.tells(_gender(nadia, cast.berg, now), by=cast.berg)
