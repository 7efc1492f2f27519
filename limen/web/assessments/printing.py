"""A board and its legal analysis as one paper, as they stand at the moment at which somebody prints them."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.assessments.queries.analysing import AnalysisSheet, analysis_sheet
from limen.domain.assessments.queries.naming import places_on
from limen.domain.cases.queries.sheets import CaseSheet
from limen.foundation.refusals import Obstacle
from limen.outside.printing import BoardEntry, BoardPaper, BoardSection, CannotPrint, Typesetter
from limen.web.assessments.account import happening_view
from limen.web.assessments.analysis import AnswerView, HarmView, QuestionView, harm_view, questions_of
from limen.web.assessments.arguing import arguments_view
from limen.web.assessments.boards import looks_of
from limen.web.assessments.frame import opened
from limen.web.assessments.saying import (
    Clock,
    account_section,
    arguments_section,
    events_section,
    fact_section,
    lines,
    place_words,
    plain,
    withdrawn_section,
)
from limen.web.assessments.views import Drawing, beside_view
from limen.web.components.marks import day_words
from limen.web.requests import Request, today

_SECONDS = 30  # after which a paper is given up


def board_pdf(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """The board and its analysis as PDF, for whoever may read them."""
    case, sheet = opened(request, case_id, board_id)
    language = get_language() or "en"
    places = places_on(sheet, language=language, by=request.actor, at=request.at)
    drawing = Drawing(request=request, sheet=sheet, places=places, writes=False)
    try:
        paper = Typesetter(seconds=_SECONDS).board(_paper(drawing, case, language))
    except CannotPrint:
        says = Obstacle("printing", _("The paper could not be set. Try again.")).says
        return HttpResponse(says, status=503)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="board-{today(request):%Y-%m-%d}.pdf"'
    return answer


def _paper(drawing: Drawing, case: CaseSheet, language: str) -> BoardPaper:
    request = drawing.request
    zone = ZoneInfo(request.person.time_zone)
    clock = Clock(zone=zone)
    found = analysis_sheet(drawing.sheet, by=request.actor)
    printed = _("Printed by %(name)s, %(moment)s") % {
        "name": request.actor.name,
        "moment": clock.says(request.at),
    }
    return BoardPaper(
        language=language,
        title=_("Evidence board and legal analysis") if found else _("Evidence board"),
        office=f"{case.organisation} · {case.unit}",
        reference=case.reference,
        facts=tuple(_facts(drawing, case, found, clock)),
        sections=tuple(_sections(drawing, found, clock)),
        printed=printed,
        printed_at=request.at.astimezone(zone).replace(tzinfo=None),
    )


def _facts(
    drawing: Drawing, case: CaseSheet, found: AnalysisSheet | None, clock: Clock
) -> Iterator[tuple[str, str]]:
    sheet, card = drawing.sheet, drawing.sheet.card
    law = _("%(says)s (%(source)s), as of %(day)s. Edition %(fingerprint)s")
    day = day_words(card.governed_on)
    yield _("Case"), case.reference
    yield _("About whom"), card.called or _("somebody whom you may not know of")
    yield _("Application"), card.asked_for
    if sheet.is_weighed:
        told = {"says": sheet.template.says, "source": sheet.template.source, "day": day}
        yield _("How it is weighed"), law % (told | {"fingerprint": card.fingerprint[:12]})
    if found is not None:
        told = {"says": found.analysis.says, "source": found.analysis.source, "day": day}
        yield _("What is asked"), law % (told | {"fingerprint": found.fingerprint[:12]})
    yield _("Who may read it"), str(card.compartment.label)
    yield _("Opened by"), f"{card.opened_by} · {clock.says(card.opened_at)}"
    yield (
        _("Printed by"),
        f"{drawing.request.actor.name} · {clock.says(drawing.request.at)}",
    )
    yield (
        _("What this paper is"),
        _("The board as it stood then. People weighed and answered, with reasons; Limen concluded nothing."),
    )


def _sections(drawing: Drawing, found: AnalysisSheet | None, clock: Clock) -> Iterator[BoardSection]:
    sheet = drawing.sheet
    if sheet.is_weighed:
        yield from (fact_section(beside_view(drawing, one), sheet, clock) for one in sheet.facts)
        yield account_section(beside_view(drawing, sheet.account), looks_of(drawing), clock)
    if sheet.happenings:
        yield events_section([happening_view(drawing, one) for one in sheet.happenings], clock)
    if found is not None:
        yield from _analysis(drawing, found, clock)
    yield arguments_section(arguments_view(drawing), clock)
    if sheet.withdrawn:
        yield withdrawn_section(sheet.withdrawn, clock)


def _analysis(drawing: Drawing, found: AnalysisSheet, clock: Clock) -> Iterator[BoardSection]:
    intro = _("People answer these questions, with reasons. Limen says which arise and concludes nothing.")
    about = lines((found.analysis.about, intro))
    yield BoardSection(title=_("Legal analysis"), entries=(BoardEntry(head="", words=about),))
    harms = tuple(_harm(harm_view(drawing, one), clock) for one in drawing.sheet.harms)
    if harms:
        yield BoardSection(title=_("What is feared"), entries=harms, is_under=True)
    for view in questions_of(drawing, found):
        yield _question(view, clock)


def _harm(view: HarmView, clock: Clock) -> BoardEntry:
    held = view.piece.harm
    rests = [_("It rests on:"), *(f"– {place_words(one)}" for one in view.places)] if view.places else []
    return BoardEntry(head=held.says, words=lines((held.told, *rests)), quiet=clock.quiet(view.piece))


def _question(view: QuestionView, clock: Clock) -> BoardSection:
    law = " · ".join(one for one in (view.question.source, str(view.burden)) if one)
    entries = [BoardEntry(head="", words=view.question.about, quiet=law)]
    if not view.asked:
        none_yet = _("It is asked of each harm, and none is stated yet.")
        entries.append(BoardEntry(head="", words=none_yet))
    entries += [_answer(one, clock) for one in view.asked]
    return BoardSection(title=f"{view.number}. {view.question.says}", entries=tuple(entries), is_under=True)


def _answer(view: AnswerView, clock: Clock) -> BoardEntry:
    card, told = view.card, [plain(view.state)]
    if card.waits_for:
        told.append(f"{_('Examined before it:')} {'; '.join(card.waits_for)}")
    if card.answer is None:
        return BoardEntry(head=view.about, words=lines(told))
    changed = _("Something that it rests on changed since. Whoever answered should look again.")
    told += [*(f"– {one}" for one in view.chosen), card.answer.answered.reasons]
    told += [f"– {place_words(one)}" for one in view.places]
    told.append(changed if card.is_changed else "")
    return BoardEntry(head=view.about, words=lines(told), quiet=clock.quiet(card.answer))
