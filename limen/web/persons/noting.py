"""Who was shown: the reading log is kept by case, so a list of persons notes through which one sees them."""

from __future__ import annotations

from uuid import UUID

from limen.domain.cases.queries.parties import files_of
from limen.web.requests import Request, shows


def noted(request: Request, person_ids: set[UUID]) -> None:
    """Note in the reading log the cases through which one sees these persons. One query."""
    files = files_of(person_ids, by=request.actor, at=request.at)
    shows(request, {file.case_id for cards in files.values() for file in cards})
