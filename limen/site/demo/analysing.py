"""Legal analyses of the demonstration: one in which every question is answered, one that was begun, and those
of the immigration service, whose law asks questions and weighs nothing. Every word is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.applications.queries.sheets import application_sheet
from limen.domain.assessments.commands import analysing, opening
from limen.domain.assessments.names import Answered, Harm, Outcome
from limen.domain.assessments.queries.law import weighable
from limen.domain.citations.names import FactKey, short
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as


@dataclass(frozen=True, kw_only=True)
class Analysing:
    """A board on which somebody answers the questions of its law."""

    board: UUID
    by: Actor
    at: datetime

    def fears(self, says: str, told: str, facts: tuple[UUID, ...] = ()) -> UUID:
        """A harm, and the facts on which it rests."""
        names = " ".join(str(FactKey(of=short(one))) for one in facts)
        harm = Harm(says=says, told=f"Sample words (invented): {told}", facts=names)
        return analysing.state_harm(self.board, harm=harm, by=self.by, at=self.at).piece_id

    def answers(
        self, question: str, reasons: str, harm: UUID | None = None, *,
        answer: Outcome = Outcome.MET, chosen: str = "", cites: str = "",
    ) -> None:  # fmt: skip
        """An answer, with its reasons."""
        told = Answered(
            question=question, answer=answer, chosen=chosen, cites=cites,
            reasons=f"Sample reasons (invented): {reasons}",
        )  # fmt: skip
        analysing.answer_question(self.board, of_id=harm, answered=told, by=self.by, at=self.at)


def answer_all(on: Analysing, visits: UUID, police: UUID, *, passage: str) -> None:
    """Every question about what the shopkeeper fears; `passage` is a place that is cited beside the facts."""
    visited, unheard = (str(FactKey(of=short(one))) for one in (visits, police))
    on.answers("outside_country", "a national of the country that her passport names; she is here.")
    on.answers("not_excluded_by_other_protection", "nothing in the file points to either.")
    harm = on.fears(
        "Violence by the men who wanted her shop", "They said that next time they would not ask.",
        (visits, police),
    )  # fmt: skip
    on.answers("risk", "three visits, each worse, and nobody has stopped them since.", harm, cites=visited)
    on.answers("past", "she was threatened at the third visit.", harm, cites=f"{visited} {passage}")
    on.answers("sur_place", "all of it was before she left.", harm, answer=Outcome.NOT_MET)
    on.answers("act", "threats of violence, repeated.", harm, chosen="violence", cites=visited)
    on.answers(
        "reason", "the men took her refusal for a side in the district's quarrel.", harm,
        chosen="political_opinion",
    )  # fmt: skip
    on.answers("nexus", "the threats began when she refused.", harm, cites=visited)
    on.answers("actor", "an armed group of the district.", harm, chosen="non_state")
    on.answers("no_protection", "the police wrote nothing down, twice.", harm, cites=unheard)
    on.answers(
        "no_internal_alternative", "the authority looked at the capital; the group has people there.", harm
    )
    on.answers("not_excluded_as_refugee", "nothing in the file raises it.")
    on.answers("no_ground_to_refuse_status", "nothing in the file raises it.")


def answer_some(on: Analysing, fact: UUID) -> None:
    """An analysis that was begun: what is open and what waits can be seen."""
    on.answers("outside_country", "a national of the country that he names.")
    on.fears("Being taken into the militia", "They came to the school and wrote down names.", (fact,))


def answer_of_service(case: UUID, told: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """The elements of a petition or a permit, those of `told` met for these reasons; the rest is open."""
    with acting_as(by):
        found = weighable(case, by=by, at=at)
        if not found:
            return
        covered = application_sheet(found[0].application.id, by=by, at=at).covered
    person = next((key for key, one in covered.items() if one.is_covered), None)
    if person is None:
        return
    board = opening.open_board(
        case, board_id=new_id(), application_id=found[0].application.id, person_id=person, by=by, at=at
    ).board_id
    for question, reasons in told.items():
        Analysing(board=board, by=by, at=at).answers(question, reasons)


OF_PERMIT = {
    "category": "an applicant for asylum whose application is with the service.",
    "basis_in_force": "the receipt is in the file, and nothing was decided on it.",
    "waiting_time": "more than 180 days, and nobody asked to put anything off.",
    "not_barred": "nothing in the file raises it.",
}
OF_PETITION = {"petitioner_status": "asylum was granted to the petitioner; the letter is in the file."}
