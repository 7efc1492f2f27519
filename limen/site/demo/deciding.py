"""A decision of the demonstration, as far as somebody has come with it. Every word is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.citations.names import ArgumentKey, BlockKey, PageKey, short, written
from limen.domain.decisions.commands import answering, beginning, reviewing, serving, signing, writing
from limen.domain.decisions.names import AnswerKind, ServiceWay
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.structure import Before
from limen.foundation.actors import Actor
from limen.foundation.rows import acting_as
from limen.site.demo.law import AUTHORITY

_SAMPLE = "Sample text (invented)."
# What the sections of the pack say; those that are missing here say that they do not arise.
TEXTS: Mapping[str, str] = {
    "header": "{{authority}}. Reference {{reference}}. {{persons}}, born {{born}}, {{nationality}}.",
    "history": "The application was made in person and lodged on the form. She was heard in her own "
    "language, read the record back and put one word right.",
    "basis_of_claim": "The applicant says that men came to her shop three times and wanted her to store "
    "boxes, that she refused, and that the police wrote nothing down.",
    "material_facts": "1. The shop. 2. The three visits. 3. What the police did.",
    "credibility": "The shop and the visits are accepted: the account is detailed and holds together, and "
    "the letter of the traders' association fits it. The month of the third visit differed between form and "
    "record; it was put to the applicant, and her explanation is accepted.",
    "country_information": "Sample text: no real country information is quoted in this demonstration.",
    "risk": "What was threatened is looked at as it would be now, for this person and this place.",
    "refugee": "The harm that is feared has no link to one of the five grounds.",
    "subsidiary": "There are substantial grounds to believe that she would face serious harm.",
    "internal_protection": "No other part of the country was found where she could reasonably stay.",
    "exclusion": "Nothing in the file raises it.",
    "conclusion": "{{outcomes}}.",
    "return": "No return decision is taken.",
    "remedy_annex": "The remedy, the court and the last day are told in the letter with this decision.",
}


def citing(letter: UUID, interview: UUID, argument: UUID | None) -> dict[str, str]:
    """The same, where the account rests on a page of a letter and on a block of the record, and an argument
    is taken up."""
    told = written(BlockKey(of=short(interview), block=6))
    page = written(PageKey(of=short(letter), version=1, page=1))
    argued = f", as was argued for her {written(ArgumentKey(of=short(argument)))}." if argument else "."
    return {
        **TEXTS,
        "internal_protection": TEXTS["internal_protection"].removesuffix(".") + argued,
        "material_facts": f"1. The shop. 2. The three visits {told}. 3. What the police did.",
        "credibility": TEXTS["credibility"].replace("fits it.", f"fits it {page}."),
    }


def draft_decision(
    case_id: UUID,
    application_id: UUID,
    persons: Sequence[UUID],
    *,
    pack: str = AUTHORITY,
    by: Actor,
    at: datetime,
) -> UUID:
    """Begun on an application."""
    return beginning.begin(
        case_id, pack=pack, person_ids=persons, application_id=application_id, by=by, at=at
    ).decision_id


def write_sections(
    decision_id: UUID,
    *,
    texts: Mapping[str, str] = TEXTS,
    but: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> None:
    """Every section, but those that are left for later."""
    for place, one in enumerate(_sheet(decision_id, by, at).structure.sections):
        if one.id not in but:
            writing.save_version(
                decision_id, section=one.id, text=f"{texts.get(one.id, 'Does not arise here.')} {_SAMPLE}",
                version=_sheet(decision_id, by, at).card.number, on=at.date(), by=by,
                at=at + timedelta(minutes=9 * place),
            )  # fmt: skip


def settle(decision_id: UUID, persons: Sequence[UUID], outcome: str, *, by: Actor, at: datetime) -> None:
    """What it comes to for each person, and an answer to whatever the law asks and a person must answer."""
    on = at.date()
    for person in persons:
        writing.set_outcome(decision_id, person_id=person, outcome=outcome, on=on, by=by, at=at)
    sheet = _sheet(decision_id, by, at)
    for gate in gates_of(sheet, Before.SIGNING):
        if gate.question and not gate.is_met:
            answering.answer(
                decision_id, question=gate.question.id, kind=AnswerKind.CONSIDERED,
                says="Sample answer (invented): see the sections on the facts and on the law.",
                on=on, by=by, at=at,
            )  # fmt: skip


def read_and_sign(decision_id: UUID, *, by: Actor, reader: Actor, at: datetime) -> None:
    """The second reader opens this very version and approves it; its author signs."""
    on = at.date()
    digest = reviewing.submit(decision_id, on=on, by=by, at=at).digest
    at += timedelta(hours=3)
    reviewing.open_for_reading(decision_id, on=on, by=reader, at=at)
    said = "Sample words (invented): read in full, with the record beside it."
    reviewing.approve(decision_id, digest=digest, says=said, on=on, by=reader, at=at + timedelta(minutes=40))
    signing.sign(decision_id, digest=digest, on=on, by=by, at=at + timedelta(hours=1))


def serve_on(
    decision_id: UUID, persons: Sequence[UUID], language: str, facts: Mapping[str, str], *,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Handed over in the office on that day."""
    for person in persons:
        serving.serve(
            decision_id, person_id=person, way=ServiceWay.IN_PERSON, served_on=at.date(), language=language,
            proof="Sample words (invented): handed over and signed for at the counter.", facts=facts,
            on=at.date(), by=by, at=at,
        )  # fmt: skip


def _sheet(decision_id: UUID, by: Actor, at: datetime) -> DecisionSheet:
    with acting_as(by):
        return decision_sheet(decision_id, on=at.date(), by=by, at=at)
