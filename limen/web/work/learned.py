"""What waits for me among practice notes and questions to colleagues. Nothing of a case is in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from limen.domain.practice.queries.notes import notes_that_wait
from limen.domain.practice.queries.questions import questions_that_wait
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
    asks, answered = _("A colleague asks"), _("Your question was answered")
    for asked in questions_that_wait(by=request.actor):
        yield Row(
            cells=(
                answered if asked.is_mine else asks,
                isolated(asked.says[:_BEGINNING]),
                day_mark(asked.asked_at.date()),
            ),
            url=address(request, "practice_question", asked.id),
        )
    again, waits = _("To look at again"), _("A note waits for a second person")
    for card in notes_that_wait(on=today(request), by=request.actor):
        since = card.submitted_at.date() if card.submitted_at else None
        yield Row(
            cells=(
                again if card.is_mine else waits,
                isolated(card.title),
                day_mark(card.look_again_on if card.is_mine else since),
            ),
            url=address(request, "practice_note", card.id),
        )
