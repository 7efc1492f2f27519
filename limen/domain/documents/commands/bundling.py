"""Asking for documents of a case in one file. The worker makes it, of copies and never of originals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.documents import rules
from limen.domain.documents.events import BundleAsked
from limen.domain.documents.models import Bundle, BundlePart, Version
from limen.domain.documents.names import LookState
from limen.domain.documents.queries.reach import versions_within
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What the cover of a bundle says, and in which language and at whose hour."""

    title: str
    office: str
    reference: str
    language: str
    time_zone: str


@command("documents.ask_bundle")
def ask_bundle(
    case_id: UUID, *, documents: Sequence[UUID], cover: Cover, by: Actor, at: datetime
) -> BundleAsked:
    """Ask for documents in one file, in this order; each once, in its newest version."""
    case = locked_case(case_id, by=by, at=at)
    wanted = list(dict.fromkeys(documents))
    files = versions_within(by, at=at).filter(
        case_id=case_id, document_id__in=wanted, document__set_aside_at=None, number=F("document__latest")
    )
    found = {
        row.document_id: row
        for row in files.filter(state=LookState.SHOWN, pages__gt=0).defer("file_key", "copies_key")
    }
    pages = sum(row.pages for row in found.values())
    refuse_if(
        rules.obstacles_to_bundling(
            title=cover.title,
            documents=len(wanted),
            is_all_shown=len(found) == len(wanted),
            pages=pages,
            is_worked_on=is_worked_on(case_id, by=by, at=at),
        )
    )
    bundle = Bundle(
        id=new_id(),
        case=case,
        compartments=sorted({row.compartment for row in found.values()}),
        title=cover.title.strip(),
        language=cover.language,
        time_zone=cover.time_zone,
        by_name=by.name,
        office=cover.office,
        reference=cover.reference,
        pages=pages,
        asked_by_id=by.id,
        asked_at=at,
    )
    bundle.save(force_insert=True)
    BundlePart.objects.bulk_create(_parts(bundle, [found[one] for one in wanted]))
    return BundleAsked(
        case_id=case_id,
        compartment=_narrowest(bundle.compartments),
        bundle_id=bundle.id,
        title=bundle.title,
    )


def _parts(bundle: Bundle, files: Sequence[Version]) -> list[BundlePart]:
    return [
        BundlePart(
            bundle=bundle,
            case_id=bundle.case_id,
            compartment=file.compartment,
            version_id=file.id,
            place=place,
        )
        for place, file in enumerate(files, start=1)
    ]


def _narrowest(compartments: list[str]) -> Compartment:
    """Where its line lies: never among what everybody reads when there is more in the bundle than that."""
    apart = [one for one in compartments if one != Compartment.GENERAL]
    return Compartment(apart[0]) if apart else Compartment.GENERAL
