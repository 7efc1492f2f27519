"""Who acts for a person, with whom a child came, and children for whom nobody answers yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.families.commands.appointing import appoint, end_appointment, say_accompaniment
from limen.domain.families.events import AccompanimentStated, Appointed, AppointmentEnded
from limen.domain.families.names import Accompanied, AppointmentKind, AppointmentTold
from limen.domain.families.queries.cards import FamilyCard
from limen.domain.families.queries.children import ChildPage, children_without_guardian
from limen.domain.families.queries.family import family_of
from limen.domain.people.names import Birth, Registration
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.likeness.days import exact_day, year_of
from tests.cast import ON, Cast, Player
from tests.domain.families.conftest import Family
from tests.domain.people.registrations import compared, named
from tests.domain.told import Journal, obstacles

GUARDIAN = AppointmentTold(
    kind=AppointmentKind.GUARDIAN, name="Maria Invented", organisation="Guardians of the harbour",
    contact="Mornings, at the desk", appointed_on=date(2026, 10, 5), authority="Family court",
    evidence="Order 12/2026",
)  # fmt: skip
ADULT_BORN = date(2008, 11, 2)  # eighteen years before the day of the story


def _appoint(person: UUID, by: Player, at: datetime, told: AppointmentTold = GUARDIAN) -> Appointed:
    return appoint(person, told=told, appointment_id=new_id(), by=by.actor, at=at)


def _end(which: UUID, by: Player, at: datetime, why: str = "Of age.") -> AppointmentEnded:
    return end_appointment(which, until_on=ON, why=why, on=ON, by=by.actor, at=at)


def _say(
    person: UUID, by: Player, at: datetime, state: Accompanied = Accompanied.UNACCOMPANIED,
    words: str | None = None, why: str | None = "He came alone.", version: int = 0,
) -> AccompanimentStated:  # fmt: skip
    return say_accompaniment(person, state=state, words=words, why=why, version=version, by=by.actor, at=at)


def _family(person: UUID, by: Player, at: datetime) -> FamilyCard:
    with acting_as(by.actor):
        return family_of(person, by=by.actor, at=at)


def _children(by: Player, at: datetime, after: UUID | None = None) -> ChildPage:
    with acting_as(by.actor):
        return children_without_guardian(born_after=ADULT_BORN, on=ON, by=by.actor, at=at, after=after)


def _born(cast: Cast, at: datetime, birth: Birth, name: str = "Omid") -> UUID:
    told = Registration(names=(named(name, "Karimi"),), birth=birth)
    return compared(
        add_party,
        cast.case,
        person_id=new_id(),
        part=PartyPart.CHILD,
        told=told,
        on=ON,
        by=cast.berg.actor,
        at=at,
    ).person_id


def test_a_guardian_is_appointed_and_ends(cast: Cast, now: datetime, family: Family) -> None:
    which = _appoint(family.omid, cast.berg, now).appointment_id
    [card] = _family(family.omid, cast.berg, now).appointments
    assert (card.kind, card.name, card.organisation) == (
        AppointmentKind.GUARDIAN, "Maria Invented", "Guardians of the harbour",
    )  # fmt: skip
    assert (card.appointed_on, card.authority, card.representative) == (
        GUARDIAN.appointed_on, "Family court", None,
    )  # fmt: skip
    _end(which, cast.costa, now)
    [card] = _family(family.omid, cast.berg, now).appointments
    assert (card.is_ended, card.until_on, card.end_why) == (True, ON, "Of age.")


def test_whoever_is_on_record_is_named_to_those_who_read_both(
    cast: Cast, now: datetime, family: Family
) -> None:
    _appoint(family.omid, cast.costa, now, replace(GUARDIAN, representative_id=family.sara))
    [for_costa] = _family(family.omid, cast.costa, now).appointments
    [for_berg] = _family(family.omid, cast.berg, now).appointments
    assert for_costa.representative is not None
    assert for_costa.representative.called == "Sara Karimi"
    assert (for_berg.representative, for_berg.name) == (None, "Maria Invented")
    assert str(family.sara) not in repr(for_berg)
    with pytest.raises(Hidden):
        _appoint(family.omid, cast.berg, now, replace(GUARDIAN, representative_id=family.sara))


def test_what_makes_no_sense_is_refused(cast: Cast, now: datetime, family: Family) -> None:
    for told, codes in (
        (replace(GUARDIAN, name=" "), {"name"}),
        (replace(GUARDIAN, contact=""), {"empty"}),
        (replace(GUARDIAN, until_on=date(2026, 1, 1)), {"period"}),
        (replace(GUARDIAN, representative_id=family.omid), {"oneself"}),
    ):
        assert obstacles(lambda told=told: _appoint(family.omid, cast.berg, now, told)) == codes  # type: ignore[misc]
    which = _appoint(family.omid, cast.berg, now).appointment_id
    assert obstacles(lambda: _end(which, cast.berg, now, why="")) == {"why"}
    assert obstacles(lambda: _say(family.omid, cast.berg, now, why=None)) == {"why"}
    separated = Accompanied.SEPARATED
    assert obstacles(lambda: _say(family.omid, cast.berg, now, state=separated)) == {"words"}
    _say(family.omid, cast.berg, now, Accompanied.NOT_ASKED, why=None)


def test_what_was_said_of_a_child_is_kept(cast: Cast, now: datetime, family: Family) -> None:
    assert _family(family.omid, cast.berg, now).accompaniment is None
    _say(family.omid, cast.berg, now, Accompanied.NOT_CLEAR)
    _say(
        family.omid, cast.costa, now, Accompanied.SEPARATED,
        words="His aunt", why="She showed a letter.", version=1,
    )  # fmt: skip
    card = _family(family.omid, cast.berg, now)
    assert card.accompaniment is not None
    assert (card.accompaniment.state, card.accompaniment.words, card.accompaniment.by) == (
        Accompanied.SEPARATED, "His aunt", "Costa",
    )  # fmt: skip
    assert [(one.version, one.state) for one in card.earlier_accompaniments] == [(1, Accompanied.NOT_CLEAR)]
    with pytest.raises(Conflict) as conflict:
        _say(family.omid, cast.berg, now, version=1)
    assert (conflict.value.theirs.by_name, conflict.value.version) == ("Costa", 2)


def test_children_without_anybody_who_answers_for_them_are_listed(
    cast: Cast, now: datetime, family: Family
) -> None:
    alone = _born(cast, now, Birth.told(exact_day(2012, 5, 1, told="1.5.2012")), "Alone")
    perhaps = _born(cast, now, Birth.told(year_of(2008, told="2008")), "Perhaps")
    guarded = _born(cast, now, Birth.told(exact_day(2013, 5, 1, told="1.5.2013")), "Guarded")
    with_mother = _born(cast, now, Birth.told(exact_day(2014, 5, 1, told="1.5.2014")), "With mother")
    _born(cast, now, Birth.told(exact_day(2008, 11, 2, told="2.11.2008")), "Of age today")
    _appoint(guarded, cast.berg, now)
    _say(with_mother, cast.berg, now, Accompanied.BY_PARENT)
    _say(alone, cast.berg, now)
    page = _children(cast.berg, now)
    assert [(card.id, card.may_be_adult, card.accompanied) for card in page.cards] == [
        (alone, False, Accompanied.UNACCOMPANIED), (perhaps, True, None),
    ]  # fmt: skip
    ended = _appoint(alone, cast.berg, now, replace(GUARDIAN, kind=AppointmentKind.PROVISIONAL))
    assert [card.id for card in _children(cast.berg, now).cards] == [perhaps]
    _end(ended.appointment_id, cast.berg, now)
    assert len(_children(cast.berg, now).cards) == 2
    for name in ("farah", "hana", "elio", "dina", "grit", "ivo"):
        assert _children(getattr(cast, name), now).cards == ()


def test_the_list_pages_by_key_with_one_query(
    cast: Cast, now: datetime, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("limen.domain.families.queries.children.PAGE", 2)
    born = [_born(cast, now, Birth.told(exact_day(2012, 5, 1 + day, told="May 2012"))) for day in range(5)]
    seen: list[UUID] = []
    after = None
    for _ in range(3):
        with acting_as(cast.berg.actor), CaptureQueriesContext(connection) as queries:
            page = children_without_guardian(
                born_after=ADULT_BORN, on=ON, by=cast.berg.actor, at=now, after=after
            )
        assert len(queries) == 1
        seen += [card.id for card in page.cards]
        after = page.after
    assert after is None
    assert seen == sorted(born)


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, family: Family) -> None:
    by, which = getattr(cast, role), _appoint(family.omid, cast.berg, now).appointment_id
    for act in (
        lambda: _appoint(family.omid, by, now),
        lambda: _end(which, by, now),
        lambda: _say(family.omid, by, now),
    ):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(Forbidden):
        _end(which, cast.hana, now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah", "hana"])
def test_whoever_does_not_read_the_person_is_refused_or_sees_nobody(
    role: str, cast: Cast, now: datetime, family: Family
) -> None:
    by, which = getattr(cast, role), _appoint(family.omid, cast.berg, now).appointment_id
    for act in (lambda: _appoint(family.omid, by, now), lambda: _say(family.omid, by, now)):
        if role in ("farah", "hana"):
            assert obstacles(act) == {"reach"}
        else:
            with pytest.raises(Hidden):
                act()
    if role != "hana":
        with pytest.raises(Hidden):
            _end(which, by, now)


def test_it_says_what_happened(cast: Cast, now: datetime, family: Family, journal: Journal) -> None:
    appointed = _appoint(family.omid, cast.berg, now + timedelta(seconds=0))
    assert journal.tells(appointed, by=cast.berg)
    assert journal.tells(_end(appointed.appointment_id, cast.berg, now), by=cast.berg)
    assert journal.tells(_say(family.omid, cast.berg, now), by=cast.berg)
