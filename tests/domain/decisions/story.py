"""A decision as the stories need it: a small law that asks for something, a case with two people, and the way
to each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.commands.assigning import assign
from limen.domain.cases.commands.joining import add_party, register_applicant
from limen.domain.cases.names import Part, PartyPart
from limen.domain.decisions.commands import answering, beginning, reviewing, signing, writing
from limen.domain.decisions.names import AnswerKind
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.structure import SECTIONS
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.people.registrations import NADIA, compared, named
from tests.lawbook import FILES, put_in_force

OUTCOMES = """
granted: {says: Granted, kind: grant, since: 2020-01-01, source: "Act, section 20", certainty: verified}
rejected: {says: Rejected, kind: refusal, since: 2020-01-01, source: "Act, section 21", certainty: verified,
  remedy: appeal}
"""
REQUIREMENTS = """
weighed:
  says: What is taken into account
  of: decision
  items:
    statements: {says: Statements of the applicant, since: 2020-01-01, source: "Act, section 22",
      certainty: verified, gate: considered}
contents:
  says: What a decision contains
  of: decision
  items:
    in_writing: {says: It is in writing, since: 2020-01-01, source: "Act, section 23", certainty: verified,
      gate: decision_in_writing}
    reasons: {says: Reasons in fact and in law, since: 2020-01-01, source: "Act, section 24",
      certainty: verified, only_for: [refusal], gate: reasons_given}
    translations: {says: What matters was translated, since: 2020-01-01, source: "Act, section 25",
      certainty: verified, gate: special_needs_assessed,
      waiver: "Act, section 25(2): for reasons that are recorded"}
    tone: {says: A calm tone, since: 2020-01-01, source: "Practice", certainty: unverified}
interviews:
  says: The interview
  of: interview
  items:
    held: {says: An interview was held or left out for a reason, since: 2020-01-01, source: "Act, section 26",
      certainty: verified, gate: interview_held_or_omitted}
    room: {says: A quiet room, since: 2020-01-01, source: "Practice", certainty: unverified,
      gate: recording_in_file}
"""
WORDS = """
letters:
  remedy_clause:
    says: Remedy and its time limit
    en: "You can appeal within {term}. The last day is {day}."
    ar: "يمكنك الطعن خلال {term}. اليوم الأخير هو {day}."
"""
LAW = FILES | {
    "atlantis/outcomes.yaml": OUTCOMES,
    "atlantis/requirements.yaml": REQUIREMENTS,
    "atlantis/words.yaml": WORDS,
}
QUESTIONS = ("weighed.statements", "contents.translations", "interviews.held")


@dataclass(frozen=True, kw_only=True)
class Story:
    """A case that Costa opened for two people, Berg's to decide and Farah's to know of."""

    cast: Cast
    now: datetime
    case: UUID
    amina: UUID
    basim: UUID

    def begin(self, by: Player | None = None, persons: Sequence[UUID] = ()) -> UUID:
        """A decision about Amina, or about these."""
        return beginning.begin(
            self.case,
            pack="atlantis",
            person_ids=persons or (self.amina,),
            by=(by or self.cast.berg).actor,
            at=self.now,
        ).decision_id

    def save(
        self, decision: UUID, section: str, text: str, *, version: int = 999, by: Player | None = None
    ) -> str:
        """Write a section; the digest of the version."""
        return writing.save_version(
            decision, section=section, text=text, version=version, on=ON, by=(by or self.cast.berg).actor,
            at=self.now,
        ).digest  # fmt: skip

    def written(self, outcome: str = "rejected", persons: Sequence[UUID] = ()) -> UUID:
        """Every section written, every question answered, everybody's outcome set."""
        decision = self.begin(persons=persons)
        for one in SECTIONS:
            self.save(decision, one.id, f"{one.id} of {{{{persons}}}}, {{{{nationality}}}}.")
        for person in persons or (self.amina,):
            writing.set_outcome(
                decision, person_id=person, outcome=outcome, on=ON, by=self.cast.berg.actor, at=self.now
            )
        for question in QUESTIONS:
            answering.answer(
                decision, question=question, kind=AnswerKind.CONSIDERED, says="See the facts.", on=ON,
                by=self.cast.berg.actor, at=self.now,
            )  # fmt: skip
        return decision

    def submitted(self, outcome: str = "rejected", persons: Sequence[UUID] = ()) -> tuple[UUID, str]:
        """Sent to the second reader; with the digest of the version."""
        decision = self.written(outcome, persons)
        found = reviewing.submit(decision, on=ON, by=self.cast.berg.actor, at=self.now)
        return decision, found.digest

    def opened(self, outcome: str = "rejected", persons: Sequence[UUID] = ()) -> tuple[UUID, str]:
        """Opened by Costa."""
        decision, digest = self.submitted(outcome, persons)
        reviewing.open_for_reading(decision, on=ON, by=self.cast.costa.actor, at=self.now)
        return decision, digest

    def approved(self, outcome: str = "rejected", persons: Sequence[UUID] = ()) -> tuple[UUID, str]:
        """Approved by Costa."""
        decision, digest = self.opened(outcome, persons)
        reviewing.approve(decision, digest=digest, says="", on=ON, by=self.cast.costa.actor, at=self.now)
        return decision, digest

    def signed(self, outcome: str = "rejected", persons: Sequence[UUID] = ()) -> UUID:
        """Signed by Berg."""
        decision, digest = self.approved(outcome, persons)
        signing.sign(decision, digest=digest, on=self.today, by=self.cast.berg.actor, at=self.now)
        return decision

    @property
    def today(self) -> date:
        """The day it is at the office, whose clock shows universal time."""
        return self.now.date()

    def sheet(self, decision: UUID, by: Player | None = None) -> DecisionSheet:
        """The decision as somebody sees it."""
        actor = (by or self.cast.berg).actor
        with acting_as(actor):
            return decision_sheet(decision, on=ON, by=actor, at=self.now)


def story_of(cast: Cast, now: datetime) -> Story:
    """The law in force, the case opened, Berg named for it."""
    put_in_force(cast, now, LAW)
    return another(cast, now)


def another(cast: Cast, now: datetime) -> Story:
    """Such a case, under the law that is in force."""
    case, amina, basim = new_id(), new_id(), new_id()
    compared(
        register_applicant, NADIA, person_id=amina, case_id=case, part=PartyPart.APPLICANT, unit_id=cast.unit,
        reference=f"DC-{str(case)[-12:]}", opened_on=ON, on=ON, by=cast.costa.actor, at=now,
    )  # fmt: skip
    told = replace(NADIA, names=(named("Basim", "Karimi"),), documents=())
    compared(
        add_party, case, told=told, person_id=basim, part=PartyPart.SPOUSE, on=ON, by=cast.costa.actor,
        at=now,
    )  # fmt: skip
    assign(case, member_id=cast.berg.id, part=Part.LEAD, why="His language", by=cast.costa.actor, at=now)
    return Story(cast=cast, now=now, case=case, amina=amina, basim=basim)
