"""What happened to an account's sign-in, kept for its owner: they know best what was not them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.http import HttpRequest

from limen.site.sign_in.devices import device_of, network_of
from limen.site.sign_in.models import Happening, What

KEPT_FOR = timedelta(days=180)

_REFUSED = """
insert into sign_in_happening (account_id, at, what, device, network, is_new_device)
    select id, %s, %s, %s, %s, false from identity_account where login = %s
"""


@dataclass(frozen=True, kw_only=True)
class HappeningCard:
    """One line for the owner of an account."""

    says: str
    at: datetime
    device: str
    network: str
    is_new_device: bool


def note(request: HttpRequest, account: Any, what: What, *, at: datetime) -> None:
    """Remember one thing."""
    Happening.objects.create(
        account=account, at=at, what=what, device=device_of(request), network=network_of(request)
    )


def note_refusal(request: HttpRequest, login: str, *, at: datetime) -> None:
    """Remember a wrong password, if the login is anybody's. Takes as long when it is nobody's."""
    with transaction.atomic(using="door"), connections["door"].cursor() as cursor:
        # Waiting for the disk would tell by the clock whether a row was written.
        cursor.execute("set local synchronous_commit = off")
        told: list[Any] = [at, What.REFUSED, device_of(request), network_of(request), login.casefold()]
        cursor.execute(_REFUSED, told)


def note_arrival(request: HttpRequest, account: Any, *, at: datetime) -> bool:
    """Remember a sign-in. Says whether something happened elsewhere, from the one before on, worth a word.

    What was done in the browser and the place that one signs in from now was done by oneself.
    """
    of_account = Happening.objects.filter(account=account)
    before = of_account.filter(what=What.SIGNED_IN).order_by("-at").first()
    device, network = device_of(request), network_of(request)
    known = of_account.filter(what=What.SIGNED_IN, device=device, network=network).exists()
    Happening.objects.create(
        account=account,
        at=at,
        what=What.SIGNED_IN,
        device=device,
        network=network,
        is_new_device=not known and before is not None,
    )
    of_account.filter(at__lt=at - KEPT_FOR).delete()
    if before is None:
        return False
    elsewhere = of_account.filter(at__gte=before.at, at__lt=at).exclude(device=device, network=network)
    return elsewhere.exclude(what=What.SIGNED_IN, is_new_device=False).exists()


def since_last_time(account_id: UUID) -> list[HappeningCard]:
    """What happened from the last sign-in before this one up to this one, the latest first."""
    rows = Happening.objects.filter(account_id=account_id).order_by("-at")
    arrivals = list(rows.filter(what=What.SIGNED_IN)[:2])
    if len(arrivals) < 2:
        return []
    this, before = arrivals
    return [_card(row) for row in rows.filter(at__gte=before.at, at__lt=this.at)[:20]]


def latest(account_id: UUID) -> list[HappeningCard]:
    """The last twenty things that happened."""
    return [_card(row) for row in Happening.objects.filter(account_id=account_id).order_by("-at")[:20]]


def _card(row: Happening) -> HappeningCard:
    return HappeningCard(
        says=str(What(row.what).label),
        at=row.at,
        device=row.device,
        network=row.network,
        is_new_device=row.is_new_device,
    )
