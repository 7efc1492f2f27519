"""Lets the invented people apply: forms are filled in and lodged, and cases moved on by the law in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from limen.domain.applications.commands.answering import answer
from limen.domain.applications.commands.evidence import take_evidence
from limen.domain.applications.commands.making import cover, make
from limen.domain.applications.names import Answer, EvidenceState
from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet, types_offered
from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.queries.parties import parties_of
from limen.domain.deadlines.commands.starting import start
from limen.domain.people.names import Told
from limen.domain.procedure.commands.moving import begin, clocks_answered, move
from limen.domain.procedure.events import Begun, Moved
from limen.domain.procedure.queries.standing import move_of
from limen.domain.procedure.queries.withdrawing import hearings_before
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.law.gates import GATES, AnsweredBy
from limen.site.demo.cases import Sample, samples
from limen.site.demo.law import AUTHORITY
from limen.site.demo.stories import Step, Story, applicants_alone, story_of

_TYPE = "international_protection"
_CONFIRMED = "Sample words (invented): looked at in the file; it stands in the note of that day."


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who works on a case, and when."""

    case: UUID
    by: Actor
    at: datetime
    on: date


def apply(opened: dict[str, UUID], actors: dict[str, Actor], packs: list[str], *, now: datetime) -> int:
    """Applications in every phase, by whoever holds the case; how many there are. None without the law."""
    if AUTHORITY not in packs:
        return 0
    for member in applicants_alone():
        add_party(
            opened[member.reference], person_id=new_id(), part=member.part, told=member.told, on=now.date(),
            by=actors["ruth"], at=now - timedelta(days=2),
        )  # fmt: skip
    count, at = 0, now - timedelta(hours=12)
    for sample in samples():
        story = story_of(sample, now.date())
        if story is not None:
            at += timedelta(minutes=5)
            by = actors[sample.held_by or sample.assigned_by or sample.opened_by]
            count += _live(Desk(case=opened[sample.reference], by=by, at=at, on=now.date()), sample, story)
    return count


def _live(desk: Desk, sample: Sample, story: Story) -> int:
    """One application, from the day on which it was made; 0 when the law did not hold on that day yet."""
    with acting_as(desk.by):
        offered = {of.id for _law, of in types_offered(desk.by, on=story.made_on)}
    if _TYPE not in offered:
        return 0
    application, at = new_id(), desk.at
    make(
        desk.case, application_id=application, pack=AUTHORITY, type=_TYPE, made_on=story.made_on, on=desk.on,
        by=desk.by, at=at,
    )  # fmt: skip
    with acting_as(desk.by):
        persons = [one.person_id for one in parties_of(desk.case, by=desk.by, at=at)]
    for person in persons:
        cover(application, person_id=person, is_covered=True, by=desk.by, at=at)
    sections = _told(story, is_family=len(persons) > 1)
    for section in [*sections][: None if story.lodged_on else 2]:
        answers = {name: Answer(state=Told.TOLD, value=value) for name, value in sections[section].items()}
        answer(application, section=section, answers=answers, version=0, by=desk.by, at=at)
    if story.lodged_on is None:
        return 1
    if len(persons) > 1:
        bring(desk, application, "consent_of_adults", "Sample paper (invented): signed by each adult.")
    if sample.number % 2:
        bring(desk, application, "identity", "Sample paper (invented): a copy, folder 1.")
    with acting_as(desk.by):
        sheet = application_sheet(application, by=desk.by, at=at)
    stands: Begun | Moved = begin(
        application, lodged_on=story.lodged_on, on=desk.on, version=sheet.card.version, by=desk.by, at=at
    )
    for number, step in enumerate(story.steps, 1):
        _hear_first(desk, sheet, stands, step)
        stands = step_on(desk, sheet, stands, step, at + timedelta(seconds=number))
    return 1


def _told(story: Story, *, is_family: bool) -> Mapping[str, Mapping[str, str]]:
    """What was answered, section by section."""
    making = {
        "place_of_making": "North Harbour (invented)",
        "authority_of_making": "Border guard of Aldoria (invented)",
        "applies_for_others": "yes" if is_family else "no",
    }
    return {
        "making": making | ({"adults_agree": "yes"} if is_family else {}),
        "journey": {"earlier_application": "no", "arrived_on": story.made_on.isoformat()},
        "claim": {"reasons": story.reasons, "fears_from": "group"},
        "conduct": {"interviewer_sex": "either", "has_adviser": "no"},
    }


def bring(desk: Desk, application: UUID, item: str, words: str) -> None:
    """A paper came in."""
    state = EvidenceState.RECEIVED
    take_evidence(application, item=item, state=state, words=words, by=desk.by, at=desk.at)


def _hear_first(desk: Desk, sheet: ApplicationSheet, stands: Begun | Moved, step: Step) -> None:
    """Whoever missed the interview was asked why, two weeks before anybody concluded something from it."""
    way = move_of(sheet, stands.stage, step.act, step.to)
    with acting_as(desk.by):
        first = hearings_before(sheet, way, on=step.on, by=desk.by, at=desk.at) if way else ()
    for one in first:
        if one.clock is None:
            asked = (step.on - timedelta(days=14)).isoformat()
            facts = {one.term.term.ordinary.runs_from: asked}
            start(desk.case, pack=AUTHORITY, term=one.term.term.id, facts=facts, by=desk.by, at=desk.at)


def step_on(desk: Desk, sheet: ApplicationSheet, stands: Begun | Moved, step: Step, at: datetime) -> Moved:
    """One move; what the file cannot answer is confirmed in words, and the clocks that it answers are met."""
    way = move_of(sheet, stands.stage, step.act, step.to)
    with acting_as(desk.by):
        clocks = clocks_answered(way.terms if way else (), sheet, by=desk.by, at=at)
    asked = [gate for gate in (way.needs if way else ()) if GATES[gate] is AnsweredBy.PERSON]
    return move(
        sheet.card.id,
        stage_id=stands.stage_id,
        act=step.act,
        to=step.to,
        moved_on=step.on,
        confirmed=dict.fromkeys(asked, _CONFIRMED),
        meets=[one.clock.id for one in clocks],
        on=desk.on,
        by=desk.by,
        at=at,
    )
