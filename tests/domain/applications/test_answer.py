"""Answering: a section at a time, every version kept, and two people never overwrite each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.applications.commands.answering import answer, keep_answers_draft
from limen.domain.applications.queries.sheets import answers_draft, earlier_answers
from limen.domain.people.names import Told
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force
from tests.petitions import CLAIM, LAW, made, says, seen


@pytest.fixture
def application(cast: Cast, now: datetime) -> UUID:
    put_in_force(cast, now, LAW)
    return made(cast, cast.berg, now)


def test_answers_are_kept_with_each_version(application: UUID, cast: Cast, now: datetime) -> None:
    by = cast.berg.actor
    answer(application, section="claim", answers=CLAIM, version=0, by=by, at=now)
    better = CLAIM | {"reasons": says("The water rose, and the dam broke.")}
    answer(application, section="claim", answers=better, version=1, by=by, at=now)
    sheet = seen(application, cast.berg, now)
    assert sheet.sections["claim"].version == 2
    assert sheet.answers["reasons"].value == "The water rose, and the dam broke."
    with acting_as(by):
        before = earlier_answers(application, "claim", 1, by=by, at=now)
    assert before is not None
    assert before.answers["reasons"].value == "The water rose."


def test_of_two_who_fill_in_the_second_is_shown_what_stands_there(
    application: UUID, cast: Cast, now: datetime
) -> None:
    answer(application, section="claim", answers=CLAIM, version=0, by=cast.costa.actor, at=now)
    with pytest.raises(Conflict) as conflict:
        answer(application, section="claim", answers=CLAIM, version=0, by=cast.berg.actor, at=now)
    said = conflict.value
    assert (said.version, said.theirs.by_name) == (1, "Costa")
    assert "Why do you ask?: The water rose." in said.theirs.says


@pytest.mark.parametrize(
    ("question", "value"), [("alone", "perhaps"), ("left_on", "2026-02-30"), ("reasons", "  ")]
)
def test_what_is_no_answer_is_refused(
    question: str, value: str, application: UUID, cast: Cast, now: datetime
) -> None:
    wrong = CLAIM | {question: says(value)}
    assert obstacles(
        lambda: answer(application, section="claim", answers=wrong, version=0, by=cast.berg.actor, at=now)
    ) == {f"question:{question}"}


def test_not_known_and_refused_are_answers(application: UUID, cast: Cast, now: datetime) -> None:
    told = {"reasons": says("", Told.REFUSED), "alone": says("", Told.UNKNOWN)}
    answer(application, section="claim", answers=told, version=0, by=cast.berg.actor, at=now)
    assert all(one.is_answer for one in seen(application, cast.berg, now).answers.values())


def test_what_is_typed_is_kept_for_its_writer_alone(application: UUID, cast: Cast, now: datetime) -> None:
    by = cast.berg.actor
    with acting_as(by):
        for words in ("Th", "The wa"):
            typed = {"reasons": words}
            keep_answers_draft(application, section="claim", typed=typed, base_version=0, by=by, at=now)
        mine = answers_draft(application, "claim", by=by, at=now)
    assert mine is not None
    assert mine.typed == {"reasons": "The wa"}
    with acting_as(cast.costa.actor):
        assert answers_draft(application, "claim", by=cast.costa.actor, at=now) is None
    answer(application, section="claim", answers=CLAIM, version=0, by=cast.berg.actor, at=now)
    with acting_as(cast.berg.actor):
        assert answers_draft(application, "claim", by=cast.berg.actor, at=now) is None


@pytest.mark.parametrize("name", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        answer(application, section="claim", answers=CLAIM, version=0, by=getattr(cast, name).actor, at=now)


@pytest.mark.parametrize("name", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    name: str, application: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        answer(application, section="claim", answers=CLAIM, version=0, by=getattr(cast, name).actor, at=now)


def test_it_says_what_happened(application: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    event = answer(application, section="claim", answers=CLAIM, version=0, by=cast.berg.actor, at=now)
    assert journal.tells(event, by=cast.berg)
