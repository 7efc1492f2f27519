"""What lies on a board as a paper says it: headings, lines, and who said so when. Marks become words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from limen.domain.assessments.queries.cards import BesideCard, BoardSheet, PieceCard
from limen.domain.assessments.queries.naming import concluded_words
from limen.outside.printing import BoardEntry, BoardSection
from limen.web.assessments.account import HappeningView
from limen.web.assessments.arguing import ArgumentsView, ArgumentView
from limen.web.assessments.views import BesideView, Column, DiscrepancyView, LookView, PlaceView
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Instants as whoever prints reads them."""

    zone: ZoneInfo

    def says(self, at: datetime) -> str:
        """A day and a time."""
        local = at.astimezone(self.zone)
        return f"{day_words(local)}, {local:%H:%M}"

    def quiet(self, piece: PieceCard) -> str:
        """Who said what a piece says now, and when."""
        return f"{piece.by_name} · {self.says(piece.written_at)}"

    def withdrawn(self, piece: PieceCard) -> str:
        """Who withdrew a piece, and when."""
        return f"{piece.withdrawn_by} · {self.says(piece.withdrawn_at)}" if piece.withdrawn_at else ""


def plain(text: Text | str) -> str:
    """What a mark says, without its markup; what a person typed stays as it is."""
    return unescape(strip_tags(str(text))) if hasattr(text, "__html__") else str(text)


def lines(texts: Iterable[str]) -> str:
    """One line for each that says something."""
    return "\n".join(text for text in texts if text)


def place_words(place: PlaceView) -> str:
    """What a place is called, with what became of it."""
    return " · ".join((place.says, *(plain(mark) for mark in place.marks)))


def fact_section(view: BesideView, sheet: BoardSheet, clock: Clock) -> BoardSection:
    """A fact with everything beside it."""
    fact = view.beside.fact
    if fact is None:
        raise TypeError("a fact is asked for, and this is the account")
    told = BoardEntry(
        head=f"{_('Bears on:')} {view.element}" if view.element else "",
        words=fact.fact.told,
        quiet=clock.quiet(fact),
    )
    by_account = () if sheet.concludes_on_facts else (_concluded_elsewhere(sheet, view.beside),)
    return BoardSection(
        title=f"{fact.place}. {fact.fact.says}", entries=(told, *by_account, *_beside(view, clock))
    )


def account_section(view: BesideView, looks: Iterable[LookView], clock: Clock) -> BoardSection:
    """What lies beside the account as a whole, and the lists that are worked through for the person."""
    entries = (*_beside(view, clock), *(_look(one, clock) for one in looks))
    return BoardSection(title=_("The account as a whole"), entries=entries)


def events_section(views: Iterable[HappeningView], clock: Clock) -> BoardSection:
    """The events of the account, each as every source tells it."""
    entries = []
    for view in views:
        held = view.card.piece.happening
        differs = _("The days that were told cannot be one day.") if view.card.days_differ else ""
        told = [
            f"– {plain(one.day)}: {one.piece.telling.says} ({place_words(one.place)})"
            for one in view.tellings
        ]
        words = lines((held.place, *told, differs))
        entries.append(BoardEntry(head=held.says, words=words, quiet=clock.quiet(view.card.piece)))
    return BoardSection(title=_("Events of the account"), entries=tuple(entries))


def arguments_section(view: ArgumentsView, clock: Clock) -> BoardSection:
    """What was put forward for the applicant, and where it is addressed."""
    entries = [_argument(one, clock) for one in view.rows]
    if not entries:
        says = _("No argument is written down. That says nothing of whether one was put forward.")
        entries = [BoardEntry(head="", words=says)]
    return BoardSection(title=_("Arguments put forward for the applicant"), entries=tuple(entries))


def withdrawn_section(pieces: Iterable[PieceCard], clock: Clock) -> BoardSection:
    """What counts no more, and why."""
    entries = tuple(
        BoardEntry(
            head=str(one.kind.label),
            words=lines((one.holds.as_text, f"{_('Withdrawn, because:')} {one.why_withdrawn}")),
            quiet=clock.withdrawn(one),
        )
        for one in pieces
    )
    return BoardSection(title=_("Withdrawn"), entries=entries)


def _concluded_elsewhere(sheet: BoardSheet, beside: BesideCard) -> BoardEntry:
    return BoardEntry(head=_("Conclusion on the account"), words=concluded_words(sheet, beside))


def _beside(view: BesideView, clock: Clock) -> Iterator[BoardEntry]:
    if view.concludes:
        yield from _conclusion(view, clock)
    for column in view.columns:
        yield from _evidence(column, clock)
    for each in view.discrepancies:
        yield _discrepancy(each, clock)
    for look in view.looks:
        yield _look(look, clock)


def _conclusion(view: BesideView, clock: Clock) -> Iterator[BoardEntry]:
    drawn = view.beside.conclusion
    if drawn is None:
        yield BoardEntry(head=_("Conclusion"), words=_("Nothing is concluded yet."))
        return
    changed = _("Something around it changed since. Whoever concluded should look again.")
    troubles = [one.says for one in view.troubles]
    yield BoardEntry(
        head=_("Conclusion"),
        words=lines(
            (view.finding, drawn.conclusion.reasons, *troubles, changed if view.beside.is_changed else "")
        ),
        quiet=clock.quiet(drawn),
    )


def _evidence(column: Column, clock: Clock) -> Iterator[BoardEntry]:
    for row in column.rows:
        words = lines((place_words(row.place), row.shows))
        yield BoardEntry(head=column.label, words=words, quiet=clock.quiet(row.piece))


def _discrepancy(view: DiscrepancyView, clock: Clock) -> BoardEntry:
    put = [_("Not put to the applicant yet.")]
    if view.put:
        where = f" · {place_words(view.put_place)}" if view.put_place else ""
        put = [
            f"{_('Put to the applicant')} {view.put}{where}",
            f"{_('Answer')}: {view.card.answer}",
        ]
    explained = f"{_('Explained by')} {view.explanation}" if view.explanation else ""
    settled = f"{view.settled} · {view.card.piece.discrepancy.view}" if view.settled else ""
    return BoardEntry(
        head=_("What differs"),
        words=lines((view.card.differs, *map(place_words, view.places), *put, explained, settled)),
        quiet=clock.quiet(view.card.piece),
    )


def _look(view: LookView, clock: Clock) -> BoardEntry:
    """A list with its answers; where nobody looked, it says so once."""
    title = f"{view.label}: {view.says}" if view.says and view.says != view.label else view.label
    if view.piece is None:
        return BoardEntry(head=title, words=_("Not looked at yet"))
    told = [
        " · ".join(one for one in (item.answer or _("Not looked at yet"), item.says, item.words) if one)
        for item in view.items
    ]
    return BoardEntry(head=title, words=lines(told), quiet=clock.quiet(view.piece))


def _argument(view: ArgumentView, clock: Clock) -> BoardEntry:
    held = view.piece.argument
    left = f"{_('It needs no answer, because:')} {held.no_answer}" if held.no_answer else ""
    addressed = ", ".join(one.says for one in view.sections)
    return BoardEntry(
        head=f"{view.piece.place}. {held.says}",
        words=lines(
            (
                held.told,
                f"{view.put} · {place_words(view.place)}",
                plain(view.state),
                f"{_('Addressed in:')} {addressed}" if addressed else "",
                left,
            )
        ),
        quiet=f"{clock.quiet(view.piece)} · {view.name}",
    )
