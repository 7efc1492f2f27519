"""Passkeys in a real Chromium with a virtual authenticator, against the application itself."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from tests.cast import Cast
from tests.sign_in.people import PASSWORD, Person, code_of, person
from tests.sign_in.test_throttling import lock

pytestmark = pytest.mark.browser
Rows = Callable[..., list[tuple[Any, ...]]]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nothing: the application has a log of its own."""


@pytest.fixture
def served(door: None) -> Iterator[str]:
    """The application at http://localhost, the one name without TLS for which browsers allow passkeys."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    application = get_wsgi_application()

    def each(environ: dict[str, Any], start: Any) -> Any:
        with closing(application(environ, start)) as answer:
            yield from answer
        connections.close_all()

    server = make_server("localhost", 0, each, server_class=_Server, handler_class=_Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass
class Desk:
    """A browser tab with an authenticator, and everything that its console complained about."""

    page: Any
    devices: Any
    base: str
    authenticator: str = ""
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(f"{self.base}{path}")

    def press(self, label: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=label, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        """Type into a field."""
        self.page.get_by_label(label, exact=True).fill(text)

    def wait_for(self, path: str) -> None:
        """Wait until the browser is there."""
        self.page.wait_for_url(f"{self.base}{path}", timeout=10_000)

    def keys(self) -> list[dict[str, Any]]:
        """The passkeys in the authenticator."""
        found = self.devices.send("WebAuthn.getCredentials", {"authenticatorId": self.authenticator})
        return list(found["credentials"])

    def verifies(self, is_verified: bool) -> None:
        """Whether the authenticator recognises who holds it."""
        told = {"authenticatorId": self.authenticator, "isUserVerified": is_verified}
        self.devices.send("WebAuthn.setUserVerified", told)


@pytest.fixture
def desk(served: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Chromium with a virtual authenticator that recognises its owner."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the rows that a test prepares are none of its business.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_context().new_page()
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        desk = Desk(page=page, devices=devices, base=served, authenticator=made["authenticatorId"])
        page.on("console", lambda said: desk.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        yield desk
        browser.close()


def sign_in_with_password(desk: Desk, who: Person, path: str = "/account/sign-in/") -> None:
    """Type login and password."""
    desk.open(path)
    desk.fill("Login", who.player.login)
    desk.fill("Password", PASSWORD)
    desk.press("Sign in")


def make_passkey(desk: Desk, name: str = "Work laptop") -> None:
    """Make a passkey on the page for it."""
    desk.fill("A name for this passkey", name)
    desk.press("Make a passkey")


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
    assert desk.page.get_by_text("15 minutes").is_visible()
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


SHOW = """async (url) => {
  const form = document.querySelector("form[data-passkey=get]");
  const token = form.elements.csrfmiddlewaretoken.value;
  const body = new URLSearchParams({csrfmiddlewaretoken: token, for: "sign_in"});
  const options = (await (await fetch(form.dataset.challenge, {method: "POST", body})).json()).publicKey;
  const from = (t) => Uint8Array.from(atob(t.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
  const plain = (b) => btoa(String.fromCharCode(...new Uint8Array(b)));
  const to = (b) => plain(b).replace(/[+]/g, "-").replace(/[/]/g, "_").replace(/=+$/, "");
  const publicKey = {...options, challenge: from(options.challenge), allowCredentials: []};
  const shown = await navigator.credentials.get({publicKey});
  const r = shown.response;
  const named = {id: shown.id, rawId: to(shown.rawId), type: shown.type, clientExtensionResults: {}};
  return JSON.stringify({...named, response: {
    clientDataJSON: to(r.clientDataJSON), authenticatorData: to(r.authenticatorData),
    signature: to(r.signature), userHandle: to(r.userHandle)}});
}"""
SEND = """async (credential) => {
  const form = document.querySelector("form[data-passkey=get]");
  const token = form.elements.csrfmiddlewaretoken.value;
  const body = new URLSearchParams({csrfmiddlewaretoken: token, credential});
  return (await fetch(form.action, {method: "POST", body, redirect: "manual"})).status;
}"""
REDIRECTED, REFUSED = 0, 422  # fetch hides where a redirect leads, and its status


def test_what_was_shown_once_is_worth_nothing_again(desk: Desk, owner: Person) -> None:
    desk.open("/account/sign-in/")
    credential = desk.page.evaluate(SHOW, None)
    assert desk.page.evaluate(SEND, credential) == REDIRECTED
    desk.page.context.clear_cookies()
    desk.open("/account/sign-in/")
    assert desk.page.evaluate(SEND, credential) == REFUSED  # without a challenge
    desk.page.evaluate(SHOW, None)
    assert desk.page.evaluate(SEND, credential) == REFUSED  # with another one


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
    page = desk.page.context.browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{desk.base}/account/sign-in/")
    assert "<noscript><p" in page.content()
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    page.get_by_label("Login").fill(owner.player.login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_role("heading", name="The second step").is_visible()
