"""What happened to what is on record of a person, in sentences from their own journal."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.timeline import PAGE, person_timeline
from limen.foundation.refusals import Hidden
from limen.web.casefile.history import line_number
from limen.web.components import Empty, Entry
from limen.web.persons.frame import opened, show_person
from limen.web.requests import Request

LATEST = 5


def person_history(request: Request, person_id: UUID) -> HttpResponse:
    """The person's journal, the latest first. Their cases have journals of their own."""
    sheet, files = opened(request, person_id)
    if not sheet.is_read:
        raise Hidden(f"the journal of person {person_id}")
    lines = person_timeline(person_id, by=request.actor, at=request.at, before=line_number(request))
    return show_person(
        request,
        sheet,
        files,
        "web/casefile/timeline.html",
        tab="person_history",
        title=_("History"),
        entries=[Entry(what=line.says, on=line.at) for line in lines],
        place=Empty(sentence=_("Nothing is told here of what another organisation keeps.")),
        earlier=lines[-1].seq if len(lines) == PAGE else None,
    )


def latest_of_person(request: Request, person_id: UUID) -> list[Entry]:
    """The last few lines, for the sheet."""
    lines = person_timeline(person_id, by=request.actor, at=request.at)
    return [Entry(what=line.says, on=line.at) for line in lines[:LATEST]]
