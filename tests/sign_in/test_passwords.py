"""What a password may be: length and not being guessable count, symbols do not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

BERG = SimpleNamespace(login="amina.berg", name="Amina Bergström")


def problems(password: str, whose: object = BERG) -> set[str]:
    """The codes of what is wrong with a password."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password, whose)  # type: ignore[arg-type]
    except ValidationError as error:
        return {str(one.code) for one in error.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        "seven geese over the harbour",
        "Sieben Gänse über dem Hafen",
        "сім гусей над гаванню восени",
        "سبع إوزات فوق الميناء القديم",
        "ሰባት ዝይ ከወደቡ በላይ ይበርራሉ",
        "🦆🌊🏮🧭🪁🎐🛶🪵🧵🪡🧶🪢🧺🫖🕯",
        " spaces before and after ",
        "correct horse battery staple correct",
        "x7#Kq9!vB2$mN5&pL8*",
        "quiet rivers remember every stone they ever carried " * 2,
        "no digits no capitals no symbols",
        "the last bergamot in town",
    ],
)
def test_long_and_unguessable_is_enough(password: str) -> None:
    assert problems(password) == set()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("fourteen chars", "password_too_short"),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "password_too_short"),
        ("e\u0301" * 14, "password_too_short"),
        ("password", "password_too_common"),
        ("aaaaaaaaaaaaaaaaaaaa", "password_is_a_pattern"),
        ("passwordpassword", "password_is_a_pattern"),
        ("abcabcabcabcabcabc", "password_is_a_pattern"),
        ("123456789012345678", "password_is_a_pattern"),
        ("abcdefghijklmnopqrst", "password_is_a_pattern"),
        ("zyxwvutsrqponmlkji", "password_is_a_pattern"),
        ("amina.berg2026!", "password_too_similar"),
        ("AminaBergstrom1", "password_too_similar"),
        ("Amina Bergström", "password_too_similar"),
        ("limenlimen-2026", "password_too_similar"),
        ("Bergstrom.Amina", "password_too_similar"),
    ],
)
def test_what_can_be_guessed_is_refused(password: str, code: str) -> None:
    assert code in problems(password)


def test_there_is_no_shorter_limit_than_a_thousand_characters() -> None:
    from limen.site.sign_in.passwords import NewPasswordForm

    long = ("quiet rivers remember every stone " * 40)[:1000]
    form = NewPasswordForm(
        {"password": long, "again": long}, account=SimpleNamespace(login="x-y-z"), name="Nobody"
    )
    assert form.is_valid()
    assert form.cleaned_data["password"] == long


def test_the_same_accent_typed_on_two_keyboards_is_the_same_password() -> None:
    from limen.site.sign_in.passwords import NewPasswordForm

    composed, decomposed = "caf\u00e9 au bord de la mer", "cafe\u0301 au bord de la mer"
    form = NewPasswordForm(
        {"password": composed, "again": decomposed}, account=SimpleNamespace(login="x"), name=""
    )
    assert form.is_valid()


def test_nothing_stops_pasting() -> None:
    from limen.site.sign_in.passwords import NewPasswordForm

    drawn = str(NewPasswordForm(account=SimpleNamespace(login="x"), name="")["password"])
    assert "onpaste" not in drawn
    assert 'autocomplete="new-password"' in drawn


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:aa:bb::7", "2001:db8:aa::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_a_network_is_a_place_and_not_a_person(address: str, network: str) -> None:
    from limen.site.sign_in.devices import shortened

    assert shortened(address) == network


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
            "Chrome · Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_browser_has_a_short_name(agent: str, device: str) -> None:
    from django.test import RequestFactory

    from limen.site.sign_in.devices import device_of

    assert device_of(RequestFactory().get("/", headers={"User-Agent": agent})) == device


def test_a_forwarded_address_is_believed_only_behind_our_own_proxy() -> None:
    from django.test import RequestFactory, override_settings

    from limen.site.sign_in.devices import network_of

    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    )
    found = []
    for proxies in (0, 1, 2, 3):
        with override_settings(PROXIES=proxies):
            found.append(network_of(request))
    assert found == ["10.0.0.0/24", "203.0.113.0/24", "198.51.100.0/24", "10.0.0.0/24"]
