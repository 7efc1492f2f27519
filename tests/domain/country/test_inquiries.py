"""country.ask, country.answer and country.review, told five ways."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from limen.domain.country.commands.asking import answer, ask, review
from limen.domain.country.names import Level
from limen.domain.country.queries.cards import InquiryCard
from limen.domain.country.queries.inquiries import inquiries, inquiry
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player

NEEDED = ON + timedelta(days=9)


def asked(by: Player, needed_on: date = NEEDED) -> UUID:
    question = "Sample question: do schools on the coast teach in the language of the hills?"
    return ask(question, countries=("ATA",), needed_on=needed_on, on=ON, by=by.actor, at=AT).inquiry_id


def card(id: UUID, by: Player, on: date = ON) -> InquiryCard:
    with acting_as(by.actor):
        return inquiry(id, on=on, by=by.actor)


def test_a_question_is_answered_and_let_out_by_a_second_person(cast: Cast) -> None:
    id = asked(cast.berg)
    assert card(id, cast.lena).asked_by == "Berg"
    answer(id, says="Sample answer.", found_nothing=False, by=cast.lena.actor, at=AT)
    assert card(id, cast.berg).answer == ""
    assert card(id, cast.mats).is_mine_to_review
    with pytest.raises(Refused, match="Somebody else must read it"):
        review(id, level=Level.ORGANISATION, by=cast.lena.actor, at=AT)
    answer(id, says="Sample answer, bettered.", found_nothing=False, by=cast.lena.actor, at=AT)
    event = review(id, level=Level.ORGANISATION, by=cast.mats.actor, at=AT)
    assert event.level == "organisation"
    assert card(id, cast.hana).answer == "Sample answer, bettered."
    with pytest.raises(Refused, match="let out already"):
        answer(id, says="Another", found_nothing=False, by=cast.lena.actor, at=AT)


def test_until_then_it_is_known_to_whoever_asked_and_to_the_keepers(cast: Cast) -> None:
    id = asked(cast.berg)
    for player in (cast.costa, cast.grit, cast.hana, cast.dina, cast.elio, cast.sami, cast.ivo):
        with pytest.raises(Hidden):
            card(id, player)
    answer(id, says="Sample answer.", found_nothing=False, by=cast.lena.actor, at=AT)
    review(id, level=Level.INSTALLATION, by=cast.mats.actor, at=AT)
    for player in (cast.costa, cast.dina, cast.elio):
        assert card(id, player).answer == "Sample answer."
    for player in (cast.sami, cast.ivo):
        with pytest.raises(Hidden):
            card(id, player)


def test_that_nothing_was_found_is_an_answer(cast: Cast) -> None:
    id = asked(cast.berg)
    with pytest.raises(Refused, match="say where you looked"):
        answer(id, says=" ", found_nothing=True, by=cast.lena.actor, at=AT)
    answer(id, says="Sample: searched twelve places.", found_nothing=True, by=cast.lena.actor, at=AT)
    review(id, level=Level.KEEPERS, by=cast.mats.actor, at=AT)
    assert card(id, cast.berg).found_nothing
    with pytest.raises(Hidden):
        card(id, cast.costa)


def test_a_question_past_its_day_is_told_and_stays(cast: Cast) -> None:
    id = asked(cast.berg, needed_on=ON)
    assert not card(id, cast.berg).is_late
    assert card(id, cast.berg, on=ON + timedelta(days=1)).is_late
    with acting_as(cast.lena.actor):
        assert id in {one.id for one in inquiries(on=ON, by=cast.lena.actor)}
    with pytest.raises(Refused, match="is over"):
        asked(cast.berg, needed_on=ON - timedelta(days=1))


def test_the_wrong_role_may_not(cast: Cast) -> None:
    id = asked(cast.berg)
    for player in (cast.sami, cast.ivo, cast.jun):
        with pytest.raises(Forbidden):
            asked(player)
    for player in (cast.berg, cast.costa, cast.dina):
        with pytest.raises(Forbidden):
            answer(id, says="x", found_nothing=False, by=player.actor, at=AT)
        with pytest.raises(Forbidden):
            review(id, level=Level.ORGANISATION, by=player.actor, at=AT)
    with pytest.raises(Refused, match="Nobody has answered"):
        review(id, level=Level.ORGANISATION, by=cast.mats.actor, at=AT)
