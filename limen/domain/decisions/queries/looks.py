"""The gates of a decision as they stand now."""

from __future__ import annotations

from limen.domain.assessments.queries.standing import BoardStanding
from limen.domain.citations.names import BROKEN, PassageKey, keys_in
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.citing import shared_facts
from limen.domain.decisions.rules.boards import Argued, OnBoard, OpenQuestion
from limen.domain.decisions.rules.citing import BrokenCitation, said_of_confidential, said_of_state
from limen.domain.decisions.rules.evidence import NeedSeen, OnFile, ReportSeen
from limen.domain.decisions.rules.gates import Gate, Given, Look, gates_before
from limen.domain.decisions.rules.structure import Before
from limen.domain.decisions.rules.texts import (
    AT_SIGNING,
    filled_digest,
    unknown_fields,
    unreadable_citations,
)
from limen.domain.people.queries.needs import NeedOnRecord


def gates_of(sheet: DecisionSheet, before: Before) -> tuple[Gate, ...]:
    """Every gate before the act, met or not."""
    return gates_before(before, sheet.structure, look_at(sheet))


def shown_digest(sheet: DecisionSheet) -> str:
    """The digest of what a reader of the decision is shown now."""
    return filled_digest(sheet.content.sections, sheet.fields, shared_facts(sheet.sources))


def look_at(sheet: DecisionSheet) -> Look:
    """What the gates ask about a decision. An approval that the second reader's own last word took back, or
    that speaks of another version, is none."""
    last = sheet.reviews[0] if sheet.reviews else None
    is_approved = last is not None and last.is_approved and sheet.card.state is DecisionState.APPROVED
    return Look(
        content=sheet.content,
        persons={str(one.person_id): one.called for one in sheet.card.persons},
        answers={
            one.question: Given(kind=one.kind, says=one.says, at=one.answered_at) for one in sheet.answers
        },
        remarks=len(sheet.remarks),
        unknown=unknown_fields(sheet.content.sections.values(), {*sheet.fields, *AT_SIGNING}),
        approved=last.digest if last is not None and is_approved else "",
        filled=last.filled if last is not None and is_approved else "",
        shows=shown_digest(sheet),
        has_remedy=any(one.remedy for one in sheet.card.persons),
        citations=_citations(sheet),
        boards=_on_boards(sheet),
        on_file=_on_file(sheet),
    )


def _on_boards(sheet: DecisionSheet) -> tuple[OnBoard, ...]:
    return tuple(map(_board, sheet.boards))


def _board(one: BoardStanding) -> OnBoard:
    return OnBoard(
        id=str(one.board_id),
        person=str(one.person_id),
        called=one.called,
        has_facts=one.has_facts,
        not_concluded=one.not_concluded,
        not_put=one.not_put,
        is_weighed=one.is_weighed,
        is_analysed=one.is_analysed,
        unanswered=tuple(
            OpenQuestion(at=f"{each.question}-{each.harm_id or one.board_id}", says=each.says)
            for each in one.unanswered
        ),
        arguments=tuple(
            Argued(id=str(each.id), name=str(each.key), says=each.says, is_left=each.is_left)
            for each in one.arguments
        ),
        argument_withdrawn_at=one.argument_withdrawn_at,
    )


def _on_file(sheet: DecisionSheet) -> OnFile:
    """What the conditions of packs ask of the file beyond the text itself."""
    in_text = (one.found for one in sheet.sources if isinstance(one.key, PassageKey) and one.found)
    reports = {one.words: one for one in (*in_text, *sheet.reports)}
    return OnFile(
        on=sheet.on,
        needs=tuple(NeedSeen(says=_need(one), changed_at=one.changed_at) for one in sheet.needs),
        reports=tuple(
            ReportSeen(says=one.words, published_on=one.published_on, states=one.states)
            for one in reports.values()
        ),
        boards=_on_boards(sheet),
        remedies=frozenset(one.remedy for one in sheet.card.persons if one.remedy),
        sections=sheet.content.sections,
        persons={str(one.person_id): one.called for one in sheet.card.persons},
    )


def _need(one: NeedOnRecord) -> str:
    follows = ", ".join((*(str(each.label) for each in one.guarantees), *filter(None, [one.words])))
    return f"{one.called}: {one.category.label}" + (f" – {follows}" if follows else "")


def warnings_of(sheet: DecisionSheet) -> list[str]:
    """What somebody should know of what is cited before the decision leaves their hands. It stops nothing."""
    found = []
    for one in sheet.sources:
        if one.found is None or one.is_frozen:
            continue
        if one.is_confidential:
            found.append(said_of_confidential(one.found.words))
        found += [said_of_state(one.found.words, state) for state in one.found.states if state not in BROKEN]
    return found


def _citations(sheet: DecisionSheet) -> tuple[BrokenCitation, ...]:
    """Every citation that leads nowhere for the actor, or to what nobody may rely on, where it stands."""
    by_key = {one.key: one for one in sheet.sources if one.key is not None and not one.is_frozen}
    broken: list[BrokenCitation] = []
    for section in sheet.structure.sections:
        text = sheet.content.sections.get(section.id, "")
        names = [(name, None) for name in unreadable_citations(text)]
        told = [(key, by_key[key].found) for key in keys_in((text,)) if key in by_key]
        names += [(str(key), None) for key, found in told if found is None]
        broken += [BrokenCitation(section=section.id, called=name, state=state) for name, state in names]
        broken += [
            BrokenCitation(section=section.id, called=found.words, state=state)
            for _key, found in told
            if found is not None
            for state in found.broken
        ]
    return tuple(broken)
