"""Persons by their address: one who is hidden answers like one who is not there, whatever is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from limen.domain.identity.roles import workspaces_of
from tests.conftest import House
from tests.security.addresses import Address, addresses, values_for
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up
from tests.security.test_matrix import _steady, browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def _pages(of: Any) -> list[Address]:
    """Where this one may ask about a person. In the workspaces of others everything is refused alike,
    whatever is asked: test_matrix.py walks there."""
    theirs = {None, *workspaces_of([of.role])}
    pages = [address for address in addresses() if address.is_of_a_person and address.page]
    return [address for address in pages if address.page and address.page.workspace in theirs]


def _answers(scene: Scene, facts: Facts, name: str, person: UUID) -> dict[str, tuple[Any, ...]]:
    """What a GET and a POST answer at every address of a person."""
    client = browser(scene, name)
    values = values_for(scene, facts, scene.cast.case) | {"person_id": person}
    form = {
        "op": str(uuid4()),
        "part_0": "x",
        "kind": "alias",
        "source": "person",
        "why": "x",
        "version": "1",
    }
    found: dict[str, tuple[Any, ...]] = {}
    for address in _pages(scene.people[name]):
        path = address.filled(values)
        for answer in (client.get(path), client.post(path, data=form)):
            body = _steady(answer.content.decode().replace(str(person), "…"))
            found[address.name] = (*found.get(address.name, ()), answer.status_code, body)
    return found


@pytest.mark.parametrize("name", ["grit", "elio", "hana", "dina", "farah"])
def test_a_hidden_person_is_no_person(name: str, scene: Scene, facts: Facts) -> None:
    me = scene.somebody(name, facts)
    absent = _answers(scene, facts, name, uuid4())
    assert len(absent) > 12
    hidden = [row["id"] for row in facts.all("people_person", lambda row: not me.lists_person(row["id"]))]
    assert hidden
    for person in hidden:
        assert _answers(scene, facts, name, person) == absent


def test_somebody_of_another_case_is_not_of_this_one(scene: Scene, facts: Facts) -> None:
    """A part is asked for with its case: that of another case, which one knows too, is none here."""
    costa = browser(scene, "costa")
    elsewhere = facts.all("cases_party", lambda row: row["case_id"] == scene.cast.other_case)
    for part in elsewhere:
        path = f"/adjudication/case/{scene.cast.case}/people/{part['id']}/end/"
        assert costa.get(path).status_code == 404
        assert costa.post(path, {"why": "x", "op": str(uuid4())}).status_code == 404
