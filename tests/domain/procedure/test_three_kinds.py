"""Three kinds of application by the packs as they came, each from making to the end of its procedure: a claim
to protection, a petition for a relative, a work permit. No line of the programme knows any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.applications.commands.answering import answer
from limen.domain.applications.commands.evidence import take_evidence
from limen.domain.applications.commands.making import cover, make
from limen.domain.applications.names import Answer, EvidenceState
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.applications.rules import told_values
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.decisions.commands import answering, beginning, reviewing, serving, signing, writing
from limen.domain.decisions.names import AnswerKind, DecisionState, ServiceWay
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.structure import Before
from limen.domain.people.names import Told
from limen.domain.procedure.commands.moving import begin, clocks_answered, move
from limen.domain.procedure.events import Begun
from limen.domain.procedure.queries.standing import StageCard, procedure_of, stages_of, ways_on
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.law.applications import Question, QuestionKind
from tests.cast import Cast
from tests.domain.told import obstacles
from tests.petitions import seen
from tests.workspaces.whole_law import put_distributed_in_force

WORDS = "It stands in the note of that day."


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A type of application: the way through its procedure, `!` where the decision is signed and `+` where it
    is served, the outcome, and what the file shows at the end."""

    pack: str
    type: str
    told: Mapping[str, str]
    way: Sequence[str]
    outcome: str
    facts: Mapping[str, str]
    phase: Phase
    remedy: str


PROTECTION = Kind(
    pack="eu-example", type="international_protection", told={}, outcome="unfounded",
    way=("schedule_interview interview_scheduled", "hold_interview interviewed", "close_record assessment",
         "draft_decision decision_drafted", "!", "decide decided", "+", "notify notified",
         "receive_appeal under_appeal", "become_final final"),
    facts={"lodged_on": "today"}, phase=Phase.FINAL, remedy="appeal_standard",
)  # fmt: skip
FAMILY = Kind(
    pack="us", type="family_reunification", told={"status_by": "asylum", "relationship": "child"},
    way=("open_review reviewed", "request_evidence evidence_asked", "receive_evidence reviewed", "!",
         "decide decided", "+", "arrange_travel travel", "close final"),
    outcome="approved", facts={}, phase=Phase.FINAL, remedy="",
)  # fmt: skip
PERMIT = Kind(
    pack="us", type="work_permit", told={"before": "uscis"}, outcome="denied",
    way=("request_evidence evidence_asked", "receive_evidence received", "!", "decide decided", "+",
         "close ended"),
    facts={"served_by": "hand"}, phase=Phase.CLOSED, remedy="appeal_or_motion",
)  # fmt: skip


@pytest.mark.parametrize("kind", [PROTECTION, FAMILY, PERMIT], ids=lambda one: one.type)
def test_a_kind_is_brought_to_its_own_end(kind: Kind, cast: Cast, nadia: UUID, now: datetime) -> None:
    put_distributed_in_force(cast, now, kind.pack)
    walk = Walk(cast=cast, nadia=nadia, kind=kind, now=now)
    walk.file_and_lodge()
    for step in kind.way:
        walk.go(step)
    sheet = walk.sheet()
    last = stages_seen(walk)[0]
    assert procedure_of(sheet).stages[last.stage].ends
    with acting_as(cast.costa.actor):
        assert case_sheet(cast.case, by=cast.costa.actor, at=walk.at).phase is kind.phase
        decision = walk.decided()
        clocks = {one.term: one for one in clocks_of(cast.case, by=cast.costa.actor, at=walk.at)}
    assert decision.card.state is DecisionState.SERVED
    assert decision.card.persons[0].outcome == kind.outcome
    assert {one.id for one in decision.outcomes} == set(sheet.type.outcomes)
    assert [one.id for one in decision.structure.sections] == [one.id for one in sheet.type.decision.sections]
    assert set(clocks) >= {one.term for one in sheet.type.starts}
    if kind.remedy:
        assert decision.services[0].last_day == clocks[kind.remedy].due_on
    assert bool(decision.services[0].last_day) is bool(kind.remedy)


