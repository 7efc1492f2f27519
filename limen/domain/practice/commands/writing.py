"""Writing a note, and giving it to a second person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.identity.queries.people import names_of
from limen.domain.practice import rules
from limen.domain.practice.events import NoteMade, Revised, Submitted, Written
from limen.domain.practice.models import Draft, EarlierWording, Note, Reply
from limen.domain.practice.names import NoteState, Ties, Wording
from limen.domain.practice.queries.drafts import typed_into
from limen.domain.practice.queries.pointing import pointed_at
from limen.domain.practice.queries.reach import locked_practice, question_within, replies_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if

TITLE = 200


@command("practice.write")
def write(
    wording: Wording,
    *,
    unit_id: UUID | None = None,
    follows: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Written:
    """Begin a note, for a unit or for the whole house. `follows`: the note in use whose place it takes."""
    older = locked_practice(follows, by=by) if follows is not None else None
    unit_is_ours = unit_id is None or unit_id in by.units_within(Reach.ASSIGNED)
    refuse_if(rules.obstacles_to_writing(wording, unit_is_ours=unit_is_ours, follows=older))
    row = _row(wording, unit_id=unit_id, by=by, at=at)
    row.follows = older
    row.save(force_insert=True)
    typed_into(None, by=by).delete()
    return Written(note_id=row.pk, follows=follows)


@command("practice.make_note")
def make_note(question_id: UUID, *, by: Actor, at: datetime) -> NoteMade:
    """Begin a note from a question and its answers, tied to what the question is tied to. It is a draft like
    any other: a second person checks it before anybody else reads it."""
    question = question_within(question_id, by=by)
    replies = list(replies_within(by).filter(question_id=question_id).order_by("replied_at", "id"))
    refuse_if(rules.obstacles_to_making(question, replies=len(replies)))
    ties = Ties(
        elements=tuple(question.elements), countries=tuple(question.countries), claims=tuple(question.claims)
    )
    wording = Wording(title=question.says[:TITLE], says=_together(question.says, replies), ties=ties)
    row = _row(wording, unit_id=question.to_unit_id, by=by, at=at)
    row.from_question = question
    row.save(force_insert=True)
    return NoteMade(note_id=row.pk, question_id=question_id)


@command("practice.revise")
def revise(note_id: UUID, wording: Wording, *, version: int, by: Actor, at: datetime) -> Revised:
    """Say it better while it is a draft. `version` is the one the author had before them; if it is no longer
    the latest, nothing is changed and `Conflict` carries both texts."""
    row = locked_practice(note_id, by=by)
    refuse_if(rules.obstacles_to_revising(row, wording, by=by))
    if row.version != version:
        raise _conflict(row, version, by)
    EarlierWording.objects.create(
        id=new_id(), note=row, author_id=by.id, version=row.version, title=row.title, says=row.says,
        written_at=row.written_at,
    )  # fmt: skip
    tidy = wording.tidy()
    Note.objects.filter(pk=note_id).update(
        title=tidy.title,
        says=tidy.says,
        language=tidy.language,
        elements=list(tidy.ties.elements),
        countries=list(tidy.ties.countries),
        claims=list(tidy.ties.claims),
        version=version + 1,
        written_at=at,
    )
    typed_into(note_id, by=by).delete()
    return Revised(note_id=note_id, version=version + 1)


@command("practice.submit")
def submit(note_id: UUID, *, none_says: str = "", by: Actor, at: datetime) -> Submitted:
    """Give a draft to a second person. What looks like a person's data is taken out first, or `none_says`
    says why it is none."""
    row = locked_practice(note_id, by=by)
    obstacles = rules.obstacles_to_submitting(row, by=by)
    pointed = pointed_at(row.title, row.says, by=by, at=at) if not obstacles else ()
    refuse_if(obstacles + rules.obstacles_to_pointed(pointed, none_says=none_says))
    Note.objects.filter(pk=note_id).update(
        state=NoteState.CHECKING,
        submitted_at=at,
        none_says=none_says.strip(),
        sent_back_by=None,
        sent_back_why="",
    )
    return Submitted(note_id=note_id, version=row.version, pointed=len(pointed), none_says=none_says.strip())


def keep_draft(note_id: UUID | None, *, text: str, base_version: int, by: Actor, at: datetime) -> datetime:
    """Keep what the actor is typing, and say when it was kept.

    Not an act: nothing has been said yet, nobody else can see it, and the journal would fill with half words.
    """
    by.require("practice.write")
    if note_id is not None:
        refuse_if(rules.obstacles_to_typing(locked_practice(note_id, by=by), by=by))
    kept = typed_into(note_id, by=by)
    if not kept.update(text=text, base_version=base_version, saved_at=at):
        Draft.objects.create(
            member_id=by.id, note_id=note_id, text=text, base_version=base_version, saved_at=at
        )
    return at


def _row(wording: Wording, *, unit_id: UUID | None, by: Actor, at: datetime) -> Note:
    tidy = wording.tidy()
    return Note(
        id=new_id(),
        organisation_id=by.organisation_id,
        unit_id=unit_id,
        author_id=by.id,
        title=tidy.title[:TITLE],
        says=tidy.says,
        language=tidy.language,
        elements=list(tidy.ties.elements),
        countries=list(tidy.ties.countries),
        claims=list(tidy.ties.claims),
        written_at=at,
    )


def _together(question: str, replies: list[Reply]) -> str:
    return "\n\n".join([question, *(reply.says for reply in replies)])


def _conflict(row: Note, version: int, by: Actor) -> Conflict:
    base = EarlierWording.objects.filter(note=row, version=version).first()
    name = names_of({row.author_id}, by=by).get(row.author_id, "")
    return Conflict(
        theirs=Text(says=row.says, by_name=name, at=row.written_at),
        base=Text(says=base.says, by_name=name, at=base.written_at) if base else None,
        version=row.version,
    )
