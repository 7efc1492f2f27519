"""The gates before the second reader and before signing: what is still missing, and where it is mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from limen.domain.decisions.names import AnswerKind, Content
from limen.domain.decisions.rules.boards import (
    ELEMENTS,
    PUT,
    OnBoard,
    said_of_analysis,
    said_of_arguments,
    said_of_board,
)
from limen.domain.decisions.rules.citing import BrokenCitation, said_of_broken
from limen.domain.decisions.rules.evidence import ANSWERED, Answer, OnFile
from limen.domain.decisions.rules.structure import Before, Question, Section, Structure
from limen.foundation.refusals import Obstacle


class Mend(StrEnum):
    """Where a gate is mended."""

    SECTION = "section"
    OUTCOME = "outcome"
    QUESTION = "question"
    COMMENTS = "comments"
    READER = "reader"
    BOARD = "board"
    ANALYSIS = "analysis"
    ARGUMENT = "argument"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody answered to a question, last."""

    kind: AnswerKind
    says: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Look:
    """What the gates look at. `approved` and `filled` are the digests of the last approval, or empty;
    `shows` is the digest of what the fields show now."""

    content: Content
    persons: Mapping[str, str]
    answers: Mapping[str, Given]
    remarks: int
    unknown: Sequence[str]
    approved: str
    filled: str
    shows: str
    has_remedy: bool
    citations: Sequence[BrokenCitation] = ()
    boards: Sequence[OnBoard] = ()
    on_file: OnFile | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """One condition: whether it is met, the sentence that says what is missing, and where it is mended."""

    code: str
    says: str
    is_met: bool
    mend: Mend
    at: str = ""
    question: Question | None = None


# Answered by what a section says.
_IN_THE_TEXT = frozenset({"reasons_given", "remedy_named"})


def gates_before(before: Before, structure: Structure, look: Look) -> tuple[Gate, ...]:
    """Every gate before an act. Before signing stand those before the second reader as well."""
    gates = [
        *_of_the_text(structure, look),
        *_of_the_boards(look),
        *_of_the_law(before, structure, look),
    ]
    if before is Before.SIGNING:
        gates += _of_the_reader(look)
    return tuple(gates)


def unmet(gates: Sequence[Gate]) -> list[Obstacle]:
    """What is still missing, as reasons."""
    return [Obstacle(gate.code, gate.says) for gate in gates if not gate.is_met]


def _of_the_text(structure: Structure, look: Look) -> list[Gate]:
    gates = [
        Gate(
            code=f"section.{one.id}",
            says=_("The section “%(section)s” is still empty.") % {"section": one.says},
            is_met=bool(look.content.sections.get(one.id, "").strip()),
            mend=Mend.SECTION,
            at=one.id,
        )
        for one in structure.sections
    ]
    gates += [
        Gate(
            code="outcome",
            says=_("Nothing is set for %(person)s yet: say what the decision comes to.") % {"person": called},
            is_met=bool(look.content.outcomes.get(person)),
            mend=Mend.OUTCOME,
            at=person,
        )
        for person, called in look.persons.items()
    ]
    gates.append(
        Gate(
            code="fields",
            says=_("The text asks for fields that do not exist: %(names)s.")
            % {"names": ", ".join(look.unknown)},
            is_met=not look.unknown,
            mend=Mend.SECTION,
        )
    )
    return [*gates, *_of_the_citations(structure, look)]


def _of_the_citations(structure: Structure, look: Look) -> list[Gate]:
    """One for each that is broken; a single one, met, when none is."""
    if not look.citations:
        says = _("Everything that is cited can be seen and relied on.")
        return [Gate(code="citations", says=says, is_met=True, mend=Mend.SECTION)]
    called = {one.id: one.says for one in structure.sections}
    return [
        Gate(
            code=f"citation.{one.section}.{one.called}",
            says=said_of_broken(called.get(one.section, one.section), one),
            is_met=False,
            mend=Mend.SECTION,
            at=one.section,
        )
        for one in look.citations
    ]


