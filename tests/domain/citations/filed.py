"""What the stories cite: a paper that was looked at, and a record that was confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.citations.names import BlockKey, PageKey, short, written
from limen.domain.documents.commands.receiving import add_version, receive
from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning, reading_back, recording
from limen.domain.interviews.names import BlockKind, CheckAnswer, Checked, InterviewKind, Marker, ReadHow
from limen.domain.interviews.queries.sheets import opening_checks
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Player
from tests.conftest import House
from tests.domain.documents.files import described, seen, sent, worker_says
from tests.domain.interviews.heard import appointment, keep, typed

TITLE = "Birth certificate of the aunt"
ANSWER = "They came at night, and we left."


def paper(
    house: House,
    case: UUID,
    by: Player,
    at: datetime,
    *,
    title: str = TITLE,
    compartment: Compartment = Compartment.GENERAL,
) -> tuple[UUID, UUID]:
    """A document of two pages: its id, and that of its file."""
    found = receive(
        case,
        file=sent(title.encode()),
        described=described(title=title),
        compartment=compartment,
        on=ON,
        by=by.actor,
        at=at,
    )
    assert worker_says(house, found.version_id, seen("born in Adwa", "sealed"), at)
    return found.document_id, found.version_id


def newer(house: House, document: UUID, by: Player, at: datetime) -> UUID:
    """A newer version of it."""
    found = add_version(document, file=sent(b"again"), by=by.actor, at=at)
    assert worker_says(house, found.version_id, seen("born in Adwa"), at)
    return found.version_id


def page_of(document: UUID, *, page: int = 2, version: int = 1, mark: str = "") -> str:
    """How a page of it is cited."""
    return written(PageKey(of=short(document), version=version, page=page, mark=mark))


def block_of(interview: UUID, number: int = 2) -> str:
    """How a block of its record is cited."""
    return written(BlockKey(of=short(interview), block=number))


def heard(case: UUID, by: Player, at: datetime, *, compartment: Compartment = Compartment.GENERAL) -> UUID:
    """A record of a question, an empty block and an answer, closed and not read back yet."""
    interview = planning.plan(
        case, interview_id=new_id(), about=InterviewKind.SUBSTANTIVE, told=appointment(at, days=1),
        officer_id=by.id, compartment=compartment, by=by.actor, at=at - timedelta(days=2),
    ).interview_id  # fmt: skip
    with acting_as(by.actor):
        asked = opening_checks(interview, on=at.date(), by=by.actor, at=at)
    checks = [Checked(key=one.key, says=one.says, source=one.source, answer=CheckAnswer.MET) for one in asked]
    recording.open_record(interview, checks=checks, on=at.date(), by=by.actor, at=at)
    answer = typed(at, ANSWER, place=3, kind=BlockKind.ANSWER)
    keep(
        interview, typed(at, "Why did you leave?"), typed(at, "", place=2),
        replace(answer, markers=(Marker.FACT,)), by=by.actor, now=at,
    )  # fmt: skip
    recording.close_record(interview, by=by.actor, at=at)
    return interview


def confirmed(case: UUID, by: Player, at: datetime, **more: Compartment) -> UUID:
    """The same, read back and confirmed."""
    interview = heard(case, by, at, **more)
    confirm(interview, by, at)
    return interview


def confirm(interview: UUID, by: Player, at: datetime) -> None:
    """It is read back, and the applicant confirms it."""
    how = ReadHow.READ_ALOUD
    reading_back.read_back(interview, how=how, reader="N. Haddad", language="ara", by=by.actor, at=at)
    reading_back.confirm(interview, by=by.actor, at=at)
