"""What can happen to practice notes and to questions among colleagues. No event holds what a text says: it
was written before anybody checked that nobody is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Written(OrganisationEvent):
    kind = "practice.written"
    personal = ()
    says = _("{by} began a practice note. Nobody else sees it yet.")

    note_id: UUID
    follows: UUID | None


@dataclass(frozen=True, kw_only=True)
class NoteMade(OrganisationEvent):
    kind = "practice.note_made"
    personal = ()
    says = _("{by} began a practice note from a question and its answers. Nobody else sees it yet.")

    note_id: UUID
    question_id: UUID


@dataclass(frozen=True, kw_only=True)
class Revised(OrganisationEvent):
    kind = "practice.revised"
    personal = ()
    says = _("{by} revised a practice note that is not in use yet.")

    note_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Submitted(OrganisationEvent):
    kind = "practice.submitted"
    personal = ("none_says",)
    says = _("{by} gave a practice note to a second person, who checks that nobody is in it.")

    note_id: UUID
    version: int
    pointed: int
    none_says: str


@dataclass(frozen=True, kw_only=True)
class Confirmed(OrganisationEvent):
    kind = "practice.confirmed"
    personal = ("none_says",)
    says = _("{by} confirmed that nobody is in a practice note. It is in use until it is looked at again.")

    note_id: UUID
    version: int
    confirms: str
    pointed: int
    none_says: str
    look_again_on: date


@dataclass(frozen=True, kw_only=True)
class SentBack(OrganisationEvent):
    kind = "practice.sent_back"
    personal = ("why",)
    says = _("{by} sent a practice note back to its author.")

    note_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Endorsed(OrganisationEvent):
    kind = "practice.endorsed"
    personal = ()
    says = _("{by} stands by a practice note with their name.")

    note_id: UUID


@dataclass(frozen=True, kw_only=True)
class EndorsementEnded(OrganisationEvent):
    kind = "practice.endorsement_ended"
    personal = ()
    says = _("{by} took their name back from a practice note.")

    note_id: UUID


@dataclass(frozen=True, kw_only=True)
class LookedAgain(OrganisationEvent):
    kind = "practice.looked_again"
    personal = ()
    says = _("{by} looked at a practice note again: it still holds, until {look_again_on}.")

    note_id: UUID
    look_again_on: date


@dataclass(frozen=True, kw_only=True)
class Withdrawn(OrganisationEvent):
    kind = "practice.withdrawn"
    personal = ("why",)
    says = _("{by} withdrew a practice note.")

    note_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Asked(OrganisationEvent):
    kind = "practice.asked"
    personal = ("none_says",)
    says = _("{by} asked colleagues a question.")

    question_id: UUID
    pointed: int
    none_says: str


@dataclass(frozen=True, kw_only=True)
class Replied(OrganisationEvent):
    kind = "practice.replied"
    personal = ("none_says",)
    says = _("{by} answered a question of a colleague.")

    question_id: UUID
    reply_id: UUID
    pointed: int
    none_says: str


@dataclass(frozen=True, kw_only=True)
class Closed(OrganisationEvent):
    kind = "practice.closed"
    personal = ()
    says = _("{by} closed their question to colleagues.")

    question_id: UUID


@dataclass(frozen=True, kw_only=True)
class TakenBack(OrganisationEvent):
    kind = "practice.taken_back"
    personal = ()
    says = _("{by} took their question to colleagues back. Only they see it from now on.")

    question_id: UUID
