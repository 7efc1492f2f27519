"""Passkeys in a real Chromium with a virtual authenticator, against the application itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.cast import Cast
from tests.sign_in import conftest
from tests.sign_in.desk import (
    AUTHENTICATOR,
    REDIRECTED,
    REFUSED,
    SEND,
    SHOW,
    Desk,
    make_passkey,
    sign_in_with_password,
)
from tests.sign_in.people import PASSWORD, Person, code_of, person
from tests.sign_in.test_throttling import lock
from tour.camera import LONGEST

pytestmark = pytest.mark.browser
door, rows = conftest.door, conftest.rows  # fixtures of a folder beside this one
Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def desk(live: str, chromium: Browser) -> Iterator[Desk]:
    """A tab with an authenticator that knows its owner, at the one name that needs no TLS for passkeys."""
    context = chromium.new_context()
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    base = live.replace("127.0.0.1", "localhost")
    desk = Desk(page=page, devices=devices, base=base, authenticator=made["authenticatorId"])
    page.on("console", lambda said: desk.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    yield desk
    context.close()


@pytest.fixture
def owner(desk: Desk, cast: Cast) -> Person:
    """Somebody whose first second factor is a passkey; signed out again."""
    who = person(cast.berg, app=False)
    sign_in_with_password(desk, who)
    desk.wait_for("/account/second-factors/first/")
    desk.page.get_by_role("link", name="Make a passkey").click()
    make_passkey(desk)
    desk.wait_for("/account/second-factors/recovery-codes/")
    desk.page.context.clear_cookies()
    return who


def test_a_passkey_is_made_and_then_opens_the_house_alone(desk: Desk, owner: Person, rows: Rows) -> None:
    assert len(desk.keys()) == 1
    assert desk.keys()[0]["isResidentCredential"]
    desk.open("/account/sign-in/?next=/account/preferences/")
    desk.press("Sign in with a passkey")
    desk.wait_for("/account/preferences/")
    assert desk.page.get_by_role("heading", name="My account").is_visible()
    kept = rows(
        "select assurance, device from identity_session where account_id = %s and data <> ''"
        " and revoked_at is null order by made_at desc limit 1",
        owner.player.id,
    )
    assert kept[0][0] == "passkey"
    assert desk.complaints == []


def test_a_passkey_is_the_second_step_too(desk: Desk, owner: Person) -> None:
    sign_in_with_password(desk, owner, "/account/sign-in/?next=/account/")
    desk.wait_for("/account/sign-in/second-step/")
    desk.press("Use a passkey")
    desk.wait_for("/account/")
    assert desk.complaints == []


def test_a_passkey_proves_it_again(desk: Desk, owner: Person) -> None:
    desk.open("/account/sign-in/?next=/account/")
    desk.press("Sign in with a passkey")
    desk.wait_for("/account/")
    desk.open("/account/prove/?next=/account/second-factors/app/")
    desk.press("Use a passkey")
    desk.wait_for("/account/second-factors/app/")
    secret = str(desk.page.locator("code").text_content()).replace(" ", "")
    desk.fill("Code", code_of(secret))
    desk.press("Go on")
    desk.wait_for("/account/second-factors/")
    assert desk.page.get_by_role("link", name="Remove").count() == 2
    assert desk.complaints == []


def test_the_only_second_factor_cannot_be_removed(desk: Desk, owner: Person, rows: Rows) -> None:
    desk.open("/account/sign-in/?next=/account/second-factors/")
    desk.press("Sign in with a passkey")
    desk.wait_for("/account/second-factors/")
    assert desk.page.get_by_text("It is the only one.").is_visible()
    ((factor,),) = rows(
        "select id from mfa_authenticator where user_id = %s and type = 'webauthn'", owner.player.id
    )
    desk.open(f"/account/second-factors/{factor}/remove/")
    assert desk.page.get_by_role("button", name="Remove").get_attribute("aria-disabled") == "true"


def test_guessing_the_password_leaves_the_passkey_open(desk: Desk, owner: Person) -> None:
    lock(owner)
    sign_in_with_password(desk, owner)
    expect(desk.page.get_by_text("15 minutes")).to_be_visible()
    desk.open("/account/sign-in/?next=/account/")
    desk.press("Sign in with a passkey")
    desk.wait_for("/account/")


def test_a_device_that_does_not_know_its_owner_is_not_enough(desk: Desk, owner: Person) -> None:
    desk.verifies(False)
    desk.open("/account/sign-in/")
    desk.press("Sign in with a passkey")
    desk.page.get_by_role("alert").filter(has_text="No passkey was chosen").wait_for()


def test_a_suspended_owner_stays_out(desk: Desk, owner: Person, rows: Rows) -> None:
    rows("update identity_account set is_active = false where id = %s", owner.player.id)
    desk.open("/account/sign-in/")
    desk.press("Sign in with a passkey")
    desk.page.get_by_text("The passkey could not be checked.").wait_for()


def test_what_was_shown_once_is_worth_nothing_again(desk: Desk, owner: Person) -> None:
    desk.open("/account/sign-in/")
    credential = desk.page.evaluate(SHOW, None)
    assert desk.page.evaluate(SEND, credential) == REDIRECTED
    desk.page.context.clear_cookies()
    desk.open("/account/sign-in/")
    assert desk.page.evaluate(SEND, credential) == REFUSED  # without a challenge
    desk.page.evaluate(SHOW, None)
    assert desk.page.evaluate(SEND, credential) == REFUSED  # with another one


def test_a_challenge_is_good_once_also_for_whoever_is_in(desk: Desk, owner: Person, rows: Rows) -> None:
    """Even for a key that does not count, as those in telephones do not."""
    desk.open("/account/sign-in/")
    credential = desk.page.evaluate(SHOW, None)
    assert desk.page.evaluate(SEND, credential) == REDIRECTED
    uncounted = "update mfa_authenticator set data = jsonb_set(data, '{count}', '0') where user_id = %s"
    rows(uncounted, owner.player.id)
    desk.open("/account/sign-in/")
    assert desk.page.evaluate(SEND, credential) == REFUSED


@pytest.mark.parametrize(
    "broken",
    [
        lambda c: c["response"].update(signature=c["response"]["signature"][:-4] + "AAAA"),
        lambda c: c["response"].update(userHandle="AAAAAAAAAAAAAAAAAAAAAA"),
        lambda c: c["response"].pop("userHandle"),
        lambda c: c.update(id="AAAA", rawId="AAAA"),
        lambda c: c["response"].update(authenticatorData="AAAA"),
        lambda c: c["response"].update(clientDataJSON="e30"),
        lambda c: c.clear(),
    ],
)
def test_a_changed_answer_is_refused(
    desk: Desk, owner: Person, broken: Callable[[dict[str, Any]], Any]
) -> None:
    desk.open("/account/sign-in/")
    credential = json.loads(desk.page.evaluate(SHOW, None))
    broken(credential)
    assert desk.page.evaluate(SEND, json.dumps(credential)) == REFUSED


@pytest.mark.parametrize("sent", ["", "null", "[]", "7", '"x"', "{", "{}" * 40_000])
def test_nonsense_is_refused(desk: Desk, owner: Person, sent: str) -> None:
    desk.open("/account/sign-in/")
    desk.page.evaluate(SHOW, None)
    assert desk.page.evaluate(SEND, sent) == REFUSED


def test_a_copied_key_is_noticed_by_its_counter(desk: Desk, owner: Person, rows: Rows) -> None:
    ahead = "update mfa_authenticator set data = jsonb_set(data, '{count}', '1000') where user_id = %s"
    rows(ahead, owner.player.id)
    desk.open("/account/sign-in/")
    assert desk.page.evaluate(SEND, desk.page.evaluate(SHOW, None)) == REFUSED


def test_an_answer_given_to_another_address_is_refused(desk: Desk, owner: Person) -> None:
    """The same machine at another port is another site: its page could have been anybody's."""
    from django.test import Client

    desk.open("/account/sign-in/")
    credential = desk.page.evaluate(SHOW, None)
    elsewhere = Client()
    for cookie in desk.page.context.cookies():
        elsewhere.cookies[cookie["name"]] = cookie["value"]
    answer = elsewhere.post(
        "/account/sign-in/passkey/", {"credential": credential}, headers={"host": "localhost:1"}
    )
    assert answer.status_code == REFUSED


def test_without_scripts_the_page_says_so_and_the_rest_works(desk: Desk, owner: Person) -> None:
    context = desk.page.context.browser.new_context(java_script_enabled=False)
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    page.goto(f"{desk.base}/account/sign-in/")
    assert "<noscript><p" in page.content()
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    page.get_by_label("Login", exact=True).fill(owner.player.login)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    context.close()
