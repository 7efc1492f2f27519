"""The question of a search on its way through an address: sealed for one session, so that no log, no history
and no bookmark holds a name."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass, fields
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from limen.domain.people.queries.asking import Asked, asked, checked, days_typed, numbers_typed
from limen.foundation.actors import Actor
from limen.foundation.tickets import hash_of
from limen.likeness.calendars import Calendar

_NONCE = 12
_STEP = 128  # bytes: the length of an address tells no name apart from another


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was typed: `text` into the one box, the rest into the fields of the form."""

    text: str = ""
    name: str = ""
    other_name: str = ""
    born: str = ""
    calendar: str = ""
    number: str = ""
    issuing_state: str = ""
    reference: str = ""
    relative: str = ""

    @property
    def is_form(self) -> bool:
        """Whether anything was typed into the fields of the form."""
        return any(value for name, value in asdict(self).items() if name not in ("text", "calendar"))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it looks for, without saying for whom."""
        more = (("reference", self.reference), ("kin", self.relative))
        return (*understood(self).kinds, *(kind for kind, value in more if value))


def understood(question: Question) -> Asked:
    """The question as the search takes it. Raises `Refused` for a line that is a trawl."""
    if not question.is_form:
        return asked(question.text)
    calendar = Calendar(question.calendar) if question.calendar else None
    days = days_typed(question.born, calendar=calendar) if question.born else ()
    return Asked(
        name=question.name,
        other_names=(question.other_name,) if question.other_name else (),
        numbers=numbers_typed(question.number),
        day=next(iter(days), None),
        other_days=days[1:],
        issuing_state=question.issuing_state,
    )


def refuse_a_trawl(question: Question) -> None:
    """Raise `Refused` for a question that looks for nobody in particular."""
    one = understood(question)
    if question.relative:
        asked(question.relative)
    elif not question.reference:
        checked(one)


def sealed(question: Question, *, by: Actor) -> str:
    """The question as a token that only this session can open."""
    told = json.dumps({name: value for name, value in asdict(question).items() if value}).encode()
    padded = told.ljust(-(-len(told) // _STEP) * _STEP)
    nonce = os.urandom(_NONCE)
    return urlsafe_b64encode(nonce + AESGCM(_key()).encrypt(nonce, padded, _whose(by))).decode().rstrip("=")


def opened(token: str, *, by: Actor) -> Question | None:
    """The question that a token holds; None for one of another session, or none at all."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        told = json.loads(AESGCM(_key()).decrypt(packed[:_NONCE], packed[_NONCE:], _whose(by)))
    except (ValueError, InvalidTag):
        return None
    known = {field.name for field in fields(Question)}
    return Question(**{name: str(value) for name, value in told.items() if name in known})


@cache
def _key() -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"limen: the question of a search").derive(
        settings.SECRET_KEY.encode()
    )


def _whose(by: Actor) -> bytes:
    return hash_of(by.ticket or "")
