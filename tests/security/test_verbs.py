"""Every verb at every address of a case that somebody does not reach: nothing changes, nothing is told."""

from __future__ import annotations

from uuid import uuid4

import pytest

from limen.domain.identity.roles import workspaces_of
from tests.conftest import House
from tests.security.addresses import addresses, values_for
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up
from tests.security.test_matrix import _changed, _contents, _hidden_words, _holds_nothing, browser
from tests.security.window import Window

pytestmark = pytest.mark.slow

VERBS = ("post", "put", "patch", "delete", "options", "head", "trace")


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


@pytest.mark.parametrize("name", ["grit", "elio", "ivo", "jun", "farah"])
def test_what_may_not_be_seen_cannot_be_posted_to(
    name: str, scene: Scene, facts: Facts, admin: Window
) -> None:
    """Every verb at every address of a case that this person does not reach: nothing changes."""
    me, client, before = scene.somebody(name, facts), browser(scene, name), _contents(admin)
    case = scene.cast.case
    form = {"text": "x", "op": str(uuid4()), "why": "x", "happened_on": "2026-05-03", "version": "2"}
    hidden = _hidden_words(scene, facts, name)
    mine = {None, *workspaces_of([scene.people[name].role])}
    for address in addresses():
        if not address.is_of_a_case or address.page is None:
            continue
        path = address.filled(values_for(scene, facts, case))
        # Elsewhere everything is refused before anybody asks what for.
        for method in VERBS if address.page.workspace in mine else VERBS[:1]:
            answer = getattr(client, method)(path, **({"data": form} if method == "post" else {}))
            if me.sees_case(case):
                assert answer.status_code < 500, (method, address.name)
            else:
                assert answer.status_code in {302, 400, 401, 403, 404, 405}, (method, address.name)
            _holds_nothing(answer, hidden)
    assert _changed(before, _contents(admin)) - {"notes_draft"} == set()
