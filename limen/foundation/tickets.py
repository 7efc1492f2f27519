"""Tickets: what a browser's secret becomes on its way to the database, which keeps only a hash of it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings


def ticket_for(session_key: str) -> str:
    """The ticket of a session cookie. Without the pepper, which the database never sees, none can be made
    up."""
    pepper = settings.TICKET_PEPPER.encode()
    return hmac.new(pepper, session_key.encode(), hashlib.sha256).hexdigest()


def errand_ticket(errand: UUID) -> str:
    """The ticket of an errand, in which the worker acts for somebody. Made under a key of its own, so that no
    cookie, whatever stands in it, becomes one."""
    key = hmac.new(settings.TICKET_PEPPER.encode(), b"limen.errand", hashlib.sha256).digest()
    return hmac.new(key, errand.bytes, hashlib.sha256).hexdigest()


def calendar_ticket(token: str) -> str:
    """The ticket of the calendar at an address. Made under a key of its own: no cookie becomes one."""
    key = hmac.new(settings.TICKET_PEPPER.encode(), b"limen.calendar", hashlib.sha256).digest()
    return hmac.new(key, token.encode(), hashlib.sha256).hexdigest()


def device_key(record: UUID, member: UUID) -> bytes:
    """The key (256 bits) under which a device keeps what one person types into one record while the network
    is away. It is handed out with a page, to a session of that person alone; the device never writes it."""
    key = hmac.new(settings.TICKET_PEPPER.encode(), b"limen.device", hashlib.sha256).digest()
    return hmac.new(key, record.bytes + member.bytes, hashlib.sha256).digest()


def hash_of(ticket: str) -> bytes:
    """What the session table stores: who reads the table learns no ticket."""
    return hashlib.sha256(ticket.encode()).digest()


def new_session_key() -> str:
    """A secret of 256 bits for a cookie."""
    return secrets.token_urlsafe(32)


def new_calendar_token() -> str:
    """A secret of 256 bits for the address of a calendar. It is shown once; nobody can make it again."""
    return secrets.token_urlsafe(32)
