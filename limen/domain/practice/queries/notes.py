"""Practice notes: a page of them by topic and by words, and one with its history.

They are listed by the day on which they were put to use, the latest first; never by how many stand by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from limen.domain.country.names import CONFIGS, PLAIN
from limen.domain.identity.queries.people import names_of
from limen.domain.practice.models import Note
from limen.domain.practice.names import NOTHING, NoteState, Ties
from limen.domain.practice.queries.cards import PracticeCard, PracticeSheet, WordingCard, practice_card
from limen.domain.practice.queries.pointing import pointed_at
from limen.domain.practice.queries.reach import (
    endorsements_within,
    note_within,
    notes_within,
    questions_within,
    wordings_within,
)
from limen.foundation.actors import Actor

SHOWN = 25
LONGEST_WORDS = 200
_SOME = "some."  # before the place of a page of notes that have some of the words


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Which notes. Of `ties` a note has one at least of each sort that is asked for; `is_overdue` keeps those
    to look at again; `with_old` brings those that were replaced or withdrawn."""

    words: str = ""
    ties: Ties = NOTHING
    is_overdue: bool = False
    with_old: bool = False


@dataclass(frozen=True, kw_only=True)
class NotesFound:
    """One page of notes; `after` is where the next one begins. `is_some`: none has all of the words, so these
    have some of them."""

    cards: tuple[PracticeCard, ...] = ()
    after: str = ""
    is_some: bool = False


def notes_found(sought: Sought, *, after: str = "", on: date, by: Actor) -> NotesFound:
    """A page of notes in use, the latest first. Four queries at most."""
    rows = _kept(sought, on=on, by=by)
    words = sought.words.strip()[:LONGEST_WORDS]
    if not words:
        return _page(rows, after, on=on, by=by)
    if after.startswith(_SOME):
        return _some(rows, words, after, on=on, by=by)
    found = _page(rows.filter(_having(words, "websearch", by)), after, on=on, by=by)
    return found if found.cards else _some(rows, words, after, on=on, by=by)


def notes_to_check(*, on: date, by: Actor) -> tuple[PracticeCard, ...]:
    """Notes that wait for a second person, and that the actor did not write, the longest waiting first; 25 at
    most. Two queries."""
    rows = notes_within(by).filter(state=NoteState.CHECKING).exclude(author_id=by.id)
    return _cards(list(rows.order_by("submitted_at", "id")[:SHOWN]), on=on, by=by)


def notes_of_mine(*, on: date, by: Actor) -> tuple[PracticeCard, ...]:
    """What the actor wrote and nobody reads yet: drafts, the latest first, and what is being checked; 25 at
    most. Two queries."""
    rows = notes_within(by).filter(author_id=by.id, state__in=[NoteState.DRAFT, NoteState.CHECKING])
    return _cards(list(rows.order_by("-written_at", "-id")[:SHOWN]), on=on, by=by)


def notes_overdue(*, on: date, by: Actor) -> tuple[PracticeCard, ...]:
    """The actor's own notes in use that should be looked at again, the longest overdue first; 25 at most. Two
    queries."""
    rows = notes_within(by).filter(
        author_id=by.id, state=NoteState.IN_USE, superseded_at=None, look_again_on__lte=on
    )
    return _cards(list(rows.order_by("look_again_on", "id")[:SHOWN]), on=on, by=by)


def notes_that_wait(*, on: date, by: Actor) -> tuple[PracticeCard, ...]:
    """Both for my day: the actor's own to look at again, and those of others to check; 25 at most. One query,
    and one more where there are any."""
    mine = Q(author_id=by.id, state=NoteState.IN_USE, superseded_at=None, look_again_on__lte=on)
    others = Q(state=NoteState.CHECKING) & ~Q(author_id=by.id)
    rows = notes_within(by).filter(mine | others)
    return _cards(list(rows.order_by("submitted_at", "id")[:SHOWN]), on=on, by=by)


