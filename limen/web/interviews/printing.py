"""The record on paper: made from the rows each time, with the hash that the journal names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.interviews.queries.cards import BlockCard, InterviewSheet
from limen.domain.interviews.queries.sheets import says_something
from limen.foundation.refusals import Hidden, Obstacle
from limen.outside.printing import (
    Beside,
    CannotPrint,
    PrintedBlock,
    Record,
    RecordWriter,
    Typesetter,
)
from limen.web.components.marks import day_words
from limen.web.interviews.frame import language_said, opened, when_said
from limen.web.requests import Request

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def record_pdf(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """The record of a closed interview, with what was set beside it."""
    sheet, found = _closed(request, case_id, interview_id)
    record = _record(request, sheet, found)
    return _paper(found, "pdf", lambda: Typesetter(seconds=30).record(record))


def record_word(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """The same as a Word file, to work on with its words. The record itself stays as it is."""
    sheet, found = _closed(request, case_id, interview_id)
    record = _record(request, sheet, found)
    return _paper(found, "docx", lambda: RecordWriter(seconds=30).record(record))


def _closed(request: Request, case_id: UUID, interview_id: UUID) -> tuple[CaseSheet, InterviewSheet]:
    sheet, found = opened(request, case_id, interview_id)
    if not found.digest:
        raise Hidden(f"the record of interview {interview_id}: it is not closed")
    return sheet, found


def _paper(found: InterviewSheet, form: str, made: Callable[[], bytes]) -> HttpResponse:
    try:
        paper = made()
    except CannotPrint:
        return HttpResponse(
            Obstacle("printing", _("The paper could not be set. Try again.")).says, status=503
        )
    answer = HttpResponse(paper, content_type="application/pdf" if form == "pdf" else _WORD)
    way = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="interview-{found.card.local:%Y-%m-%d}.{form}"'
    return answer


def _record(request: Request, sheet: CaseSheet, found: InterviewSheet) -> Record:
    zone = ZoneInfo(found.card.zone)
    return Record(
        language=get_language() or "en",
        title=_("Record of an interview"),
        reference=sheet.reference,
        office=f"{sheet.organisation} · {sheet.unit}",
        facts=tuple(_facts(sheet, found, zone)),
        blocks=tuple(
            _block(number, one, zone, found.card.language)
            for number, one in enumerate(filter(says_something, found.blocks), 1)
        ),
        answered_title=_("What did not fit together, and the answers"),
        answered=tuple(
            (one.words, one.answer or _("Not put to the applicant.")) for one in found.inconsistencies
        ),
        hash_says=_("Hash of the record (SHA-256)"),
        digest=found.digest,
        sign_here=(_("Officer"), _("Applicant"), _("Interpreter")),
        printed_at=request.at.astimezone(zone).replace(tzinfo=None),
    )


def _facts(sheet: CaseSheet, found: InterviewSheet, zone: ZoneInfo) -> list[tuple[str, str]]:
    card = found.card
    facts = [
        (_("Case"), f"{sheet.reference} · {sheet.called}"),
        (_("What was heard"), str(card.kind.label)),
        (_("When"), f"{when_said(card)} ({card.zone})"),
        (_("Where"), card.place or _("by video")),
        (_("Record opened and closed"), f"{_clock(found.opened_at, zone)} – {_clock(found.closed_at, zone)}"),
        (_("Officer"), found.holder or card.officer),
        (_("Interpreter"), card.interpreter or _("none")),
        (_("Language"), language_said(card.language)),
        (_("Also present"), "\n".join(found.present) or _("nobody")),
    ]
    if found.read_how:
        how = f"{found.read_how.label}, {found.read_by}, {language_said(found.read_language)}"
        facts.append((_("Read back"), how))
    facts.append((_("State"), str(card.state.label)))
    if found.why:
        facts.append((_("Reasons of the applicant"), found.why))
    return facts


def _block(number: int, one: BlockCard, zone: ZoneInfo, usual: str | None) -> PrintedBlock:
    marks = ", ".join(str(marker.label) for marker in one.markers)
    head = f"{number} · {one.kind.label} · {one.speaker.label} · {one.said_at.astimezone(zone):%H:%M}"
    if one.language and one.language != usual:
        head = f"{head} · {language_said(one.language)}"
    return PrintedBlock(
        head=f"{head} · {marks}" if marks else head,
        words=one.words,
        is_answer=one.kind.value == "answer",
        beside=tuple(
            Beside(
                head=f"{beside.kind.label} · {beside.said_by} · {_clock(beside.written_at, zone)}",
                words=beside.words,
            )
            for beside in one.corrections
        ),
    )


def _clock(at: datetime | None, zone: ZoneInfo) -> str:
    if at is None:
        return "–"
    local = at.astimezone(zone)
    return f"{day_words(local)}, {local:%H:%M}"
