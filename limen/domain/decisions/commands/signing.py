"""Signing: the gates, and then both papers as they leave the house, with their hashes in the journal."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from limen.domain.decisions.events import Signed
from limen.domain.decisions.models import Decision, Signature
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.citing import as_kept
from limen.domain.decisions.queries.fields import day_said
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.papers import decision_paper, office_of
from limen.domain.decisions.queries.reach import locked_decision
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.queries.templates import TemplateInForce, template_in_force
from limen.domain.decisions.rules import acting
from limen.domain.decisions.rules.gates import unmet
from limen.domain.decisions.rules.structure import Before
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if
from limen.outside.printing import (
    CannotPrint,
    Paper,
    Printer,
    Typesetter,
    WordWriter,
    Writer,
)

_printer: Printer = Typesetter()
_writer: Writer = WordWriter()


@command("decisions.sign")
def sign(decision_id: UUID, *, digest: str, on: date, by: Actor, at: datetime) -> Signed:
    """Sign the version with this digest. What it pulled in from the file is frozen with it. `on` is today.

    The papers stand in a row behind the walls of the case until the store of files takes them over.
    """
    row = locked_decision(decision_id, by=by, at=at)
    sheet = decision_sheet(decision_id, on=on, by=by, at=at)
    refuse_if(acting.obstacles_to_signing(row.state, is_latest=digest == sheet.content.digest))
    refuse_if(unmet(gates_of(sheet, Before.SIGNING)))
    office = office_of(row.case_id, by=by)
    fields = sheet.fields | {"signed_on": day_said(on, office.language), "signed_by": by.name}
    paper = decision_paper(sheet, fields, office=office, at=at)
    template = template_in_force(by=by)
    pdf, word = _printed(paper, template)
    made = Signature.objects.create(
        id=new_id(),
        decision=row,
        case_id=row.case_id,
        compartment=row.compartment,
        number=row.number,
        digest=digest,
        said={
            **asdict(paper),
            "printed_at": paper.printed_at.isoformat(),
            "cited": as_kept(sheet.sources),
            "fields": fields,
            "template": {
                "called": template.called,
                "number": template.number,
                "digest": template.digest,
            },
        },
        pdf=pdf,
        pdf_digest=hashlib.sha256(pdf).hexdigest(),
        word=word,
        word_digest=hashlib.sha256(word).hexdigest(),
        signed_by_id=by.id,
        signed_at=at,
    )
    Decision.objects.filter(pk=decision_id).update(state=DecisionState.SIGNED)
    return Signed(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        signature_id=made.pk,
        number=row.number,
        digest=digest,
        pdf_digest=made.pdf_digest,
        word_digest=made.word_digest,
        template_digest=template.digest,
    )


def _printed(paper: Paper, template: TemplateInForce) -> tuple[bytes, bytes]:
    try:
        return _printer.paper(paper), _writer.paper(paper, template=template.content)
    except CannotPrint as error:
        raise Refused([acting.not_printed()]) from error
