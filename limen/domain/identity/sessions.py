"""Sessions as Django's session engine: one table, the browser's session and the database's door list.

The row is read and written through the door role. The secret in the cookie is never stored;
`access.session()` in the database finds the row by the hash of the ticket derived from it (see
`foundation/tickets.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from limen.domain.identity.models import Session
from limen.domain.identity.names import Assurance
from limen.foundation.tickets import hash_of, new_session_key, ticket_for

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
FRESH = timedelta(minutes=5)
DEVICE, NETWORK, DEMO = "limen_device", "limen_network", "limen_demo"
# Where allauth notes how somebody proved who they are, and who that was.
_METHODS, _METHODS_OF = "account_authentication_methods", "account_authentication_methods_user"


class Ended(StrEnum):
    """Why a session that somebody was signed in to is over."""

    IDLE = "idle"
    LONGEST = "longest"
    REVOKED = "revoked"


class SessionStore(SessionBase):
    """Django's session, kept in `identity_session`. `ended` says why there was nothing to load."""

    ended: Ended | None = None

    def load(self) -> dict[str, Any]:
        row = self._row()
        if row is None:
            self._session_key = None
            return {}
        ended = _why_ended(row, timezone.now())
        if ended is not None:
            self.ended = ended if row.account_id else None
            self._session_key = None
            return {}
        return self.decode(row.data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(ticket_hash=_hash(session_key)).exists()

    def create(self) -> None:
        self._session_key = new_session_key()
        self.modified = True
        self.save(must_create=True)
        self._session_cache: dict[str, Any] = {}

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        # A session that is being made has nothing to load, only what was put into it before.
        data = getattr(self, "_session_cache", {}) if must_create else dict(self.items())
        values = {
            "data": self.encode(data),
            "account_id": data.get(SESSION_KEY),
            "assurance": assurance_of(data),
            "device": str(data.get(DEVICE, ""))[:200],
            "network": str(data.get(NETWORK, ""))[:60],
        }
        if must_create:
            self._insert(values)
        elif not Session.objects.filter(ticket_hash=_hash(self.session_key), revoked_at=None).update(
            **values
        ):
            raise UpdateError

    def cycle_key(self) -> None:
        """A new secret for the same session: the old one is dead, and the twelve hours go on."""
        before = self._row()
        super().cycle_key()
        if before is not None and before.account_id is not None:
            Session.objects.filter(ticket_hash=_hash(str(self.session_key))).update(
                made_at=before.made_at, expires_at=before.expires_at
            )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            # Kept, not deleted: the journal and the reading log name sessions.
            Session.objects.filter(ticket_hash=_hash(key), revoked_at=None).update(
                revoked_at=timezone.now(), data=""
            )

    @classmethod
    def clear_expired(cls) -> None:
        """Forget the contents of sessions that have ended; their rows stay, for the logs that name them."""
        ended = Session.objects.filter(expires_at__lt=timezone.now())
        ended.filter(account=None).delete()
        ended.exclude(data="").update(data="")

    @classmethod
    def end_all_of(cls, account_id: UUID, *, at: datetime, but: str | None = None) -> int:
        """End every session of an account, except perhaps the one with this key. Says how many it were."""
        rows = Session.objects.filter(account_id=account_id, revoked_at=None)
        if but:
            rows = rows.exclude(ticket_hash=_hash(but))
        return rows.update(revoked_at=at, data="")

    def _row(self) -> Session | None:
        if not self.session_key:
            return None
        return Session.objects.filter(ticket_hash=_hash(self.session_key)).first()

    def _insert(self, values: dict[str, Any]) -> None:
        now = timezone.now()
        try:
            with transaction.atomic(using="door"):
                Session.objects.create(
                    ticket_hash=_hash(str(self.session_key)),
                    made_at=now,
                    seen_at=now,
                    idle_until=now + IDLE,
                    expires_at=now + LONGEST,
                    **values,
                )
        except IntegrityError as error:
            raise CreateError from error


def assurance_of(data: SessionBase | Mapping[str, Any]) -> Assurance:
    """How surely the holder of a session is known, from how they proved it. The database wants two."""
    if SESSION_KEY not in data:
        return Assurance.NONE
    if data.get(DEMO):
        return Assurance.DEMO
    methods = _methods_of(data)
    if any(m.get("method") == "mfa" and m.get("type") == "webauthn" for m in methods):
        return Assurance.PASSKEY
    if any(m.get("method") == "mfa" for m in methods):
        return Assurance.TWO_FACTOR
    return Assurance.PASSWORD


def recently_proven(data: SessionBase | Mapping[str, Any], *, at: datetime) -> bool:
    """Whether the holder of a session gave a second factor within the last five minutes.

    Invented people have none to give; the database lets their sessions in only where everybody is invented.
    """
    if data.get(SESSION_KEY) and data.get(DEMO):
        return True
    proofs = [method.get("at", 0.0) for method in _methods_of(data) if method.get("method") == "mfa"]
    return any(at.timestamp() - FRESH.total_seconds() < proof <= at.timestamp() + 1 for proof in proofs)


def ticket_of(session_key: str | None) -> str:
    """The ticket to show to the database for a cookie; empty, and so nobody's, when there is none."""
    return ticket_for(session_key) if session_key else ""


def open_session_for(account_id: UUID, *, assurance: Assurance, at: datetime) -> str:
    """A signed-in session made without a browser, and its ticket: for tests and benchmarks."""
    ticket = ticket_for(new_session_key())
    Session.objects.create(
        ticket_hash=hash_of(ticket),
        account_id=account_id,
        assurance=assurance,
        made_at=at,
        seen_at=at,
        idle_until=at + IDLE,
        expires_at=at + LONGEST,
    )
    return ticket


def _methods_of(data: SessionBase | Mapping[str, Any]) -> list[dict[str, Any]]:
    """How the person of this session proved who they are; proofs of somebody else count for nothing."""
    whose, person = data.get(_METHODS_OF), data.get(SESSION_KEY)
    return list(data.get(_METHODS) or []) if whose and whose == person else []


def _why_ended(row: Session, now: datetime) -> Ended | None:
    if row.revoked_at is not None:
        return Ended.REVOKED
    if row.expires_at <= now:
        return Ended.LONGEST
    return Ended.IDLE if row.idle_until <= now else None


def _hash(session_key: str) -> bytes:
    return hash_of(ticket_for(session_key))
