"""What is said about a document: its description, its translation, whether it is genuine, and that it is set
aside."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.documents import rules
from limen.domain.documents.events import Redescribed, SetAside, TranslationDisputed, Weighed
from limen.domain.documents.models import Document
from limen.domain.documents.names import Authenticity, Described, Translation
from limen.domain.documents.queries.reach import locked_document
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Obstacle, Refused, refuse_if


@command("documents.redescribe")
def redescribe(
    document_id: UUID, *, described: Described, revision: int, on: date, by: Actor, at: datetime
) -> Redescribed:
    """Say better what a document is. `revision` is the one the actor had before them; saying that there is a
    translation ends a dispute about it."""
    row = locked_document(document_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_describing(
            described,
            was=Translation(row.translation),
            on=on,
            is_set_aside=row.set_aside_at is not None,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    _refuse_if_changed(row, revision)
    is_disputed = described.translation is Translation.DISPUTED
    Document.objects.filter(pk=document_id).update(
        kind=described.kind,
        title=described.title.strip(),
        language=described.language,
        came_from=described.came_from,
        received_on=described.received_on,
        translation=described.translation,
        translation_why=row.translation_why if is_disputed else "",
        revision=revision + 1,
    )
    return Redescribed(
        case_id=row.case_id,
        compartment=row.compartment,
        document_id=document_id,
        title=described.title.strip(),
        document_kind=described.kind,
        language=described.language,
        came_from=described.came_from,
        received_on=described.received_on,
        translation=described.translation,
    )


@command("documents.dispute_translation")
def dispute_translation(document_id: UUID, *, why: str, by: Actor, at: datetime) -> TranslationDisputed:
    """Note that somebody says the translation is wrong, and what. It stays so until somebody describes the
    document anew."""
    row = locked_document(document_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_disputing(
            why=why,
            was=Translation(row.translation),
            is_set_aside=row.set_aside_at is not None,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    Document.objects.filter(pk=document_id).update(
        translation=Translation.DISPUTED, translation_why=why, revision=row.revision + 1
    )
    return TranslationDisputed(
        case_id=row.case_id, compartment=row.compartment, document_id=document_id, why=why
    )


@command("documents.weigh")
def weigh(
    document_id: UUID, *, authenticity: Authenticity, why: str, revision: int, by: Actor, at: datetime
) -> Weighed:
    """Say whether a document is thought to be genuine, and why. Every view stays in the journal."""
    row = locked_document(document_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_weighing(
            authenticity=authenticity,
            why=why,
            is_set_aside=row.set_aside_at is not None,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    _refuse_if_changed(row, revision)
    Document.objects.filter(pk=document_id).update(
        authenticity=authenticity, authenticity_why=why, revision=revision + 1
    )
    return Weighed(
        case_id=row.case_id,
        compartment=row.compartment,
        document_id=document_id,
        authenticity=authenticity,
        why=why,
    )


@command("documents.set_aside")
def set_aside(document_id: UUID, *, why: str, by: Actor, at: datetime) -> SetAside:
    """Put a document away: it belongs to somebody else, or came twice. It stays readable."""
    row = locked_document(document_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_setting_aside(
            why=why,
            is_set_aside=row.set_aside_at is not None,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    Document.objects.filter(pk=document_id).update(set_aside_by_id=by.id, set_aside_at=at, set_aside_why=why)
    return SetAside(case_id=row.case_id, compartment=row.compartment, document_id=document_id, why=why)


def _refuse_if_changed(row: Document, revision: int) -> None:
    if row.revision != revision:
        says = rules.changed_meanwhile()
        raise Refused([Obstacle("changed", says)])
