"""Printing the receipt of a registration, and printing it again as a copy."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Max

from limen.domain.cases.models import Case, Party
from limen.domain.cases.queries.sheets import locked_case
from limen.domain.hall import rules
from limen.domain.hall.events import ReceiptIssued
from limen.domain.hall.models import Receipt as Row
from limen.domain.hall.queries.appointments import next_appointment
from limen.domain.hall.queries.hours import hours_of
from limen.domain.hall.queries.reach import unit_of_ours
from limen.domain.hall.queries.receipts import written_down
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if
from limen.outside.printing import CannotPrint, NextStep, Printer, Receipt, Typesetter, languages_for

_printer: Printer = Typesetter()


@command("hall.issue_receipt")
def issue_receipt(
    case_id: UUID, *, person_id: UUID, language: str | None, receipt_id: UUID, by: Actor, at: datetime
) -> ReceiptIssued:
    """Print for somebody who is part of a case that they were registered. `language`: a code of ISO 639-3, or
    None when it is not known. Another one for the same person is a copy and says so."""
    case = locked_case(case_id, by=by, at=at)
    party = (
        Party.objects.filter(case=case, person_id=person_id, until_at=None).select_related("person").first()
    )
    refuse_if(rules.obstacles_to_issuing_receipt(is_party=party is not None, language=language))
    if party is None:  # refused above
        raise Refused([])
    last = Row.objects.filter(case=case, person_id=person_id).aggregate(last=Max("number"))["last"]
    token = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")
    told = _told(case, party.person.called, language, number=(last or 0) + 1, token=token, by=by, at=at)
    try:
        digest = hashlib.sha256(_printer.receipt(told)).hexdigest()
    except CannotPrint as error:
        raise Refused([rules.not_printed()]) from error
    row = Row(
        id=receipt_id,
        case=case,
        person_id=person_id,
        number=told.number,
        token=token,
        said=written_down(told),
        digest=digest,
        issued_by_id=by.id,
        issued_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    return ReceiptIssued(
        case_id=case_id,
        receipt_id=receipt_id,
        person_id=person_id,
        number=told.number,
        languages=told.languages,
        digest=digest,
    )


def _told(
    case: Case, name: str, language: str | None, *, number: int, token: str, by: Actor, at: datetime
) -> Receipt:
    """What the paper says. Times are those on the wall of the office, and of the place of the appointment."""
    unit = unit_of_ours(case.unit_id, by=by)
    hours = hours_of(unit.pk, by=by)
    step = next_appointment(case.pk, by=by, at=at)
    return Receipt(
        languages=languages_for(language, unit.organisation.language),
        name=name,
        reference=case.reference,
        registered_on=case.opened_on,
        office=f"{unit.organisation.name} · {unit.name}",
        place=hours.opening.place if hours else "",
        printed_at=at.astimezone(ZoneInfo(unit.organisation.time_zone)).replace(tzinfo=None),
        number=number,
        code=f"{case.reference} {token}",
        next_step=None
        if step is None
        else NextStep(
            purpose=step.purpose.value,
            says=step.says,
            starts_at=step.local.replace(tzinfo=None),
            place=step.place,
        ),
    )
