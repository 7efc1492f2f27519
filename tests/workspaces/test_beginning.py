"""Where somebody's day begins: in the workspace of their role, or in the one that they had open last."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from limen.domain.identity.names import Role
from limen.domain.identity.roles import BEGINS, WORKSPACES, beginnings_of
from limen.foundation.ids import new_id
from tests.cast import AT, Cast, Player
from tests.conftest import House
from tests.workspaces.acting import ask, words

Browsers = Callable[..., Client]


def also(house: House, player: Player, role: Role) -> None:
    """Post somebody in a second role, in the same unit."""
    ask(house, "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)"
        " values (%s, %s, %s, %s, %s, 0, %s)", new_id(), player.actor.organisation_id, player.id,
        player.unit_id, role, AT)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "where"),
    [("hana", "registration"), ("berg", "adjudication"), ("costa", "adjudication"), ("dina", "casework"),
     ("lena", "policy"), ("sami", "interpreting"), ("jun", "administration"), ("ivo", "administration")],
)  # fmt: skip
def test_everybody_begins_where_their_work_is(who: str, where: str, cast: Cast, browser_of: Browsers) -> None:
    answer = browser_of(getattr(cast, who)).get("/")
    assert answer.headers["Location"].startswith(f"/{where}/")
    assert browser_of(getattr(cast, who)).get("/", follow=True).status_code == 200


def test_of_several_the_one_that_was_open_last(house: House, cast: Cast, browser_of: Browsers) -> None:
    also(house, cast.hana, Role.POLICY_LEAD)
    client = browser_of(cast.hana)
    assert client.get("/").headers["Location"] == "/registration/"
    words(client, "/policy/")
    assert client.get("/").headers["Location"] == "/policy/"
    words(client, "/adjudication/")
    assert client.get("/").headers["Location"] == "/policy/", "her day does not begin in adjudication"
    words(client, "/registration/")
    assert client.get("/").headers["Location"] == "/registration/"


def test_a_cookie_of_somebody_else_leads_nowhere_new(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    client.cookies["limen_workspace"] = "administration"
    assert client.get("/").headers["Location"] == "/registration/"


def test_every_role_begins_in_a_workspace_that_is_open_to_it() -> None:
    assert set(BEGINS) == set(Role)
    assert all(role in WORKSPACES[BEGINS[role]] for role in Role)
    assert beginnings_of([]) == ()
