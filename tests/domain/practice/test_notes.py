"""practice.write to practice.withdraw: a note from a draft to its end, told five ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection

from limen.domain.practice.commands.checking import confirm, send_back
from limen.domain.practice.commands.keeping import end_endorsement, endorse, look_again, withdraw
from limen.domain.practice.commands.writing import keep_draft, revise, submit, write
from limen.domain.practice.models import Note
from limen.domain.practice.names import NOBODY_IN_IT, NoteState, Ties
from limen.domain.practice.queries.drafts import typed_by_me, typed_of
from limen.domain.practice.queries.notes import notes_of_mine, notes_overdue, notes_that_wait, notes_to_check
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player, clear
from tests.conftest import House
from tests.domain.practice.papers import LATER, WORDING, drafted, in_use, sheet, waiting


def test_a_draft_is_seen_by_its_author_alone(cast: Cast) -> None:
    id = drafted(cast.berg)
    assert sheet(id, cast.berg).card.state is NoteState.DRAFT
    for player in (cast.costa, cast.farah, cast.dina, cast.elio, cast.lena, cast.sami, cast.ivo):
        with pytest.raises(Hidden):
            sheet(id, player)


def test_a_second_person_says_in_so_many_words_that_nobody_is_in_it(cast: Cast) -> None:
    id = waiting(cast.berg)
    with acting_as(cast.costa.actor):
        assert id in {card.id for card in notes_to_check(on=ON, by=cast.costa.actor)}
        assert [card.id for card in notes_that_wait(on=ON, by=cast.costa.actor)] == [id]
    with acting_as(cast.berg.actor):
        assert notes_to_check(on=ON, by=cast.berg.actor) == ()
    with pytest.raises(Refused, match="Somebody else must check it"):
        confirm(id, confirms=True, look_again_on=LATER, on=ON, by=cast.berg.actor, at=AT)
    with pytest.raises(Refused, match="Say that nobody is in it"):
        confirm(id, confirms=False, look_again_on=LATER, on=ON, by=cast.costa.actor, at=AT)
    with pytest.raises(Refused, match="still be to come"):
        confirm(id, confirms=True, look_again_on=ON, on=ON, by=cast.costa.actor, at=AT)
    event = confirm(id, confirms=True, look_again_on=LATER, on=ON, by=cast.costa.actor, at=AT)
    assert event.confirms == str(NOBODY_IN_IT)
    seen = sheet(id, cast.farah)
    assert (seen.card.author, seen.checked_by) == ("Berg", "Costa")
    for player in (cast.dina, cast.elio, cast.lena, cast.sami, cast.ivo, cast.jun):
        with pytest.raises(Hidden):
            sheet(id, player)


def test_it_is_sent_back_with_what_must_change(cast: Cast) -> None:
    id = waiting(cast.berg)
    with pytest.raises(Refused, match="what must change"):
        send_back(id, why=" ", by=cast.costa.actor, at=AT)
    send_back(id, why="Sample: it is recognisable", by=cast.costa.actor, at=AT)
    seen = sheet(id, cast.berg)
    assert (seen.card.state, seen.sent_back_why) == (NoteState.DRAFT, "Sample: it is recognisable")
    with pytest.raises(Hidden):
        sheet(id, cast.farah)
    revise(id, replace(WORDING, says="Sample: said more widely."), version=1, by=cast.berg.actor, at=AT)
    submit(id, by=cast.berg.actor, at=AT)
    assert sheet(id, cast.farah).card.says == "Sample: said more widely."
    assert sheet(id, cast.farah).earlier == ()
    assert [one.says for one in sheet(id, cast.berg).earlier] == [WORDING.says]


def test_two_windows_of_one_author_lose_no_word(cast: Cast) -> None:
    id = drafted(cast.berg)
    revise(id, replace(WORDING, says="Sample: first"), version=1, by=cast.berg.actor, at=AT)
    with pytest.raises(Conflict) as told:
        revise(id, replace(WORDING, says="Sample: second"), version=1, by=cast.berg.actor, at=AT)
    assert (told.value.theirs.says, told.value.version) == ("Sample: first", 2)
    assert told.value.base is not None
    assert told.value.base.says == WORDING.says


def test_what_is_in_use_is_not_reworded_and_gives_way_to_a_newer_one(cast: Cast) -> None:
    old = in_use(cast.berg, cast.costa)
    with pytest.raises(Refused, match="no draft any more"):
        revise(old, WORDING, version=1, by=cast.berg.actor, at=AT)
    newer = write(replace(WORDING, says="Sample: newer"), follows=old, by=cast.farah.actor, at=AT).note_id
    assert not sheet(old, cast.berg).card.is_superseded
    assert sheet(old, cast.berg).followed_by is None
    submit(newer, by=cast.farah.actor, at=AT)
    confirm(newer, confirms=True, look_again_on=LATER, on=ON, by=cast.berg.actor, at=AT)
    assert sheet(old, cast.grit).card.is_superseded
    assert sheet(old, cast.grit).followed_by == newer
    with pytest.raises(Refused, match="nothing can take its place"):
        write(WORDING, follows=old, by=cast.berg.actor, at=AT)


def test_the_database_lets_nobody_put_their_own_words_to_use(cast: Cast) -> None:
    id = waiting(cast.berg)
    for values in (
        {"state": "in_use", "checked_by_id": cast.berg.id, "in_use_at": AT, "look_again_on": LATER},
        {"state": "in_use", "checked_by_id": cast.costa.id, "in_use_at": AT, "look_again_on": LATER},
        {"says": "reworded"},
    ):
        with pytest.raises(DatabaseError, match="does not go this way"):
            _past_the_act(cast.berg, id, values)


def _past_the_act(by: Player, id: UUID, values: dict[str, Any]) -> None:
    with acting_as(by.actor):
        with connection.cursor() as cursor:
            cursor.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        Note.objects.filter(pk=id).update(**values)


def test_names_stand_by_it_and_are_taken_back(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    with pytest.raises(Refused, match="You wrote this note"):
        endorse(id, by=cast.berg.actor, at=AT)
    endorse(id, by=cast.farah.actor, at=AT)
    with pytest.raises(Refused, match="stands by it already"):
        endorse(id, by=cast.farah.actor, at=AT)
    assert sheet(id, cast.grit).endorsed_by == ("Farah",)
    end_endorsement(id, by=cast.farah.actor, at=AT)
    assert sheet(id, cast.grit).endorsed_by == ()
    with pytest.raises(Refused, match="does not stand by it"):
        end_endorsement(id, by=cast.farah.actor, at=AT)


def test_it_is_looked_at_again_on_its_day(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    with acting_as(cast.berg.actor):
        assert notes_overdue(on=LATER - timedelta(days=1), by=cast.berg.actor) == ()
        (late,) = notes_overdue(on=LATER, by=cast.berg.actor)
        assert notes_that_wait(on=LATER, by=cast.berg.actor) == (late,)
    assert late.id == id
    assert late.is_overdue
    event = look_again(id, look_again_on=LATER + timedelta(days=9), on=LATER, by=cast.farah.actor, at=AT)
    assert event.look_again_on == LATER + timedelta(days=9)
    with acting_as(cast.berg.actor):
        assert notes_overdue(on=LATER, by=cast.berg.actor) == ()
    assert sheet(id, cast.berg).looked_by == "Farah"


def test_it_is_withdrawn_with_a_reason_and_stays_readable(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    with pytest.raises(Refused, match="somebody who leads a unit"):
        withdraw(id, why="Sample", by=cast.farah.actor, at=AT)
    with pytest.raises(Refused, match="Say why"):
        withdraw(id, why="", by=cast.berg.actor, at=AT)
    withdraw(id, why="Sample: the registers are new", by=cast.berg.actor, at=AT)
    assert sheet(id, cast.farah).withdrawn_why == "Sample: the registers are new"
    with pytest.raises(Refused, match="not in use"):
        endorse(id, by=cast.farah.actor, at=AT)
    draft = drafted(cast.berg)
    withdraw(draft, why="Sample: not needed", by=cast.berg.actor, at=AT)
    with pytest.raises(Hidden):
        sheet(draft, cast.costa)


def test_a_note_of_a_unit_stays_in_it(cast: Cast, house: House) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        connection.execute(
            "insert into identity_unit (id, organisation_id, name, is_listed)"
            " values (gen_random_uuid(), %s, 'Second unit', false)",
            [cast.authority],
        )
        row = connection.execute(
            "select id from identity_unit where organisation_id = %s and name = 'Second unit'",
            [cast.authority],
        ).fetchone()
    assert row is not None
    with pytest.raises(Refused, match="do not work in this unit"):
        drafted(cast.berg, row[0])
    id = in_use(cast.berg, cast.costa, cast.unit)
    assert sheet(id, cast.farah).card.unit_id == cast.unit
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        connection.execute(
            "update identity_posting set unit_id = %s where member_id = %s", [row[0], cast.farah.id]
        )
    with pytest.raises(Hidden):
        sheet(id, replace(cast.farah, actor=replace(cast.farah.actor, units=())))


def test_it_says_something_about_something(cast: Cast) -> None:
    for changes, says in (
        ({"title": " "}, "Give it a title"),
        ({"says": ""}, "Write what was learned"),
        ({"language": "qqq"}, "code of three letters"),
        ({"ties": Ties()}, "Say what it is about"),
        ({"ties": Ties(countries=("QQQ",))}, "no country with the code"),
    ):
        with pytest.raises(Refused, match=says):
            drafted(cast.berg, **changes)


def test_the_wrong_role_may_not(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    for player in (cast.lena, cast.sami, cast.ivo, cast.jun):
        with pytest.raises(Forbidden):
            drafted(player)
        with pytest.raises(Forbidden):
            endorse(id, by=player.actor, at=AT)
    for player in (cast.dina, cast.elio):
        with pytest.raises(Hidden):
            endorse(id, by=player.actor, at=AT)


def test_half_a_note_is_kept_for_its_writer(cast: Cast) -> None:
    with acting_as(cast.berg.actor):
        keep_draft(None, text="Sample: half a", base_version=0, by=cast.berg.actor, at=AT)
        keep_draft(None, text="Sample: half a sentence", base_version=0, by=cast.berg.actor, at=AT)
        left = typed_of(None, by=cast.berg.actor)
        assert left is not None
        assert left.text == "Sample: half a sentence"
        assert [one.begins for one in typed_by_me(by=cast.berg.actor)] == ["Sample: half a sentence"]
    with acting_as(cast.costa.actor):
        assert typed_by_me(by=cast.costa.actor) == []
    id = drafted(cast.berg)
    with acting_as(cast.berg.actor):
        assert typed_of(None, by=cast.berg.actor) is None
        assert [one.id for one in notes_of_mine(on=ON, by=cast.berg.actor)] == [id]


def test_a_cleared_colleague_sees_no_more(cast: Cast, house: House) -> None:
    """A note knows no compartments: nothing of a case is in it."""
    id = drafted(cast.berg)
    with pytest.raises(Hidden):
        sheet(id, clear(house.admin_dsn, cast.costa, "child"))
