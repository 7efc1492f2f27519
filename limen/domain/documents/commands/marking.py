"""Marks on pages: making one, and taking one off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.documents import rules
from limen.domain.documents.events import MarkEnded, PageMarked
from limen.domain.documents.models import Mark
from limen.domain.documents.names import Area, LookState
from limen.domain.documents.queries.reach import locked_mark, versions_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("documents.mark_page")
def mark_page(
    version_id: UUID,
    *,
    page: int,
    area: Area | None,
    quote: str,
    words: str,
    by: Actor,
    at: datetime,
) -> PageMarked:
    """Mark a page, a part of it, or a line that is quoted."""
    version = versions_within(by, at=at).filter(pk=version_id).first()
    if version is None:
        raise Hidden(f"version {version_id}")
    refuse_if(
        rules.obstacles_to_marking(
            page=page,
            area=area,
            words=words,
            state=LookState(version.state),
            pages=version.pages,
            is_worked_on=is_worked_on(version.case_id, by=by, at=at),
        )
    )
    mark = Mark(
        id=new_id(),
        version_id=version_id,
        case_id=version.case_id,
        compartment=version.compartment,
        page=page,
        area=[area.left, area.top, area.right, area.bottom] if area else None,
        quote=quote.strip(),
        words=words.strip(),
        made_by_id=by.id,
        made_at=at,
    )
    mark.save(force_insert=True)
    return PageMarked(
        case_id=version.case_id,
        compartment=version.compartment,
        document_id=version.document_id,
        mark_id=mark.id,
        page=page,
    )


@command("documents.end_mark")
def end_mark(mark_id: UUID, *, by: Actor, at: datetime) -> MarkEnded:
    """Take a mark off a page. It is kept."""
    mark = locked_mark(mark_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_ending_mark(
            has_ended=mark.ended_at is not None,
            is_worked_on=is_worked_on(mark.case_id, by=by, at=at),
        )
    )
    Mark.objects.filter(pk=mark_id).update(ended_by_id=by.id, ended_at=at)
    return MarkEnded(
        case_id=mark.case_id,
        compartment=mark.compartment,
        document_id=mark.version.document_id,
        mark_id=mark_id,
        page=mark.page,
    )
