"""What waits for me among practice notes and questions to colleagues. Nothing of a case is in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from limen.domain.practice.queries.notes import notes_overdue, notes_to_check
from limen.domain.practice.queries.questions import answered_to_me, questions_for_me
from limen.web.casefile.frame import address, may
from limen.web.components import Column, Empty, Row, Table, day_mark, isolated
from limen.web.requests import Request, today

SHOWN = 10
_BEGINNING = 100


def practice_table(request: Request) -> Table | None:
    """Questions to me, answers to mine, notes to check and to look at again; None where nothing waits."""
    rows = tuple(_rows(request))[:SHOWN] if may(request, "practice.ask") else ()
    if not rows:
        return None
    return Table(
        caption=_("Among colleagues"),
        hide_caption=True,
        columns=tuple(Column(header=header) for header in (_("What"), _("About"), _("Since or on"))),
        rows=rows,
        empty=Empty(sentence=_("Nothing waits.")),
    )


def _rows(request: Request) -> Iterator[Row]:
    on, by = today(request), request.actor
    for what, cards in (
        (_("A colleague asks"), questions_for_me(by=by)),
        (_("Your question was answered"), answered_to_me(by=by)),
    ):
        for asked in cards:
            yield Row(
                cells=(what, isolated(asked.says[:_BEGINNING]), day_mark(asked.asked_at.date())),
                url=address(request, "practice_question", asked.id),
            )
    for what, notes in (
        (_("To look at again"), notes_overdue(on=on, by=by)),
        (_("A note waits for a second person"), notes_to_check(on=on, by=by)),
    ):
        for card in notes:
            since = card.submitted_at.date() if card.submitted_at else None
            day = card.look_again_on or since
            yield Row(
                cells=(what, isolated(card.title), day_mark(day)),
                url=address(request, "practice_note", card.id),
            )
