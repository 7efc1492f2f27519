"""What can happen to a decision. The texts are in its versions and papers, not in the journal; their hashes
are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent, OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Begun(CaseEvent):
    kind = "decisions.begun"
    personal = ("why",)
    says = _("{by} began a decision.")

    decision_id: UUID
    person_ids: tuple[UUID, ...]
    application_id: UUID | None
    pack: str
    fingerprint: str
    is_separate: bool
    instead_of_id: UUID | None
    why: str


@dataclass(frozen=True, kw_only=True)
class VersionSaved(CaseEvent):
    kind = "decisions.version_saved"
    personal = ()
    says = _("{by} wrote in the decision (version {number}).")

    decision_id: UUID
    number: int
    section: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class ParagraphInserted(CaseEvent):
    kind = "decisions.paragraph_inserted"
    personal = ()
    says = _("{by} put a standard paragraph into the decision (version {number}).")

    decision_id: UUID
    number: int
    section: str
    paragraph_id: UUID
    digest: str


@dataclass(frozen=True, kw_only=True)
class OutcomeSet(CaseEvent):
    kind = "decisions.outcome_set"
    personal = ()
    says = _("{by} set what the decision comes to: {outcome_says}.")

    decision_id: UUID
    number: int
    person_id: UUID
    outcome: str
    outcome_says: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Commented(CaseEvent):
    kind = "decisions.commented"
    personal = ()
    says = _("{by} made a remark on the decision.")

    decision_id: UUID
    comment_id: UUID
    number: int
    section: str


@dataclass(frozen=True, kw_only=True)
class CommentResolved(CaseEvent):
    kind = "decisions.comment_resolved"
    personal = ()
    says = _("{by} dealt with a remark on the decision.")

    decision_id: UUID
    comment_id: UUID


@dataclass(frozen=True, kw_only=True)
class Answered(CaseEvent):
    kind = "decisions.answered"
    personal = ("why",)
    says = _("{by} answered what the law asks of the decision: {question}.")

    decision_id: UUID
    question: str
    answer: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Waived(CaseEvent):
    kind = "decisions.waived"
    personal = ("why",)
    says = _("{by} waived what the law asks of the decision: {question}. {why}")

    decision_id: UUID
    question: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Submitted(CaseEvent):
    kind = "decisions.submitted"
    personal = ()
    says = _("{by} sent version {number} of the decision to the second reader.")

    decision_id: UUID
    number: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class OpenedForReading(CaseEvent):
    kind = "decisions.opened_for_reading"
    personal = ()
    says = _("{by} opened version {number} of the decision as second reader.")

    decision_id: UUID
    number: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Approved(CaseEvent):
    kind = "decisions.approved"
    personal = ("why",)
    says = _("{by} approved version {number} of the decision.")

    decision_id: UUID
    number: int
    digest: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SentBack(CaseEvent):
    kind = "decisions.sent_back"
    personal = ("why",)
    says = _("{by} sent version {number} of the decision back.")

    decision_id: UUID
    number: int
    digest: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Signed(CaseEvent):
    kind = "decisions.signed"
    personal = ()
    says = _("{by} signed the decision (version {number}).")

    decision_id: UUID
    signature_id: UUID
    number: int
    digest: str
    pdf_digest: str
    word_digest: str
    template_digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Served(CaseEvent):
    kind = "decisions.served"
    personal = ("proof",)
    says = _("{by} recorded that the decision was served on {served_on}.")

    decision_id: UUID
    service_id: UUID
    person_id: UUID
    way: str
    served_on: date
    language: str
    proof: str
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class SetAside(CaseEvent):
    kind = "decisions.set_aside"
    personal = ("why",)
    says = _("{by} set a decision aside before it was signed: {why}")

    decision_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class ParagraphKept(OrganisationEvent):
    kind = "decisions.paragraph_kept"
    personal = ()
    says = _("{by} kept the standard paragraph “{title}” (version {number}).")

    paragraph_id: UUID
    unit_id: UUID
    title: str
    number: int


@dataclass(frozen=True, kw_only=True)
class TemplateKept(OrganisationEvent):
    kind = "decisions.template_kept"
    personal = ()
    says = _("{by} put the Word template “{title}” in force (version {number}).")

    template_id: UUID
    title: str
    number: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class TemplateEnded(OrganisationEvent):
    kind = "decisions.template_ended"
    personal = ()
    says = _("{by} went back from the Word template “{title}” (version {number}) to that of the house.")

    template_id: UUID
    title: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ParagraphEnded(OrganisationEvent):
    kind = "decisions.paragraph_ended"
    personal = ()
    says = _("{by} ended the standard paragraph “{title}”.")

    paragraph_id: UUID
    unit_id: UUID
    title: str
