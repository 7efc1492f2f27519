"""Why a note or a question cannot go on now, and which pieces of a text look like a person's data. Pure
questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from limen.domain.practice.models import Note, Question
from limen.domain.practice.names import Looks, NoteState, Pointed, Ties, Wording
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle
from limen.likeness.reading_days import in_our_digits
from limen.reference.countries import is_country
from limen.reference.languages import is_language

LEADS = "cases.assign"  # whoever leads a unit may withdraw what others wrote
_MOST_POINTED = 30
_LOOKS = (
    (Looks.EMAIL, re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.\w{2,}")),
    (Looks.DAY, re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[.-]\d{1,2}[.-]\d{1,2})\b")),
    (Looks.DAY, re.compile(r"\b\d{1,2}\.?\s+[^\W\d_]{3,12}\.?,?\s+(?:1[3-9]|20)\d\d\b")),
    (Looks.TELEPHONE, re.compile(r"(?:\+|\b00)\d[\d ()/.-]{6,17}\d\b|\b0\d{2,5}[ /-]\d[\d -]{3,10}\d\b")),
    (Looks.NUMBER, re.compile(r"\b[A-Z]{1,6}[-/ ]?(?:\d{2,4}[-/])?\d{5,}\b|\b\d(?:[ -]?\d){6,}\b")),
)


def looks_like_somebody(text: str) -> tuple[Pointed, ...]:
    """The pieces of a text that look like a person's data by their shape alone, each once; 30 at most."""
    rest = in_our_digits(text)
    found: list[Pointed] = []
    for looks, shape in _LOOKS:
        found += [Pointed(looks=looks, words=one.strip()) for one in shape.findall(rest)]
        rest = shape.sub(lambda one: " " * len(one.group()), rest)
    return tuple(dict.fromkeys(found))[:_MOST_POINTED]


def obstacles_to_pointed(pointed: Sequence[Pointed], *, none_says: str) -> list[Obstacle]:
    """What looks like a person's data is taken out, or somebody says why it is none."""
    if not pointed or none_says.strip():
        return []
    words = ", ".join(dict.fromkeys(one.words for one in pointed))
    says = _("This looks like a person's data: %(words)s. Take it out, or say why it is none.")
    return [Obstacle("pointed", says % {"words": words})]


def obstacles_to_writing(
    wording: Wording, *, unit_is_ours: bool = True, follows: Note | None = None
) -> list[Obstacle]:
    """It says something, under a title, about something."""
    obstacles = [*_of_words(wording), *_of_ties(wording.ties)]
    if not unit_is_ours:
        obstacles.append(Obstacle("unit", _("You do not work in this unit.")))
    if follows is not None and (follows.state != NoteState.IN_USE or follows.superseded_at is not None):
        says = _("It is not in use any more, so nothing can take its place. Write a new one.")
        obstacles.append(Obstacle("follows", says))
    return obstacles


def obstacles_to_revising(note: Note, wording: Wording, *, by: Actor) -> list[Obstacle]:
    """The author revises a draft; what is in use is followed by a newer one."""
    return [*_of_own_draft(note, by), *_of_words(wording), *_of_ties(wording.ties)]


def obstacles_to_typing(note: Note, *, by: Actor) -> list[Obstacle]:
    """One types into one's own drafts."""
    return _of_own_draft(note, by)


def obstacles_to_submitting(note: Note, *, by: Actor) -> list[Obstacle]:
    """The author gives a draft to a second person."""
    return _of_own_draft(note, by)


def obstacles_to_checking(note: Note, *, by: Actor) -> list[Obstacle]:
    """A second person answers what waits to be checked."""
    obstacles = []
    if note.state != NoteState.CHECKING:
        obstacles.append(Obstacle("state", _("It does not wait to be checked.")))
    if note.author_id == by.id:
        obstacles.append(Obstacle("second_person", _("You wrote this note. Somebody else must check it.")))
    return obstacles


def obstacles_to_confirming(
    note: Note, *, confirms: bool, look_again_on: date, on: date, is_followed: bool, by: Actor
) -> list[Obstacle]:
    """The second person says in so many words that nobody is in it, and when to look again."""
    obstacles = obstacles_to_checking(note, by=by)
    if not confirms:
        says = _("Say that nobody is in it. If you cannot, send it back and say why.")
        obstacles.append(Obstacle("confirms", says))
    if is_followed:
        obstacles.append(
            Obstacle("followed", _("Another note has taken the place of the older one already."))
        )
    return obstacles + _of_looking(look_again_on, on)


def obstacles_to_sending_back(note: Note, *, why: str, by: Actor) -> list[Obstacle]:
    """The second person says what must change."""
    obstacles = obstacles_to_checking(note, by=by)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say what must change. Do not repeat a name or a number.")))
    return obstacles


