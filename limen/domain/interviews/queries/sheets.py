"""Interviews of a case, one of them with its record, and what the law asks of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from limen.domain.applications.queries.sheets import applications_of
from limen.domain.identity.queries.people import names_of
from limen.domain.interviews.models import (
    Block,
    Correction,
    Inconsistency,
    Interview,
    OpeningCheck,
    PreparedQuestion,
)
from limen.domain.interviews.names import BlockKind, ReadHow
from limen.domain.interviews.queries.cards import (
    BlockCard,
    CheckCard,
    CorrectionCard,
    InconsistencyCard,
    InterviewCard,
    InterviewSheet,
    Names,
    QuestionCard,
)
from limen.domain.interviews.queries.reach import interviews_seen_by, within_file
from limen.domain.policy.queries import laws_in_force
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50
TOLD_OF_SOUND, SOUND = "told_of_recording", "recording_in_file"  # conditions of packs
OF = "interview"  # what a list of requirements of a pack says that it is of


@dataclass(frozen=True, kw_only=True)
class SafeguardCard:
    """What is asked of an interview: `key` is pack/list/item, and `gate` the condition that it answers."""

    key: str
    says: str
    source: str
    note: str
    gate: str = ""


@dataclass(frozen=True, kw_only=True)
class GroundsCard:
    """A closed list of grounds of a pack, from which questions can be drawn."""

    key: str
    says: str
    items: tuple[str, ...]


def interviews_of(
    case_id: UUID, *, by: Actor, at: datetime, before: tuple[datetime, UUID] | None = None
) -> list[InterviewCard]:
    """A page of the interviews of a case, the latest first. Two queries."""
    rows = interviews_seen_by(by, at=at).filter(case_id=case_id)
    if before is not None:
        rows = rows.filter(Q(starts_at__lt=before[0]) | Q(starts_at=before[0], id__lt=before[1]))
    return _listed(rows.order_by("-starts_at", "-id")[:PAGE], by)


def interview_card(interview_id: UUID, *, by: Actor, at: datetime) -> InterviewCard:
    """One interview without its record. Raises `Hidden`. Two queries."""
    found = _listed(interviews_seen_by(by, at=at).filter(pk=interview_id), by)
    if not found:
        raise Hidden(f"interview {interview_id}")
    return found[0]


def interview_sheet(interview_id: UUID, *, by: Actor, at: datetime) -> InterviewSheet:
    """One interview with its record. Raises `Hidden`. Seven queries, however long the record is."""
    row = interviews_seen_by(by, at=at).filter(pk=interview_id).first()
    if row is None:
        raise Hidden(f"interview {interview_id}")
    its = within_file(by, at=at) & Q(interview_id=interview_id)
    corrections = list(Correction.objects.filter(its).order_by("written_at", "id"))
    people = {row.officer_id, row.holder_id} | {one.written_by_id for one in corrections}
    names = names_of({one for one in people if one is not None}, by=by)
    blocks = _with_corrections(Block.objects.filter(its).order_by("place", "id"), corrections, names)
    asked = frozenset(one.asks for one in blocks if one.asks and one.words.strip())
    questions = PreparedQuestion.objects.filter(its).order_by("place", "id")
    checks = OpeningCheck.objects.filter(its).order_by("place", "id")
    inconsistencies = Inconsistency.objects.filter(its).order_by("noted_at", "id")
    return _sheet(
        row,
        names,
        blocks=blocks,
        questions=tuple(QuestionCard.of(one, asked) for one in questions),
        checks=tuple(CheckCard.of(one) for one in checks),
        inconsistencies=tuple(InconsistencyCard.of(one) for one in inconsistencies),
    )


def blocks_said(interview_id: UUID, *, by: Actor, at: datetime) -> list[BlockCard]:
    """The blocks of a record that say something, in their order: those its hash is made of. One query."""
    rows = Block.objects.filter(within_file(by, at=at), interview_id=interview_id).order_by("place", "id")
    return [card for card in map(BlockCard.of, rows) if says_something(card)]


def says_something(card: BlockCard) -> bool:
    """Whether a block is part of the record: it has words, or is a break."""
    return bool(card.words.strip()) or card.kind is BlockKind.BREAK


def opening_checks(interview_id: UUID, *, on: date, by: Actor, at: datetime) -> list[SafeguardCard]:
    """What is asked when the record of an interview is opened on that day: what the packs of the applications
    in the case ask (without any, all packs in force), and whether the applicant knows of the recording, where
    the appointment has one and no pack asks. Raises `Hidden`. Three queries."""
    row = interviews_seen_by(by, at=at).filter(pk=interview_id).first()
    if row is None:
        raise Hidden(f"interview {interview_id}")
    governing = {one.pack for one in applications_of(row.case_id, by=by, at=at)}
    found = [
        SafeguardCard(
            key=f"{law.pack.id}/{listed.id}/{entry.id}",
            says=entry.says,
            source=entry.source,
            note=entry.note,
            gate=entry.gate,
        )
        for law in laws_in_force(by)
        if not governing or law.pack.id in governing
        for listed in law.pack.requirements.values()
        if listed.of == OF
        for entry in listed.items.values()
        if entry.holds_on(on)
    ]
    if row.sound and not any(one.gate == TOLD_OF_SOUND for one in found):
        found.append(_told_of_sound())
    return found


def _told_of_sound() -> SafeguardCard:
    return SafeguardCard(
        key="appointment/sound/told",
        says=_("The applicant knows that sound is recorded, and what for"),
        source=_("The appointment says that sound is recorded."),
        note="",
        gate=TOLD_OF_SOUND,
    )


def grounds_lists(*, on: date, by: Actor) -> list[GroundsCard]:
    """The closed lists of grounds of the packs in force, from which questions can be drawn. One query."""
    return [
        GroundsCard(
            key=f"{law.pack.id}/{listed.id}",
            says=listed.says,
            items=tuple(entry.says for entry in listed.items.values() if entry.holds_on(on)),
        )
        for law in laws_in_force(by)
        for listed in law.pack.grounds.values()
    ]


def _listed(rows: Iterable[Interview], by: Actor) -> list[InterviewCard]:
    found = list(rows)
    names = names_of({row.officer_id for row in found}, by=by)
    return [InterviewCard.of(row, names) for row in found]


def _with_corrections(
    rows: Iterable[Block], corrections: list[Correction], names: Names
) -> tuple[BlockCard, ...]:
    beside: dict[UUID, list[CorrectionCard]] = {}
    for one in corrections:
        beside.setdefault(one.block_id, []).append(CorrectionCard.of(one, names))
    return tuple(BlockCard.of(row, tuple(beside.get(row.id, ()))) for row in rows)


def _sheet(
    row: Interview,
    names: Names,
    *,
    blocks: tuple[BlockCard, ...],
    questions: tuple[QuestionCard, ...],
    checks: tuple[CheckCard, ...],
    inconsistencies: tuple[InconsistencyCard, ...],
) -> InterviewSheet:
    return InterviewSheet(
        card=InterviewCard.of(row, names),
        sound=row.sound,
        is_told_of_sound=row.is_told_of_sound,
        present=tuple(line.strip() for line in row.present.splitlines() if line.strip()),
        interpreter_wishes=row.interpreter_wishes,
        version=row.version,
        why=row.why,
        holder_id=row.holder_id,
        holder=names.get(row.holder_id, "") if row.holder_id else "",
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        digest=row.digest,
        why_not_put=row.why_not_put,
        read_how=ReadHow(row.read_how) if row.read_how else None,
        read_by=row.read_by,
        read_language=row.read_language,
        read_at=row.read_at,
        answered_at=row.answered_at,
        questions=questions,
        checks=checks,
        blocks=blocks,
        inconsistencies=inconsistencies,
    )
