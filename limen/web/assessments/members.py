"""The others for whom an application was made: each is examined by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from limen.domain.applications.queries.sheets import application_sheet
from limen.domain.assessments.queries.cards import BoardSheet
from limen.domain.assessments.queries.sheets import boards_of
from limen.domain.cases.queries.parties import parties_of
from limen.web.casefile.frame import address
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """Somebody else for whom the same application was made; `url` leads to their own analysis, if it is
    open."""

    called: str
    url: str


def members(request: Request, sheet: BoardSheet) -> list[MemberView]:
    """Everybody else for whom the application was made, each with an analysis of their own."""
    asker: Any = {"by": request.actor, "at": request.at}
    covered = application_sheet(sheet.card.application_id, **asker).covered
    ids = [key for key, one in covered.items() if one.is_covered and key != sheet.card.person_id]
    called = {one.person_id: str(one.called) for one in parties_of(sheet.card.case_id, **asker)}
    boards = {
        one.person_id: one
        for one in boards_of(sheet.card.case_id, **asker)
        if one.application_id == sheet.card.application_id and one.analysis
    }
    return [
        MemberView(
            called=called.get(key) or _("somebody whom you may not know of"),
            url=address(request, "board_analysis", sheet.card.case_id, boards[key].id)
            if key in boards
            else "",
        )
        for key in ids
    ]
