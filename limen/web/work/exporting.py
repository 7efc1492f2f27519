"""The gate through which a worklist leaves: what leaves is shown first, and goes out with who, when, why."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count
from limen.domain.identity.queries.people import my_units
from limen.domain.worklists import rules
from limen.domain.worklists.commands import exporting
from limen.domain.worklists.events import Exported
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import WorkCard, count_of, worklist
from limen.outside.sheets import written_sheet
from limen.web.casefile.frame import Act, here, may, show_act
from limen.web.components import Fact
from limen.web.components.marks import day_words
from limen.web.page import told
from limen.web.requests import Request, acts, shows
from limen.web.work.asking import COLUMNS, Asked
from limen.web.work.spoken import named
from limen.web.work.worklists import Findings, findings_on, reasons, unit_named, worklist_url

AT_ONCE = 2000  # rows that are held at once
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportForm(forms.Form):
    """What the list is needed for."""

    why = forms.CharField(
        label=gettext_lazy("What the list is needed for"),
        help_text=gettext_lazy("It stands in the file and in the journal."),
        max_length=rules.WHY_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class AskForm(ExportForm):
    """The same, and a supervisor of which unit is asked, where there is a choice."""

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._only = units[0][0] if len(units) == 1 else ""
        if not self._only:
            self.fields["unit"] = forms.ChoiceField(
                label=_("A supervisor of which unit is asked"), choices=units
            )

    def unit_id(self) -> UUID:
        """Where a second person is asked."""
        return UUID(self._only or self.cleaned_data["unit"])


def export(request: Request, unit_id: UUID) -> HttpResponse:
    """Take out the worklist of a unit."""
    return _gate(request, unit_id, unit_named(request, unit_id))


def export_mine(request: Request) -> HttpResponse:
    """Take out my own worklist."""
    return _gate(request, None, _("My worklist"))


def _gate(request: Request, unit_id: UUID | None, name: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    question = asked.question(request, unit_id)
    count = count_of(question, by=request.actor, at=request.at, up_to=rules.LEAVE_AT_MOST)
    if rules.needs_another(count) and may(request, "worklists.ask_release"):
        return _ask(request, asked, question, count, name)
    form = ExportForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = exporting.export(
            question,
            columns=("reference", *asked.columns),
            asked=asked.address(),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return file_of(request, asked, question, event, name)
    too_many = rules.obstacles_to_exporting(count=count, why="-")
    act = Act(
        title=_("Take a worklist out of Limen"),
        button=_("Take it out"),
        back_url=f"{worklist_url(request, unit_id)}?{asked.address()}",
        warning=_("A file outside Limen is behind no wall. Keep it no longer than you need it."),
        refused=too_many,
    )
    facts = [*facts_of(asked, name, count), Fact(term=_("Taken out by"), value=request.actor.name)]
    return show_act(request, act, form, facts=[*facts, _alone()])


def _ask(request: Request, asked: Asked, question: Question, count: Count, name: str) -> HttpResponse:
    """A list that is too long for one person: a second one is asked."""
    form = AskForm(request.POST or None, units=_units_to_ask(request, question))
    if acts(request) and form.is_valid():
        event = exporting.ask_release(
            question,
            of_unit_id=form.unit_id(),
            asked=asked.address(),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:releases")
    act = Act(
        title=_("Ask a second person to let this list out"),
        button=_("Ask for it"),
        back_url=f"{worklist_url(request, question.unit_id)}?{asked.address()}",
        lead=[
            _("This list is too long for one person alone. A supervisor of the unit sees it and answers."),
            _("Only cases that they may read themselves leave with it."),
        ],
        refused=rules.obstacles_to_leaving(count=count),
    )
    facts = [*facts_of(asked, name, count), Fact(term=_("Asked by"), value=request.actor.name)]
    return show_act(request, act, form, facts=[*facts, _alone()])


def _units_to_ask(request: Request, question: Question) -> list[tuple[str, str]]:
    """The unit of the list; of one's own list, each that one works in."""
    units = my_units(request.actor)
    return [(str(unit.id), unit.name) for unit in units if question.unit_id in (None, unit.id)]


def facts_of(asked: Asked, name: str, count: Count) -> list[Fact]:
    """What leaves: which list, how many cases, which columns."""
    return [
        Fact(term=_("List"), value=name),
        Fact(term=_("Cases"), value=number_format(count.found) + ("+" if count.is_more else "")),
        Fact(term=_("Columns"), value=", ".join(str(label) for label in _headers(asked))),
    ]


def _alone() -> Fact:
    return Fact(term=_("At most, alone"), value=number_format(rules.export_at_most()))


def file_of(
    request: Request, asked: Asked, question: Question, event: Exported, name: str, agreed: str = ""
) -> HttpResponse:
    """The table, and a sheet on who took it out, when, what for, and who agreed."""
    written = 0

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal written
        yield tuple(map(str, _headers(asked)))
        for cards in pages_of(request, question, event.count):
            said = findings_on(request, asked, cards)
            written += len(cards)
            yield from (_cells(request, asked, card, said) for card in cards)

    def mark() -> Iterator[tuple[str, str]]:
        # Asked for when the rows are written: only then is it known how many there were.
        yield from _mark(request, event, name, agreed, written)

    content = BytesIO()
    written_sheet(
        content,
        title=_("Worklist"),
        rows=rows(),
        right_to_left=get_language_bidi(),
        further=((_("About this file"), mark()),),
    )
    answer = HttpResponse(content.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="worklist-{request.at:%Y-%m-%d}.xlsx"'
    return answer


def pages_of(request: Request, question: Question, at_most: int) -> Iterator[tuple[WorkCard, ...]]:
    """The cases of a list, a page at a time and by key, so that no more than a page is held at once."""
    after, left = None, at_most
    while left > 0:
        page = worklist(question, by=request.actor, at=request.at, after=after, at_most=min(AT_ONCE, left))
        shows(request, (card.case_id for card in page.cards))
        yield page.cards
        left -= len(page.cards)
        if page.after is None:
            return
        after = page.after


def _mark(request: Request, event: Exported, name: str, agreed: str, written: int) -> list[tuple[str, str]]:
    """Who took the list out, when and what for."""
    taken_at = date_format(localtime(request.at), "Y-m-d H:i")
    return [
        (_("List"), name),
        (_("Cases"), str(written)),
        (_("Taken out by"), request.actor.name),
        (_("Organisation"), request.person.organisation),
        (_("When"), f"{taken_at} {request.person.time_zone}"),
        (_("What for"), event.why),
        (_("Line of the journal"), str(event.act_id)),
        *([(_("Agreed to by"), agreed)] if agreed else []),
    ]


def _headers(asked: Asked) -> list[object]:
    return [_("Reference"), *(COLUMNS[name] for name in asked.columns)]


def _cells(request: Request, asked: Asked, card: WorkCard, said: Findings) -> tuple[str, ...]:
    return (card.reference, *(_cell(request, asked, card, name, said) for name in asked.columns))


def _cell(request: Request, asked: Asked, card: WorkCard, name: str, said: Findings) -> str:
    match name:
        case "called":
            return card.called
        case "phase":
            return str(card.phase.label)
        case "due":
            return f"{day_words(card.due_on)} {card.due_says}" if card.due_on else ""
        case "holders":
            return ", ".join(card.holders)
        case "last":
            return date_format(localtime(card.last_act_at), "Y-m-d H:i")
        case "opened":
            return card.opened_on.isoformat()
        case "languages":
            return named(card.languages)
        case "found":
            return " ".join(said.get(card.case_id, ()))
        case _why:
            return " ".join(reasons(request, asked, card))
