"""Slows down whoever guesses: per account, per network and for the whole house, for all processes together.

A try is counted before it is looked at and taken back when it was right, so that many at once gain nothing.
The brakes of the password say nothing about passkeys: locking somebody out of one leaves the other open.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from limen.site.sign_in.models import Brake

FORGOTTEN_AFTER = timedelta(days=1)
# Requests overtake each other by milliseconds: who need not wait must not wait for a faster one either.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class TooSoon(Exception):
    """This must wait. Whether it was right was not looked at."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("too many tries")


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast tries may follow each other: some are free, then the wait doubles from one second on."""

    free: int = 0
    longest: timedelta
    locks_at: int | None = None  # from here on the wait is the longest one
    closes_at: int | None = None  # from here on it is a day
    forgets_one_in: timedelta | None = None  # with None, only a right try or a quiet day wipes the slate

    def wait_after(self, tries: float) -> timedelta:
        """How long to wait after so many wrong tries."""
        over = int(tries) - self.free
        if over <= 0:
            return timedelta(0)
        if self.closes_at is not None and tries >= self.closes_at:
            return FORGOTTEN_AFTER
        if self.locks_at is not None and tries >= self.locks_at:
            return self.longest
        return min(timedelta(seconds=2 ** min(over - 1, 20)), self.longest)

    def remembered(self, tries: float, elapsed: timedelta) -> float:
        """How many of the tries still count after some time."""
        if elapsed >= FORGOTTEN_AFTER:
            return 0
        if self.forgets_one_in is None or elapsed <= timedelta(0):
            return tries
        return max(0.0, tries - elapsed / self.forgets_one_in)


QUARTER = timedelta(minutes=15)
OF_AN_ACCOUNT = Pace(longest=QUARTER, locks_at=10, closes_at=50)
# An office shares one network, and the house is everybody: they have room for honest mistakes.
OF_A_NETWORK = Pace(free=20, longest=QUARTER, forgets_one_in=timedelta(minutes=1))
OF_THE_HOUSE = Pace(free=300, longest=timedelta(minutes=1), forgets_one_in=timedelta(seconds=1))
# Asking for a passkey's challenge costs a row, not a guess.
OF_CHALLENGES = Pace(free=120, longest=timedelta(minutes=1), forgets_one_in=timedelta(seconds=1))
# What anybody may read of the directory costs a question: a burst, and then one a second.
OF_THE_OPEN_DIRECTORY = Pace(free=240, longest=timedelta(minutes=1), forgets_one_in=timedelta(seconds=1))


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One thing that is counted, and how fast it may go."""

    name: str
    pace: Pace
    is_wiped_by_success: bool = False


def of_a_password(login: str, network: str) -> list[Counted]:
    """What a password typed for a login counts towards. The login need not exist."""
    return [
        Counted(name=_name("password", login.casefold()), pace=OF_AN_ACCOUNT, is_wiped_by_success=True),
        Counted(name=_name("network", network), pace=OF_A_NETWORK),
        Counted(name=_name("house"), pace=OF_THE_HOUSE),
    ]


def of_a_code(account_id: UUID, network: str) -> list[Counted]:
    """What a code typed for an account counts towards."""
    return [
        Counted(name=_name("code", str(account_id)), pace=OF_AN_ACCOUNT, is_wiped_by_success=True),
        Counted(name=_name("network", network), pace=OF_A_NETWORK),
        Counted(name=_name("house"), pace=OF_THE_HOUSE),
    ]


def of_a_challenge(network: str) -> list[Counted]:
    """What asking for a passkey's challenge counts towards."""
    return [Counted(name=_name("challenge", network), pace=OF_CHALLENGES)]


def of_the_open_directory(network: str) -> list[Counted]:
    """What reading the open directory counts towards."""
    return [Counted(name=_name("directory", network), pace=OF_THE_OPEN_DIRECTORY)]


def count(counted: list[Counted], *, at: datetime) -> None:
    """Count one try towards each, as if it were wrong. Raises `TooSoon`, and then counts none."""
    with transaction.atomic(using="door"):
        brakes = _locked(counted, at)
        waits = [brakes[one.name].until for one in counted if brakes[one.name].until > at]
        if waits:
            raise TooSoon(max(waits))
        for one in counted:
            brake = brakes[one.name]
            brake.tries = one.pace.remembered(brake.tries, at - brake.last_at) + 1
            brake.last_at = max(at, brake.last_at)
            wait = one.pace.wait_after(brake.tries)
            brake.until = at + wait if wait else LONG_AGO
        Brake.objects.bulk_update(brakes.values(), ["tries", "last_at", "until"])


def forgive(counted: list[Counted], *, at: datetime) -> None:
    """The try was right: take it back, and wipe the slate of what it proves."""
    with transaction.atomic(using="door"):
        brakes = _locked(counted, at)
        for one in counted:
            brake = brakes[one.name]
            brake.tries = 0 if one.is_wiped_by_success else max(0.0, brake.tries - 1)
            if one.is_wiped_by_success or not one.pace.wait_after(brake.tries):
                brake.until = LONG_AGO
        Brake.objects.bulk_update(brakes.values(), ["tries", "until"])


def open_again(login: str, account_id: UUID) -> None:
    """Wipe the slate of one account: somebody has proven, or an administrator has vouched for, who it is."""
    names = [_name("password", login.casefold()), _name("code", str(account_id))]
    Brake.objects.filter(name__in=names).delete()


def tidy(*, at: datetime) -> None:
    """Drop brakes that no longer brake."""
    Brake.objects.filter(last_at__lt=at - FORGOTTEN_AFTER, until__lt=at).delete()


def _locked(counted: list[Counted], at: datetime) -> dict[str, Brake]:
    """The rows, made if missing, locked in one order for everybody."""
    names = sorted(one.name for one in counted)
    Brake.objects.bulk_create(
        [Brake(name=name, last_at=at, until=LONG_AGO) for name in names], ignore_conflicts=True
    )
    rows = Brake.objects.select_for_update().filter(name__in=names).order_by("name")
    return {row.name: row for row in rows}


def _name(kind: str, of: str = "") -> str:
    digest = hmac.new(settings.TICKET_PEPPER.encode(), f"{kind}\0{of}".encode(), hashlib.sha256)
    return f"{kind}:{digest.hexdigest()[:40]}"
