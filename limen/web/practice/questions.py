"""A question to colleagues as a line of a list: what it asks, whom, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.identity.queries.people import my_units
from limen.domain.practice.queries.cards import QuestionCard
from limen.web.casefile.frame import address
from limen.web.components import Column, Empty, Paging, Row, Table, Tone, in_lines, isolated, tag_mark
from limen.web.components.marks import moment_mark
from limen.web.components.shapes import Text
from limen.web.practice.frame import Named
from limen.web.requests import Request

BEGINNING = 160


def question_table(
    request: Request,
    cards: Sequence[QuestionCard],
    *,
    named: Named,
    empty: Empty | None = None,
    paging: Paging | None = None,
) -> Table:
    """Questions as a table."""
    units = {card.to_unit_id for card in cards if card.to_unit_id}
    called = {unit.id: unit.name for unit in my_units(request.actor, among=units)}
    headers = (_("Question"), _("About"), _("Asked by"), _("Of whom"), _("When"), _("State"))
    rows = tuple(
        Row(
            cells=(
                isolated(card.says[:BEGINNING]),
                in_lines(*named.said(card.ties)),
                isolated(card.asked_by),
                isolated(of_whom(card, called.get(card.to_unit_id, "") if card.to_unit_id else "")),
                moment_mark(card.asked_at, now=request.at, time_zone=request.person.time_zone),
                state_of(card),
            ),
            url=address(request, "practice_question", card.id),
        )
        for card in cards
    )
    return Table(
        caption=_("Questions"),
        columns=tuple(Column(header=header) for header in headers),
        rows=rows,
        empty=empty or Empty(sentence=_("No question waits.")),
        paging=paging,
        hide_caption=True,
    )


def of_whom(card: QuestionCard, unit: str) -> Text:
    """Whom it was asked."""
    return card.to or unit or _("The whole house")


def state_of(card: QuestionCard) -> SafeString:
    """How it stands, in words."""
    if card.taken_back_at is not None:
        return tag_mark(_("Taken back"), Tone.QUIET)
    answers = ngettext("%(count)d answer", "%(count)d answers", card.replies) % {"count": card.replies}
    if card.closed_at is not None:
        return tag_mark(_("Closed, %(answers)s") % {"answers": answers}, Tone.QUIET)
    if card.replies:
        return tag_mark(answers, Tone.DONE)
    return tag_mark(_("Waits for an answer"), Tone.ATTENTION)
