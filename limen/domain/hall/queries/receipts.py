"""Receipts: those of a case, one of them, and the paper behind it made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from limen.domain.hall.models import Receipt as Row
from limen.domain.hall.queries.reach import receipts_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.outside.printing import NextStep, Receipt


@dataclass(frozen=True, kw_only=True)
class ReceiptCard:
    """A receipt that was printed."""

    id: UUID
    case_id: UUID
    person_id: UUID
    number: int
    languages: tuple[str, ...]
    digest: str
    issued_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet:
    """A receipt with everything it said."""

    card: ReceiptCard
    receipt: Receipt


def receipts_of(case_id: UUID, *, by: Actor, at: datetime) -> list[ReceiptCard]:
    """The receipts of a case, the latest first; 50 at most. One query."""
    rows = receipts_within(by, at=at).filter(case_id=case_id)
    return [_card(row) for row in rows.order_by("-issued_at", "-id")[:50]]


def receipt_sheet(receipt_id: UUID, *, by: Actor, at: datetime) -> ReceiptSheet:
    """One receipt. Raises `Hidden`."""
    row = receipts_within(by, at=at).filter(pk=receipt_id).first()
    if row is None:
        raise Hidden(f"receipt {receipt_id}")
    return ReceiptSheet(card=_card(row), receipt=read_back(row.said))


def case_of_code(code: str, *, by: Actor, at: datetime) -> UUID:
    """The case to which the square code of a receipt leads, for somebody who may know of it. Raises
    `Hidden`."""
    token = code.split()[-1].upper() if code.strip() else ""
    found = receipts_within(by, at=at).filter(token=token).values_list("case_id", flat=True).first()
    if not token or found is None:
        raise Hidden("the code of a receipt")
    return found


def written_down(receipt: Receipt) -> dict[str, Any]:
    """What a receipt says, as a row keeps it."""
    step = receipt.next_step
    return {
        "languages": list(receipt.languages),
        "name": receipt.name,
        "reference": receipt.reference,
        "registered_on": receipt.registered_on.isoformat(),
        "office": receipt.office,
        "place": receipt.place,
        "printed_at": receipt.printed_at.isoformat(),
        "number": receipt.number,
        "code": receipt.code,
        "next_step": step
        and {
            "purpose": step.purpose,
            "says": step.says,
            "starts_at": step.starts_at.isoformat(),
            "place": step.place,
        },
    }


def read_back(said: dict[str, Any]) -> Receipt:
    """A receipt as it was written down."""
    step = said["next_step"]
    return Receipt(
        languages=tuple(said["languages"]),
        name=said["name"],
        reference=said["reference"],
        registered_on=date.fromisoformat(said["registered_on"]),
        office=said["office"],
        place=said["place"],
        printed_at=datetime.fromisoformat(said["printed_at"]),
        number=said["number"],
        code=said["code"],
        next_step=step
        and NextStep(
            purpose=step["purpose"],
            says=step["says"],
            starts_at=datetime.fromisoformat(step["starts_at"]),
            place=step["place"],
        ),
    )


def _card(row: Row) -> ReceiptCard:
    return ReceiptCard(
        id=row.id,
        case_id=row.case_id,
        person_id=row.person_id,
        number=row.number,
        languages=tuple(row.said["languages"]),
        digest=row.digest,
        issued_at=row.issued_at,
    )