class Walk:
    """Costa works on Amina's case; Berg reads her decision as the second person."""

    def __init__(self, *, cast: Cast, nadia: UUID, kind: Kind, now: datetime) -> None:
        self.cast, self.nadia, self.kind, self.at = cast, nadia, kind, now
        self.by, self.reader, self.on = cast.costa.actor, cast.berg.actor, now.date()
        self.application = new_id()
        self.decision: UUID | None = None

    def tick(self) -> datetime:
        """A second later."""
        self.at += timedelta(seconds=1)
        return self.at

    def sheet(self) -> ApplicationSheet:
        return seen(self.application, self.cast.costa, self.at)

    def decided(self) -> DecisionSheet:
        assert self.decision is not None
        with acting_as(self.by):
            return decision_sheet(self.decision, on=self.on, by=self.by, at=self.at)

    def file_and_lodge(self) -> None:
        """Nothing that the pack asks for is left out; before that, lodging is refused."""
        kind, by = self.kind, self.by
        make(
            self.cast.case, application_id=self.application, pack=kind.pack, type=kind.type,
            made_on=self.on, on=self.on, by=by, at=self.at,
        )  # fmt: skip
        assert obstacles(self.lodge) > {"people"}
        cover(self.application, person_id=self.nadia, is_covered=True, by=by, at=self.at)
        told: dict[str, str] = {}
        for section in self.sheet().type.form:
            answers = {}
            for question in section.questions:
                if question.is_required and question.is_asked(told):
                    told[question.id] = kind.told.get(question.id) or said(question, self.nadia, self.on)
                    answers[question.id] = Answer(state=Told.TOLD, value=told[question.id])
            answer(self.application, section=section.id, answers=answers, version=0, by=by, at=self.at)
        sheet = self.sheet()
        for item in sheet.type.asked_for(told_values(sheet.answers), self.on):
            take_evidence(
                self.application, item=item.id, state=EvidenceState.ACCEPTED, words="Folder 1", by=by,
                at=self.at,
            )  # fmt: skip
        assert self.lodge().not_started == ()

    def lodge(self) -> Begun:
        version = self.sheet().card.version
        return begin(
            self.application, lodged_on=self.on, on=self.on, version=version, by=self.by, at=self.tick()
        )

    def go(self, step: str) -> None:
        """One step of the way."""
        match step:
            case "!":
                self.sign()
            case "+":
                self.serve()
            case _move:
                self.move(*step.split())

    def move(self, act: str, to: str) -> None:
        sheet, now = self.sheet(), stages_seen(self)[0]
        with acting_as(self.by):
            ways = ways_on(sheet, now.stage, on=self.on, by=self.by, at=self.at)
            way = next(one for one in ways if (one.move.act, one.move.to) == (act, to))
            clocks = clocks_answered(way.move.terms, sheet, by=self.by, at=self.at)
        assert [one.why for one in way.answers if one.holds is False] == []
        asked = [one.gate for one in way.answers if one.holds is None]
        assert act not in ("decide", "notify") or asked == []
        move(
            self.application, stage_id=now.id, act=act, to=to, moved_on=self.on,
            confirmed=dict.fromkeys(asked, WORDS), meets=[one.clock.id for one in clocks], on=self.on,
            by=self.by, at=self.tick(),
        )  # fmt: skip

    def sign(self) -> None:
        """Written as the type says, read by another person, and signed."""
        by, on = self.by, self.on
        self.decision = beginning.begin(
            self.cast.case, pack=self.kind.pack, person_ids=(self.nadia,), application_id=self.application,
            by=by, at=self.at,
        ).decision_id  # fmt: skip
        for one in self.decided().structure.sections:
            writing.save_version(
                self.decision, section=one.id, text=f"{one.says}: {{{{outcomes}}}}.",
                version=self.decided().card.number, on=on, by=by, at=self.tick(),
            )  # fmt: skip
        writing.set_outcome(
            self.decision, person_id=self.nadia, outcome=self.kind.outcome, on=on, by=by, at=self.tick()
        )
        for gate in gates_of(self.decided(), Before.SIGNING):
            if gate.question and not gate.is_met:
                answering.answer(
                    self.decision, question=gate.question.id, kind=AnswerKind.CONSIDERED, says=WORDS, on=on,
                    by=by, at=self.at,
                )  # fmt: skip
        digest = reviewing.submit(self.decision, on=on, by=by, at=self.tick()).digest
        reviewing.open_for_reading(self.decision, on=on, by=self.reader, at=self.tick())
        reviewing.approve(self.decision, digest=digest, says="Read.", on=on, by=self.reader, at=self.tick())
        signing.sign(self.decision, digest=digest, on=on, by=by, at=self.tick())

    def serve(self) -> None:
        assert self.decision is not None
        facts = {
            name: self.on.isoformat() if told == "today" else told for name, told in self.kind.facts.items()
        }
        serving.serve(
            self.decision, person_id=self.nadia, way=ServiceWay.IN_PERSON, served_on=self.on, language="eng",
            proof="Signed for.", facts=facts, on=self.on, by=self.by, at=self.tick(),
        )  # fmt: skip


def stages_seen(walk: Walk) -> list[StageCard]:
    with acting_as(walk.by):
        return stages_of(walk.application, by=walk.by, at=walk.at)


def said(question: Question, person: UUID, on: date) -> str:
    """An answer of the kind that is asked."""
    match question.kind:
        case QuestionKind.DATE:
            return (on - timedelta(days=200)).isoformat()
        case QuestionKind.YES_NO:
            return "no"
        case QuestionKind.CHOICE:
            return question.one_of[0][0]
        case QuestionKind.COUNTRY:
            return "SYR"
        case QuestionKind.PERSON:
            return str(person)
        case _words:
            return "As told."
