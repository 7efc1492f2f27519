"""The screenings of a case: that they were, never in the order of what they came to; and one person's over
time."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.screenings.queries import safety
from limen.domain.screenings.queries.cards import ScreeningCard
from limen.domain.screenings.queries.screenings import PAGE, Point, screenings_of
from limen.domain.screenings.queries.screenings import over_time as points_of
from limen.domain.screenings.rules import obstacles_to_working
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import Offer, address, read_sheet, show_file
from limen.web.casefile.history import instant
from limen.web.components import Column, Empty, Paging, Row, Table, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request
from limen.web.screenings.charts import HEIGHT, WIDTH, lines_of
from limen.web.screenings.words import value_words


def case_screenings(request: Request, case_id: UUID) -> HttpResponse:
    """Who was asked what and when, the latest first, and every matter of safety."""
    sheet = read_sheet(request, case_id)
    before = instant(request.GET.get("before", ""))
    cards = screenings_of(case_id, by=request.actor, at=request.at, before=before)
    refused = obstacles_to_working(is_worked_on=sheet.is_worked_on)
    offers = [
        Offer(
            label=_("Ask somebody to answer a questionnaire"),
            url=address(request, "screening_ask", case_id),
            refused=refused,
            kind="primary",
        ),
        Offer(
            label=_("I am worried about somebody's safety"),
            url=address(request, "safety_open", case_id),
            refused=refused,
        ),
    ]
    return show_file(
        request,
        sheet,
        "web/screenings/list.html",
        tab="case_screenings",
        title=_("Screenings"),
        table=_table(request, cards),
        offers=offers,
        matters=_matters(request, case_id),
    )


def over_time(request: Request, case_id: UUID, person_id: UUID, instrument: str) -> HttpResponse:
    """One person's scores by one questionnaire over time: a plain line, and the numbers."""
    sheet = read_sheet(request, case_id)
    points = points_of(case_id, person_id, instrument, by=request.actor, at=request.at)
    if not points:
        raise Hidden(f"screenings of person {person_id} by {instrument}")
    return show_file(
        request,
        sheet,
        "web/screenings/over_time.html",
        tab="case_screenings",
        title=_("Over time"),
        parts=[(line, _numbers(request, points, line.id)) for line in lines_of(points)],
        width=WIDTH,
        height=HEIGHT,
        back_url=address(request, "case_screenings", case_id),
    )


def _moment(request: Request, at: datetime) -> Text:
    return moment_mark(at, now=request.at, time_zone=request.person.time_zone)


def _table(request: Request, cards: list[ScreeningCard]) -> Table:
    headers = (_("Questionnaire"), _("Person"), _("Asked"), _("By"), _("Stands at"))
    rows = tuple(
        Row(
            url=address(request, "screening", card.case_id, card.id),
            cells=(
                card.says,
                isolated(card.called),
                _moment(request, card.asked_at),
                isolated(card.by_name),
                tag_mark(card.state.label),
            ),
        )
        for card in cards
    )
    more = f"?{urlencode({'before': cards[-1].asked_at.isoformat()})}" if len(cards) == PAGE else ""
    return Table(
        caption=_("Screenings"),
        columns=tuple(Column(header=header) for header in headers),
        rows=rows,
        empty=Empty(sentence=_("Nobody in this case was asked to answer a questionnaire.")),
        paging=Paging(next_url=more) if more else None,
        hide_caption=True,
    )


def _matters(request: Request, case_id: UUID) -> Table | None:
    found = safety.matters_of(case_id, by=request.actor, at=request.at)
    if not found:
        return None
    headers = (_("Person"), _("Opened"), _("By"), _("Stands at"))
    rows = tuple(
        Row(
            url=address(request, "safety", case_id, one.id),
            cells=(
                isolated(one.called),
                _moment(request, one.opened_at),
                isolated(one.by_name),
                _("Closed") if one.ended_at else _("Open"),
            ),
        )
        for one in found
    )
    columns = tuple(Column(header=header) for header in headers)
    empty = Empty(sentence=_("There is none yet."))
    return Table(caption=_("Matters of safety"), columns=columns, rows=rows, empty=empty)


def _numbers(request: Request, points: list[Point], score: str) -> Table:
    """One score at each time, with the edition and the language of its words."""
    rows = tuple(
        Row(
            cells=(
                _moment(request, point.finished_at),
                value_words(scored),
                f"{point.edition} · {point.language}",
            )
        )
        for point in points
        for scored in point.scores
        if scored.score.id == score
    )
    columns = tuple(
        Column(header=one) for one in (_("Finished"), _("The numbers"), _("Edition and language"))
    )
    empty = Empty(sentence=_("There is none yet."))
    return Table(caption=_("The numbers"), columns=columns, rows=rows, empty=empty, hide_caption=True)
