"""What the pages of practice notes have in common: their parts, marks, what a tie says, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.identity.queries.people import my_units
from limen.domain.practice.names import NoteState, Ties
from limen.domain.practice.queries.cards import PracticeCard
from limen.domain.practice.queries.topics import Topic, Topics, topics_here
from limen.reference.countries import countries, country_named
from limen.web.casefile.frame import address, show
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Paging,
    Row,
    Tab,
    Table,
    Tone,
    day_mark,
    in_lines,
    isolated,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.requests import Request, today


@dataclass(frozen=True, kw_only=True)
class Named:
    """What the ties of this house say: the law in force, and all countries."""

    topics: Topics

    def said(self, ties: Ties) -> list[Text]:
        """Each tie in words: countries, kinds of application, questions of the law. A tie of a law that is
        not in force any more is told by its name."""
        law = {one.tie: one.says for one in (*self.topics.claims, *self.topics.elements)}
        language = get_language() or "en"
        places: list[Text] = [country_named(code, language) for code in ties.countries]
        return places + [isolated(law.get(tie, tie)) for tie in (*ties.claims, *ties.elements)]


def named_here(request: Request) -> Named:
    """The ties of the asker's house. One query."""
    return Named(topics=topics_here(on=today(request), by=request.actor))


def choices_of(topics: Sequence[Topic]) -> list[tuple[str, str]]:
    """Topics as choices."""
    return [(one.tie, f"{one.says} ({one.under})") for one in topics]


def country_choices() -> list[tuple[str, str]]:
    """All countries by name in the language of the page."""
    language = get_language() or "en"
    return sorted(((code, country_named(code, language)) for code in countries()), key=lambda one: one[1])


def show_part(request: Request, template: str, *, tab: str, **context: Any) -> HttpResponse:
    """A part of the practice notes, under its tabs."""
    parts = (("practice", _("Notes")), ("practice_questions", _("Questions")), ("practice_mine", _("Yours")))
    tabs = tuple(
        Tab(label=label, url=address(request, name), is_current=name == tab) for name, label in parts
    )
    return show(request, f"web/practice/{template}.html", title=_("Practice notes"), tabs=tabs, **context)


def show_within(
    request: Request, template: str, *, title: Text, crumbs: Sequence[Crumb] = (), **context: Any
) -> HttpResponse:
    """A page of the practice notes, with the way back."""
    first = Crumb(label=_("Practice notes"), url=address(request, "practice"))
    way = (first, *crumbs, Crumb(label=title))
    return show(request, f"web/practice/{template}.html", title=title, crumbs=way, **context)


def marks_of(card: PracticeCard) -> SafeString:
    """What should be known of a note before anybody goes by it."""
    return format_html_join(" ", "{}", ((mark,) for mark in _marks(card)))


def for_whom(request: Request, card: PracticeCard) -> str:
    """The unit, or the whole house."""
    if card.unit_id is None:
        return _("The whole house")
    return next((unit.name for unit in my_units(request.actor, among=[card.unit_id])), "")


def table_of(
    request: Request,
    cards: Sequence[PracticeCard],
    *,
    named: Named,
    caption: Text,
    empty: Empty | None = None,
    paging: Paging | None = None,
    hide_caption: bool = False,
) -> Table:
    """Notes as a table."""
    headers = (_("Note"), _("About"), _("Author"), _("In use since"), _("Marks"))
    rows = tuple(
        Row(
            cells=(
                isolated(card.title),
                in_lines(*named.said(card.ties)),
                isolated(card.author),
                day_mark(card.in_use_at.date()) if card.in_use_at else "",
                in_lines(marks_of(card)),
            ),
            url=address(request, "practice_note", card.id),
        )
        for card in cards
    )
    return Table(
        caption=caption,
        columns=tuple(Column(header=header) for header in headers),
        rows=rows,
        empty=empty or Empty(sentence=_("There is no such note.")),
        paging=paging,
        hide_caption=hide_caption,
    )


def _marks(card: PracticeCard) -> Iterator[SafeString]:
    if card.state is NoteState.WITHDRAWN:
        yield tag_mark(_("Withdrawn"), Tone.DANGER)
    if card.is_superseded:
        yield tag_mark(_("A newer note has taken its place"), Tone.ATTENTION)
    if card.is_overdue:
        yield tag_mark(_("To look at again: does it still hold?"), Tone.ATTENTION)
    if card.was_sent_back:
        yield tag_mark(_("Sent back"), Tone.ATTENTION)
    if card.state in (NoteState.DRAFT, NoteState.CHECKING):
        yield tag_mark(card.state.label, Tone.ACTION)
