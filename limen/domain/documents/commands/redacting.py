"""Boxes around what a redacted copy is to be made without, and asking for the copy. The worker makes it; the
original stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.documents import rules
from limen.domain.documents.events import BoxDrawn, BoxEnded, RedactionAsked
from limen.domain.documents.models import Box, Redaction, Version
from limen.domain.documents.names import Area, BoxReason, LookState
from limen.domain.documents.queries.reach import boxes_within, locked_box, pages_within, versions_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("documents.draw_box")
def draw_box(
    version_id: UUID, *, page: int, area: Area, reason: BoxReason, why: str, by: Actor, at: datetime
) -> BoxDrawn:
    """Draw a box around what is to be removed from a copy of this file."""
    version = _version(version_id, by, at)
    refuse_if(
        rules.obstacles_to_drawing_box(
            page=page,
            area=area,
            needs_words=reason is BoxReason.OTHER,
            words=why,
            state=LookState(version.state),
            pages=version.pages,
            is_worked_on=is_worked_on(version.case_id, by=by, at=at),
        )
    )
    box = Box(
        id=new_id(),
        version_id=version_id,
        case_id=version.case_id,
        compartment=version.compartment,
        page=page,
        area=[area.left, area.top, area.right, area.bottom],
        reason=reason,
        why=why.strip(),
        drawn_by_id=by.id,
        drawn_at=at,
    )
    box.save(force_insert=True)
    return BoxDrawn(
        case_id=version.case_id,
        compartment=version.compartment,
        document_id=version.document_id,
        box_id=box.id,
        page=page,
    )


@command("documents.end_box")
def end_box(box_id: UUID, *, by: Actor, at: datetime) -> BoxEnded:
    """Take a box off a page. Copies that were made with it stay as they are."""
    box = locked_box(box_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_ending_mark(
            has_ended=box.ended_at is not None,
            is_worked_on=is_worked_on(box.case_id, by=by, at=at),
        )
    )
    Box.objects.filter(pk=box_id).update(ended_by_id=by.id, ended_at=at)
    return BoxEnded(
        case_id=box.case_id,
        compartment=box.compartment,
        document_id=box.version.document_id,
        box_id=box_id,
        page=box.page,
    )


@command("documents.ask_redaction")
def ask_redaction(
    version_id: UUID, *, boxes: Sequence[UUID], title: str, on: date, by: Actor, at: datetime
) -> RedactionAsked:
    """Ask for a copy without what lies under these boxes, which are those that were looked at. `on` is today
    where the actor sits."""
    found = _version(version_id, by, at)
    locked_case(found.case_id, by=by, at=at)
    there = boxes_within(by, at=at).filter(version_id=version_id, ended_at=None)
    drawn = pages_within(by, at=at).filter(version_id=version_id).exclude(picture=None)
    refuse_if(
        rules.obstacles_to_redacting(
            title=title,
            seen=frozenset(boxes),
            there=frozenset(there.values_list("id", flat=True)),
            pages=found.pages if found.state == LookState.SHOWN else 0,
            drawn=drawn.count(),
            is_worked_on=is_worked_on(found.case_id, by=by, at=at),
        )
    )
    redaction = Redaction(
        id=new_id(),
        version_id=version_id,
        case_id=found.case_id,
        compartment=found.compartment,
        boxes=sorted(set(boxes)),
        title=title.strip(),
        received_on=on,
        asked_by_id=by.id,
        asked_at=at,
    )
    redaction.save(force_insert=True)
    return RedactionAsked(
        case_id=found.case_id,
        compartment=found.compartment,
        document_id=found.document_id,
        redaction_id=redaction.id,
        title=redaction.title,
    )


def _version(version_id: UUID, by: Actor, at: datetime) -> Version:
    version = versions_within(by, at=at).filter(pk=version_id).defer("file_key", "copies_key").first()
    if version is None:
        raise Hidden(f"version {version_id}")
    return version
