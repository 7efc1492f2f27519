"""Colleagues and units of whom there are many are found by the beginnings of their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.identity.names import Role
from limen.domain.identity.queries import choosing
from limen.domain.identity.queries.choosing import FEW, SHOWN, Circle, Matches
from limen.foundation.rows import acting_as
from tests.cast import AT, Cast, Player
from tests.conftest import House
from tests.workspaces.acting import ask, many_people, many_units


def _called(text: str, circle: Circle, player: Player) -> Matches:
    with acting_as(player.actor):
        return choosing.people_called(circle, text, by=player.actor, at=AT)


def _names(text: str, circle: Circle, player: Player) -> list[str]:
    return [card.name for card in _called(text, circle, player).cards]


@pytest.fixture
def crowd(cast: Cast, house: House) -> Circle:
    """Six hundred officers in the unit, besides the cast."""
    many_people(house, cast.authority, cast.unit, 600)
    return Circle(unit_ids=(cast.unit,))


def test_every_word_typed_begins_a_word_of_the_name(cast: Cast, crowd: Circle) -> None:
    assert _names("0004", crowd, cast.costa) == ["Officer 0004 Müller"]
    assert _names("mul 000", crowd, cast.costa) == ["Officer 0004 Müller"]
    assert _names("0004 OFF", crowd, cast.costa) == ["Officer 0004 Müller"]
    assert _names("hara 0006", crowd, cast.costa) == ["Officer 0006 O’Hara"]
    assert _names("oztu 0007", crowd, cast.costa) == ["Officer 0007 Öztürk"]
    assert _names("Ö 0007", crowd, cast.costa) == ["Officer 0007 Öztürk"]
    assert _names("ller", crowd, cast.costa) == [], "the middle of a word is no beginning"
    assert _names("farah", crowd, cast.costa) == ["Farah"]
    for nothing in ("", "  ", "(", ".*", "\\", "%", "0004 x"):
        assert _names(nothing, crowd, cast.costa) == [], nothing


def test_at_most_twenty_are_given_and_more_is_said(cast: Cast, crowd: Circle) -> None:
    found = _called("off", crowd, cast.costa)
    assert [card.name[:12] for card in found.cards] == [f"Officer {n:04}" for n in range(1, SHOWN + 1)]
    assert found.is_more
    assert not _called("officer 059", crowd, cast.costa).is_more


def test_letters_of_any_script_are_found_without_their_marks(cast: Cast, house: House) -> None:
    for name in ("أحمد علي", "Йосип Гончар", "Žaneta", "İpek"):
        many_people(house, cast.authority, cast.unit, 1, called=name)
    circle = Circle(unit_ids=(cast.unit,))
    for typed in ("احمد", "أحم", "Йос", "гонч", "zan", "ipek"):
        assert len(_names(typed, circle, cast.costa)) == 1, typed


def test_who_is_gone_elsewhere_or_left_out_is_not_found(cast: Cast, house: House) -> None:
    circle = Circle(unit_ids=(cast.unit,))
    assert _names("berg", circle, cast.costa) == ["Berg"]
    assert _names("berg", replace(circle, without=cast.berg.id), cast.costa) == []
    assert _names("berg", Circle(unit_ids=()), cast.costa) == []
    assert _names("ivo", circle, cast.costa) == [], "an administrator works on no case"
    assert _names("ivo", replace(circle, roles=(Role.ADMINISTRATOR,)), cast.costa) == ["Ivo"]
    for stranger in (cast.elio, cast.dina):
        assert _names("berg", circle, stranger) == []
    ask(house, "update identity_posting set until_at = %s where member_id = %s", AT, cast.berg.id)
    assert _names("berg", circle, cast.costa) == []


def test_who_speaks_and_who_knows_is_asked_of_the_database(cast: Cast, crowd: Circle, house: House) -> None:
    ask(
        house,
        "update identity_member set languages = '{prs}', countries = '{AFG}' where id = %s",
        cast.farah.id,
    )
    for circle in (replace(crowd, speaks="prs"), replace(crowd, speaks="prs", knows="AFG")):
        assert _names("fa", circle, cast.costa) == ["Farah"]
        assert _names("off", circle, cast.costa) == []
        with acting_as(cast.costa.actor):
            near = choosing.look_around(circle, by=cast.costa.actor, at=AT)
        assert near.few is not None
        assert [card.name for card in near.few] == ["Farah"]


def test_few_are_told_by_name_and_many_are_not(cast: Cast, house: House) -> None:
    circle, by = Circle(unit_ids=(cast.unit,)), cast.costa.actor
    with acting_as(by):
        near = choosing.look_around(circle, by=by, at=AT, chosen=cast.berg.id)
    assert near.few is not None
    assert [card.name for card in near.few] == ["Berg", "Costa", "Farah", "Grit", "Hana"]
    assert near.chosen
    assert near.chosen.name == "Berg"
    for more, is_many in ((FEW - 5, False), (1, True)):
        many_people(house, cast.authority, cast.unit, more)
        with acting_as(by):
            near = choosing.look_around(circle, by=by, at=AT, chosen=cast.elio.id)
        assert (near.few is None) == is_many
        assert near.chosen is None, "somebody elsewhere has no name here"


def test_those_among_some_are_in_the_circle(cast: Cast, crowd: Circle) -> None:
    wanted = [cast.berg.id, cast.ivo.id, cast.elio.id]
    with acting_as(cast.costa.actor):
        found = choosing.people_among(crowd, wanted, by=cast.costa.actor, at=AT + timedelta(days=1))
        assert choosing.people_among(crowd, [], by=cast.costa.actor, at=AT) == []
    assert [card.id for card in found] == [cast.berg.id]


def test_units_are_found_the_same_way(cast: Cast, house: House) -> None:
    units, by = many_units(house, cast.costa.id, cast.authority, 200, reach=2), cast.costa.actor
    with acting_as(by):
        assert [card.name for card in choosing.units_called(units, "cordo 002", by=by).cards] == [
            "Unit 002 Córdoba"
        ]
        found = choosing.units_called(units, "unit", by=by)
        assert len(found.cards) == SHOWN
        assert found.is_more
        assert choosing.units_called(units[:3], "evora", by=by).cards == ()
    with acting_as(cast.elio.actor):
        assert choosing.units_called(units, "unit", by=cast.elio.actor).cards == ()


def test_each_question_is_one_statement(cast: Cast, crowd: Circle) -> None:
    by = cast.costa.actor
    with acting_as(by), CaptureQueriesContext(connection) as asked:
        choosing.look_around(crowd, by=by, at=AT, chosen=cast.berg.id)
        choosing.people_called(crowd, "mul", by=by, at=AT)
        choosing.people_among(crowd, [cast.berg.id], by=by, at=AT)
    assert len(asked) == 3
