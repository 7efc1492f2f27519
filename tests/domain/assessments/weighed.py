"""A law that says how evidence is weighed, and boards under it as the tests of the acts need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.assessments.commands import differing, facts, looking, opening
from limen.domain.assessments.names import Bearing, Discrepancy, Evidence, Fact, Look, Met, Stance
from limen.domain.assessments.queries.cards import BesideCard, BoardSheet
from limen.domain.assessments.queries.sheets import board_sheet
from limen.domain.identity.names import Compartment
from limen.domain.procedure.commands.moving import begin
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.petitions import LAW, ready, seen, today

_SINCE = 'since: 2020-01-01, source: "Act, section 30", certainty: verified'
WEIGHING = f"""
by_facts:
  says: Fact by fact
  about: Each fact is accepted or not.
  procedures: [shelter]
  concludes_on: fact
  {_SINCE.replace(", ", chr(10) + "  ", 1).replace(", certainty", chr(10) + "  certainty")}
  elements:
    says: What a fact bears on
    items:
      flood: {{says: The flood, {_SINCE}}}
  indicators:
    says: What is looked at
    items:
      detail: {{says: Detail, {_SINCE}}}
      plausibility: {{says: Plausibility, {_SINCE}}}
  circumstances:
    says: Circumstances
    items:
      age: {{says: Age, {_SINCE}}}
      trauma: {{says: Loss, {_SINCE}}}
  distorted_by_applicant:
    says: The applicant
    items:
      memory: {{says: Memory, {_SINCE}}}
  distorted_by_interpreter:
    says: The interpreter
    items:
      memory: {{says: What the interpreter kept in mind, {_SINCE}}}
  explanations:
    says: How it was explained
    items:
      translation: {{says: An error of translation, {_SINCE}}}
      none: {{says: None was given, {_SINCE}}}
  without_proof:
    says: Without proof
    items:
      effort: {{says: A genuine effort, {_SINCE}}}
  before_negative:
    says: Before a fact is not accepted
    items:
      put_to_applicant: {{says: It was put, {_SINCE}}}
      circumstances_considered: {{says: They were looked at, {_SINCE}}}
      conditions_answered: {{says: They were answered, {_SINCE}}}
      reasons_given: {{says: They are written, {_SINCE}}}
"""
WEIGHING_LAW = LAW | {"atlantis/weighing.yaml": WEIGHING}
BY_ACCOUNT = WEIGHING_LAW | {
    "atlantis/weighing.yaml": WEIGHING.replace("concludes_on: fact", "concludes_on: account").replace(
        f"      conditions_answered: {{says: They were answered, {_SINCE}}}\n", ""
    )
}
CIRCUMSTANCES = Look(
    answers={"circumstances.age": Bearing.DOES_NOT, "circumstances.trauma": Bearing.BEARS},
    words={"circumstances.trauma": "She lost her brother in the flood."},
)
CONDITIONS = Look(
    answers={"without_proof.effort": Met.MET}, words={"without_proof.effort": "She brought what she had."}
)
INDICATORS = Look(
    answers={"indicators.detail": Stance.SUPPORTS, "indicators.plausibility": Stance.NEUTRAL},
    words={"indicators.detail": "She names the street and the hour."},
)


def lodged(cast: Cast, nadia: UUID, now: datetime, law: dict[str, str] = WEIGHING_LAW) -> UUID:
    """An application of Nadia's in Amina's case, lodged today."""
    application = ready(cast, nadia, now, law=law)
    version = seen(application, cast.berg, now).card.version
    begin(application, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now)
    return application


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A board that Berg opened, and ways to lay something on it."""

    cast: Cast
    now: datetime
    case: UUID
    id: UUID
    application: UUID
    by: Actor

    def sheet(self, by: Player | None = None) -> BoardSheet:
        """The board as somebody sees it. Raises `Hidden`."""
        actor = by.actor if by else self.by
        with acting_as(actor):
            return board_sheet(self.id, by=actor, at=self.now)

    def beside(self, fact: UUID) -> BesideCard:
        """What lies beside a fact."""
        return next(one for one in self.sheet().facts if one.fact and one.fact.id == fact)

    def fact(self, says: str = "The river took the house.") -> UUID:
        """A fact, stated by Berg."""
        told = Fact(says=says, told="As told in the interview.", element="flood")
        return facts.state_fact(self.id, fact=told, by=self.by, at=self.now).piece_id

    def evidence(self, fact: UUID | None, cites: str = "", *, stance: Stance = Stance.SUPPORTS) -> UUID:
        """A link of Berg's."""
        told = Evidence(stance=stance, cites=cites, source="" if cites else "A letter", shows="It was hers.")
        return facts.link_evidence(self.id, of_id=fact, evidence=told, by=self.by, at=self.now).piece_id

    def differs(self, fact: UUID | None, differs: str = "The month") -> UUID:
        """A discrepancy that nobody has been asked about."""
        found = Discrepancy(differs=differs)
        return differing.note_discrepancy(self.id, of_id=fact, found=found, by=self.by, at=self.now).piece_id

    def put(self, piece: UUID, *, version: int = 1, answer: str = "The interpreter said March.") -> object:
        """It was put to the applicant, with the answer."""
        return differing.put_discrepancy(
            self.id, piece_id=piece, put_on=self.now.date(), put_where="Letter of today", answer=answer,
            explanation="translation", version=version, on=self.now.date(), by=self.by, at=self.now,
        )  # fmt: skip

    def consider(self, look: Look = CIRCUMSTANCES, *, version: int = 0) -> object:
        """The circumstances, looked at."""
        return looking.consider_circumstances(self.id, look=look, version=version, by=self.by, at=self.now)

    def answer(self, fact: UUID | None, look: Look = CONDITIONS, *, version: int = 0) -> object:
        """The conditions without proof, answered."""
        return looking.answer_conditions(
            self.id, of_id=fact, look=look, version=version, by=self.by, at=self.now
        )

    def conclude(
        self, fact: UUID | None, finding: str, reasons: str = "See above.", *, version: int = 0
    ) -> UUID:
        """A conclusion of Berg's."""
        return facts.conclude(
            self.id, of_id=fact, finding=finding, reasons=reasons, version=version, by=self.by, at=self.now
        ).piece_id


def board(
    cast: Cast, nadia: UUID, now: datetime, *, law: dict[str, str] = WEIGHING_LAW,
    compartment: Compartment = Compartment.GENERAL, by: Player | None = None,
) -> Weighed:  # fmt: skip
    """A board for what Nadia tells."""
    application = lodged(cast, nadia, now, law)
    actor = (by or cast.berg).actor
    found = opening.open_board(
        cast.case, board_id=new_id(), application_id=application, person_id=nadia, compartment=compartment,
        by=actor, at=now,
    )  # fmt: skip
    return Weighed(cast=cast, now=now, case=cast.case, id=found.board_id, application=application, by=actor)
