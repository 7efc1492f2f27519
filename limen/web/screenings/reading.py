"""One screening: what was asked and answered, what it comes to by its published method, and that this is no
diagnosis; finishing it, and withdrawing it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.screenings import rules
from limen.domain.screenings.commands import screening as screenings
from limen.domain.screenings.names import State
from limen.domain.screenings.queries.cards import ScreeningSheet
from limen.domain.screenings.queries.screenings import screening_sheet
from limen.foundation.refusals import Hidden
from limen.instruments.definitions import Sourced
from limen.instruments.scoring import asked
from limen.web.casefile.frame import Act, Offer, address, may, read_sheet, show_act, show_file
from limen.web.components import Fact, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request, acts
from limen.web.screenings.forms import WhyForm
from limen.web.screenings.words import OUTCOMES, STATUSES, value_words


@dataclass(frozen=True, kw_only=True)
class ScoreView:
    """A score with the stretch that it lies in, as its publication calls it, and in whom that was found."""

    says: str
    value: Text
    band: str
    found_in: Sourced | None


@dataclass(frozen=True, kw_only=True)
class RuleView:
    says: str
    outcome: Text
    is_met: bool
    met: str
    found_in: Sourced


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    question: str
    answer: Text


def screening(request: Request, case_id: UUID, screening_id: UUID) -> HttpResponse:
    """One screening. Its scores are counted now, by the edition that was asked."""
    sheet, found = read_sheet(request, case_id), opened(request, case_id, screening_id)
    is_finished = found.card.state is State.FINISHED
    return show_file(
        request,
        sheet,
        "web/screenings/screening.html",
        tab="case_screenings",
        title=found.instrument.says,
        found=found,
        facts=_facts(request, found),
        scores=_scores(found) if is_finished else [],
        rules=_rules(found) if is_finished else [],
        answers=_answers(found),
        offers=_offers(request, found, is_worked_on=sheet.is_worked_on),
        back_url=address(request, "case_screenings", case_id),
    )


def finish(request: Request, case_id: UUID, screening_id: UUID) -> HttpResponse:
    """Say that all was asked, and sign it."""
    sheet, found = read_sheet(request, case_id), opened(request, case_id, screening_id)
    if acts(request):
        event = screenings.finish(screening_id, by=request.actor, at=request.at)
        return told(event, address(request, "screening", case_id, screening_id))
    act = Act(
        title=_("Finish the questionnaire"),
        button=_("Sign and finish"),
        back_url=address(request, "screening_answer", case_id, screening_id),
        lead=[
            _("You sign that the person was asked as it stands there. Nothing is answered after that."),
            _("Thank the person, and say what happens next."),
        ],
        refused=rules.obstacles_to_finishing(
            state=found.card.state,
            instrument=found.instrument,
            answers=found.answers,
            is_worked_on=sheet.is_worked_on,
        ),
    )
    return show_act(request, act, None, sheet=sheet)


def withdraw(request: Request, case_id: UUID, screening_id: UUID) -> HttpResponse:
    """Take a screening back. It stays to be read."""
    sheet, found = read_sheet(request, case_id), opened(request, case_id, screening_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = screenings.withdraw(screening_id, why=why, by=request.actor, at=request.at)
        return told(event, address(request, "screening", case_id, screening_id))
    act = Act(
        title=_("Withdraw the questionnaire"),
        button=_("Withdraw it"),
        back_url=address(request, "screening", case_id, screening_id),
        lead=[_("It stays to be read, with your reason. No chart shows it any more.")],
        kind="danger",
        refused=rules.obstacles_to_withdrawing(
            state=found.card.state, why="-", is_worked_on=sheet.is_worked_on
        ),
    )
    return show_act(request, act, form, sheet=sheet)


def opened(request: Request, case_id: UUID, screening_id: UUID) -> ScreeningSheet:
    """A screening of this case. Raises `Hidden`."""
    found = screening_sheet(screening_id, by=request.actor, at=request.at)
    if found.card.case_id != case_id:
        raise Hidden(f"screening {screening_id} in case {case_id}")
    return found


def _facts(request: Request, found: ScreeningSheet) -> list[Fact]:
    card, zone = found.card, request.person.time_zone
    facts = [
        Fact(term=_("Person"), value=isolated(card.called)),
        Fact(term=_("Stands at"), value=tag_mark(card.state.label)),
        Fact(term=_("Asked"), value=moment_mark(card.asked_at, now=request.at, time_zone=zone)),
        Fact(term=_("By"), value=isolated(card.by_name)),
        Fact(term=_("How it is asked"), value=card.manner.label),
        Fact(term=_("Language of the words"), value=f"{card.language} · {STATUSES[found.wording.status]}"),
        Fact(term=_("Where the person can go"), value=isolated(card.pathway)),
    ]
    if card.finished_at:
        signed = moment_mark(card.finished_at, now=request.at, time_zone=zone)
        facts.append(Fact(term=_("Signed"), value=signed))
        facts.append(Fact(term=_("Signed by"), value=isolated(card.finished_by)))
    if card.withdrawn_why:
        facts.append(Fact(term=_("Why it was withdrawn"), value=isolated(card.withdrawn_why)))
    return facts


def _scores(found: ScreeningSheet) -> list[ScoreView]:
    read_as = {one.score: one.found_in for one in found.instrument.bands}
    return [
        ScoreView(
            says=one.score.says,
            value=value_words(one),
            band=one.band.says if one.band else "",
            found_in=read_as.get(one.score.id),
        )
        for one in found.result.scores
    ]


def _rules(found: ScreeningSheet) -> list[RuleView]:
    return [
        RuleView(
            says=one.rule.says,
            outcome=OUTCOMES[one.outcome],
            is_met=one.outcome == "met",
            met=one.rule.met,
            found_in=one.rule.found_in,
        )
        for one in found.result.rules
    ]


def _answers(found: ScreeningSheet) -> list[AnswerView]:
    """Each question that was to be asked, with its answer or that there is none yet."""
    views = []
    for item in asked(found.instrument, found.answers):
        given = found.answers.get(item.id)
        own = found.wording.answers.get(item.scale, {}).get(given or "")
        said: Text = own or (_("I prefer not to say") if given else _("No answer yet"))
        views.append(AnswerView(question=found.wording.items[item.id], answer=said))
    return views


def _offers(request: Request, found: ScreeningSheet, *, is_worked_on: bool) -> list[Offer]:
    card, offers = found.card, []
    args = (card.case_id, card.id)
    refused = rules.obstacles_to_working(is_worked_on=is_worked_on)
    if card.state is State.OPEN and may(request, "screenings.answer"):
        url = address(request, "screening_answer", *args)
        offers.append(Offer(label=_("Go on asking"), url=url, refused=refused, kind="primary"))
    if card.state is State.FINISHED:
        url = address(request, "screening_over_time", card.case_id, card.person_id, card.instrument)
        offers.append(Offer(label=_("Over time"), url=url))
    if card.state is not State.WITHDRAWN and may(request, "screenings.withdraw"):
        url = address(request, "screening_withdraw", *args)
        offers.append(Offer(label=_("Withdraw"), url=url, refused=refused))
    return offers
