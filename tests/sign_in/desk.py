"""Somebody at a desk: a browser tab with a virtual authenticator, and what one does at the door with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.sign_in.people import PASSWORD, Person

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


# Shows a passkey as the page's own script would, and hands back what would be sent; and sends something.
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
        self.page.wait_for_url(f"{self.base}{path}", timeout=60_000)

    def keys(self) -> list[dict[str, Any]]:
        """The passkeys in the authenticator."""
        found = self.devices.send("WebAuthn.getCredentials", {"authenticatorId": self.authenticator})
        return list(found["credentials"])

    def verifies(self, is_verified: bool) -> None:
        """Whether the authenticator recognises who holds it."""
        told = {"authenticatorId": self.authenticator, "isUserVerified": is_verified}
        self.devices.send("WebAuthn.setUserVerified", told)


def sign_in_with_password(desk: Desk, who: Person, path: str = "/account/sign-in/") -> None:
    """Type login and password."""
    desk.open(path)
    desk.fill("Login", who.player.login)
    desk.fill("Password", PASSWORD)
    with desk.page.expect_navigation():
        desk.press("Sign in")


def make_passkey(desk: Desk, name: str = "Work laptop") -> None:
    """Make a passkey on the page for it."""
    desk.fill("A name for this passkey", name)
    desk.press("Make a passkey")
