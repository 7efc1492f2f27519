"""A plan: its board by the state of the steps, its timeline, and one step with the reason of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.citations.names import key_from
from limen.domain.citations.queries.resolving import cited
from limen.domain.deadlines.queries.clocks import clock_sheet
from limen.domain.plans import rules
from limen.domain.plans.names import Doer, GoalState, PlanState, StepState
from limen.domain.plans.queries.cards import GoalCard, PlanSheet, StepCard
from limen.domain.policy.queries import law_of
from limen.reference.languages import language_named
from limen.web.casefile.clocks_words import effect_words, why_words
from limen.web.casefile.frame import Offer, address, may, show_file
from limen.web.casefile.places import place_url
from limen.web.components import (
    Column,
    Empty,
    Entry,
    Fact,
    Row,
    Table,
    Tone,
    day_mark,
    in_lines,
    isolated,
    joined,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.plans.frame import lang_of, offer, opened, step_of, whose, working
from limen.web.requests import Request, today


def board(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """The plan: goals first, then steps by their state."""
    case, sheet = opened(request, case_id, plan_id)
    refused = working(case, sheet)
    has_undated = any(one.told_on is None for one in sheet.facts)
    columns = [(state, [one for one in sheet.steps if one.state is state]) for state in StepState]
    return show_file(
        request,
        case,
        "web/plans/board.html",
        tab="case_plans",
        title=sheet.card.template_says,
        plan=sheet.card,
        facts=_facts(sheet),
        goals=[_goal(request, sheet, one) for one in sheet.goals],
        steps=[
            _steps(request, sheet, state, found) for state, found in columns if found or state == "open"
        ],
        offers=[
            *offer(request, "add_goal", _("Write down a goal"), case_id, plan_id, refused=refused),
            *offer(request, "add_step", _("Add a step"), case_id, plan_id, refused=refused),
            *(offer(request, "tell_day", _("Say a day"), case_id, plan_id, refused=refused)
              if has_undated else []),
            *offer(request, "review", _("Look at it again together"), case_id, plan_id, refused=refused),
            *offer(request, "close", _("Close the plan"), case_id, plan_id, refused=refused),
        ],
        reviews=sheet.reviews,
        timeline_url=address(request, "plan_timeline", case_id, plan_id),
        print_url=address(request, "plan_print", case_id, plan_id),
    )  # fmt: skip


def timeline(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """The same by days: what was done, what comes, and when it was looked at."""
    case, sheet = opened(request, case_id, plan_id)
    entries = sorted(_entries(request, sheet), key=lambda one: _day(one.on))
    undated = [one for one in sheet.steps if one.state is StepState.OPEN and one.next_on is None]
    return show_file(
        request,
        case,
        "web/plans/timeline.html",
        tab="case_plans",
        title=_("Timeline of the plan"),
        plan=sheet.card,
        entries=entries,
        undated=undated,
        back_url=address(request, "plan", case_id, plan_id),
    )


def step(request: Request, case_id: UUID, plan_id: UUID, step_id: UUID) -> HttpResponse:
    """One step: what is wanted, by when and why, and what became of it."""
    case, sheet = opened(request, case_id, plan_id)
    found = step_of(sheet, step_id)
    refused = working(case, sheet) + rules.obstacles_to_settling(found)
    of = (case_id, plan_id, step_id)
    leave = refused if found.template_step else [*refused, *rules.obstacles_to_excepting(found, why="-")]
    return show_file(
        request,
        case,
        "web/plans/step.html",
        tab="case_plans",
        title=found.says,
        step=found,
        facts=list(_step_facts(request, sheet, found)),
        reasons=_reasons(request, found),
        offers=[
            *offer(request, "finish_step", _("It is done"), *of, refused=refused, kind="primary"),
            *offer(request, "put_off_step", _("Put it off"), *of, refused=refused),
            *offer(request, "drop_step", _("It is not possible"), *of, refused=refused),
            *offer(request, "allow_exception", _("Allow an exception"), *of, refused=leave),
        ],
        back_url=address(request, "plan", case_id, plan_id),
    )


def doer_words(one: StepCard) -> Text:
    """Who does a step."""
    return isolated(one.doer_name) if one.doer is Doer.PARTNER and one.doer_name else one.doer.label


def _facts(sheet: PlanSheet) -> list[Fact]:
    facts = [
        Fact(term=_("Whose plan it is"), value=isolated(whose(sheet))),
        Fact(term=_("What it is for"), value=isolated(sheet.about)),
        Fact(term=_("Begun"), value=in_lines(isolated(sheet.begun_by), day_mark(sheet.card.begun_at.date()))),
        *(
            Fact(term=one.says, value=day_mark(one.told_on) if one.told_on else _("Not known yet"))
            for one in sheet.facts
        ),
        Fact(
            term=_("Look again"),
            value=day_mark(sheet.card.review_on) if sheet.card.review_on else _("No day"),
        ),
        Fact(term=_("Source"), value=isolated(sheet.source)),
    ]
    if sheet.card.state is PlanState.CLOSED and sheet.closed_why:
        said = joined(day_mark(sheet.closed_on), " · ", sheet.closed_why.label)
        words = (isolated(sheet.closed_says), isolated(sheet.ended_by))
        facts.append(Fact(term=_("Closed"), value=in_lines(said, *words)))
    return [one for one in facts if one.value != isolated("")]


def _goal(request: Request, sheet: PlanSheet, goal: GoalCard) -> dict[str, object]:
    of = (sheet.card.case_id, sheet.card.id, goal.id)
    is_open = goal.state is GoalState.OPEN and sheet.card.state is PlanState.OPEN
    offers: list[Offer] = []
    if is_open:
        offers += offer(request, "revise_goal", _("Write it anew"), *of)
        offers += offer(request, "end_goal", _("What became of it"), *of)
    return {
        "card": goal,
        "lang": lang_of(goal.language),
        "language": language_named(goal.language, get_language() or "en"),
        "offers": offers,
    }


def _steps(request: Request, sheet: PlanSheet, state: StepState, found: Sequence[StepCard]) -> Table:
    is_open = state is StepState.OPEN
    far = date.max
    rows = sorted(found, key=lambda one: one.next_on or far) if is_open else found
    headers = [_("Step"), _("Who"), _("By when") if is_open else _("What became of it")]
    headers += [_("Act")] if is_open else []
    return Table(
        caption=f"{state.label} ({len(found)})",
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(_row(request, sheet, one) for one in rows),
        empty=Empty(sentence=_("No step is open.")),
    )


def _row(request: Request, sheet: PlanSheet, one: StepCard) -> Row:
    of = (sheet.card.case_id, sheet.card.id, one.id)
    cells: list[Text] = [isolated(one.says), doer_words(one)]
    if one.state is StepState.OPEN:
        cells += [_when(request, one), _done_link(request, sheet, one)]
    else:
        cells.append(_ended(one))
    return Row(cells=tuple(cells), url=address(request, "plan_step", *of))


def _when(request: Request, one: StepCard) -> SafeString:
    """The day, and beside it that it has passed, or why there is none."""
    marks: list[Text] = []
    if one.is_late(today(request)):
        marks.append(tag_mark(_("Late"), Tone.ATTENTION))
    if one.planned_on:
        marks.append(joined(_("Planned:"), " ", day_mark(one.planned_on)))
    if one.due_on and one.effect:
        marks.append(joined(one.effect.label, ": ", day_mark(one.due_on)))
    if not marks:
        marks.append(_("The day is not known yet") if one.no_day else _("No day"))
    return in_lines(*marks)


def _done_link(request: Request, sheet: PlanSheet, one: StepCard) -> SafeString:
    if not may(request, "plans.finish_step") or sheet.card.state is not PlanState.OPEN:
        return SafeString("")
    where = address(request, "plan_finish_step", sheet.card.case_id, sheet.card.id, one.id)
    label = _("Done: %(step)s") % {"step": one.says}
    return format_html('<a class="lm-link" href="{}" aria-label="{}">{}</a>', where, label, _("It is done"))


def _ended(one: StepCard) -> SafeString:
    marks: list[Text] = [day_mark(one.done_on)] if one.done_on else []
    if one.drop_why:
        marks.append(one.drop_why.label)
    if one.allowed_by:
        marks.append(joined(_("Allowed by"), " ", isolated(one.allowed_by)))
    if one.end_says:
        marks.append(isolated(one.end_says))
    return in_lines(*marks)


def _step_facts(request: Request, sheet: PlanSheet, one: StepCard) -> Iterator[Fact]:
    yield Fact(term=_("State"), value=tag_mark(one.state.label))
    if one.about:
        yield Fact(term=_("What to know"), value=isolated(one.about))
    if one.of_whom:
        yield Fact(term=_("For whom"), value=isolated(one.of_whom))
    yield Fact(term=_("Who does it"), value=doer_words(one))
    if one.wanted:
        yield Fact(term=_("What the programme wants to see"), value=isolated(", ".join(one.wanted)))
    if one.state is StepState.OPEN:
        yield Fact(term=_("By when"), value=_when(request, one))
    if one.put_off_why:
        said = in_lines(one.put_off_why.label, isolated(one.put_off_says))
        yield Fact(term=_("Put off because"), value=said)
    if one.state is not StepState.OPEN:
        yield Fact(term=_("What became of it"), value=in_lines(_ended(one), isolated(one.by_name)))
    shown = _shown(request, sheet.card.case_id, one)
    if shown:
        yield Fact(term=_("What shows it"), value=shown)


def _shown(request: Request, case_id: UUID, one: StepCard) -> Text:
    """A link to the page or the note; what the reader may not see is said to be there and no more."""
    if one.note_id:
        where = address(request, "note", case_id, one.note_id)
        return format_html('<a class="lm-link" href="{}">{}</a>', where, _("A note of the case"))
    key = key_from(one.proof) if one.proof else None
    if key is None:
        return ""
    found = cited([key], case_id, language=get_language() or "en", by=request.actor, at=request.at).get(key)
    if found is None:
        return _("A document that you cannot see")
    return format_html(
        '<a class="lm-link" href="{}">{}</a>', place_url(request, case_id, key, found), found.words
    )


def _reasons(request: Request, one: StepCard) -> dict[str, object]:
    """Why the day of the programme is that day, or why there is none."""
    if one.clock_id is None:
        return {"no_day": one.no_day}
    sheet = clock_sheet(one.clock_id, by=request.actor, at=request.at)
    law = law_of(sheet.edition_id, by=request.actor)
    return {
        "effect": effect_words(sheet.clock.effect),
        "lines": why_words(sheet.reasons, sheet.since, law, sheet.calendar),
        "url": address(request, "clock", sheet.clock.case_id, one.clock_id),
    }


def _entries(request: Request, sheet: PlanSheet) -> Iterator[Entry]:
    of = (sheet.card.case_id, sheet.card.id)
    yield Entry(what=_("The plan was begun"), on=sheet.card.begun_at.date(), who=isolated(sheet.begun_by))
    for one in sheet.steps:
        url = address(request, "plan_step", *of, one.id)
        if one.done_on:
            yield Entry(what=one.says, on=one.done_on, detail=StepState.DONE.label, url=url, tone=Tone.DONE)
        elif one.state is StepState.OPEN and one.next_on:
            is_late = one.is_late(today(request))
            tone = Tone.ATTENTION if is_late else Tone.ACTION
            detail = _("Late") if is_late else StepState.OPEN.label
            yield Entry(what=one.says, on=one.next_on, who=doer_words(one), detail=detail, url=url, tone=tone)
    for held in sheet.reviews:
        what = _("Looked at it again together")
        yield Entry(what=what, on=held.held_on, who=isolated(held.by_name), detail=isolated(held.says))
    if sheet.card.review_on:
        yield Entry(what=_("Look at the plan again"), on=sheet.card.review_on, tone=Tone.ACTION)
    if sheet.closed_on and sheet.closed_why:
        yield Entry(what=_("The plan was closed"), on=sheet.closed_on, detail=sheet.closed_why.label)


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on
