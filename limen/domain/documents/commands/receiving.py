"""Receiving a document, and a further version of one. The bytes lie in the store, sealed, before the row
is written; they are looked at afterwards, apart."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.documents import rules
from limen.domain.documents.events import Received, VersionAdded
from limen.domain.documents.models import Document, Version
from limen.domain.documents.names import Described, Finding, SealedFile
from limen.domain.documents.queries.reach import locked_document, versions_within
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("documents.receive")
def receive(
    case_id: UUID,
    *,
    file: SealedFile,
    described: Described,
    compartment: Compartment,
    on: date,
    by: Actor,
    at: datetime,
) -> Received:
    """Receive a document of a case. `on` is today where the actor sits."""
    case = locked_case(case_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_receiving(
            described,
            compartment=compartment,
            on=on,
            is_worked_on=is_worked_on(case_id, by=by, at=at),
            by=by,
        )
    )
    document = Document(
        id=new_id(),
        case=case,
        compartment=compartment,
        kind=described.kind,
        title=described.title.strip(),
        language=described.language,
        came_from=described.came_from,
        received_on=described.received_on,
        translation=described.translation,
        added_by_id=by.id,
        added_at=at,
    )
    document.save(force_insert=True)
    version_id = _keep(document, file, number=1, by=by, at=at)
    return Received(
        case_id=case_id,
        compartment=compartment,
        document_id=document.id,
        version_id=version_id,
        title=document.title,
        file_name=file.file_name,
        document_kind=described.kind,
        came_from=described.came_from,
        received_on=described.received_on,
        size=file.size,
        digest=file.digest,
    )


@command("documents.add_version")
def add_version(document_id: UUID, *, file: SealedFile, by: Actor, at: datetime) -> VersionAdded:
    """Add a file that takes the place of the last one: a better scan, the signed copy. Those before stay."""
    document = locked_document(document_id, by=by, at=at)
    known = versions_within(by, at=at).filter(document_id=document_id)
    refuse_if(
        rules.obstacles_to_adding_version(
            file,
            digests=frozenset(known.values_list("digest", flat=True)),
            is_set_aside=document.set_aside_at is not None,
            is_worked_on=is_worked_on(document.case_id, by=by, at=at),
        )
    )
    number = document.latest + 1
    Document.objects.filter(pk=document_id).update(latest=number)
    version_id = _keep(document, file, number=number, by=by, at=at)
    return VersionAdded(
        case_id=document.case_id,
        compartment=document.compartment,
        document_id=document_id,
        version_id=version_id,
        number=number,
        file_name=file.file_name,
        size=file.size,
        digest=file.digest,
    )


def _keep(document: Document, file: SealedFile, *, number: int, by: Actor, at: datetime) -> UUID:
    row = Version(
        id=new_id(),
        document=document,
        case_id=document.case_id,
        compartment=document.compartment,
        number=number,
        file_name=file.file_name[-200:],
        media_type=file.media_type,
        size=file.size,
        digest=file.digest,
        stored_as=file.stored_as,
        file_key=file.key,
        findings=[Finding.OTHER_NAME.value] if file.name_lies else [],
        sent_by_id=by.id,
        sent_at=at,
    )
    row.save(force_insert=True)
    return row.id
