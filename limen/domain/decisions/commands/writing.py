"""Writing a decision. Each save is a version; whatever was approved before it is approved no longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.decisions.events import OutcomeSet, ParagraphInserted, VersionSaved
from limen.domain.decisions.models import Concerned, Decision, Draft, Version
from limen.domain.decisions.names import NOTHING_YET, Content, DecisionState
from limen.domain.decisions.queries.paragraphs import paragraph_sheet
from limen.domain.decisions.queries.reach import decisions_seen_by, drafts_of, locked_decision, under
from limen.domain.decisions.queries.sheets import concerned_by, latest_version
from limen.domain.decisions.rules import acting
from limen.domain.decisions.rules.structure import Structure, outcomes_for, structure_for
from limen.domain.decisions.rules.texts import standard, with_paragraph
from limen.domain.identity.queries.people import names_of
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Hidden, Refused, Text, refuse_if


@command("decisions.save_version")
def save_version(
    decision_id: UUID, *, section: str, text: str, version: int, on: date, by: Actor, at: datetime
) -> VersionSaved:
    """Say a section better. `version` is the one the writer had before them; if the section was changed
    since, nothing is changed and `Conflict` carries both texts. Other sections may have been."""
    row = locked_decision(decision_id, by=by, at=at)
    has_section = structure_of(row, on=on, by=by, at=at).section(section) is not None
    refuse_if(acting.obstacles_to_saving(row.state, has_section=has_section, text=text))
    before = _content(row, by, at)
    _refuse_overwriting(row, section, version, before, by, at)
    after = _kept(row, replace(before, sections={**before.sections, section: _tidy(text)}), by, at)
    drafts_of(decision_id, section, by=by, at=at).delete()
    return VersionSaved(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=after.number,
        section=section,
        digest=after.digest,
    )


@command("decisions.insert_paragraph")
def insert_paragraph(
    decision_id: UUID, *, section: str, paragraph_id: UUID, on: date, by: Actor, at: datetime
) -> ParagraphInserted:
    """Put a standard paragraph after what a section says, marked as whose it is."""
    row = locked_decision(decision_id, by=by, at=at)
    found = paragraph_sheet(paragraph_id, by=by)
    before = _content(row, by, at)
    words = standard(found.called, found.unit, found.number, found.text)
    text = with_paragraph(before.sections.get(section, ""), words)
    has_section = structure_of(row, on=on, by=by, at=at).section(section) is not None
    refuse_if(acting.obstacles_to_saving(row.state, has_section=has_section, text=text))
    after = _kept(row, replace(before, sections={**before.sections, section: text}), by, at)
    return ParagraphInserted(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=after.number,
        section=section,
        paragraph_id=paragraph_id,
        digest=after.digest,
    )


@command("decisions.set_outcome")
def set_outcome(
    decision_id: UUID, *, person_id: UUID, outcome: str, on: date, by: Actor, at: datetime
) -> OutcomeSet:
    """Say what the decision comes to for one person, in the words of the pack. A person's own choice."""
    row = locked_decision(decision_id, by=by, at=at)
    offered = outcomes_for(law_of(row.edition_id, by=by).pack, row.asked_for, on=on)
    found = next((one for one in offered if one.id == outcome), None)
    concerned = under(Concerned, by, at=at).filter(decision_id=decision_id, person_id=person_id)
    refuse_if(
        acting.obstacles_to_setting_outcome(
            row.state,
            is_concerned=concerned.exists(),
            has_outcome=found is not None,
        )
    )
    if found is None:  # refused above
        raise Refused([])
    concerned.update(outcome=outcome, outcome_says=found.says, kind=found.kind, remedy=found.remedy)
    before = _content(row, by, at)
    told: Mapping[str, str] = {**before.outcomes, str(person_id): outcome}
    after = _kept(row, replace(before, outcomes=told), by, at)
    return OutcomeSet(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=after.number,
        person_id=person_id,
        outcome=outcome,
        outcome_says=found.says,
        digest=after.digest,
    )


def keep_draft(
    decision_id: UUID, *, section: str, text: str, version: int, by: Actor, at: datetime
) -> datetime:
    """Keep what the actor is typing in a section, and say when it was kept. Not an act: nothing has been said
    yet, nobody else can see it, and the journal would fill with half words."""
    row = decisions_seen_by(by, at=at).filter(pk=decision_id).first()
    if row is None:
        raise Hidden(f"decision {decision_id}")
    reach = is_worked_on(row.case_id, by=by, at=at)
    refuse_if(acting.obstacles_to_working(is_worked_on=reach, compartment=row.compartment, by=by))
    refuse_if(acting.obstacles_to_saving(row.state, has_section=True, text=text))
    mine = drafts_of(decision_id, section, by=by, at=at)
    if not mine.update(text=text, base_version=version, saved_at=at):
        Draft.objects.create(
            decision=row,
            case_id=row.case_id,
            member_id=by.id,
            section=section,
            text=text,
            base_version=version,
            saved_at=at,
        )
    return at


def structure_of(row: Decision, *, on: date, by: Actor, at: datetime) -> Structure:
    """What a decision must hold, by its own edition and the outcomes that were set."""
    kinds = {one.kind for one in concerned_by(row.pk, by=by, at=at) if one.kind}
    return structure_for(law_of(row.edition_id, by=by).pack, kinds, asked_for=row.asked_for, on=on)


def _content(row: Decision, by: Actor, at: datetime) -> Content:
    last = latest_version(row.pk, by=by, at=at)
    return Content.from_kept(last.content) if last else NOTHING_YET


def _kept(row: Decision, content: Content, by: Actor, at: datetime) -> Version:
    """The next version. Whoever had the decision to read or to sign has it no longer."""
    found = Version.objects.create(
        id=new_id(),
        decision=row,
        case_id=row.case_id,
        compartment=row.compartment,
        number=row.number + 1,
        content=content.kept(),
        digest=content.digest,
        written_by_id=by.id,
        written_at=at,
    )
    state = DecisionState.RETURNED if row.state == DecisionState.RETURNED else DecisionState.DRAFT
    Decision.objects.filter(pk=row.pk).update(number=found.number, state=state)
    return found


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip()


def _refuse_overwriting(
    row: Decision, section: str, version: int, now: Content, by: Actor, at: datetime
) -> None:
    if version >= row.number:
        return
    versions = under(Version, by, at=at).filter(decision_id=row.pk)
    base = versions.filter(number=version).first()
    said = Content.from_kept(base.content).sections.get(section, "") if base else ""
    if said == now.sections.get(section, ""):
        return
    last = next(
        one
        for one in versions.filter(number__gt=version).order_by("number")
        if one.content["sections"].get(section, "") == now.sections.get(section, "")
    )
    names = names_of({last.written_by_id, *({base.written_by_id} if base else set())}, by=by)
    raise Conflict(
        theirs=Text(
            says=now.sections.get(section, ""),
            by_name=names.get(last.written_by_id, ""),
            at=last.written_at,
        ),
        base=Text(says=said, by_name=names.get(base.written_by_id, ""), at=base.written_at) if base else None,
        version=row.number,
    )
