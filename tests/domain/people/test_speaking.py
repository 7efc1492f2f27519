"""Languages of a person, and whom they wish between them and us."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.people.commands.speaking import (
    add_language,
    end_language,
    exclude_interpreter,
    readmit_interpreter,
    wish_interpreter,
)
from limen.domain.people.events import (
    InterpreterExcluded,
    InterpreterReadmitted,
    InterpreterWished,
    LanguageAdded,
    LanguageEnded,
)
from limen.domain.people.names import (
    InterpreterRefused,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    Reading,
    Speaking,
    Told,
)
from limen.domain.people.queries.kept import Further
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles

DARI = LanguageTold(language="prs", dialect="Herati", reading=Reading.WITH_DIFFICULTY, is_preferred=True)
PASHTO = LanguageTold(language="pbt", speaking=Speaking.UNDERSTANDS)
A_WOMAN = InterpreterWish(
    sex=InterpreterSex.FEMALE, sex_state=Told.TOLD, others="Nobody from her village.",
    not_these=(InterpreterRefused(who="No. 17", why="He knows her uncle."),),
)  # fmt: skip


def _language(nadia: UUID, by: Player, at: datetime, told: LanguageTold = DARI) -> LanguageAdded:
    return add_language(nadia, language=told, language_id=new_id(), by=by.actor, at=at)


def _end(key: UUID, by: Player, at: datetime, why: str = "A mistake.") -> LanguageEnded:
    return end_language(key, why=why, by=by.actor, at=at)


def _wish(
    nadia: UUID, by: Player, at: datetime, wish: InterpreterWish = A_WOMAN, version: int = 0
) -> InterpreterWished:
    return wish_interpreter(nadia, wish=wish, version=version, by=by.actor, at=at)


def _exclude(nadia: UUID, by: Player, at: datetime, who: str = "No. 4") -> InterpreterExcluded:
    refused = InterpreterRefused(who=who, why="He laughed.")
    return exclude_interpreter(nadia, refused=refused, exclusion_id=new_id(), by=by.actor, at=at)


def _readmit(key: UUID, by: Player, at: datetime, why: str = "They have talked.") -> InterpreterReadmitted:
    return readmit_interpreter(key, why=why, by=by.actor, at=at)


def _further(nadia: UUID, by: Player, at: datetime) -> Further:
    with acting_as(by.actor):
        return person_sheet(nadia, by=by.actor, at=at).further


def test_languages_are_added_told_anew_and_ended_the_preferred_first(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    pashto = _language(nadia, cast.berg, now, PASHTO)
    _language(nadia, cast.berg, now)
    better = replace(DARI, reading=Reading.EASILY)
    _language(nadia, cast.costa, now, better)
    further = _further(nadia, cast.berg, now)
    assert [one.told for one in further.languages] == [better, PASHTO]
    (earlier,) = further.earlier_languages
    assert earlier.told == DARI
    assert earlier.ended is not None
    assert earlier.ended.why is None
    _end(pashto.language_id, cast.berg, now)
    assert [one.told for one in _further(nadia, cast.berg, now).languages] == [better]
    assert obstacles(lambda: _end(pashto.language_id, cast.berg, now)) == {"ended"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (replace(DARI, language="xx"), "language"),
        (replace(DARI, language="zzz"), "language"),
        (replace(DARI, dialect=" "), "dialect"),
        (replace(DARI, dialect="x" * 101), "dialect_too_long"),
    ],
)
def test_no_language_is_refused(
    told: LanguageTold, code: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    assert obstacles(lambda: _language(nadia, cast.berg, now, told)) == {code}


def test_wishes_are_kept_with_whom_they_do_not_want(cast: Cast, now: datetime, nadia: UUID) -> None:
    _wish(nadia, cast.berg, now)
    _wish(nadia, cast.costa, now, InterpreterWish(sex_state=Told.REFUSED), version=1)
    excluded = _exclude(nadia, cast.berg, now)
    further = _further(nadia, cast.berg, now)
    assert (further.interpreter.wish.sex_state, further.interpreter.version) == (Told.REFUSED, 2)
    assert further.earlier_wishes[0].wish == replace(A_WOMAN, not_these=())
    assert {one.refused.who for one in further.exclusions} == {"No. 4", "No. 17"}
    _readmit(excluded.exclusion_id, cast.berg, now)
    further = _further(nadia, cast.berg, now)
    assert [one.refused.who for one in further.exclusions] == ["No. 17"]
    assert [one.refused.who for one in further.earlier_exclusions] == ["No. 4"]


def test_whoever_wishes_second_is_shown_both(cast: Cast, now: datetime, nadia: UUID) -> None:
    _wish(nadia, cast.costa, now)
    with pytest.raises(Conflict) as conflict:
        _wish(nadia, cast.berg, now, InterpreterWish(others="x"))
    assert conflict.value.theirs.says == "A woman. Nobody from her village."
    assert (conflict.value.base, conflict.value.version) == (None, 1)


def test_half_a_wish_and_an_exclusion_of_nobody_are_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    half = InterpreterWish(sex_state=Told.TOLD, others=" ", not_these=(InterpreterRefused(who="", why=""),))
    assert obstacles(lambda: _wish(nadia, cast.berg, now, half)) == {
        "interpreter_sex", "wishes", "who", "why"
    }  # fmt: skip
    assert obstacles(lambda: _exclude(nadia, cast.berg, now, "")) == {"who"}
    key = _exclude(nadia, cast.berg, now).exclusion_id
    assert obstacles(lambda: _readmit(key, cast.berg, now, " ")) == {"why"}


def test_it_says_what_happened_and_seals_who_and_why(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    added, excluded = _language(nadia, cast.berg, now), _exclude(nadia, cast.berg, now)
    for event in (
        added,
        excluded,
        _wish(nadia, cast.berg, now),
        _end(added.language_id, cast.berg, now),
        _readmit(excluded.exclusion_id, cast.berg, now),
    ):
        assert journal.tells(event, by=cast.berg)
