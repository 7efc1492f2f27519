"""The link by which somebody chooses a password: good once, for three days, and nothing but that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.sign_in.people import OTHER_PASSWORD, PASSWORD, SECOND_STEP, Person, new_browser, person
from tests.sign_in.test_entry import seen_with

LATEST = "select data from identity_session where data <> '' order by made_at desc limit 1"
SALT = "django.contrib.sessions.SessionStore"


def link_for(account_id: Any) -> str:
    from limen.site.sign_in.invitations import invitation_link

    return invitation_link(account_id)


def choose(client: Any, link: str, password: str = PASSWORD) -> Any:
    """Follow the link and send the form."""
    client.get(link)
    return client.post("/account/welcome/", {"password": password, "again": password})


@pytest.fixture
def invited(cast: Cast) -> Person:
    """Somebody who has never been here."""
    return Person(player=cast.berg, client=new_browser())


def test_the_link_leads_to_a_password_and_on_to_a_second_factor(invited: Person) -> None:
    link = link_for(invited.player.id)
    first = invited.client.get(link)
    assert (first.status_code, first["Location"]) == (303, "/account/welcome/")
    page = invited.client.get("/account/welcome/").content.decode()
    assert "Berg" in page
    assert invited.player.login in page
    assert choose(invited.client, link)["Location"] == "/account/second-factors/first/"
    assert not invited.is_in()
    assert seen_with(invited.cookie) == (None, 0)


def test_the_link_does_not_lie_open_in_the_database(invited: Person, rows: Any) -> None:
    from django.core import signing

    invited.client.get(link_for(invited.player.id))
    kept = [str(signing.loads(data, salt=SALT)) for (data,) in rows(LATEST)]
    assert "limen_welcome" in kept[0]
    assert invited.player.id.hex not in kept[0]


def test_the_link_is_good_once(invited: Person) -> None:
    link = link_for(invited.player.id)
    choose(invited.client, link)
    stranger = new_browser()
    assert stranger.get(link).status_code == 410
    assert choose(stranger, link, OTHER_PASSWORD).status_code == 410


def test_every_earlier_link_dies_when_a_password_is_chosen(invited: Person) -> None:
    links = [link_for(invited.player.id) for _ in range(3)]
    choose(invited.client, links[1])
    assert [new_browser().get(link).status_code for link in links] == [410, 410, 410]


def test_the_form_left_open_in_another_browser_is_dead_too(invited: Person) -> None:
    link = link_for(invited.player.id)
    slow = new_browser()
    slow.get(link)
    choose(invited.client, link)
    assert (
        slow.post("/account/welcome/", {"password": OTHER_PASSWORD, "again": OTHER_PASSWORD}).status_code
        == 410
    )


def test_the_link_lives_three_days(invited: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from limen.site.sign_in.invitations import _links

    link, now = link_for(invited.player.id), datetime.now(UTC).replace(tzinfo=None)
    monkeypatch.setattr(_links, "_now", lambda: now + timedelta(hours=71, minutes=59))
    assert new_browser().get(link).status_code == 303
    monkeypatch.setattr(_links, "_now", lambda: now + timedelta(hours=72, minutes=1))
    assert new_browser().get(link).status_code == 410


def test_a_changed_link_is_nobodys(invited: Person, cast: Cast) -> None:
    link = link_for(invited.player.id)
    token = link.removesuffix("/").rpartition("/")[2]
    handle, stamp, signed = token.split("-")
    others = [
        f"{cast.costa.id.hex}-{stamp}-{signed}",
        f"{handle}-{stamp}-{signed[:-1]}",
        f"{handle}-zzzzzz-{signed}",
        f"{handle}-{stamp}-{'0' * len(signed)}",
        f"{'0' * 32}-{stamp}-{signed}",
        "nonsense",
        "-",
        handle,
    ]
    assert [new_browser().get(f"/account/welcome/{other}/").status_code for other in others] == [410] * len(
        others
    )


def test_a_suspended_person_gets_no_link(invited: Person, rows: Any) -> None:
    link = link_for(invited.player.id)
    rows("update identity_account set is_active = false where id = %s", invited.player.id)
    assert new_browser().get(link).status_code == 410
    with pytest.raises(LookupError):
        link_for(invited.player.id)


def test_a_bad_password_does_not_use_the_link_up(invited: Person) -> None:
    link = link_for(invited.player.id)
    assert choose(invited.client, link, "short").status_code == 422
    assert choose(invited.client, link, f"{invited.player.login}!").status_code == 422
    assert choose(invited.client, link).status_code == 303


def test_a_new_password_by_link_replaces_no_second_factor(berg: Person) -> None:
    berg.comes_in()
    link = link_for(berg.player.id)
    thief = new_browser()
    assert choose(thief, link, OTHER_PASSWORD)["Location"] == SECOND_STEP
    assert thief.get("/account/").status_code == 302
    assert thief.get("/account/second-factors/app/")["Location"].startswith("/account/sign-in/")
    assert not berg.is_in()


def test_the_link_opens_a_password_path_that_guessing_had_closed(berg: Person) -> None:
    from tests.sign_in.test_throttling import lock

    lock(berg)
    assert berg.types_password().status_code == 429
    choose(berg.client, link_for(berg.player.id), OTHER_PASSWORD)
    assert berg.types_password(OTHER_PASSWORD).status_code == 303


def test_an_administrator_makes_the_link(cast: Cast) -> None:
    ivo, berg = person(cast.ivo), person(cast.berg)
    ivo.comes_in()
    address = f"/account/invitations/{berg.player.id}/"
    assert "Make the link" in ivo.client.get(address).content.decode()
    page = ivo.client.post(address).content.decode()
    link = page.split('value="http://testserver')[1].split('"')[0]
    assert choose(new_browser(), link, OTHER_PASSWORD)["Location"] == SECOND_STEP
    berg.types_password(OTHER_PASSWORD)
    assert berg.types_code(berg.code()).status_code == 303
    assert "An administrator made a link" in berg.client.get("/account/second-factors/").content.decode()


def test_nobody_else_makes_a_link(cast: Cast) -> None:
    costa, ivo = person(cast.costa), person(cast.ivo)
    costa.comes_in()
    ivo.comes_in()
    assert costa.client.post(f"/account/invitations/{cast.berg.id}/").status_code == 403
    assert ivo.client.post(f"/account/invitations/{cast.elio.id}/").status_code == 404
    assert ivo.client.post(f"/account/invitations/{cast.ivo.id}/").status_code == 404


def test_making_a_link_asks_for_a_fresh_proof(cast: Cast) -> None:
    from tests.sign_in.test_entry import age_proofs

    ivo = person(cast.ivo)
    ivo.comes_in()
    age_proofs(ivo)
    answer = ivo.client.post(f"/account/invitations/{cast.berg.id}/")
    assert answer["Location"] == f"/account/prove/?next=%2Faccount%2Finvitations%2F{cast.berg.id}%2F"


def test_whoever_is_signed_in_as_somebody_else_becomes_the_invited(cast: Cast, invited: Person) -> None:
    costa = person(cast.costa)
    costa.comes_in()
    choose(costa.client, link_for(invited.player.id))
    assert costa.client.get("/account/")["Location"] == "/account/second-factors/first/"
