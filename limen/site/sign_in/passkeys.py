"""Passkeys: made and shown in the browser, checked here, and each one checked strictly.

The page must be exactly ours, the person must have been verified by the device, a challenge is good once,
for five minutes and for one purpose, and a key whose counter goes back has been copied.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import connections
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

LIVES = timedelta(minutes=5)
_KEPT = "limen_challenge"
# What a browser may send that is not what it should be; fido2 says so in as many ways.
_MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError)

_USE_COUNT = """
update mfa_authenticator set data = jsonb_set(data, '{count}', to_jsonb(%s::bigint)), last_used_at = %s
where id = %s and (%s = 0 and coalesce((data->>'count')::bigint, 0) = 0
    or coalesce((data->>'count')::bigint, 0) < %s)
"""


class NotProven(Exception):
    """What the browser sent does not prove that a passkey is there."""


class Purpose(StrEnum):
    """What a challenge was asked for. It is good for nothing else."""

    MAKE = "make"
    SIGN_IN = "sign_in"
    SECOND_STEP = "second_step"
    PROVE = "prove"


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """One passkey of an account, as its owner knows it."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


def passkeys_of(account_id: UUID) -> list[Passkey]:
    """The passkeys of an account, the oldest first."""
    return [
        Passkey(id=row.pk, name=str(row.data["name"]), made_at=row.created_at, used_at=row.last_used_at)
        for row in _rows(account_id)
    ]


def challenge_to_make(request: HttpRequest, account: Any, *, name: str, at: datetime) -> dict[str, Any]:
    """What the browser needs to make a passkey for the account."""
    person = PublicKeyCredentialUserEntity(id=account.pk.bytes, name=account.login, display_name=name)
    options, state = _server(request).register_begin(
        user=person,
        credentials=[_credential(row) for row in _rows(account.pk)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _keep(request, Purpose.MAKE, state, at)
    return dict(options)


def make(request: HttpRequest, account: Any, sent: Any, *, name: str, at: datetime) -> Authenticator:
    """Keep the passkey that the browser made. Raises `NotProven`."""
    state = _taken(request, Purpose.MAKE, at)
    try:
        answer = RegistrationResponse.from_dict(sent)
        made = _server(request).register_complete(state, answer)
        credential = made.credential_data
    except _MALFORMED as error:
        raise NotProven from error
    if credential is None or _is_known(credential.credential_id):
        raise NotProven
    return Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.WEBAUTHN,
        data={
            "name": name,
            "credential": dict(answer),
            "id": credential.credential_id.hex(),
            "count": made.counter,
        },
        created_at=at,
        last_used_at=at,
    )


def challenge_to_show(
    request: HttpRequest, purpose: Purpose, *, account_id: UUID | None = None, at: datetime
) -> dict[str, Any]:
    """What the browser needs to show a passkey: one of the account's, or any when no account is named."""
    credentials = [_credential(row) for row in _rows(account_id)] if account_id else None
    options, state = _server(request).authenticate_begin(
        credentials=credentials, user_verification=UserVerificationRequirement.REQUIRED
    )
    _keep(request, purpose, state, at)
    return dict(options)


def shown(
    request: HttpRequest, purpose: Purpose, sent: Any, *, account_id: UUID | None = None, at: datetime
) -> Authenticator:
    """The passkey that the browser showed, with the account it belongs to. Raises `NotProven`."""
    state = _taken(request, purpose, at)
    try:
        answer = AuthenticationResponse.from_dict(sent)
        rows = {row.data["id"]: row for row in _rows(account_id or _whose(answer))}
        row = rows[answer.raw_id.hex()]
        _server(request).authenticate_complete(state, [_credential(row)], answer)
        count = answer.response.authenticator_data.counter
    except _MALFORMED as error:
        raise NotProven from error
    with connections["door"].cursor() as cursor:
        cursor.execute(_USE_COUNT, [count, at, row.pk, count, count])
        if not cursor.rowcount:
            raise NotProven
    return row


def _whose(answer: AuthenticationResponse) -> UUID:
    """Whose passkey it says it is. Only a claim: the signature is checked with that account's keys."""
    handle = answer.response.user_handle
    if handle is None or not get_user_model().objects.filter(pk=UUID(bytes=handle), is_active=True).exists():
        raise ValueError("nobody's passkey")
    return UUID(bytes=handle)


def _rows(account_id: UUID | None) -> list[Authenticator]:
    rows = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.WEBAUTHN)
    return list(rows.select_related("user").order_by("created_at", "pk"))


def _is_known(credential_id: bytes) -> bool:
    rows = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    return bool(rows.filter(data__id=credential_id.hex()).exists())


def _credential(row: Authenticator) -> AttestedCredentialData:
    made = RegistrationResponse.from_dict(row.data["credential"]).response.attestation_object.auth_data
    key: AttestedCredentialData | None = made.credential_data
    if key is None:
        raise ValueError("a passkey without a key")
    return key


def _server(request: HttpRequest) -> Fido2Server:
    origin = f"{request.scheme}://{request.get_host()}"
    entity = PublicKeyCredentialRpEntity(name="Limen", id=request.get_host().partition(":")[0])
    # Exactly our own pages: fido2 by itself would also take those of any subdomain and any port.
    return Fido2Server(entity, verify_origin=lambda asked: bool(asked == origin))


def _keep(request: HttpRequest, purpose: Purpose, state: Any, at: datetime) -> None:
    request.session[_KEPT] = {"for": purpose.value, "at": at.timestamp(), "state": dict(state)}


def _taken(request: HttpRequest, purpose: Purpose, at: datetime) -> dict[str, Any]:
    """The challenge that was asked for, taken away: it is good once. Raises `NotProven`."""
    kept = request.session.pop(_KEPT, None)
    if not kept or kept["for"] != purpose or at.timestamp() - kept["at"] > LIVES.total_seconds():
        raise NotProven
    state: dict[str, Any] = kept["state"]
    return state


def sent_by(request: HttpRequest) -> Any:
    """What the browser's passkey script put into the form. Raises `NotProven`."""
    try:
        return json.loads(request.POST.get("credential", "")[:65_536])
    except ValueError as error:
        raise NotProven from error
