"""The link by which somebody chooses their password: good once, for three days, and dead when one is chosen.

An administrator hands it over in person. It is no second factor and replaces none.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import connections
from django.urls import reverse

from limen.site.sign_in import throttling


class _Links(PasswordResetTokenGenerator):
    """Signs the account with everything that changes when the link is used."""

    key_salt = "limen.site.sign_in.invitations"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk}|{user.password}|{user.last_login}|{user.is_active}|{timestamp}"


_links = _Links()


def invitation_link(account_id: UUID) -> str:
    """The path of a new link. Raises `LookupError` for an account that is not there or is suspended."""
    account = get_user_model().objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise LookupError("no active account")
    throttling.open_again(account.login, account.pk)
    return link_to(account)


def link_to(account: Any) -> str:
    """The path of a new link to an account that the caller has just made or found."""
    return reverse("account_welcome", args=[f"{account.pk.hex}-{_links.make_token(account)}"])


def account_of(token: str) -> Any:
    """The account that a link is for; None when the link was used, has run out, or never was."""
    handle, _, signed = token.partition("-")
    try:
        account = get_user_model().objects.filter(pk=UUID(hex=handle), is_active=True).first()
    except ValueError:
        return None
    return account if account is not None and _links.check_token(account, signed) else None


def name_of(account_id: UUID) -> str:
    """What the person is called: the one thing about people that the door may ask the house."""
    with connections["door"].cursor() as cursor:
        cursor.execute("select access.name_of_account(%s)", [account_id])
        return str(cursor.fetchone()[0] or "")
