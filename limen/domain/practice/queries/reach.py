"""The application's own wall around practice notes and questions: for those who work on cases in this house,
and of a unit for those who work in it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.identity.models import Member
from limen.domain.practice.models import EarlierWording, Endorsement, Note, Question, Reply
from limen.domain.practice.names import NoteState
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden

READS = "practice.ask"


def notes_within(by: Actor) -> QuerySet[Note]:
    """Notes that the actor may know of: one's own, those that wait to be checked, all that ever were in use,
    and what one sent back or withdrew oneself."""
    if not by.may(READS):
        return Note.objects.none()
    units = Q(unit=None) | Q(unit_id__in=by.units_within(Reach.ASSIGNED))
    shown = Q(state=NoteState.CHECKING) | Q(in_use_at__isnull=False)
    mine = Q(author_id=by.id) | Q(sent_back_by_id=by.id) | Q(withdrawn_by_id=by.id)
    return Note.objects.filter(units, shown | mine, organisation_id=by.organisation_id).defer("words")


def note_within(note_id: UUID, *, by: Actor) -> Note:
    """One note. Raises `Hidden`."""
    row = notes_within(by).filter(pk=note_id).first()
    if row is None:
        raise Hidden(f"practice note {note_id}")
    return row


def locked_practice(note_id: UUID, *, by: Actor) -> Note:
    """A note, locked for the rest of the act. Raises `Hidden`."""
    row = notes_within(by).filter(pk=note_id).select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"practice note {note_id}")
    return row


def wordings_within(by: Actor) -> QuerySet[EarlierWording]:
    """What one's own notes said before one revised them."""
    return EarlierWording.objects.filter(author_id=by.id, note__in=notes_within(by))


def endorsements_within(by: Actor) -> QuerySet[Endorsement]:
    """Who stands by notes that the actor may know of."""
    return Endorsement.objects.filter(until_at=None, note__in=notes_within(by))


def questions_within(by: Actor) -> QuerySet[Question]:
    """Questions that one asked, or that were asked of oneself, of one's unit or of the house. What was taken
    back is seen by whoever asked."""
    if not by.may(READS):
        return Question.objects.none()
    units = Q(to_unit=None) | Q(to_unit_id__in=by.units_within(Reach.ASSIGNED))
    to_me = (Q(to_member=None) & units) | Q(to_member_id=by.id)
    return Question.objects.filter(
        Q(asked_by_id=by.id) | Q(taken_back_at=None) & to_me, organisation_id=by.organisation_id
    )


def question_within(question_id: UUID, *, by: Actor) -> Question:
    """One question. Raises `Hidden`."""
    row = questions_within(by).filter(pk=question_id).first()
    if row is None:
        raise Hidden(f"question {question_id}")
    return row


def locked_question(question_id: UUID, *, by: Actor) -> Question:
    """A question, locked for the rest of the act where it is the actor's own. Raises `Hidden`."""
    rows = questions_within(by).filter(pk=question_id)
    row = rows.first()
    if row is not None and row.asked_by_id == by.id:
        row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"question {question_id}")
    return row


def replies_within(by: Actor) -> QuerySet[Reply]:
    """Answers to questions that the actor may know of."""
    return Reply.objects.filter(question__in=questions_within(by))


def is_colleague(member_id: UUID, *, by: Actor) -> bool:
    """Whether somebody of that id is of the actor's organisation."""
    return Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).exists()
