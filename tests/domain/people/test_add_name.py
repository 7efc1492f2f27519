"""Adding a name to what is on record of a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.cases.queries.timeline import organisation_timeline, person_timeline, told
from limen.domain.people.commands.adding import add_name
from limen.domain.people.events import NameAdded
from limen.domain.people.names import NameKind, NameTold, Source
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.people.registrations import named
from tests.domain.told import Journal, obstacles

FORMER = named("Nadia", "Rahimi", kind=NameKind.FORMER, source=Source.FAMILY)


def _add(nadia: UUID, by: Player, at: datetime, name: NameTold = FORMER) -> NameAdded:
    return add_name(nadia, name=name, name_id=new_id(), by=by.actor, at=at)


def test_a_name_is_added_and_the_main_one_stays(cast: Cast, now: datetime, nadia: UUID) -> None:
    _add(nadia, cast.berg, now)
    with acting_as(cast.berg.actor):
        sheet = person_sheet(nadia, by=cast.berg.actor, at=now)
    assert sheet.called == "Nadia Karimi"
    assert [name.written for name in sheet.names if name.is_main] == ["Nadia Karimi"]
    assert (sheet.names[-1].written, sheet.names[-1].kind) == ("Nadia Rahimi", NameKind.FORMER)


def test_an_empty_name_a_period_turned_round_and_who_only_lists_are_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    assert obstacles(lambda: _add(nadia, cast.berg, now, named("  "))) == {"name"}
    turned = replace(FORMER, since_on=date(2020, 1, 2), until_on=date(2020, 1, 1))
    assert obstacles(lambda: _add(nadia, cast.berg, now, turned)) == {"period"}
    assert obstacles(lambda: _add(nadia, cast.berg, now, named("x" * 201))) == {"name_too_long"}
    assert obstacles(lambda: _add(nadia, cast.farah, now)) == {"reach"}
    assert obstacles(lambda: _add(nadia, cast.hana, now)) == {"reach"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Forbidden):
        _add(nadia, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_a_stranger_cannot_even_see_the_person(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Hidden):
        _add(nadia, getattr(cast, role), now)


def test_it_says_what_happened_to_whoever_reads_the_person_and_to_no_keeper(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    added = _add(nadia, cast.berg, now)
    assert journal.tells(added, by=cast.berg)
    assert added.act_id is not None
    with acting_as(cast.berg.actor):
        lines = person_timeline(nadia, by=cast.berg.actor, at=now)
        assert [line.says for line in lines] == [
            "Berg added a name (Former): Nadia Rahimi.", "Berg registered Nadia Karimi."
        ]  # fmt: skip
        assert told(added.act_id, by=cast.berg.actor, at=now) == lines[0].says
    for other in (cast.farah, cast.ivo, cast.jun, cast.elio, cast.grit):
        with acting_as(other.actor):
            assert person_timeline(nadia, by=other.actor, at=now) == []
            lines = organisation_timeline(by=other.actor, at=now)
            assert not any("people." in line.kind for line in lines)
