"""Two evidence boards of the demonstration: one that is concluded, and one on which something still waits for
the applicant. Every word is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.applications.queries.sheets import application_sheet
from limen.domain.assessments.commands import differing, facts, looking, opening, telling
from limen.domain.assessments.names import (
    Bearing,
    Discrepancy,
    Evidence,
    Fact,
    Finding,
    Happening,
    Look,
    Settled,
    Stance,
    Telling,
)
from limen.domain.assessments.queries.law import weighable
from limen.domain.assessments.rules.concluding import item_key
from limen.domain.citations.names import BlockKey, PageKey, short
from limen.domain.interviews.queries.standing import inconsistencies_noted
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.law.weighing import Weighed, Weighing
from limen.site.demo import analysing, arguing
from limen.site.demo.analysing import Analysing


@dataclass(frozen=True, kw_only=True)
class _Board:
    id: UUID
    case: UUID
    template: Weighing
    by: Actor
    at: datetime

    def state(self, says: str, told: str, element: str) -> UUID:
        fact = Fact(says=says, told=told, element=element)
        return facts.state_fact(self.id, fact=fact, by=self.by, at=self.at).piece_id

    def link(self, fact: UUID, cites: str, shows: str, stance: Stance = Stance.SUPPORTS) -> None:
        evidence = Evidence(stance=stance, cites=cites, shows=shows)
        facts.link_evidence(self.id, of_id=fact, evidence=evidence, by=self.by, at=self.at)

    def accept(self, fact: UUID, reasons: str) -> None:
        facts.conclude(self.id, of_id=fact, finding=Finding.ACCEPTED, reasons=reasons, by=self.by, at=self.at)

    def happened(self, says: str, place: str) -> UUID:
        found = Happening(says=says, place=place)
        return telling.state_happening(self.id, happening=found, by=self.by, at=self.at).piece_id

    def tells(self, of: UUID, says: str, day: str, *, cites: str = "", source: str = "") -> None:
        told = Telling(says=f"Sample words (invented): {says}", day=day, cites=cites, source=source)
        telling.add_telling(self.id, of_id=of, told=told, by=self.by, at=self.at)

    def consider(self) -> None:
        """Every circumstance, looked at; two of them matter."""
        items = self.template.items(Weighed.CIRCUMSTANCES, self.at.date())
        matters = {
            "language": "Sample words (invented): about offices she speaks in her second language.",
            "trauma": "Sample words (invented): she speaks of the threats only after a break.",
        }
        keys = {item_key(Weighed.CIRCUMSTANCES, one): matters.get(one.id, "") for one in items}
        look = Look(
            answers={key: Bearing.BEARS if words else Bearing.DOES_NOT for key, words in keys.items()},
            words={key: words for key, words in keys.items() if words},
        )
        looking.consider_circumstances(self.id, look=look, by=self.by, at=self.at)


def weigh_all(case: UUID, letter: UUID, interview: UUID, *, by: Actor, at: datetime) -> UUID | None:
    """The board of the walk: three facts, each with what speaks for it, one discrepancy that was put and
    explained, three conclusions, and two arguments, of which the one that is returned waits for the draft."""
    board = _opened(case, by, at)
    if board is None:
        return None
    page = str(PageKey(of=short(letter), version=1, page=1))
    told = str(BlockKey(of=short(interview), block=6))
    shop = board.state("She kept a shop in the market street.", "She sold paper and pens.", "identity")
    board.link(shop, page, "Sample words (invented): the traders' association names the shop and the street.")
    visits = board.state(
        "Men came three times and wanted her to store boxes.", "They came at closing time.", "past_harm"
    )
    board.link(visits, told, "Sample words (invented): she tells each visit in order and with its hour.")
    month = differing.note_discrepancy(
        board.id, of_id=visits, by=by, at=at,
        found=Discrepancy(differs="The month of the third visit: form and record differ.", first=told),
    ).piece_id  # fmt: skip
    differing.put_discrepancy(
        board.id, piece_id=month, put_on=at.date(), put_where=told, explanation="mistake", version=1,
        answer="Sample words (invented): the form was filled in by a neighbour, who wrote the wrong month.",
        on=at.date(), by=by, at=at,
    )  # fmt: skip
    differing.view_discrepancy(
        board.id, piece_id=month, settled=Settled.EXPLAINED, version=2, by=by, at=at,
        view="Sample words (invented): the handwriting of the form is another's.",
    )  # fmt: skip
    third = board.happened("The third visit", "At the shop")
    board.tells(third, "It was in spring, before the school closed.", "4/2025", cites=told)
    board.tells(
        third, "Third visit: November.", "11/2025", source="Application form, filled in by a neighbour"
    )
    police = board.state("The police wrote nothing down.", "She went twice.", "protection")
    board.link(police, told, "Sample words (invented): she names the post and what was said to her.")
    board.consider()
    for fact in (shop, visits, police):
        board.accept(fact, "Sample reasons (invented): detailed, and it holds together with the letter.")
    analysing.answer_all(Analysing(board=board.id, by=by, at=at), visits, police, passage=told)
    return arguing.argue_all(board.id, letter=page, told=told, by=by, at=at)


def weigh_half(case: UUID, *, by: Actor, at: datetime) -> None:
    """A board that was begun: what the interview desk noted still waits for the applicant."""
    board = _opened(case, by, at)
    if board is None:
        return
    fact = board.state("He left his village after the school began.", "He counts by the school.", "past_harm")
    with acting_as(by):
        noted = inconsistencies_noted(case, by=by, at=at)
    for one in noted:
        differing.note_discrepancy(
            board.id, of_id=fact, found=Discrepancy(differs="", noted=str(one.id)), by=by, at=at
        )
    analysing.answer_some(Analysing(board=board.id, by=by, at=at), fact)
    arguing.argue_some(board.id, by=by, at=at)


def _opened(case: UUID, by: Actor, at: datetime) -> _Board | None:
    """A board for the first person of the first application whose law says how evidence is weighed."""
    with acting_as(by):
        found = weighable(case, by=by, at=at)
        if not found or found[0].template is None:
            return None
        covered = application_sheet(found[0].application.id, by=by, at=at).covered
    person = next((key for key, one in covered.items() if one.is_covered), None)
    if person is None:
        return None
    event = opening.open_board(
        case, board_id=new_id(), application_id=found[0].application.id, person_id=person, by=by, at=at
    )
    return _Board(id=event.board_id, case=case, template=found[0].template, by=by, at=at)
