"""What can happen to screenings and to matters of safety. No event holds an answer or a score."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Asked(CaseEvent):
    kind = "screenings.asked"
    personal = ()
    says = _("{by} asked whether somebody wants to answer a questionnaire.")

    screening_id: UUID
    instrument: str
    consent: str


@dataclass(frozen=True, kw_only=True)
class Answered(CaseEvent):
    kind = "screenings.answered"
    personal = ()
    says = _("{by} wrote down an answer of a questionnaire.")

    screening_id: UUID
    item: str


@dataclass(frozen=True, kw_only=True)
class Finished(CaseEvent):
    kind = "screenings.finished"
    personal = ()
    says = _("{by} finished a questionnaire.")

    screening_id: UUID


@dataclass(frozen=True, kw_only=True)
class Withdrawn(CaseEvent):
    kind = "screenings.withdrawn"
    personal = ()
    says = _("{by} withdrew a questionnaire.")

    screening_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatterOpened(CaseEvent):
    kind = "screenings.matter_opened"
    personal = ()
    says = _("{by} wrote down that the safety of a person comes first now.")

    matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class StepTaken(CaseEvent):
    kind = "screenings.step_taken"
    personal = ()
    says = _("{by} wrote down a step of safety.")

    matter_id: UUID
    step: str
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class MatterClosed(CaseEvent):
    kind = "screenings.matter_closed"
    personal = ()
    says = _("{by} closed a matter of safety and said why.")

    matter_id: UUID
