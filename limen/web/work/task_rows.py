"""Tasks as rows of a list, each with the ways to its acts."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.identity.names import Compartment
from limen.domain.tasks.queries import TaskCard, TaskPage
from limen.web.casefile.frame import address, may
from limen.web.casefile.lists import token_for
from limen.web.components import Column, Empty, Paging, Row, Table, Tone, day_mark, isolated, tag_mark
from limen.web.requests import Request, today


def task_table(
    request: Request,
    page: TaskPage,
    *,
    caption: str,
    url: str,
    is_of_case: bool = False,
    hide_caption: bool = False,
) -> Table:
    """Tasks as a list, each with the ways to finish it and to put it off."""
    after = page.after
    return Table(
        caption=caption,
        hide_caption=hide_caption,
        columns=_columns(is_of_case),
        rows=tuple(_row(request, card, is_of_case) for card in page.cards),
        empty=Empty(
            sentence=_("Nothing is written down here."),
            advice=_("Type it in one line, such as: ring the school tomorrow."),
        ),
        paging=Paging(next_url=f"{url}?{urlencode({'after': token_for(after.due_on, after.id)})}")
        if after
        else None,
    )


def done_table(request: Request, cards: list[TaskCard], *, is_of_case: bool = False) -> Table | None:
    """What was done, each with the way to open it again; nothing when there is nothing."""
    if not cards:
        return None
    return Table(
        caption=_("Done"),
        columns=_columns(is_of_case),
        rows=tuple(_row(request, card, is_of_case) for card in cards),
        empty=Empty(sentence=""),
    )


def _columns(is_of_case: bool) -> tuple[Column, ...]:
    headers = [_("Task"), _("Due"), _("For whom") if is_of_case else _("Case"), _("From"), _("What now")]
    return tuple(Column(header=header) for header in headers)


def _row(request: Request, card: TaskCard, is_of_case: bool) -> Row:
    due: SafeString | str = day_mark(card.due_on)
    if card.done_at is None and card.due_on < today(request):
        due = format_html("{} {}", due, tag_mark(_("Late"), Tone.ATTENTION))
    if card.put_off_why:
        due = format_html("{}<br>{}", due, isolated(card.put_off_why))
    where: SafeString | str = isolated(card.for_name)
    if not is_of_case:
        where = _case_link(request, card) if card.case_id else ""
    says: SafeString | str = isolated(card.says)
    if card.compartment is not Compartment.GENERAL:
        says = format_html("{} {}", says, tag_mark(card.compartment.label, Tone.ATTENTION))
    if card.because:
        says = format_html('{}<br><span class="govuk-hint">{}</span>', says, isolated(card.because))
    source = isolated(card.by_name) if card.by_name else card.origin.label
    return Row(cells=(says, due, where, source, _doors(request, card)), key=str(card.id))


def _case_link(request: Request, card: TaskCard) -> SafeString:
    url = address(request, "case", card.case_id)
    return format_html('<a class="lm-link" href="{}">{}</a> {}', url, card.reference, isolated(card.called))


def _doors(request: Request, card: TaskCard) -> SafeString:
    """The ways to the acts, each named with its task for whoever hears a list of links."""
    names = (
        [("reopen_task", _("Open again"))]
        if card.done_at
        else [("finish_task", _("Done")), ("postpone_task", _("Put off"))]
    )
    links = [
        format_html(
            '<a class="lm-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
            address(request, name, card.id),
            label,
            card.says,
        )
        for name, label in names
        if may(request, f"tasks.{name}")
    ]
    return format_html("{} {}", links[0] if links else "", links[1] if len(links) > 1 else "")
