"""How surely we know who is asking: what a session proves, when it was proven last, and proving it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from limen.domain.identity import sessions
from limen.domain.identity.names import Assurance
from limen.site.sign_in.devices import device_of, network_of
from limen.web.moment import moment_of

ENOUGH = frozenset({Assurance.TWO_FACTOR, Assurance.PASSKEY, Assurance.DEMO})
_REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def assurance_of(request: HttpRequest) -> Assurance:
    """How surely the holder of this session is known. The database decides the same by itself."""
    if not request.user.is_authenticated:
        return Assurance.NONE
    return sessions.assurance_of(request.session)


def is_in(request: HttpRequest) -> bool:
    """Whether this session opens the house."""
    return assurance_of(request) in ENOUGH


def recently_proven(request: HttpRequest) -> bool:
    """Whether the person gave a second factor within the last five minutes, and may do grave things."""
    return is_in(request) and sessions.recently_proven(request.session, at=moment_of(request))


def has_second_factor(account_id: UUID) -> bool:
    """Whether the account has an authenticator app or a passkey. Recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=account_id, type__in=_REAL).exists())


def account_of(request: HttpRequest) -> Any:
    """The account that the session belongs to, as the door knows it."""
    return request.user


def record(request: HttpRequest, account: Any, factor: Authenticator, *, alone: bool = False) -> None:
    """Note in the session that this second factor was given; `alone` when no password was."""
    record_authentication(
        request, account, "mfa", id=factor.pk, type=str(factor.type), passwordless=alone or None
    )


def record_again(request: HttpRequest, account: Any, factor: Authenticator) -> None:
    """The same for somebody who is in already. The session gets a new secret; who had the old one is out."""
    record_authentication(request, account, "mfa", id=factor.pk, type=str(factor.type), reauthenticated=True)
    request.session.cycle_key()
    describe(request)


def describe(request: HttpRequest) -> None:
    """Write into the session which browser it is, for the list of places where one is signed in."""
    request.session[sessions.DEVICE] = device_of(request)
    request.session[sessions.NETWORK] = network_of(request)
