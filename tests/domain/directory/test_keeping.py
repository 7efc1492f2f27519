"""directory.keep to directory.withdraw: a service from its first word to its end, told five ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from limen.domain.directory.commands.keeping import keep, revise, set_place
from limen.domain.directory.commands.looking import publish, say_capacity, verify, withdraw
from limen.domain.directory.names.words import Level, Standing, Told
from limen.domain.directory.queries.exchange import exported
from limen.domain.directory.queries.finding import ServicesFound, Sought, services_found
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.directory.samples import OFFERED, WHERE, kept, sheet

MONDAY_NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)  # noon in Berlin


def found(by: Player, at: datetime = AT, **sought: Any) -> ServicesFound:
    """All pages of what is found: the database may hold the services of other tests."""
    with acting_as(by.actor):
        page = services_found(Sought(**sought), at=at, by=by.actor)
        cards = [*page.cards]
        while page.after:
            page = services_found(Sought(**sought), skip=page.after, at=at, by=by.actor)
            cards += page.cards
        return replace(page, cards=tuple(cards))


def ids(by: Player, **sought: Any) -> set[UUID]:
    return {card.id for card in found(by, **sought).cards}


def test_a_service_is_kept_and_read_by_others_as_far_as_its_level_lets_it_out(cast: Cast) -> None:
    own, shared = kept(cast.dina, level=Level.OWN), kept(cast.dina, name="Sample shared")
    assert sheet(own, cast.dina).card.provider == "Sample harbour house"
    assert {own, shared} <= ids(cast.dina)
    for player in (cast.berg, cast.elio, cast.hana):
        assert sheet(shared, player).card.name == "Sample shared"
        with pytest.raises(Hidden):
            sheet(own, player)
        assert own not in ids(player)
    for player in (cast.lena, cast.sami, cast.ivo, cast.jun):
        with pytest.raises(Hidden):
            sheet(shared, player)
        assert ids(player) == set()


def test_it_is_refused_when_it_says_what_cannot_be(cast: Cast) -> None:
    for change, says in (
        ({"name": " "}, "Say what it is called"),
        ({"provider": ""}, "Say who offers it"),
        ({"languages": ("zzz9",)}, "no language"),
        ({"minimum_age": 9, "maximum_age": 3}, "lowest age"),
        ({"time_zone": "Moon/Base"}, "no such time zone"),
        ({"hours": ("sometimes",)}, "no opening hours"),
        ({"level": Level.PUBLISHED}, "supervisor"),
    ):
        with pytest.raises(Refused, match=says):
            kept(cast.dina, **change)
    with pytest.raises(Refused, match="both coordinates"):
        kept(cast.dina, replace(WHERE, latitude=None))
    with pytest.raises(Refused, match="An address has"):
        kept(cast.dina, replace(WHERE, city=""))
    with pytest.raises(Forbidden):
        kept(cast.berg)


def test_two_who_revise_at_once_are_told_of_each_other(cast: Cast) -> None:
    id = kept(cast.dina)
    better = replace(OFFERED, name="Sample: better", fees="Nothing")
    assert revise(id, better, version=1, by=cast.dina.actor, at=AT).version == 2
    with pytest.raises(Conflict):
        revise(id, OFFERED, version=1, by=cast.dina.actor, at=AT)
    seen = sheet(id, cast.berg)
    assert (seen.card.name, seen.said["fees_description"]) == ("Sample: better", "Nothing")
    with pytest.raises(Hidden):
        revise(UUID(int=1), better, version=1, by=cast.dina.actor, at=AT)


def test_a_confidential_place_is_nowhere_but_in_its_own_house(cast: Cast) -> None:
    hidden = replace(
        WHERE, called="Sample refuge", street="7 Secret Lane", city="Refugeport", is_confidential=True
    )
    id = kept(cast.dina, hidden)
    seen = sheet(id, cast.dina)
    assert seen.places[0].address[0] == "7 Secret Lane"
    for player in (cast.berg, cast.elio):
        assert sheet(id, player).places == ()
        assert "Secret" not in str(sheet(id, player))
        assert found(player, near="Refugeport").is_nowhere
    with acting_as(cast.dina.actor):
        assert "Secret" not in str(exported(by=cast.dina.actor))
    place = seen.places[0].id
    event = set_place(id, WHERE, place_id=place, version=1, by=cast.dina.actor, at=AT)
    assert (event.is_confidential, event.version) == (False, 2)
    assert sheet(id, cast.berg).places[0].address[0] == "1 Sample Quay"
    set_place(id, hidden, place_id=place, version=2, by=cast.dina.actor, at=AT)
    assert sheet(id, cast.berg).places == ()
    with pytest.raises(Conflict):
        set_place(id, WHERE, place_id=None, version=2, by=cast.dina.actor, at=AT)


def test_it_is_verified_and_says_how_much_is_free_and_since_when(cast: Cast) -> None:
    id = kept(cast.dina)
    assert sheet(id, cast.berg).card.is_unverified
    verify(id, on=ON, by=cast.dina.actor, at=AT)
    seen = sheet(id, cast.dina)
    assert (seen.card.verified_on, seen.verified_by) == (ON, "Dina")
    say_capacity(id, Told(unit="beds", available=3, maximum=9), by=cast.dina.actor, at=AT - timedelta(days=9))
    told = sheet(id, cast.berg).card.capacities
    assert [(one.unit, one.available, one.days, one.is_stale) for one in told] == [("beds", 3, 9, True)]
    say_capacity(id, Told(unit="Beds", available=0, maximum=9), by=cast.dina.actor, at=AT)
    told = sheet(id, cast.berg).card.capacities
    assert [(one.available, one.days, one.is_stale) for one in told] == [(0, 0, False)]
    assert id not in ids(cast.berg, has_room=True)
    with pytest.raises(Refused, match="No more can be free"):
        say_capacity(id, Told(unit="beds", available=10, maximum=9), by=cast.dina.actor, at=AT)
    with pytest.raises(Forbidden):
        verify(id, on=ON, by=cast.berg.actor, at=AT)
    with pytest.raises(Forbidden):
        publish(id, Level.PUBLISHED, by=cast.dina.actor, at=AT)


def test_what_was_withdrawn_is_gone_for_others_and_stays_for_the_house(cast: Cast) -> None:
    id = kept(cast.dina)
    with pytest.raises(Refused, match="Say why"):
        withdraw(id, why=" ", by=cast.dina.actor, at=AT)
    assert withdraw(id, why="Sample: closed", by=cast.dina.actor, at=AT).why == "Sample: closed"
    with pytest.raises(Hidden):
        sheet(id, cast.berg)
    assert sheet(id, cast.dina).withdrawn_why == "Sample: closed"
    assert id not in ids(cast.dina)
    assert id in ids(cast.dina, with_old=True)
    with pytest.raises(Refused, match="withdrawn already"):
        verify(id, on=ON, by=cast.dina.actor, at=AT)


def test_services_are_found_by_words_topic_language_hours_and_nearness(cast: Cast) -> None:
    near = kept(cast.dina, name="Sample advice near")
    far = kept(
        cast.dina, replace(WHERE, city="Farport", latitude=53.5), name="Sample advice far",
        topics=("Tides",), languages=("isl",), hours=("SA 10:00-12:00",),
    )  # fmt: skip
    arabic = kept(cast.dina, None, name="نصائح قانونية", language="ara", hours=(), description="")
    assert ids(cast.berg, words="explaining letters") >= {near, far}
    assert ids(cast.berg, words="قانونية") == {arabic}
    assert ids(cast.berg, topic="Tides") == {far}
    assert ids(cast.berg, language="isl") == {far}
    assert near in {card.id for card in found(cast.berg, MONDAY_NOON, is_open=True).cards}
    assert far not in {card.id for card in found(cast.berg, MONDAY_NOON, is_open=True).cards}
    cards = found(cast.berg, near="52.5, 13.4").cards
    mine = [card for card in cards if card.id in {near, far, arabic}]
    assert [card.id for card in mine] == [near, far, arabic]
    assert [round(card.away) if card.away is not None else None for card in mine] == [0, 111, None]
    assert far not in ids(cast.berg, near="harbour", within=50.0)
    assert far in ids(cast.berg, near="FARPORT", within=1.0)
    assert found(cast.berg, near="Nowhere at all").is_nowhere


def test_one_that_is_closed_is_never_open(cast: Cast) -> None:
    id = kept(cast.dina, standing=Standing.CLOSED)
    card = next(card for card in found(cast.berg, MONDAY_NOON).cards if card.id == id)
    assert card.is_open is False


def test_the_act_says_what_happened(cast: Cast) -> None:
    event = keep(OFFERED, WHERE, by=cast.dina.actor, at=AT)
    assert event.kind == "directory.kept"
    assert event.name == "Sample legal help"
