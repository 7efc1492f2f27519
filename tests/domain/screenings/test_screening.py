"""Asking, answering item by item, finishing once, withdrawing."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID

import pytest

from limen.domain.identity.names import Compartment
from limen.domain.screenings.commands.screening import answer, ask, finish, withdraw
from limen.domain.screenings.names import Consent, Manner, State
from limen.domain.screenings.queries.screenings import over_time, screenings_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.screenings.papers import PATHWAY, answered, asked, finished, sheet
from tests.domain.told import Journal, obstacles


def test_answers_are_kept_one_by_one_and_scored_when_shown(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    screening = asked(cast, dina, samira, now)
    answered(screening, "3 3 3 3 2", dina, now)
    half = sheet(screening, dina, now)
    assert (half.card.state, half.answers) == (State.OPEN, {"1": "3", "2": "3", "3": "3", "4": "3", "5": "2"})
    assert half.result.scores[0].value is None
    for item in ("6", "7", "8", "9", "10"):
        answer(screening, item=item, answer="0", by=dina.actor, at=now)
    finish(screening, by=dina.actor, at=now)
    whole = sheet(screening, dina, now)
    total = whole.result.scores[0]
    assert (whole.card.state, total.value) == (State.FINISHED, Fraction(14))
    assert total.band is not None
    assert total.band.says == "moderate"


def test_a_later_answer_takes_the_place_of_an_earlier_one(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    screening = asked(cast, dina, samira, now)
    answer(screening, item="1", answer="3", by=dina.actor, at=now)
    answer(screening, item="1", answer="refused", by=dina.actor, at=now)
    assert sheet(screening, dina, now).answers == {"1": "refused"}


@pytest.mark.parametrize("consent", [Consent.DECLINED, Consent.LATER])
def test_no_and_not_now_are_kept_and_nothing_is_answered(
    consent: Consent, cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    screening = asked(cast, dina, samira, now, consent=consent, pathway="")
    assert sheet(screening, dina, now).card.state.value == consent.value
    assert obstacles(lambda: answer(screening, item="1", answer="0", by=dina.actor, at=now)) == {"state"}
    assert obstacles(lambda: finish(screening, by=dina.actor, at=now)) == {"state"}


def test_nobody_is_asked_without_a_way_or_words_or_outside_the_case(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    def refused(**more: object) -> set[str]:
        return obstacles(lambda: asked(cast, dina, samira, now, **more))

    assert refused(pathway=" ") == {"pathway"}
    assert refused(instrument="rhs15") == {"instrument"}
    assert refused(instrument="nothing") == {"instrument"}
    assert refused(language="uk") == {"instrument"}
    assert refused(person_id=new_id()) == {"person_id"}
    assert refused(compartment=Compartment.GENERAL) == {"compartment"}
    assert refused(compartment=Compartment.GBV) == {"compartment"}


def test_half_answered_is_not_finished_and_what_is_no_answer_is_not_taken(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    screening = asked(cast, dina, samira, now)
    answered(screening, "0 0 0", dina, now)
    assert obstacles(lambda: finish(screening, by=dina.actor, at=now)) == {"items"}

    def refused(item: str, given: str) -> set[str]:
        return obstacles(lambda: answer(screening, item=item, answer=given, by=dina.actor, at=now))

    assert [refused(*each) for each in (("1", "4"), ("11", "0"), ("1", ""))] == [{"answer"}] * 3


def test_finished_is_finished_and_withdrawn_leaves_the_chart(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    first = finished(cast, dina, samira, now)
    second = finished(cast, dina, samira, now + timedelta(minutes=1), "2 2 2 2 2 2 2 2 0 0")
    assert obstacles(lambda: finish(first, by=dina.actor, at=now)) == {"state"}
    assert obstacles(lambda: answer(first, item="1", answer="0", by=dina.actor, at=now)) == {"state"}

    def points() -> list[object]:
        with acting_as(dina.actor):
            found = over_time(cast.dina_case, samira, "phq9", by=dina.actor, at=now)
        return [point.scores[0].value for point in found]

    assert points() == [8, 16]
    assert obstacles(lambda: withdraw(second, why=" ", by=dina.actor, at=now)) == {"why"}
    withdraw(second, why="Sample: the wrong person", by=dina.actor, at=now)
    assert points() == [8]
    assert sheet(second, dina, now).card.withdrawn_why == "Sample: the wrong person"
    assert obstacles(lambda: withdraw(second, why="again", by=dina.actor, at=now)) == {"state"}


def test_the_list_goes_by_time_and_says_no_score(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    low = finished(cast, dina, samira, now, "0 0 0 0 0 0 0 0 0 0")
    high = finished(cast, dina, samira, now + timedelta(minutes=1), "3 3 3 3 3 3 3 3 0 0")
    middle = finished(cast, dina, samira, now + timedelta(minutes=2), "1 1 1 1 1 1 1 1 0 0")
    with acting_as(dina.actor):
        cards = screenings_of(cast.dina_case, by=dina.actor, at=now)
    assert [card.id for card in cards] == [middle, high, low]
    assert not any("score" in name or "total" in name for card in cards for name in vars(card))


def test_without_clearance_there_is_nothing(cast: Cast, dina: Player, samira: UUID, now: datetime) -> None:
    screening = finished(cast, dina, samira, now)
    uncleared = cast.dina
    with acting_as(uncleared.actor):
        # The database knows that Dina is cleared; the application's own wall is what stands here.
        assert screenings_of(cast.dina_case, by=uncleared.actor, at=now) == []
    for stranger in (cast.elio, cast.berg, cast.costa):
        with pytest.raises(Hidden):
            sheet(screening, stranger, now)


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "ivo", "jun"])
def test_those_who_decide_are_not_granted_it(
    role: str, cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    by = getattr(cast, role).actor
    with pytest.raises(Forbidden):
        ask(cast.case, person_id=samira, instrument="phq9", language="en", manner=Manner.ALONE,
            consent=Consent.GIVEN, pathway=PATHWAY, by=by, at=now)  # fmt: skip


def test_every_act_is_told_without_an_answer(
    cast: Cast, dina: Player, samira: UUID, now: datetime, journal: Journal
) -> None:
    event = ask(cast.dina_case, person_id=samira, instrument="phq2", language="en", manner=Manner.ALONE,
                consent=Consent.GIVEN, pathway=PATHWAY, by=dina.actor, at=now)  # fmt: skip
    assert journal.tells(event, by=dina)
    told = answer(event.screening_id, item="1", answer="3", by=dina.actor, at=now)
    assert journal.tells(told, by=dina)
    assert "'3'" not in repr(told)
    answer(event.screening_id, item="2", answer="refused", by=dina.actor, at=now)
    assert journal.tells(finish(event.screening_id, by=dina.actor, at=now), by=dina)
    assert journal.tells(withdraw(event.screening_id, why="Sample", by=dina.actor, at=now), by=dina)
