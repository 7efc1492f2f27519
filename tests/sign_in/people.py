"""People at the door: members of the cast with a password and an authenticator app, and their browsers."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from tests.cast import Player

PASSWORD = "seven geese over the harbour"
OTHER_PASSWORD = "nine lanterns under the bridge"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SIGN_IN, SECOND_STEP, PROVE = "/account/sign-in/", "/account/sign-in/second-step/", "/account/prove/"

_numbers = itertools.count(1)


@dataclass
class Person:
    """Somebody with credentials, and a browser of their own in a network of its own."""

    player: Player
    secret: str = ""
    client: Any = None
    recovery_codes: list[str] = field(default_factory=list)

    @property
    def account(self) -> Any:
        """The account as the door knows it, fresh."""
        from django.contrib.auth import get_user_model

        return get_user_model().objects.get(pk=self.player.id)

    @property
    def cookie(self) -> str:
        """The secret of this browser's session; empty when it has none."""
        from django.conf import settings

        morsel = self.client.cookies.get(settings.SESSION_COOKIE_NAME)
        return morsel.value if morsel else ""

    def code(self, steps: int = 0) -> str:
        """What the app shows, so many half minutes from now."""
        return code_of(self.secret, steps)

    def types_password(self, password: str = PASSWORD, **more: str) -> Any:
        """Send the form at the door."""
        return self.client.post(SIGN_IN, {"login": self.player.login, "password": password, **more})

    def types_code(self, code: str, at: str = SECOND_STEP, **more: str) -> Any:
        """Send a code."""
        return self.client.post(at, {"code": code, **more})

    def comes_in(self) -> Any:
        """Password and code, one after the other. The app's code is as good as new afterwards."""
        self.types_password()
        answer = self.types_code(self.code())
        assert answer.status_code == 303, answer.content.decode()
        forget_step(self.player.id)
        return answer

    def is_in(self) -> bool:
        """Whether the house opens."""
        return bool(self.client.get("/account/").status_code == 200)

    def browser(self) -> Any:
        """Another browser, elsewhere."""
        return new_browser()


def new_browser(agent: str = FIREFOX) -> Any:
    """A browser that nobody has signed in with, in a network of its own."""
    from django.test import Client

    number = next(_numbers)
    address = f"10.{number // 250 % 250}.{number % 250}.7"
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)


def person(player: Player, *, password: str = PASSWORD, app: bool = True) -> Person:
    """A player with a password, and an authenticator app unless told otherwise."""
    from limen.site.sign_in import codes

    made = Person(player=player, client=new_browser())
    account = made.account
    account.password = _hashed(password)
    account.save(update_fields=["password"])
    if app:
        made.secret = codes.new_secret()
        codes.add_totp(account, made.secret, step=0, at=datetime(2026, 1, 1, tzinfo=UTC))
    return made


def code_of(secret: str, steps: int = 0) -> str:
    """The code of a secret, so many half minutes from now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def forget_step(account_id: UUID) -> None:
    """Let the code of this half minute be used again, so that a test need not wait for the next."""
    from django.db import connections

    with connections["door"].cursor() as cursor:
        cursor.execute(
            "update mfa_authenticator set data = jsonb_set(data, '{last_step}', '0')"
            " where user_id = %s and type = 'totp'",
            [account_id],
        )


@cache
def _hashed(password: str) -> str:
    from django.contrib.auth.hashers import make_password

    return make_password(password)
