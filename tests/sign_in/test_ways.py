"""Where the door leads: back to where somebody was, and nowhere else, however the address is dressed up."""

from __future__ import annotations

import pytest

from tests.sign_in.people import PROVE, SIGN_IN, Person, forget_step, new_browser

ELSEWHERE = [
    "https://elsewhere.example/",
    "http://elsewhere.example",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "////elsewhere.example/",
    "/\\elsewhere.example/",
    "\\/elsewhere.example/",
    "/account\\..\\elsewhere",
    "\\\\elsewhere.example/",
    "/\t/elsewhere.example/",
    "/\n/elsewhere.example/",
    "/\r/elsewhere.example/",
    "/\x00/elsewhere.example/",
    " //elsewhere.example/",
    "\t//elsewhere.example/",
    "\x00//elsewhere.example/",
    "/ /elsewhere.example/",
    "https:elsewhere.example",
    "https:/elsewhere.example",
    "https:///elsewhere.example",
    "http:\\\\elsewhere.example",
    "HTTPS://elsewhere.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,hello",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://elsewhere.example/",
    "mailto:somebody@elsewhere.example",
    "elsewhere.example",
    "elsewhere.example/account/",
    "account/",
    "./account/",
    "../account/",
    "?next=//elsewhere.example",
    "#//elsewhere.example",
    "https://testserver@elsewhere.example/",
    "https://testserver.elsewhere.example/",
    "//testserver@elsewhere.example/",
    "http://localhost/account/",
    "https://127.0.0.1/account/",
    "http://[::1]/",
    "//\u2215elsewhere.example",
    "\u2028//elsewhere.example",
    "/" + "a" * 3000,
    "",
]
HERE = ["/account/", "/account/preferences/?told=1", "/adjudication/cases/1/#notes", "/a%2F%2Fb", "/../x"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_elsewhere_is_refused(address: str) -> None:
    from limen.site.sign_in import ways

    assert ways.safe(address) == ""


@pytest.mark.parametrize("address", HERE)
def test_an_address_here_is_kept(address: str) -> None:
    from limen.site.sign_in import ways

    assert ways.safe(address) == address


@pytest.mark.parametrize("address", [None, 7, ["/x"], b"/x"])
def test_what_is_no_address_is_refused(address: object) -> None:
    from limen.site.sign_in import ways

    assert ways.safe(address) == ""


def test_no_way_in_leads_elsewhere(berg: Person) -> None:
    """The whole way, with each of them: the form, the second step, and proving it again."""
    for address in ELSEWHERE:
        page = berg.client.get(SIGN_IN, {"next": address})
        assert 'name="next"' not in page.content.decode()
        berg.types_password(next=address)
        forget_step(berg.player.id)
        assert berg.types_code(berg.code(), next=address)["Location"] == "/"
        forget_step(berg.player.id)
        assert berg.types_code(berg.code(), at=PROVE, next=address)["Location"] == "/"
        berg.client.post("/account/sign-out/", {"next": address})


def test_signing_out_leads_to_the_door_and_nowhere_else(berg: Person) -> None:
    berg.comes_in()
    answer = berg.client.post("/account/sign-out/?next=//elsewhere.example", {"next": "//elsewhere.example"})
    assert answer["Location"] == f"{SIGN_IN}?ended=by_oneself"


@pytest.mark.parametrize(
    "path",
    [
        "signup/", "sign-up/", "login/", "logout/", "email/", "confirm-email/", "confirm-email/abc/",
        "password/reset/", "password/reset/done/", "password/reset/key/abc-def/", "password/set/",
        "password/change/", "reauthenticate/", "login/code/", "login/code/confirm/", "inactive/",
        "social/login/cancelled/", "social/connections/", "2fa/", "2fa/authenticate/", "mfa/", "webauthn/",
        "2fa/trust/", "2fa/recovery-codes/download/", "3rdparty/", "oidc/", "sessions/", "phone/verify/",
    ],
)  # fmt: skip
def test_the_rest_of_the_library_is_not_there(path: str) -> None:
    assert new_browser().get(f"/account/{path}").status_code == 404
    assert new_browser().post(f"/account/{path}").status_code == 404


def test_a_forged_form_is_refused(berg: Person) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"login": berg.player.login, "password": "x"}).status_code == 403
    assert strict.post("/account/sign-out/").status_code == 403


def test_pages_of_the_door_stay_out_of_caches_and_frames() -> None:
    answer = new_browser().get(SIGN_IN)
    assert answer["Cache-Control"] == "no-store"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
