"""Lists too long for one person: what waits for a second one, the answer, and taking out what it let go."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.identity.queries.people import my_units
from limen.domain.worklists import rules
from limen.domain.worklists.commands import exporting
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import count_of
from limen.domain.worklists.queries.releases import ReleaseCard, release_sheet, releases_for
from limen.web.casefile.frame import Act, address, here, may, show, show_act
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    Row,
    Table,
    Tone,
    isolated,
    moment_mark,
    tag_mark,
)
from limen.web.page import told
from limen.web.requests import Request, acts
from limen.web.work.asking import Asked
from limen.web.work.exporting import facts_of
from limen.web.work.leaving import FileForm, file_of, said_of_length
from limen.web.work.units import unit_named
from limen.web.work.worklists import listed


class AnswerForm(forms.Form):
    """Whether the list may leave, and why."""

    is_agreed = forms.ChoiceField(
        label=gettext_lazy("May it leave"),
        choices=(("yes", gettext_lazy("Yes, it may leave")), ("no", gettext_lazy("No, it may not"))),
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed for a no. Whoever asked reads it."),
        max_length=rules.WHY_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


def releases(request: Request) -> HttpResponse:
    """What waits for an answer, and what I may take out now."""
    title = _("Lists that two people let out")
    cards = releases_for(by=request.actor, at=request.at)
    names = {unit.id: unit.name for unit in my_units(request.actor, among={card.unit_id for card in cards})}
    table = Table(
        caption=title,
        columns=tuple(
            Column(header=header)
            for header in (
                _("List"),
                _("Cases"),
                _("What for"),
                _("Asked by"),
                _("When"),
                _("State"),
                _("Until"),
            )
        ),
        rows=tuple(_row(request, card, names.get(card.unit_id, "")) for card in cards),
        empty=Empty(
            sentence=_("No list waits for a second person."),
            advice=_("A list that is too long for one person alone appears here once somebody asks for it."),
        ),
        hide_caption=True,
    )
    return show(request, "web/casefile/list.html", title=title, crumbs=(Crumb(label=title),), table=table)


def answer_release(request: Request, release_id: UUID) -> HttpResponse:
    """Say whether a list may leave, having seen it."""
    card = release_sheet(release_id, by=request.actor)
    asked, question = _list_of(request, card)
    form = AnswerForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = exporting.answer_release(
            release_id,
            question,
            is_agreed=form.cleaned_data["is_agreed"] == "yes",
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:releases")
    act = Act(
        title=_("May this list leave Limen?"),
        button=_("Keep the answer"),
        back_url=address(request, "releases"),
        refused=rules.obstacles_to_answering(
            is_mine=card.is_mine,
            is_answered=card.is_agreed is not None,
            is_over=card.until_at <= request.at,
        ),
    )
    count = count_of(question, by=request.actor, at=request.at, up_to=rules.leave_at_most())
    link = format_html(
        '<a class="lm-link" href="{}">{}</a>',
        address(request, "release_list", release_id),
        _("Look at the list"),
    )
    shown = [Fact(term=_("What it is"), value=link), *_facts(request, card)]
    return show_act(request, act, form, facts=[*facts_of(asked, _name(request, card), count), *shown])


def release_list(request: Request, release_id: UUID) -> HttpResponse:
    """What would leave, as far as I may read it: the cases, in the columns that were asked for."""
    card = release_sheet(release_id, by=request.actor)
    asked, question = _list_of(request, card)
    title = _("What would leave")
    parts = listed(request, asked, question, title, is_fixed=True)
    back = Crumb(label=_("Lists that two people let out"), url=address(request, "releases"))
    return show(
        request, "web/work/release_list.html", title=title, crumbs=(back, Crumb(label=title)), **parts
    )


def take_release(request: Request, release_id: UUID) -> HttpResponse:
    """Take out, once, what a second person agreed to."""
    card = release_sheet(release_id, by=request.actor)
    asked, question = _list_of(request, card)
    question = replace(question, release_id=release_id)
    name = _name(request, card)
    form = FileForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = exporting.export(
            question,
            columns=("reference", *asked.columns),
            asked=card.asked,
            why=card.why,
            release_id=release_id,
            by=request.actor,
            at=request.at,
        )
        return file_of(request, asked, question, event, name, shape=form.shape(), agreed=card.answered_by)
    count = count_of(question, by=request.actor, at=request.at, up_to=rules.leave_at_most())
    act = Act(
        title=_("Take a worklist out of Limen"),
        button=_("Take it out"),
        back_url=address(request, "releases"),
        lead=said_of_length(count),
        warning=_("A file outside Limen is behind no wall. Keep it no longer than you need it."),
        refused=rules.obstacles_to_taking(
            count=count,
            is_agreed=bool(card.is_agreed),
            is_mine=card.is_mine,
            is_taken=card.is_taken,
            is_over=card.until_at <= request.at,
        ),
    )
    fact = Fact(term=_("Cases that were asked for"), value=number_format(card.count))
    facts = [*facts_of(asked, name, count), *([fact] if card.is_mine else []), *_facts(request, card)]
    return show_act(request, act, form, facts=facts)


def _list_of(request: Request, card: ReleaseCard) -> tuple[Asked, Question]:
    """The list as it was asked for, of whom asked for it."""
    asked = Asked.read(QueryDict(card.asked))
    question = asked.question(request, None if card.is_own else card.unit_id)
    return asked, replace(question, member_id=card.member_id)


def _name(request: Request, card: ReleaseCard) -> str:
    if not card.is_own:
        return unit_named(request, card.unit_id)
    return _("My worklist") if card.is_mine else _("Own worklist of %(name)s") % {"name": card.by_name}


def _headers() -> tuple[str, ...]:
    return (_("List"), _("Cases"), _("What for"), _("Asked by"), _("When"), _("State"), _("Until"))


def _row(request: Request, card: ReleaseCard, unit: str) -> Row:
    when = moment_mark(card.asked_at, now=request.at, time_zone=request.person.time_zone)
    url = None
    if card.is_mine and card.is_agreed:
        url = address(request, "take_release", card.id)
    elif not card.is_mine and may(request, "worklists.answer_release"):
        url = address(request, "answer_release", card.id)
    said = _state(card)
    state = format_html("{}<br>{}", said, isolated(card.answer_why)) if card.answer_why else said
    own = _("My worklist") if card.is_mine else _("Own worklist of %(name)s") % {"name": card.by_name}
    name = f"{own} · {unit}" if card.is_own else unit
    # How many it is for somebody else is what they may read of it: the page of the answer says so.
    count = number_format(card.count) if card.is_mine else _("See the list")
    until = moment_mark(card.until_at, now=request.at, time_zone=request.person.time_zone)
    cells = (name, count, isolated(card.why), isolated(card.by_name), when, state, until)
    return Row(cells=cells, url=url)


def _state(card: ReleaseCard) -> SafeString:
    match card.is_agreed:
        case None:
            return tag_mark(_("Waits for a second person"), Tone.ATTENTION)
        case True:
            return tag_mark(_("Agreed"))
        case _:
            return tag_mark(_("Refused"), Tone.DANGER)


def _facts(request: Request, card: ReleaseCard) -> list[Fact]:
    until = moment_mark(card.until_at, now=request.at, time_zone=request.person.time_zone)
    return [
        Fact(term=_("Asked by"), value=isolated(card.by_name)),
        Fact(term=_("What for"), value=isolated(card.why)),
        *([Fact(term=_("Agreed to by"), value=isolated(card.answered_by))] if card.is_agreed else []),
        Fact(term=_("Until"), value=until),
    ]