def obstacles_to_endorsing(note: Note, *, is_endorsed: bool, by: Actor) -> list[Obstacle]:
    """Somebody else than the author stands by what is in use, once."""
    obstacles = _of_use(note)
    if note.author_id == by.id:
        obstacles.append(Obstacle("own", _("You wrote this note; your name stands by it already.")))
    if is_endorsed:
        obstacles.append(Obstacle("endorsed", _("Your name stands by it already.")))
    return obstacles


def not_endorsed() -> Obstacle:
    """One takes back what one gave."""
    return Obstacle("not_endorsed", _("Your name does not stand by it."))


def obstacles_to_looking_again(note: Note, *, look_again_on: date, on: date) -> list[Obstacle]:
    """It still holds, and is looked at again on a later day."""
    return _of_use(note) + _of_looking(look_again_on, on)


def obstacles_to_withdrawing(note: Note, *, why: str, by: Actor) -> list[Obstacle]:
    """The author, whoever checked it, or somebody who leads takes a note out of use, and says why."""
    obstacles = []
    if note.state == NoteState.WITHDRAWN:
        obstacles.append(Obstacle("withdrawn", _("It was withdrawn already.")))
    if by.id not in (note.author_id, note.checked_by_id) and not by.may(LEADS):
        says = _("Its author, whoever checked it, or somebody who leads a unit can withdraw it.")
        obstacles.append(Obstacle("not_yours", says))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why nobody should go by it any more.")))
    return obstacles


def obstacles_to_asking(
    *, says: str, ties: Ties, is_one: bool, reaches: bool, is_oneself: bool
) -> list[Obstacle]:
    """A question, to one colleague, to one unit or to the house."""
    obstacles = [*_of_ties(ties, needed=False)]
    if not says.strip():
        obstacles.append(Obstacle("says", _("Write the question.")))
    if not is_one:
        obstacles.append(Obstacle("whom", _("Ask a colleague or a unit, not both.")))
    if not reaches:
        obstacles.append(Obstacle("whom", _("There is no such colleague or unit in this house.")))
    if is_oneself:
        obstacles.append(Obstacle("oneself", _("Ask somebody else than yourself.")))
    return obstacles


def obstacles_to_replying(question: Question, *, says: str) -> list[Obstacle]:
    """An answer, while the question is open."""
    obstacles = _of_open(question)
    if not says.strip():
        obstacles.append(Obstacle("says", _("Write the answer.")))
    return obstacles


def obstacles_to_ending(question: Question, *, by: Actor) -> list[Obstacle]:
    """Whoever asked closes a question or takes it back, once."""
    obstacles = _of_open(question)
    if question.asked_by_id != by.id:
        obstacles.append(Obstacle("not_yours", _("Whoever asked closes the question.")))
    return obstacles


def obstacles_to_making(question: Question, *, replies: int) -> list[Obstacle]:
    """There is an answer to make a note of."""
    obstacles = []
    if question.taken_back_at is not None:
        obstacles.append(Obstacle("taken_back", _("This question was taken back.")))
    if not replies:
        obstacles.append(Obstacle("no_reply", _("Nobody has answered it yet.")))
    return obstacles


def _of_words(wording: Wording) -> Iterator[Obstacle]:
    if not wording.title.strip():
        yield Obstacle("title", _("Give it a title that says what was learned."))
    if not wording.says.strip():
        yield Obstacle("says", _("Write what was learned."))
    if not is_language(wording.language):
        yield Obstacle("language", _("Say in which language it is, by its code of three letters."))


def _of_ties(ties: Ties, *, needed: bool = True) -> Iterator[Obstacle]:
    if needed and not ties:
        says = _("Say what it is about: a question of the law, a country or a kind of application.")
        yield Obstacle("ties", says)
    unknown = _first(code for code in ties.countries if not is_country(code))
    if unknown:
        yield Obstacle("country", _("There is no country with the code %(code)s.") % {"code": unknown})


def _of_own_draft(note: Note, by: Actor) -> list[Obstacle]:
    if note.author_id != by.id:
        return [Obstacle("not_yours", _("Only its author changes a draft."))]
    if note.state != NoteState.DRAFT:
        return [Obstacle("state", _("It is no draft any more."))]
    return []


def _of_use(note: Note) -> list[Obstacle]:
    if note.state == NoteState.IN_USE and note.superseded_at is None:
        return []
    return [Obstacle("state", _("It is not in use."))]


def _of_looking(look_again_on: date, on: date) -> list[Obstacle]:
    if look_again_on > on:
        return []
    return [Obstacle("look_again_on", _("The day to look at it again must still be to come."))]


def _of_open(question: Question) -> list[Obstacle]:
    if question.taken_back_at is not None:
        return [Obstacle("taken_back", _("This question was taken back."))]
    if question.closed_at is not None:
        return [Obstacle("closed", _("This question is closed."))]
    return []


def _first(names: Iterable[str]) -> str:
    return next(iter(names), "")
