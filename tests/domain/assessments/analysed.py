"""A law that asks its questions in their order, and an analysis under it as the tests of the acts need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.assessments.commands import analysing
from limen.domain.assessments.names import Answered, Harm
from limen.domain.assessments.queries.analysing import AnalysisSheet, QuestionCard, analysis_sheet
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.assessments.weighed import WEIGHING_LAW, Weighed, board

_SINCE = 'since: 2020-01-01, source: "Act, section 40", certainty: verified'
_LATER = 'since: 2099-01-01, source: "Act, section 49", certainty: verified'
ANALYSIS = f"""
shelter:
  says: Shelter
  about: Asked of each person by themselves.
  procedures: [shelter]
  since: 2020-01-01
  source: "Act, section 40"
  certainty: verified
  questions:
    flooded: {{says: Home was flooded, per: person, {_SINCE}}}
    at_risk: {{says: A real risk of this harm, per: harm, burden: shared, {_SINCE}}}
    form: {{says: It is of a form that counts, per: harm, chooses: forms, only_when: [{{at_risk: met}}],
           {_SINCE}}}
    no_help: {{says: Nobody helps against it, per: harm, burden: authority,
              only_when: [{{form: met}}], {_SINCE}}}
    not_barred: {{says: Nothing bars the person, per: person, only_when: [{{no_help: met}}], {_SINCE}}}
    of_tomorrow: {{says: Asked by a law to come, per: person, {_LATER}}}
"""
GROUNDS = f"""
forms:
  says: Forms of harm
  items:
    water: {{says: By water, {_SINCE}}}
    hunger: {{says: By hunger, {_SINCE}}}
    cold: {{says: By a cold to come, {_LATER}}}
"""
ANALYSIS_LAW = WEIGHING_LAW | {"atlantis/analysis.yaml": ANALYSIS, "atlantis/grounds.yaml": GROUNDS}
ANALYSIS_ALONE = {name: text for name, text in ANALYSIS_LAW.items() if name != "atlantis/weighing.yaml"}


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """A board with an analysis that Berg opened, and ways to lay something on it."""

    on: Weighed

    @property
    def id(self) -> UUID:
        """The board."""
        return self.on.id

    def sheet(self, by: Player | None = None) -> AnalysisSheet:
        """The analysis as somebody sees it. Raises `Hidden`."""
        actor = by.actor if by else self.on.by
        board_sheet = self.on.sheet(by)
        with acting_as(actor):
            found = analysis_sheet(board_sheet, by=actor)
        assert found is not None
        return found

    def question(self, id: str, harm: UUID | None = None) -> QuestionCard:
        """How one question stands."""
        found = self.sheet().question(id, harm)
        assert found is not None
        return found

    def harm(self, says: str = "The water comes back.", *, facts: str = "") -> UUID:
        """A harm, stated by Berg."""
        told = Harm(says=says, told="As told in the interview.", facts=facts)
        return analysing.state_harm(self.id, harm=told, by=self.on.by, at=self.on.now).piece_id

    def answer(
        self, question: str, harm: UUID | None = None, answer: str = "met", *, reasons: str = "See the fact.",
        chosen: str = "", cites: str = "", version: int = 0, by: Player | None = None,
    ) -> UUID:  # fmt: skip
        """An answer of Berg's, or of somebody else."""
        told = Answered(question=question, answer=answer, reasons=reasons, chosen=chosen, cites=cites)
        actor = by.actor if by else self.on.by
        return analysing.answer_question(
            self.id, of_id=harm, answered=told, version=version, by=actor, at=self.on.now
        ).piece_id

    def answer_all(self) -> UUID:
        """Every question, met, about one harm."""
        self.answer("flooded")
        harm = self.harm()
        for one in ("at_risk", "form", "no_help"):
            self.answer(one, harm)
        self.answer("not_barred")
        return harm


def analysed(
    cast: Cast, nadia: UUID, now: datetime, *, law: dict[str, str] = ANALYSIS_LAW, by: Player | None = None
) -> Analysed:
    """A board with an analysis of what Nadia asks for."""
    return Analysed(on=board(cast, nadia, now, law=law, by=by))
