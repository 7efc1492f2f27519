"""What stands behind some of the stories: who was heard, and how far each decision has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.applications.queries.sheets import applications_of
from limen.domain.cases.queries.parties import parties_of
from limen.domain.decisions.commands import answering, paragraphs, reviewing
from limen.domain.documents.names import DocumentKind
from limen.domain.documents.queries.sheets import documents_of
from limen.domain.interviews.commands import recording
from limen.domain.interviews.commands.bookings import book_interpreter
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.site.demo import deciding, hearing, sounds, weighing
from limen.site.demo.people import NORTH

Actors = dict[str, Actor]


@dataclass(frozen=True, kw_only=True)
class _File:
    """A case with its application and the people it is for."""

    case: UUID
    application: UUID
    persons: tuple[UUID, ...]
    by: Actor


def tell(opened: dict[str, UUID], actors: Actors, units: Mapping[str, UUID], *, now: datetime) -> int:
    """Five files in which one can go on; how many there were. None without applications."""
    found = {
        number: _file(opened[f"OFP-2026-{number:05d}"], actors[key], now)
        for number, key in ((4, "yusuf"), (6, "yusuf"), (11, "ngozi"), (13, "ngozi"), (15, "lars"))
    }
    files = {number: one for number, one in found.items() if one is not None}
    if len(files) < len(found):
        return 0
    _standard_paragraph(units[NORTH], actors["ruth"], now)
    _heard_today(files[4], actors["claire"], now)
    _left_open(files[6], now)
    _half_decided(files[13], now)
    _waiting_for_a_reader(files[11], now)
    _signed(files[15], actors["ruth"], now)
    return len(files)


def _file(case: UUID, by: Actor, now: datetime) -> _File | None:
    with acting_as(by):
        applications = applications_of(case, by=by, at=now)
        persons = tuple(one.person_id for one in parties_of(case, by=by, at=now))
    if not applications:
        return None
    return _File(case=case, application=applications[0].id, persons=persons, by=by)


def _standard_paragraph(unit: UUID, by: Actor, now: datetime) -> None:
    paragraphs.keep_paragraph(
        unit,
        called="Free legal counselling (sample)",
        text="Sample text (invented): advice on this decision is free of charge at the counselling office.",
        by=by,
        at=now - timedelta(days=30),
    )


def _heard_today(file: _File, interpreter: Actor, now: datetime) -> None:
    """An interview that begins soon, on the next half hour; the interpreter has not answered yet."""
    soon = now + timedelta(minutes=90)
    starts = soon.replace(minute=30 * (soon.minute // 30), second=0, microsecond=0)
    interview, at = _plan(file, starts, "ukr", at=now - timedelta(days=6)), now - timedelta(days=5)
    book_interpreter(interview, booking_id=new_id(), interpreter_id=interpreter.id, by=file.by, at=at)


def _left_open(file: _File, now: datetime) -> None:
    """A record that was not closed, with something that was not put to the applicant yet."""
    starts = now - timedelta(hours=20)
    interview = _plan(file, starts, "fuf", at=now - timedelta(days=9))
    hearing.open_with_checks(interview, by=file.by, at=starts)
    hearing.type_lines(interview, hearing.LINES[:8], by=file.by, at=starts)
    words = "Sample words (invented): the form says June, the answer says after the school began."
    recording.note_inconsistency(
        interview, inconsistency_id=new_id(), words=words, by=file.by, at=starts + timedelta(hours=1)
    )
    weighing.weigh_half(file.case, by=file.by, at=starts + timedelta(hours=2))


def _half_decided(file: _File, now: datetime) -> None:
    """The walk of the tour: heard, read back and confirmed; a decision that cites the record and a
    letter, without its conclusion."""
    starts = now - timedelta(days=9, hours=3)
    interview = _plan(file, starts, "spa", at=now - timedelta(days=20), sound=True)
    hearing.hold_interview(interview, by=file.by, at=starts, sound=True)
    # From the first question to a little after the first answer: these two blocks lead to where it is heard.
    heard_at, ends = starts + hearing.BETWEEN_LINES, starts + timedelta(minutes=90)
    sounds.add_sound(interview, seconds=270, begins_at=heard_at, by=file.by, at=ends)
    first = hearing.LINES[3].words
    hearing.confirm_record(interview, first, by=file.by, at=starts + timedelta(hours=2))
    argument = weighing.weigh_all(
        file.case, _letter(file, now), interview, by=file.by, at=now - timedelta(days=3)
    )
    decision = _draft(file, now - timedelta(days=2))
    texts = deciding.citing(_letter(file, now), interview, argument)
    deciding.write_sections(
        decision, texts=texts, but=("conclusion",), by=file.by, at=now - timedelta(days=2)
    )


def _letter(file: _File, now: datetime) -> UUID:
    with acting_as(file.by):
        brought = documents_of(file.case, by=file.by, at=now).cards
    return next(one.id for one in brought if one.kind is DocumentKind.STATEMENT)


def _waiting_for_a_reader(file: _File, now: datetime) -> None:
    """Written, and sent to the second reader this morning."""
    decision = _draft(file, now - timedelta(days=3))
    at = now - timedelta(days=3)
    deciding.write_sections(decision, by=file.by, at=at)
    deciding.settle(decision, file.persons, "subsidiary_protection", by=file.by, at=at + timedelta(hours=4))
    answering.comment(
        decision, section="risk", quoted="", says="Sample remark (invented): which month is meant?",
        on=at.date(), by=file.by, at=at + timedelta(hours=5),
    )  # fmt: skip
    reviewing.submit(decision, on=now.date(), by=file.by, at=now - timedelta(hours=4))


def _signed(file: _File, reader: Actor, now: datetime) -> None:
    """Read by a second person and signed, and not served yet."""
    decision, at = _draft(file, now - timedelta(days=8)), now - timedelta(days=8)
    deciding.write_sections(decision, by=file.by, at=at)
    deciding.settle(decision, file.persons, "unfounded", by=file.by, at=at + timedelta(hours=4))
    deciding.read_and_sign(decision, by=file.by, reader=reader, at=at + timedelta(hours=5))


def _plan(file: _File, starts: datetime, language: str, *, at: datetime, sound: bool = False) -> UUID:
    return hearing.plan_interview(
        file.case, starts_at=starts, language=language, officer=file.by, by=file.by, at=at, sound=sound
    )


def _draft(file: _File, at: datetime) -> UUID:
    return deciding.draft_decision(file.case, file.application, file.persons, by=file.by, at=at)
