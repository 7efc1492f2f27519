"""What allauth asks of Limen: how a sign-in ends, and how secrets of second factors are kept."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """Nobody signs up by themselves, nothing is sent by mail, and Limen's own pages say what happened."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Limen's own pages say it."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: an address is no proof of who somebody is."""


class SecondFactors(DefaultMFAAdapter):
    """Secrets are sealed with a key made from the house's own: a copy of the database alone opens nothing."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return _seals().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open one. Raises `InvalidToken` when it was sealed with a key that is gone."""
        return _seals().decrypt(encrypted_text.encode()).decode()


def _seals() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"limen second factors").derive(key.encode())
