"""practice.ask, reply, close, take_back and make_note, told five ways."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from limen.domain.practice.commands.asking import ask, close, reply, take_back
from limen.domain.practice.commands.checking import confirm
from limen.domain.practice.commands.writing import make_note, submit
from limen.domain.practice.names import Ties
from limen.domain.practice.queries.cards import QuestionSheet
from limen.domain.practice.queries.questions import (
    question_sheet,
    questions,
    questions_that_wait,
)
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.conftest import House
from tests.domain.practice.papers import LATER, sheet

SAYS = "Sample question: do registers of the harbour district name a father?"
TIES = Ties(countries=("ATA",))


def asked(by: Player, *, to_member: UUID | None = None, to_unit: UUID | None = None) -> UUID:
    return ask(SAYS, ties=TIES, to_member=to_member, to_unit=to_unit, by=by.actor, at=AT).question_id


def seen(id: UUID, by: Player) -> QuestionSheet:
    with acting_as(by.actor):
        return question_sheet(id, by=by.actor)


def for_me(by: Player) -> list[UUID]:
    with acting_as(by.actor):
        return [card.id for card in questions_that_wait(by=by.actor) if not card.is_mine]


def test_a_colleague_is_asked_and_nobody_else_knows(cast: Cast) -> None:
    id = asked(cast.berg, to_member=cast.farah.id)
    assert seen(id, cast.farah).card.to == "Farah"
    assert for_me(cast.farah) == [id]
    for player in (cast.costa, cast.grit, cast.dina, cast.elio, cast.lena, cast.sami, cast.ivo):
        with pytest.raises(Hidden):
            seen(id, player)
    reply(id, says="Sample: they do.", by=cast.farah.actor, at=AT)
    assert for_me(cast.farah) == []
    with acting_as(cast.berg.actor):
        (card,) = questions_that_wait(by=cast.berg.actor)
    assert (card.id, card.replies, card.is_mine) == (id, 1, True)
    close(id, by=cast.berg.actor, at=AT)
    with acting_as(cast.berg.actor):
        assert questions_that_wait(by=cast.berg.actor) == ()
        assert questions(by=cast.berg.actor).cards == ()
        assert [one.id for one in questions(with_closed=True, by=cast.berg.actor).cards] == [id]
    with pytest.raises(Refused, match="is closed"):
        reply(id, says="Sample: late", by=cast.farah.actor, at=AT)


def test_a_unit_is_asked(cast: Cast) -> None:
    id = asked(cast.berg, to_unit=cast.unit)
    for player in (cast.costa, cast.farah, cast.grit, cast.hana):
        assert for_me(player) == [id]
    assert for_me(cast.berg) == []
    with pytest.raises(Hidden):
        seen(id, cast.dina)


def test_the_house_is_asked_and_those_who_know_the_country_are_told(cast: Cast, house: House) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        connection.execute("update identity_member set countries = '{ATA}' where id = %s", [cast.grit.id])
    id = asked(cast.berg)
    assert for_me(cast.grit) == [id]
    assert for_me(cast.farah) == []
    assert seen(id, cast.farah).card.says == SAYS


def test_it_is_taken_back_and_only_its_asker_sees_it(cast: Cast) -> None:
    id = asked(cast.berg)
    reply(id, says="Sample: perhaps.", by=cast.farah.actor, at=AT)
    with pytest.raises(Refused, match="Whoever asked"):
        take_back(id, by=cast.farah.actor, at=AT)
    take_back(id, by=cast.berg.actor, at=AT)
    with pytest.raises(Hidden):
        seen(id, cast.farah)
    assert seen(id, cast.berg).card.taken_back_at == AT
    with pytest.raises(Refused, match="taken back"):
        make_note(id, by=cast.berg.actor, at=AT)


def test_answers_become_a_note_that_a_second_person_checks(cast: Cast) -> None:
    id = asked(cast.berg)
    with pytest.raises(Refused, match="Nobody has answered"):
        make_note(id, by=cast.berg.actor, at=AT)
    reply(id, says="Sample: they do, since the flood.", by=cast.farah.actor, at=AT)
    note = make_note(id, by=cast.farah.actor, at=AT).note_id
    made = sheet(note, cast.farah)
    assert made.card.says == f"{SAYS}\n\nSample: they do, since the flood."
    assert made.card.ties == TIES
    assert made.from_question == id
    with pytest.raises(Hidden):
        sheet(note, cast.berg)
    submit(note, by=cast.farah.actor, at=AT)
    confirm(note, confirms=True, look_again_on=LATER, on=ON, by=cast.berg.actor, at=AT)
    assert sheet(note, cast.grit).card.author == "Farah"


def test_whom_one_may_ask(cast: Cast) -> None:
    for to, says in ((cast.dina.id, "no such colleague"), (cast.berg.id, "somebody else than yourself")):
        with pytest.raises(Refused, match=says):
            asked(cast.berg, to_member=to)
    with pytest.raises(Refused, match="no such colleague or unit"):
        asked(cast.berg, to_unit=cast.agency_unit)
    with pytest.raises(Refused, match="not both"):
        asked(cast.berg, to_member=cast.farah.id, to_unit=cast.unit)
    with pytest.raises(Refused, match="Write the question"):
        ask(" ", ties=TIES, by=cast.berg.actor, at=AT)


def test_the_wrong_role_may_not(cast: Cast) -> None:
    id = asked(cast.berg)
    for player in (cast.lena, cast.sami, cast.ivo, cast.jun):
        with pytest.raises(Forbidden):
            asked(player)
        with pytest.raises(Forbidden):
            reply(id, says="x", by=player.actor, at=AT)
    for player in (cast.dina, cast.elio):
        with pytest.raises(Hidden):
            reply(id, says="x", by=player.actor, at=AT)
