"""Letters about an application: the paper behind one, made again from what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.applications.models import Letter as Row
from limen.domain.applications.queries.reach import within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.outside.printing import Letter


@dataclass(frozen=True, kw_only=True)
class LetterPaper:
    """A letter with everything it said."""

    application_id: UUID
    case_id: UUID
    letter: Letter


def letter_paper(letter_id: UUID, *, by: Actor, at: datetime) -> LetterPaper:
    """One letter. Raises `Hidden`."""
    row = within(Row.objects.all(), by, at=at).filter(pk=letter_id).first()
    if row is None:
        raise Hidden(f"letter {letter_id}")
    said = row.said
    return LetterPaper(
        application_id=row.application_id,
        case_id=row.case_id,
        letter=Letter(
            language=said["language"],
            title=said["title"],
            office=said["office"],
            reference=said["reference"],
            name=said["name"],
            paragraphs=tuple(said["paragraphs"]),
            items=tuple(said["items"]),
            printed_at=datetime.fromisoformat(said["printed_at"]),
        ),
    )
