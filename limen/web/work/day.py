"""My day: what is on, what is due and why, what I mean to do, and what I left half done. It keeps no copy of
anything: each noun is asked, with a fixed number of questions."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count
from limen.domain.deadlines.queries.due import DueCard, Whose, Within, clocks_due
from limen.domain.tasks.queries import TaskPage, my_tasks
from limen.domain.worklists.queries.news import News, news
from limen.web.casefile.clocks import now_of
from limen.web.casefile.clocks_ribbon import standing_of
from limen.web.casefile.doors import doors
from limen.web.casefile.frame import address, may, said_on_leaving, show
from limen.web.components import Column, Empty, Row, Table, isolated, moment_mark, tag_mark
from limen.web.requests import Request, shows, today
from limen.web.work import desks, nouns
from limen.web.work.learned import practice_table
from limen.web.work.sources import LeftHalfDone, OnToday, Span, what_is_on, what_was_left
from limen.web.work.task_rows import task_table

SHOWN = 10


def my_day(request: Request) -> HttpResponse:
    """The first page of somebody who works on cases."""
    on = what_is_on(request, _span(request))
    due = clocks_due(
        whose=Whose.MINE, within=Within.ANY, effect=None, on=today(request), by=request.actor, at=request.at
    ).cards[:SHOWN]
    left = what_was_left(request)[:SHOWN]
    tasks = my_tasks(by=request.actor, at=request.at)
    tasks = TaskPage(cards=tasks.cards[:SHOWN], after=None)
    came_in = news(by=request.actor, at=request.at, at_most=SHOWN)
    cases = [
        *(card.case_id for card in came_in.cards),
        *(one.case_id for one in on), *(card.clock.case_id for card in due),
        *(one.case_id for one in left), *(card.case_id for card in tasks.cards),
    ]  # fmt: skip
    shows(request, dict.fromkeys(case for case in cases if case))
    return show(
        request,
        "web/work/day.html",
        title=_("My day"),
        doors=doors(request),
        left=said_on_leaving(request),
        on_today=_on_table(request, on),
        due=_due_table(request, due),
        due_url=address(request, "due"),
        tasks=task_table(
            request, tasks, caption=_("To do"), url=address(request, "my_tasks"), hide_caption=True
        ),
        tasks_url=address(request, "my_tasks"),
        add_url=address(request, "add_task") if may(request, "tasks.add_task") else "",
        half_done=_left_table(request, left),
        news=_news_table(request, came_in),
        news_said=count_words(came_in.count),
        news_up_to=came_in.up_to if came_in.count.found else 0,
        seen_url=address(request, "see_news") if may(request, "worklists.see_news") else "",
        practice=practice_table(request),
        worklist_url=address(request, "my_worklist"),
        words_url=address(request, "words"),
    )


def _span(request: Request) -> Span:
    on, zone = today(request), ZoneInfo(request.person.time_zone)
    begins = datetime.combine(on, time(), tzinfo=zone)
    return Span(on=on, begins=begins, ends=datetime.combine(on + timedelta(days=1), time(), tzinfo=zone))


def _on_table(request: Request, found: list[OnToday]) -> Table:
    return Table(
        caption=_("Today"),
        hide_caption=True,
        columns=_columns(_("What"), _("When"), _("Case"), _("Where and how"), _("State")),
        rows=tuple(
            Row(
                cells=(
                    one.what,
                    _moment(request, one.at),
                    _case(one.reference, one.called),
                    format_html_join(" · ", "{}", ((word,) for word in one.under)),
                    tag_mark(one.state) if one.state else "",
                ),
                url=one.url,
            )
            for one in found
        ),
        empty=Empty(
            sentence=_("Nothing is on today in your cases."),
            advice=_("Appointments of your cases stand here on their day."),
        ),
    )


def _due_table(request: Request, found: tuple[DueCard, ...]) -> Table:
    now = now_of(request)
    rows = []
    for card in found:
        standing = standing_of(card.clock, now)
        rows.append(
            Row(
                cells=(
                    card.clock.term_says,
                    standing.when,
                    standing.day,
                    _case(card.reference, card.called),
                    tag_mark(standing.tag, standing.tag_tone),
                ),
                url=address(request, "clock", card.clock.case_id, card.clock.id),
            )
        )
    return Table(
        caption=_("Due next, and why"),
        hide_caption=True,
        columns=_columns(_("Term of the law"), _("When"), _("On which day"), _("Case"), _("State")),
        rows=tuple(rows),
        empty=Empty(
            sentence=_("No clock runs in your cases."),
            advice=_("A clock appears here as soon as somebody starts it in a case."),
        ),
    )


def _left_table(request: Request, found: list[LeftHalfDone]) -> Table:
    return Table(
        caption=_("Left half done"),
        hide_caption=True,
        columns=_columns(_("What"), _("How it begins"), _("Case"), _("Last saved")),
        rows=tuple(
            Row(
                cells=(one.what, isolated(one.says), one.reference, _moment(request, one.saved_at)),
                url=one.url,
            )
            for one in found
        ),
        empty=Empty(sentence=_("Nothing is left unfinished.")),
    )


def _news_table(request: Request, found: News) -> Table:
    return Table(
        caption=_("Came in"),
        hide_caption=True,
        columns=_columns(_("Case"), _("What happened"), _("When")),
        rows=tuple(
            Row(
                cells=(_case(card.reference, card.called), card.line.says, _moment(request, card.line.at)),
                url=address(request, "case_timeline", card.case_id),
            )
            for card in found.cards
        ),
        empty=Empty(
            sentence=_("Nothing came in since you last looked."),
            advice=_("What others do in your cases stands here until you mark it as seen."),
        ),
    )


def count_words(count: Count) -> str:
    """How much came in, honestly."""
    number = number_format(count.found, force_grouping=True)
    words = _("%(count)s lines or more") if count.is_more else _("Lines: %(count)s")
    return words % {"count": number}


def _columns(*headers: str) -> tuple[Column, ...]:
    return tuple(Column(header=header) for header in headers)


def _case(reference: str, called: str) -> SafeString:
    return format_html("{} {}", reference, isolated(called))


def _moment(request: Request, instant: datetime) -> SafeString:
    return moment_mark(instant, now=request.at, time_zone=request.person.time_zone)


nouns.register()
desks.register()
