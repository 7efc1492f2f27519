"""Codes that one types: from an authenticator app, good once and for a minute and a half; recovery codes.

Everything here is one statement or one transaction of the door, so that two requests with the same code
cannot both be right.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.db import connections, transaction
from django.utils.encoding import force_str

STEP = 30  # seconds, as every authenticator app has it
DRIFT = 1  # steps that a phone's clock may be off

# A step is used up when it was accepted, and with it every step before it.
_USE_STEP = """
update mfa_authenticator set data = jsonb_set(data, '{last_step}', to_jsonb(%s::bigint)), last_used_at = %s
where id = %s and coalesce((data->>'last_step')::bigint, -1) < %s
"""


def new_secret() -> str:
    """A secret for an authenticator app: 160 bits, in letters that can be typed."""
    return str(generate_totp_secret())


def matching_step(secret: str, typed: str, *, at: datetime) -> int | None:
    """The time step for which this is the code, within a step of now; None when it is for none."""
    now, code = int(at.timestamp()) // STEP, _digits(typed)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if secrets.compare_digest(code.encode(), format_hotp_value(hotp_value(secret, step)).encode()):
            return step
    return None


def add_totp(account: Any, secret: str, *, step: int, at: datetime) -> Authenticator:
    """Keep an authenticator app's secret. The code that proved it is used up."""
    return Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.TOTP,
        data={"secret": sealed(secret), "last_step": step},
        created_at=at,
        last_used_at=at,
    )


def use_totp(account_id: UUID, typed: str, *, at: datetime) -> Authenticator | None:
    """The authenticator app whose code this is, once; None when it is wrong, stale or was used before."""
    found = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).first()
    if found is None:
        return None
    step = matching_step(opened(found.data["secret"]), typed, at=at)
    if step is None:
        return None
    with connections["door"].cursor() as cursor:
        cursor.execute(_USE_STEP, [step, at, found.pk, step])
        return found if cursor.rowcount else None


def make_recovery_codes(account: Any) -> list[str]:
    """Ten new recovery codes instead of the old ones. They are shown once and cannot be looked up again."""
    with transaction.atomic(using="door"):
        kept = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES)
        kept.select_for_update().delete()
        return [_in_halves(code) for code in RecoveryCodes.activate(account).generate_codes()]


def use_recovery_code(account_id: UUID, typed: str, *, at: datetime) -> Authenticator | None:
    """The recovery codes among which this one was unused until now; None when it is not."""
    kept = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.RECOVERY_CODES).first()
    if kept is None or not typed.isascii():
        return None
    with transaction.atomic(using="door"):
        if not kept.wrap().validate_code(typed):
            return None
        kept.refresh_from_db()
        kept.last_used_at = at
        kept.save(update_fields=["last_used_at"])
        return kept


def recovery_codes_left(account_id: UUID) -> int:
    """How many recovery codes have not been used."""
    kept = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def opened(sealed: str) -> str:
    """A secret as it was before it was sealed."""
    return str(get_adapter().decrypt(sealed))


def sealed(secret: str) -> str:
    """A secret as it may lie in the database."""
    return str(get_adapter().encrypt(secret))


def _digits(typed: str) -> str:
    """What was typed as plain digits: people add spaces, and keyboards have digits of their own script."""
    return "".join(str(int(c)) for c in force_str(typed) if c.isdecimal())


def _in_halves(code: str) -> str:
    """Eight digits are easier to copy as four and four. Typed back, the dash does not matter."""
    return f"{code[:4]}-{code[4:]}"
