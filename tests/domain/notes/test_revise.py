"""Saying it better: a revision follows the note, and two people never overwrite each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.identity.names import Compartment
from limen.domain.notes.commands import revise, write
from limen.domain.notes.queries import note_sheet
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.domain.told import Journal, obstacles


@pytest.fixture
def note(cast: Cast, now: datetime) -> UUID:
    return write(
        cast.case, text="first", happened_on=ON, compartment=Compartment.GENERAL, on=ON, by=cast.berg.actor,
        at=now,
    ).note_id  # fmt: skip


def test_the_earlier_text_is_kept(note: UUID, cast: Cast, now: datetime) -> None:
    revise(note, text="second", version=1, by=cast.berg.actor, at=now)
    with acting_as(cast.berg.actor):
        sheet = note_sheet(note, by=cast.berg.actor, at=now)
    assert [(v.version, v.text) for v in sheet.versions] == [(2, "second"), (1, "first")]


def test_of_two_editors_the_second_is_shown_both_texts(note: UUID, cast: Cast, now: datetime) -> None:
    revise(note, text="by Costa", version=1, by=cast.costa.actor, at=now)
    with pytest.raises(Conflict) as conflict:
        revise(note, text="by Berg", version=1, by=cast.berg.actor, at=now)
    said = conflict.value
    assert said.base is not None
    assert (said.theirs.says, said.theirs.by_name, said.base.says, said.version) == (
        "by Costa", "Costa", "first", 2,
    )  # fmt: skip
    with acting_as(cast.berg.actor):
        assert note_sheet(note, by=cast.berg.actor, at=now).note.text == "by Costa"


def test_nothing_to_say_and_only_reading_are_refused(note: UUID, cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: revise(note, text=" ", version=1, by=cast.berg.actor, at=now)) == {"text"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, note: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        revise(note, text="x", version=1, by=getattr(cast, role).actor, at=now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, note: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        revise(note, text="x", version=1, by=getattr(cast, role).actor, at=now)


def test_it_says_what_happened(note: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(revise(note, text="second", version=1, by=cast.berg.actor, at=now), by=cast.berg)
