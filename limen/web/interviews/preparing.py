"""Preparing an interview, and the opening checks with which its record begins."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.cases.queries.parties import parties_of
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.interviews.commands import planning, recording
from limen.domain.interviews.names import Prepared, prepared_from, prepared_text
from limen.domain.interviews.queries.cards import InterviewSheet
from limen.domain.interviews.queries.sheets import GroundsCard, grounds_lists, opening_checks
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address, here, show_act
from limen.web.components import Fact, isolated, two_texts
from limen.web.components.marks import day_words
from limen.web.interviews.forms import ChecksForm, PrepareForm
from limen.web.interviews.frame import act_on, after, language_said, opened, working
from limen.web.page import told
from limen.web.requests import Request, acts, today

PEOPLE = 6  # whose needs are shown beside the questions: a family, and no more than can be taken in


@dataclass(frozen=True, kw_only=True)
class WhoIsHeard:
    """What is on record of somebody that matters in the room."""

    called: str
    facts: tuple[Fact, ...]


def prepare(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Set down topics and questions, with the needs of the people and the clocks of the case beside them."""
    sheet, found = opened(request, case_id, interview_id)
    lists = grounds_lists(on=today(request), by=request.actor)
    drawn = next((one for one in lists if one.key == request.GET.get("from")), None)
    initial = {"version": found.version, "text": _text(found, drawn)}
    form = PrepareForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        event = planning.prepare(
            interview_id,
            questions=prepared_from(form.cleaned_data["text"]),
            version=form.cleaned_data["version"],
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    back = address(request, "interview", case_id, interview_id)
    if request.conflict is not None:
        both = two_texts(
            request.conflict,
            name="text",
            label=_("Topics and questions"),
            yours=request.POST.get("text", ""),
            action_url=request.path,
            leave_url=back,
        )
        return render(request, "web/errors/conflict.html", {"conflict": both})
    act = act_on(
        request, found.card, _("Prepare the interview"), _("Keep the questions"), refused=working(sheet)
    )
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/interviews/prepare.html",
        stages=_stages(),
        people=_people(request, case_id),
        clocks=_clocks(request, case_id),
        lists=[(f"?from={one.key}", one.says) for one in lists],
    )


def open_record(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Answer the opening checks and open the record."""
    sheet, found = opened(request, case_id, interview_id)
    asked = opening_checks(interview_id, on=today(request), by=request.actor, at=request.at)
    form = ChecksForm(asked, request.POST or None)
    if acts(request) and form.is_valid():
        event = recording.open_record(
            interview_id, checks=form.checks(), on=today(request), by=request.actor, at=request.at
        )
        return told(event, f"{here(request)}:interview_desk", case_id, interview_id)
    lead = [_("From now on you hold the record: you alone write it, others read it.")]
    if not form.asked:
        lead.append(
            _("No pack in force here names safeguards of an interview, so there is nothing to answer.")
        )
    act = act_on(
        request, found.card, _("Open the record"), _("Open the record"), refused=working(sheet), lead=lead
    )
    return show_act(request, act, form, sheet=sheet)


def _text(found: InterviewSheet, drawn: GroundsCard | None) -> str:
    """What is prepared so far, with a list of the law as a topic of its own when one was asked for."""
    so_far = [Prepared(topic=one.topic, words=one.words) for one in found.questions]
    more = [Prepared(topic=drawn.says, words=item) for item in drawn.items] if drawn else []
    return prepared_text([*so_far, *(one for one in more if one not in so_far)])


def _stages() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Prepare"),
            _("Read the file and what is known of the country; needs, interpreter, room, topics."),
        ),
        (_("Open"), _("Who is who, understanding, fitness, confidentiality, recording, breaks, comments.")),
        (_("Free narrative"), _("One open invitation. No interruption; note topics.")),
        (_("Explore"), _("One topic at a time, open questions first. Put what does not fit, neutrally.")),
        (_("Close"), _("Anything to add, documents to come, next steps, reading back.")),
    )


def _people(request: Request, case_id: UUID) -> list[WhoIsHeard]:
    """Those who are part of the case and whom the reader may read."""
    found = []
    parties = [one for one in parties_of(case_id, by=request.actor, at=request.at) if one.called]
    for one in parties[:PEOPLE]:
        try:
            person = person_sheet(one.person_id, by=request.actor, at=request.at)
        except Hidden:
            continue
        found.append(WhoIsHeard(called=person.called, facts=_facts(person)))
    return found


def _facts(person: PersonSheet) -> tuple[Fact, ...]:
    further = person.further
    wish = further.interpreter.wish
    facts = [
        Fact(
            term=_("Languages"),
            value=", ".join(language_said(one.told.language) for one in further.languages) or _("not asked"),
        ),
        Fact(
            term=_("Interpreter wished for"),
            value=isolated(", ".join(filter(None, (wish.sex and str(wish.sex.label), wish.others))))
            if wish.sex or wish.others
            else _("nothing said"),
        ),
    ]
    facts += [
        Fact(term=_("Not this interpreter"), value=isolated(f"{one.refused.who}: {one.refused.why}"))
        for one in further.exclusions
    ]
    for need in further.needs:
        given = need.observed.guarantees
        says = [str(one.label) for one in given.these] + ([given.words] if given.words else [])
        facts.append(
            Fact(term=need.observed.category.label, value=isolated("; ".join(says) or need.observed.seen))
        )
    return tuple(facts)


def _clocks(request: Request, case_id: UUID) -> list[tuple[str, str]]:
    """What runs in the case, and until when."""
    found = clocks_of(case_id, by=request.actor, at=request.at, live_only=True)
    return [
        (one.term_says, day_words(one.due_on) if one.due_on else _("no day yet")) for one in found[:PEOPLE]
    ]
