"""Standard paragraphs: a unit answers for each, and a better one follows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.decisions.events import ParagraphEnded, ParagraphKept
from limen.domain.decisions.models import Paragraph
from limen.domain.decisions.queries.paragraphs import locked_paragraph
from limen.domain.decisions.queries.reach import units_owning
from limen.domain.decisions.rules import acting
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("decisions.keep_paragraph")
def keep_paragraph(
    unit_id: UUID, *, called: str, text: str, follows: UUID | None = None, by: Actor, at: datetime
) -> ParagraphKept:
    """Keep a standard paragraph of a unit. `follows` is the one that it makes better, and ends."""
    old = locked_paragraph(follows, by=by) if follows is not None else None
    refuse_if(
        acting.obstacles_to_keeping_paragraph(
            is_my_unit=units_owning(by).filter(pk__in={unit_id, old.unit_id if old else unit_id}).count()
            == len({unit_id, old.unit_id if old else unit_id}),
            called=called,
            text=text,
            is_ended=old is not None and old.ended_at is not None,
        )
    )
    if old is not None:
        Paragraph.objects.filter(pk=old.pk).update(ended_by_id=by.id, ended_at=at)
    row = Paragraph.objects.create(
        id=new_id(),
        unit_id=unit_id,
        called=called.strip(),
        text=text.replace("\r\n", "\n").strip(),
        number=old.number + 1 if old else 1,
        follows=old,
        kept_by_id=by.id,
        kept_at=at,
    )
    return ParagraphKept(paragraph_id=row.pk, unit_id=unit_id, title=row.called, number=row.number)


@command("decisions.end_paragraph")
def end_paragraph(paragraph_id: UUID, *, by: Actor, at: datetime) -> ParagraphEnded:
    """No longer offer a standard paragraph. Where it was used it stays."""
    row = locked_paragraph(paragraph_id, by=by)
    refuse_if(
        acting.obstacles_to_keeping_paragraph(
            is_my_unit=units_owning(by).filter(pk=row.unit_id).exists(),
            called=row.called,
            text=row.text,
            is_ended=row.ended_at is not None,
        )
    )
    Paragraph.objects.filter(pk=paragraph_id).update(ended_by_id=by.id, ended_at=at)
    return ParagraphEnded(paragraph_id=paragraph_id, unit_id=row.unit_id, title=row.called)
