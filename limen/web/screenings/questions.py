"""The questions of a questionnaire, one at a time. Each answer is kept as it is given; one that calls for
safety shows at once what to do, also without network."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from limen.domain.screenings.commands import screening as screenings
from limen.domain.screenings.queries.cards import ScreeningSheet
from limen.domain.screenings.queries.safety import open_matters
from limen.domain.screenings.queries.screenings import screening_sheet
from limen.foundation.refusals import Hidden
from limen.foundation.tickets import device_key
from limen.instruments.definitions import REFUSED, Item
from limen.instruments.scoring import asked, calls_for_safety
from limen.web.casefile.frame import address, read_sheet, show_file
from limen.web.components.shapes import Text
from limen.web.requests import Request, acts

_FIELD = "answer_"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that may be chosen. `worth`: its value, for the script that skips questions."""

    value: str
    label: Text
    is_own_word: bool
    worth: str
    is_chosen: bool
    is_alarm: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as the page asks it. `follows`: the questions one of which must reach `least` for it to
    be asked."""

    id: str
    field: str
    number: int
    says: str
    choices: tuple[Choice, ...]
    follows: str
    least: int
    is_current: bool


def answer(request: Request, case_id: UUID, screening_id: UUID) -> HttpResponse:
    """Ask the questions. Without its script the page asks one, keeps it, and comes back with the next."""
    sheet, found = read_sheet(request, case_id), _of_case(request, case_id, screening_id)
    if acts(request) and (changed := _changed(request, found)):
        for item, given in changed.items():
            screenings.answer(screening_id, item=item, answer=given, by=request.actor, at=request.at)
        if any(calls_for_safety(found.instrument, item, given) for item, given in changed.items()):
            return HttpResponseRedirect(_safety_of(request, found), status=303)
        found = _of_case(request, case_id, screening_id)
    if request.method == "POST" and not request.obstacles:
        return HttpResponseRedirect(_next(request, found), status=303)
    current = _current(request, found)
    questions = [
        _question(found, item, number, current) for number, item in enumerate(found.instrument.items, 1)
    ]
    return show_file(
        request,
        sheet,
        "web/screenings/questions.html",
        tab="case_screenings",
        title=found.wording.title,
        found=found,
        questions=questions,
        current=current,
        count=len(questions),
        form=None,
        keep_url=address(request, "screening_keep", case_id, screening_id),
        finish_url=address(request, "screening_finish", case_id, screening_id),
        back_url=address(request, "screening", case_id, screening_id),
        plan_url=address(request, "safety_plan", case_id),
        key=base64.b64encode(device_key(screening_id, request.actor.id)).decode(),
    )


def keep(request: Request, case_id: UUID, screening_id: UUID) -> HttpResponse:
    """Keep one answer that the script sends, and say where safety is written down if it calls for that.
    Nothing of the case is shown, so nothing is noted as read."""
    found = _of_case(request, case_id, screening_id)
    if not acts(request):
        said = [{"code": one.code, "says": one.says} for one in request.obstacles]
        return JsonResponse({"error": "refused", "obstacles": said}, status=409)
    try:
        sent = json.loads(request.body)
        item, given = str(sent["item"]), str(sent["answer"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "not_an_answer"}, status=400)
    if found.answers.get(item) != given:
        screenings.answer(screening_id, item=item, answer=given, by=request.actor, at=request.at)
    calls = calls_for_safety(found.instrument, item, given)
    safety = _safety_of(request, found) if calls else ""
    return JsonResponse({"saved_at": request.at.isoformat(), "safety": safety}, status=201)


def _of_case(request: Request, case_id: UUID, screening_id: UUID) -> ScreeningSheet:
    found = screening_sheet(screening_id, by=request.actor, at=request.at)
    if found.card.case_id != case_id:
        raise Hidden(f"screening {screening_id} in case {case_id}")
    return found


def _safety_of(request: Request, found: ScreeningSheet) -> str:
    """Where the open matter of this person is written down."""
    case_id, person_id = found.card.case_id, found.card.person_id
    for one in open_matters(case_id, by=request.actor, at=request.at):
        if one.person_id == person_id:
            return address(request, "safety", case_id, one.id)
    return address(request, "case_screenings", case_id)


def _changed(request: Request, found: ScreeningSheet) -> dict[str, str]:
    """What was sent and is not kept yet, in the order of the questions."""
    sent = {item.id: request.POST.get(f"{_FIELD}{item.id}", "") for item in found.instrument.items}
    return {item: given for item, given in sent.items() if given and found.answers.get(item) != given}


def _current(request: Request, found: ScreeningSheet) -> str:
    """The question asked for, or the first that waits, or the last."""
    wanted = request.POST.get("current") or request.GET.get("at", "")
    open_now = asked(found.instrument, found.answers)
    if wanted in {one.id for one in open_now}:
        return wanted
    waiting = next((one.id for one in open_now if one.id not in found.answers), "")
    return waiting or open_now[-1].id


def _next(request: Request, found: ScreeningSheet) -> str:
    """The question before or after, or the end."""
    here = address(request, "screening_answer", found.card.case_id, found.card.id)
    order = [one.id for one in asked(found.instrument, found.answers)]
    current = request.POST.get("current", "")
    place = order.index(current) if current in order else 0
    if request.POST.get("go") == "back":
        return f"{here}?at={order[max(0, place - 1)]}"
    if place + 1 < len(order):
        return f"{here}?at={order[place + 1]}"
    return address(request, "screening_finish", found.card.case_id, found.card.id)


def _question(found: ScreeningSheet, item: Item, number: int, current: str) -> Question:
    instrument, wording = found.instrument, found.wording
    scale: Mapping[str, str] = wording.answers.get(item.scale, {})
    worth = instrument.scales[item.scale]
    choices = tuple(
        Choice(
            value=one,
            label=scale.get(one) or _("I prefer not to say"),
            is_own_word=one in scale,
            worth="" if worth.get(one) is None else str(worth[one]),
            is_chosen=found.answers.get(item.id) == one,
            is_alarm=calls_for_safety(instrument, item.id, one),
        )
        for one in instrument.answers_to(item.id)
        if one in scale or one == REFUSED
    )
    return Question(
        id=item.id,
        field=f"{_FIELD}{item.id}",
        number=number,
        says=wording.items[item.id],
        choices=choices,
        follows=" ".join(item.asked_if.any_of) if item.asked_if else "",
        least=item.asked_if.at_least if item.asked_if else 0,
        is_current=item.id == current,
    )
