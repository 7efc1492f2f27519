"""Passwords are hashed with Argon2id, few at a time: a crowd at the door must not take the house's memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher


class Crowded(Exception):
    """Too many people are waiting for their password to be checked. Nobody's was."""


class Turnstile:
    """Lets a few through at once and a few more wait for a while; whoever comes after them is sent away."""

    def __init__(self, *, at_once: int, waiting: int, patience: float) -> None:
        self._inside = BoundedSemaphore(at_once)
        self._here = BoundedSemaphore(at_once + waiting)
        self._patience = patience

    def look(self) -> None:
        """Raise `Crowded` now rather than after some work, when there is no room even to wait."""
        if not self._here.acquire(blocking=False):
            raise Crowded
        self._here.release()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Within the block one is inside. Raises `Crowded`."""
        if not self._here.acquire(blocking=False):
            raise Crowded
        try:
            if not self._inside.acquire(timeout=self._patience):
                raise Crowded
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._here.release()


# One for each process. Two hashes at once take 128 MiB, and whoever waits keeps a thread from serving pages
# to those who are in: of the five that `limen serve` starts in a process, two stay free.
TURNSTILE = Turnstile(at_once=2, waiting=1, patience=5.0)


class Argon2(Argon2PasswordHasher):
    """Argon2id with 64 MiB and three passes (RFC 9106, section 4), behind the turnstile."""

    time_cost = 3
    memory_cost = 65_536
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with TURNSTILE.passing():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Check a password against its hash."""
        with TURNSTILE.passing():
            return super().verify(password, encoded)
