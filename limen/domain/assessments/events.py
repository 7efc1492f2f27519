"""What can happen on an evidence board. The texts are in the versions of its pieces; the journal names their
digests."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class BoardOpened(CaseEvent):
    """`template` and `analysis` are those of the pack, as they were on `governed_on`; either may be empty."""

    kind = "assessments.board_opened"
    personal = ()
    says = _("{by} opened an evidence board.")

    board_id: UUID
    application_id: UUID
    person_id: UUID
    pack: str
    fingerprint: str
    template: str
    governed_on: str
    analysis: str = ""


@dataclass(frozen=True, kw_only=True)
class AnalysisOpened(CaseEvent):
    """On a board that had none; by the edition with that fingerprint, as it was on `governed_on`."""

    kind = "assessments.analysis_opened"
    personal = ()
    says = _("{by} opened the legal analysis on an evidence board, by the edition {fingerprint}.")

    board_id: UUID
    edition_id: UUID
    pack: str
    fingerprint: str
    analysis: str
    governed_on: str


@dataclass(frozen=True, kw_only=True)
class OnBoard:
    """Something that happened to one piece. `of_id`: the fact that it stands beside, if it does."""

    board_id: UUID
    piece_id: UUID
    of_id: UUID | None
    number: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class FactStated(OnBoard, CaseEvent):
    kind = "assessments.fact_stated"
    personal = ()
    says = _("{by} stated a material fact on the evidence board.")


@dataclass(frozen=True, kw_only=True)
class EvidenceLinked(OnBoard, CaseEvent):
    kind = "assessments.evidence_linked"
    personal = ()
    says = _("{by} linked evidence on the board.")


@dataclass(frozen=True, kw_only=True)
class DiscrepancyNoted(OnBoard, CaseEvent):
    kind = "assessments.discrepancy_noted"
    personal = ()
    says = _("{by} noted a discrepancy on the evidence board.")


@dataclass(frozen=True, kw_only=True)
class DiscrepancyPut(OnBoard, CaseEvent):
    kind = "assessments.discrepancy_put"
    personal = ()
    says = _("{by} wrote down that a discrepancy was put to the applicant, with the answer.")


@dataclass(frozen=True, kw_only=True)
class DiscrepancyViewed(OnBoard, CaseEvent):
    kind = "assessments.discrepancy_viewed"
    personal = ()
    says = _("{by} said what they make of a discrepancy.")


@dataclass(frozen=True, kw_only=True)
class IndicatorsWeighed(OnBoard, CaseEvent):
    kind = "assessments.indicators_weighed"
    personal = ()
    says = _("{by} looked at the indicators on the evidence board.")


@dataclass(frozen=True, kw_only=True)
class CircumstancesConsidered(OnBoard, CaseEvent):
    kind = "assessments.circumstances_considered"
    personal = ()
    says = _("{by} looked at the circumstances of the person.")


@dataclass(frozen=True, kw_only=True)
class DistortionsConsidered(OnBoard, CaseEvent):
    kind = "assessments.distortions_considered"
    personal = ()
    says = _("{by} looked at what may distort the account.")


@dataclass(frozen=True, kw_only=True)
class ConditionsAnswered(OnBoard, CaseEvent):
    kind = "assessments.conditions_answered"
    personal = ()
    says = _("{by} answered the conditions for facts without proof.")


@dataclass(frozen=True, kw_only=True)
class Concluded(OnBoard, CaseEvent):
    kind = "assessments.concluded"
    personal = ()
    says = _("{by} concluded on the evidence board.")


@dataclass(frozen=True, kw_only=True)
class HappeningStated(OnBoard, CaseEvent):
    kind = "assessments.happening_stated"
    personal = ()
    says = _("{by} stated an event of the account.")


@dataclass(frozen=True, kw_only=True)
class TellingAdded(OnBoard, CaseEvent):
    kind = "assessments.telling_added"
    personal = ()
    says = _("{by} added how a source tells an event of the account.")


@dataclass(frozen=True, kw_only=True)
class HarmStated(OnBoard, CaseEvent):
    kind = "assessments.harm_stated"
    personal = ()
    says = _("{by} stated a feared harm for the legal analysis.")


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(OnBoard, CaseEvent):
    """`of_id` is the harm that was asked about; None where it was the person."""

    kind = "assessments.question_answered"
    personal = ()
    says = _("{by} answered a question of the legal analysis.")

    question: str


@dataclass(frozen=True, kw_only=True)
class ArgumentStated(OnBoard, CaseEvent):
    kind = "assessments.argument_stated"
    personal = ()
    says = _("{by} wrote down an argument that was put forward for the applicant.")


@dataclass(frozen=True, kw_only=True)
class ArgumentLeft(OnBoard, CaseEvent):
    kind = "assessments.argument_left"
    personal = ()
    says = _("{by} said why an argument needs no answer in the decision.")


@dataclass(frozen=True, kw_only=True)
class PieceWithdrawn(CaseEvent):
    """It stays readable, with who withdrew it and why."""

    kind = "assessments.piece_withdrawn"
    personal = ("why",)
    says = _("{by} withdrew something from the evidence board.")

    board_id: UUID
    piece_id: UUID
    sort: str
    why: str
