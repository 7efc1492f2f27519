"""Asking somebody, writing down each answer as it is given, finishing, withdrawing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.identity.names import Compartment
from limen.domain.screenings import rules
from limen.domain.screenings.commands.safety import open_matter
from limen.domain.screenings.events import Answered, Asked, Finished, Withdrawn
from limen.domain.screenings.models import Answer, Screening
from limen.domain.screenings.names import Consent, Manner
from limen.domain.screenings.queries.available import instrument_named
from limen.domain.screenings.queries.cards import state_of
from limen.domain.screenings.queries.reach import is_party, locked_screening, matters_within
from limen.domain.screenings.queries.screenings import answers_of, instrument_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if
from limen.instruments.definitions import Instrument, Wording
from limen.instruments.scoring import calls_for_safety


@command("screenings.ask")
def ask(
    case_id: UUID,
    *,
    person_id: UUID,
    instrument: str,
    language: str,
    manner: Manner,
    consent: Consent,
    pathway: str,
    compartment: Compartment = Compartment.MEDICAL,
    by: Actor,
    at: datetime,
) -> Asked:
    """Write down that somebody was asked whether they want to answer, and what they said."""
    case = locked_case(case_id, by=by, at=at)
    found = instrument_named(instrument)
    words = found.wordings.get(language) if found else None
    refuse_if(
        rules.obstacles_to_asking(
            consent=consent,
            pathway=pathway,
            compartment=compartment,
            has_words=words is not None,
            is_party=is_party(case_id, person_id, by=by, at=at),
            is_worked_on=is_worked_on(case_id, by=by, at=at),
            by=by,
        )
    )
    screening = Screening(
        id=new_id(),
        case=case,
        person_id=person_id,
        compartment=compartment,
        **_as_it_is(found, words),
        manner=manner,
        consent=consent,
        pathway=pathway,
        asked_by_id=by.id,
        asked_at=at,
    )
    screening.save(force_insert=True)
    return Asked(
        case_id=case_id,
        compartment=compartment,
        screening_id=screening.id,
        instrument=instrument,
        consent=consent,
    )


@command("screenings.answer")
def answer(screening_id: UUID, *, item: str, answer: str, by: Actor, at: datetime) -> Answered:
    """Write down one answer as it is given. One that calls for safety opens a matter in the same act."""
    screening = locked_screening(screening_id, by=by, at=at)
    instrument = instrument_of(screening)
    refuse_if(
        rules.obstacles_to_answering(
            state=state_of(screening),
            instrument=instrument,
            item=item,
            answer=answer,
            is_worked_on=is_worked_on(screening.case_id, by=by, at=at),
        )
    )
    Answer.objects.create(
        id=new_id(),
        screening=screening,
        case_id=screening.case_id,
        compartment=screening.compartment,
        item=item,
        answer=answer,
        number=Answer.objects.filter(screening=screening).count() + 1,
        answered_by_id=by.id,
        answered_at=at,
    )
    if calls_for_safety(instrument, item, answer) and not _is_open(screening, by, at):
        open_matter(
            screening.case_id,
            person_id=screening.person_id,
            compartment=Compartment(screening.compartment),
            screening_id=screening.id,
            by=by,
            at=at,
        )
    return Answered(
        case_id=screening.case_id,
        compartment=screening.compartment,
        screening_id=screening.id,
        item=item,
    )


@command("screenings.finish")
def finish(screening_id: UUID, *, by: Actor, at: datetime) -> Finished:
    """Say that all was asked, and sign it. Nothing is answered after that."""
    screening = locked_screening(screening_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_finishing(
            state=state_of(screening),
            instrument=instrument_of(screening),
            answers=answers_of([screening.id], by=by, at=at).get(screening.id, {}),
            is_worked_on=is_worked_on(screening.case_id, by=by, at=at),
        )
    )
    Screening.objects.filter(pk=screening_id).update(finished_by_id=by.id, finished_at=at)
    return Finished(case_id=screening.case_id, compartment=screening.compartment, screening_id=screening.id)


@command("screenings.withdraw")
def withdraw(screening_id: UUID, *, why: str, by: Actor, at: datetime) -> Withdrawn:
    """Take a screening back, with a reason. It stays to be read; no chart shows it."""
    screening = locked_screening(screening_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_withdrawing(
            state=state_of(screening),
            why=why,
            is_worked_on=is_worked_on(screening.case_id, by=by, at=at),
        )
    )
    Screening.objects.filter(pk=screening_id).update(
        withdrawn_by_id=by.id, withdrawn_at=at, withdrawn_why=why
    )
    return Withdrawn(case_id=screening.case_id, compartment=screening.compartment, screening_id=screening.id)


def _is_open(screening: Screening, by: Actor, at: datetime) -> bool:
    """Whether the safety of the person comes first already."""
    theirs = matters_within(by, at=at).filter(
        case_id=screening.case_id, person_id=screening.person_id, compartment=screening.compartment
    )
    return theirs.filter(ended_at=None).exists()


def _as_it_is(instrument: Instrument | None, words: Wording | None) -> dict[str, str]:
    """A questionnaire and its words as they are today, to be kept with a screening."""
    if instrument is None or words is None:
        return {}
    return {
        "instrument": instrument.id,
        "edition": instrument.edition,
        "definition": instrument.text,
        "language": words.language,
        "words": words.text,
    }
