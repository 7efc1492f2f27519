"""Adding a document to what is on record of a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.people.commands.adding import add_document
from limen.domain.people.events import DocumentAdded
from limen.domain.people.names import DocumentShown, Examination
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.people.registrations import PASSPORT, ZONE
from tests.domain.told import Journal, obstacles

DOUBTED = replace(PASSPORT, number="X 1", zone=None, examination=Examination.DOUBT)


def _add(nadia: UUID, by: Player, at: datetime, document: DocumentShown = DOUBTED) -> DocumentAdded:
    return add_document(nadia, document=document, document_id=new_id(), on=ON, by=by.actor, at=at)


def test_a_document_is_kept_as_typed_with_what_its_check_digits_say(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    mistyped = ZONE.replace("740812", "740813")
    _add(nadia, cast.berg, now)
    _add(nadia, cast.berg, now, replace(PASSPORT, zone=mistyped))
    with acting_as(cast.berg.actor):
        documents = person_sheet(nadia, by=cast.berg.actor, at=now).documents
    assert {(one.number, one.examination, one.zone, one.zone_is_sound) for one in documents} == {
        ("X 1", Examination.DOUBT, None, None),
        ("L 898902-C", Examination.NOT_EXAMINED, mistyped, False),
        ("L 898902-C", Examination.NOT_EXAMINED, ZONE, True),
    }


def test_a_document_without_a_number_or_state_or_with_its_end_before_its_beginning_is_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    bad = replace(
        DOUBTED, number=" -", issuing_state="", zone=" ",
        valid_from=date(2020, 1, 2), valid_until=date(2020, 1, 1),
    )  # fmt: skip
    assert obstacles(lambda: _add(nadia, cast.berg, now, bad)) == {
        "number", "issuing_state", "zone", "validity"
    }  # fmt: skip
    assert obstacles(lambda: _add(nadia, cast.farah, now)) == {"reach"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Forbidden):
        _add(nadia, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_a_stranger_cannot_even_see_the_person(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Hidden):
        _add(nadia, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_number(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    assert journal.tells(_add(nadia, cast.berg, now), by=cast.berg)
