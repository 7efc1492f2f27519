"""What was typed into a search on its way through an address: sealed for one session, so that no log, no
history and no bookmark holds a name."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from limen.foundation.actors import Actor
from limen.foundation.tickets import hash_of

_NONCE = 12
_STEP = 128  # bytes: the length of an address tells no name apart from another


def sealed(told: Mapping[str, str], *, by: Actor) -> str:
    """What was told as a token that only this session can open."""
    said = json.dumps({name: value for name, value in told.items() if value}).encode()
    padded = said.ljust(-(-len(said) // _STEP) * _STEP)
    nonce = os.urandom(_NONCE)
    return urlsafe_b64encode(nonce + AESGCM(_key()).encrypt(nonce, padded, _whose(by))).decode().rstrip("=")


def opened(token: str, *, by: Actor) -> dict[str, str] | None:
    """What a token holds; None for one of another session, or none at all."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        told = json.loads(AESGCM(_key()).decrypt(packed[:_NONCE], packed[_NONCE:], _whose(by)))
    except (ValueError, InvalidTag):
        return None
    return {str(name): str(value) for name, value in told.items()}


@cache
def _key() -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"limen: the question of a search").derive(
        settings.SECRET_KEY.encode()
    )


def _whose(by: Actor) -> bytes:
    return hash_of(by.ticket or "")
