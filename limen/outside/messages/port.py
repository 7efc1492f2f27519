"""What the house asks of whoever carries a message, and the three ways in which it can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message to one address: an e-mail address, or a phone number in E.164. `reference` is the same on
    every attempt, `at` the instant of this one. Without `says_who` nothing about it may tell from where
    it comes."""

    address: str
    subject: str
    text: str
    language: str
    says_who: bool
    reference: str
    at: datetime


class NotTaken(Exception):
    """It was not taken now, and may be taken later: nobody there, busy, come back in a while."""


class RefusedForGood(Exception):
    """It was refused, and would be again."""


class PerhapsTaken(Exception):
    """The connection broke when it may have been taken already. Sending it again might send it twice."""


class Sender(Protocol):
    """Carries letters of one kind."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises `NotTaken`, `RefusedForGood` or `PerhapsTaken`."""
        ...
