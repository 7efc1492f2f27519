"""With whom a child came: said at the desk, kept with the registration, and computed by nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from limen.domain.families.names import Accompanied
from limen.domain.families.queries.family import family_of
from limen.domain.registration.names.reading_children import is_child
from limen.domain.registration.names.reading_family import read_family
from limen.domain.registration.names.typed import Fields, PersonTyped
from limen.domain.registration.names.typed import family_of as typed_family
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.domain.registration.families import registered, typed, unheard

WHY = "As told by the child"


def uncle_and_child(**said: str) -> tuple[Fields, UUID, UUID]:
    uncle, child, name = new_id(), new_id(), unheard()
    content = typed(
        {"id": uncle, "part": "applicant", "name": f"Karim {name}"},
        {"id": child, "part": "family", "name": f"Omid {name}", "child": "yes", **said},
    )
    return content, uncle, child


def troubles(content: Fields) -> set[str]:
    read = read_family(typed_family(content), registration_id=new_id(), language="en", on=ON)
    return {one.field.rpartition("-")[2] for one in read.troubles}


def test_a_child_who_came_with_an_uncle(cast: Cast, now: datetime) -> None:
    content, uncle, child = uncle_and_child(accompanied="separated", accompanied_why=WHY)
    content[f"person-{child}-accompanied_by"] = str(uncle)
    content[f"person-{child}-accompanied_words"] = "uncle"
    registered(content, by=cast.costa, at=now)
    with acting_as(cast.costa.actor):
        said = family_of(child, by=cast.costa.actor, at=now).accompaniment
        nothing = family_of(uncle, by=cast.costa.actor, at=now).accompaniment
    assert said is not None
    name = content[f"person-{uncle}-name"]
    assert (said.state, said.words, said.why) == (Accompanied.SEPARATED, f"{name} uncle", WHY)
    assert nothing is None


def test_a_clerk_who_only_lists_says_it_as_well(cast: Cast, now: datetime) -> None:
    content, _uncle, child = uncle_and_child(accompanied="unaccompanied", accompanied_why=WHY)
    registered(content, by=cast.hana, at=now)
    with acting_as(cast.costa.actor):
        said = family_of(child, by=cast.costa.actor, at=now).accompaniment
    assert said is not None
    assert said.state is Accompanied.UNACCOMPANIED


def test_what_stands_on_record_is_followed_by_what_is_said_now(cast: Cast, now: datetime) -> None:
    content, _uncle, child = uncle_and_child(accompanied="not_clear", accompanied_why=WHY)
    registered(content, by=cast.costa, at=now)
    for state in ("unaccompanied", "unaccompanied"):
        again = typed(
            {"part": "applicant", "name": unheard()},
            {"part": "family", "name": content[f"person-{child}-name"], "child": "yes", "record": str(child),
             "accompanied": state, "accompanied_why": WHY},
        )  # fmt: skip
        registered(again, by=cast.costa, at=now)
    with acting_as(cast.costa.actor):
        card = family_of(child, by=cast.costa.actor, at=now)
    assert card.accompaniment is not None
    assert (card.accompaniment.state, card.accompaniment.version) == (Accompanied.UNACCOMPANIED, 2)
    assert [one.state for one in card.earlier_accompaniments] == [Accompanied.NOT_CLEAR]


@pytest.mark.parametrize(
    ("said", "missing"),
    [({"accompanied": "separated", "accompanied_why": WHY}, {"accompanied_by"}),
     ({"accompanied": "by_parent"}, {"accompanied_why"}), ({"accompanied": "not_asked"}, set()),
     ({"accompanied": "unaccompanied", "accompanied_why": WHY}, set()), ({"accompanied": "nonsense"}, set())],
)  # fmt: skip
def test_what_is_missing_is_said(said: dict[str, str], missing: set[str]) -> None:
    assert troubles(uncle_and_child(**said)[0]) == missing


@pytest.mark.parametrize(
    ("words", "expected"),
    [({"part": "child"}, True), ({"part": "child", "child": "no"}, False), ({"part": "applicant"}, False),
     ({"part": "applicant", "child": "yes"}, True), ({"part": "child", "birth": "1950"}, True)],
)  # fmt: skip
def test_the_clerk_says_who_is_a_child(words: dict[str, Any], expected: bool) -> None:
    assert is_child(PersonTyped(id=new_id(), **words)) is expected
