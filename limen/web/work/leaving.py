"""The file in which a list leaves: a workbook, or text with commas. Its rows are what may be read then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from io import BytesIO

from django import forms
from django.db.models import TextChoices
from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count
from limen.domain.worklists.events import Exported
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import WorkCard, worklist
from limen.foundation.rows import takes_longer
from limen.outside.sheets import written_sheet, written_text
from limen.web.components.marks import day_words
from limen.web.requests import Request, shows
from limen.web.work.asking import COLUMNS, Asked
from limen.web.work.spoken import named
from limen.web.work.worklists import Findings, findings_on, reasons

AT_ONCE = 10_000  # rows that are held at once: each page reads anew which cases were let out
FINDINGS_AT_ONCE = 500  # cases
AT_MOST_SECONDS = 300
TAKES_LONG = 10_000  # cases
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"
Cell = Callable[[WorkCard, Findings], str]


class Shape(TextChoices):
    """The form in which a list leaves."""

    XLSX = "xlsx", gettext_lazy("A workbook (Excel), with a sheet on who took it out and what for")
    CSV = "csv", gettext_lazy("Text with commas (CSV, UTF-8), the rows alone")


class FileForm(forms.Form):
    """In which form a list leaves."""

    shape_of_file = forms.ChoiceField(
        label=gettext_lazy("Form of the file"),
        choices=Shape.choices,
        initial=Shape.XLSX,
        required=False,
        widget=forms.RadioSelect,
    )

    def shape(self) -> Shape:
        """What was chosen; a workbook where nothing was."""
        return Shape(self.cleaned_data["shape_of_file"] or Shape.XLSX)


def headers_of(asked: Asked) -> list[object]:
    """The columns as they are called."""
    return [_("Reference"), *(COLUMNS[name] for name in asked.columns)]


def said_of_length(count: Count) -> list[str]:
    """What to know before a long list is asked for: it is written while one waits."""
    if count.found < TAKES_LONG:
        return []
    return [_("Writing so long a list can take a minute. Leave this page open until the file is there.")]


def file_of(
    request: Request,
    asked: Asked,
    question: Question,
    event: Exported,
    name: str,
    *,
    shape: Shape,
    agreed: str = "",
) -> HttpResponse:
    """The table. A workbook has a sheet on who took it out, when, what for, and who agreed; text has its rows
    alone. The file is called after the line of the journal that says all this."""
    written = 0

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal written
        yield tuple(map(str, headers_of(asked)))
        cells = [_cell(request, asked, name) for name in asked.columns]
        for cards in pages_of(request, question, event.count):
            for start in range(0, len(cards), FINDINGS_AT_ONCE):
                some = cards[start : start + FINDINGS_AT_ONCE]
                said = findings_on(request, asked, some)
                yield from ((card.reference, *(cell(card, said) for cell in cells)) for card in some)
            written += len(cards)

    def mark() -> Iterator[tuple[str, str]]:
        # Asked for when the rows are written: only then is it known how many there were.
        yield from _mark(request, event, name, agreed, written)

    takes_longer(AT_MOST_SECONDS)
    content = BytesIO()
    if shape is Shape.CSV:
        written_text(content, rows=rows())
    else:
        written_sheet(
            content,
            title=_("Worklist"),
            rows=rows(),
            right_to_left=get_language_bidi(),
            further=((_("About this file"), mark()),),
        )
    answer = HttpResponse(content.getvalue(), content_type=_CSV if shape is Shape.CSV else _XLSX)
    called = f"worklist-{request.at:%Y-%m-%d}-{event.act_id}.{shape.value}"
    answer["Content-Disposition"] = f'attachment; filename="{called}"'
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
    return [
        (_("List"), name),
        (_("Cases"), str(written)),
        (_("Taken out by"), request.actor.name),
        (_("Organisation"), request.person.organisation),
        (_("When"), f"{localtime(request.at):%Y-%m-%d %H:%M} {request.person.time_zone}"),
        (_("What for"), event.why),
        (_("Line of the journal"), str(event.act_id)),
        *([(_("Agreed to by"), agreed)] if agreed else []),
    ]


def _cell(request: Request, asked: Asked, column: str) -> Cell:
    """What writes a column. What is the same for many rows is said once."""
    day: Callable[[date], str] = cache(day_words)
    spoken = cache(named)
    phase = cache(lambda phase: str(phase.label))
    cells: dict[str, Cell] = {
        "called": lambda card, _said: card.called,
        "phase": lambda card, _said: phase(card.phase),
        "due": lambda card, _said: f"{day(card.due_on)} {card.due_says}" if card.due_on else "",
        "holders": lambda card, _said: ", ".join(card.holders),
        "last": lambda card, _said: f"{localtime(card.last_act_at):%Y-%m-%d %H:%M}",
        "opened": lambda card, _said: card.opened_on.isoformat(),
        "languages": lambda card, _said: spoken(card.languages),
        "found": lambda card, said: " ".join(said.get(card.case_id, ())),
        "why": lambda card, _said: " ".join(reasons(request, asked, card)),
    }
    return cells[column]