def _of_the_boards(look: Look) -> list[Gate]:
    """What the evidence boards of what is decided still wait for, their legal analyses, and the arguments
    that were put forward. Where there is none, nothing."""
    gates = [
        Gate(code=f"board.{one.id}.{code}", says=says, is_met=is_met, mend=Mend.BOARD, at=one.id)
        for one in look.boards
        for code, says, is_met in said_of_board(one)
    ]
    gates += [
        Gate(code=f"board.{one.id}.{code}", says=says, is_met=is_met, mend=Mend.ANALYSIS, at=f"{one.id} {at}")
        for one in look.boards
        for code, says, is_met, at in said_of_analysis(one)
    ]
    texts = tuple(look.content.sections.values())
    gates += [
        Gate(code=f"board.{one.id}.{code}", says=says, is_met=is_met, mend=Mend.ARGUMENT, at=f"{one.id} {at}")
        for one in look.boards
        for code, says, is_met, at in said_of_arguments(one, texts)
    ]
    return gates


def _of_the_law(before: Before, structure: Structure, look: Look) -> list[Gate]:
    return [
        _gate(one, structure, look)
        for one in structure.questions
        if one.gate and (before is Before.SIGNING or one.before is Before.READER)
    ]


def _gate(question: Question, structure: Structure, look: Look) -> Gate:
    given = look.answers.get(question.id)
    if question.gate in ANSWERED and look.on_file is not None:
        return _of_the_file(question, given, ANSWERED[question.gate](look.on_file, structure))
    in_text = structure.answering(question) if question.gate in _IN_THE_TEXT else ()
    is_met = not _is_denied(question.gate, look) and (
        given is not None or _answered_by_code(question.gate, in_text, look)
    )
    section = in_text[0].id if in_text else ""
    return Gate(
        code=question.id,
        says=_("The law asks, and nobody has answered yet: %(question)s.") % {"question": question.says},
        is_met=is_met,
        mend=Mend.SECTION if section else Mend.QUESTION,
        at=section or question.id,
        question=question,
    )


def _is_denied(gate: str, look: Look) -> bool:
    """Whether a board says no: nobody confirms by hand what it denies."""
    if gate == ELEMENTS:
        return any(one.unanswered for one in look.boards)
    return gate == PUT and any(one.not_put for one in look.boards)


def _of_the_file(question: Question, given: Given | None, found: Answer) -> Gate:
    """What the file answers, and where it cannot, whether a person did so since."""
    is_since = given is not None and (
        found.after is None or (given.at is not None and given.at >= found.after)
    )
    asks = _("The law asks, and nobody has answered yet: %(question)s.") % {"question": question.says}
    return Gate(
        code=question.id,
        says=f"{asks} {found.missing}".strip(),
        is_met=found.holds is True or (not found.is_final and is_since),
        mend=Mend.BOARD if found.board else Mend.SECTION if found.is_final else Mend.QUESTION,
        at=found.board or ("" if found.is_final else question.id),
        question=question,
    )


def _answered_by_code(gate: str, in_text: Sequence[Section], look: Look) -> bool:
    """Whether a look at the decision answers it. A question that it cannot answer waits for a person."""
    written = {id for id, text in look.content.sections.items() if text.strip()}
    is_written = bool(in_text) and all(one.id in written for one in in_text)
    match gate:
        case "decision_in_writing":
            return bool(written)
        case "reasons_given":
            return is_written
        case "remedy_named":
            return is_written or not look.has_remedy
        case "no_disclosure_in_family":
            return len(look.persons) == 1
        case "elements_answered":
            analysed = [one for one in look.boards if one.is_analysed]
            return bool(analysed) and {one.person for one in analysed} >= look.persons.keys()
        case _person:
            return False


def _of_the_reader(look: Look) -> list[Gate]:
    is_approved = bool(look.approved) and look.approved == look.content.digest
    return [
        Gate(
            code="remarks",
            says=_("Remarks wait for an answer: %(count)d.") % {"count": look.remarks},
            is_met=look.remarks == 0,
            mend=Mend.COMMENTS,
        ),
        Gate(
            code="approved",
            says=_("No second reader has approved this very version."),
            is_met=is_approved,
            mend=Mend.READER,
        ),
        Gate(
            code="shows",
            says=_(
                "Since it was approved, what the text shows of the file has changed. It must be read again."
            ),
            is_met=not is_approved or look.filled == look.shows,
            mend=Mend.READER,
        ),
    ]