def practice_sheet(note_id: UUID, *, on: date, by: Actor) -> PracticeSheet:
    """One note. Raises `Hidden`. Six queries at most."""
    row = note_within(note_id, by=by)
    endorsed = list(endorsements_within(by).filter(note_id=note_id).order_by("since_at", "id"))
    people = {row.author_id, row.sent_back_by_id, row.checked_by_id, row.looked_by_id, row.withdrawn_by_id}
    names = names_of({one for one in people if one} | {one.member_id for one in endorsed}, by=by)
    newer = notes_within(by).filter(follows_id=note_id, in_use_at__isnull=False)
    earlier = wordings_within(by).filter(note_id=note_id).order_by("-version")
    asked = row.from_question_id
    is_asked_seen = asked is not None and questions_within(by).filter(pk=asked).exists()

    def name(one: UUID | None) -> str:
        return names.get(one, "") if one else ""

    return PracticeSheet(
        card=practice_card(row, names, me=by.id, on=on),
        none_says=row.none_says,
        sent_back_by=name(row.sent_back_by_id),
        sent_back_why=row.sent_back_why,
        checked_by=name(row.checked_by_id),
        is_checked_by_me=row.checked_by_id == by.id,
        checked_none_says=row.checked_none_says,
        looked_by=name(row.looked_by_id),
        looked_at=row.looked_at,
        withdrawn_by=name(row.withdrawn_by_id),
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        endorsed_by=tuple(name(one.member_id) for one in endorsed),
        is_endorsed_by_me=any(one.member_id == by.id for one in endorsed),
        follows=row.follows_id,
        followed_by=newer.values_list("pk", flat=True).first(),
        from_question=asked if is_asked_seen else None,
        earlier=tuple(
            WordingCard(version=one.version, title=one.title, says=one.says, written_at=one.written_at)
            for one in earlier
        ),
    )


def pointed_sheet(note_id: UUID, *, on: date, by: Actor, at: datetime) -> PracticeSheet:
    """The same for whoever gives a note on or checks it, with what looks like a person's data to them. Raises
    `Hidden`. Eleven queries at most."""
    sheet = practice_sheet(note_id, on=on, by=by)
    return replace(sheet, pointed=pointed_at(sheet.card.title, sheet.card.says, by=by, at=at))


def _kept(sought: Sought, *, on: date, by: Actor) -> QuerySet[Note]:
    rows = notes_within(by).filter(in_use_at__isnull=False)
    if not sought.with_old:
        rows = rows.filter(state=NoteState.IN_USE, superseded_at=None)
    if sought.is_overdue:
        rows = rows.filter(state=NoteState.IN_USE, superseded_at=None, look_again_on__lte=on)
    if sought.ties.elements:
        rows = rows.filter(elements__overlap=list(sought.ties.elements))
    if sought.ties.countries:
        rows = rows.filter(countries__overlap=list(sought.ties.countries))
    if sought.ties.claims:
        rows = rows.filter(claims__overlap=list(sought.ties.claims))
    return rows


def _some(rows: QuerySet[Note], words: str, after: str, *, on: date, by: Actor) -> NotesFound:
    place = after.removeprefix(_SOME)
    found = _page(rows.filter(_having(words, "any", by)), place, on=on, by=by)
    return replace(found, after=f"{_SOME}{found.after}" if found.after else "", is_some=bool(found.cards))


def _having(words: str, way: str, by: Actor) -> Q:
    """Rows that have the words as the grammar of their language bends them; any of them with that way."""
    languages = notes_within(by).order_by().values_list("language", flat=True).distinct()
    return reduce(
        or_, (Q(language=code) & Q(words=_asked(words, way, code)) for code in languages), Q(pk=None)
    )


def _asked(words: str, way: str, language: str) -> SearchQuery:
    grammar = CONFIGS.get(language, PLAIN)
    if way == "websearch":
        return SearchQuery(words, config=grammar, search_type="websearch")
    each = (SearchQuery(word, config=grammar) for word in words.split())
    return reduce(or_, each)


def _page(rows: QuerySet[Note], after: str, *, on: date, by: Actor) -> NotesFound:
    if place := _place(after):
        at, id = place
        rows = rows.filter(Q(in_use_at__lt=at) | Q(in_use_at=at, id__lt=id))
    found = list(rows.order_by("-in_use_at", "-id")[: SHOWN + 1])
    cards = _cards(found[:SHOWN], on=on, by=by)
    last = cards[-1] if len(found) > SHOWN else None
    further = f"{last.in_use_at.isoformat()}.{last.id}" if last and last.in_use_at else ""
    return NotesFound(cards=cards, after=further)


def _cards(rows: Iterable[Note], *, on: date, by: Actor) -> tuple[PracticeCard, ...]:
    found = list(rows)
    names = names_of({row.author_id for row in found}, by=by) if found else {}
    return tuple(practice_card(row, names, me=by.id, on=on) for row in found)


def _place(after: str) -> tuple[datetime, UUID] | None:
    moment, _, id = after.rpartition(".")
    try:
        return datetime.fromisoformat(moment), UUID(id)
    except ValueError:
        return None
