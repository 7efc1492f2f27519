"""What follows from withdrawing an application, told with its sources before anybody confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.deadlines.queries.clocks import ClockCard
from limen.domain.procedure import rules
from limen.domain.procedure.queries.running import still_running
from limen.domain.procedure.queries.withdrawing import Hearing, TermNow, Withdrawing
from limen.foundation.refusals import Obstacle
from limen.law.dated import Certainty
from limen.web.casefile.frame import address
from limen.web.components import Fact, day_mark, isolated
from limen.web.components.shapes import Text
from limen.web.lawbook.words import paragraphs, sure_mark
from limen.web.requests import Request


def withdrawing_facts(found: Withdrawing) -> Iterator[Fact]:
    """Each line with where it stands in the law."""
    ways = [sourced(one.says, one.source, one.certainty) for one in found.ways]
    yield Fact(term=_("By the law"), value=paragraphs(*ways))
    if found.hearings:
        yield Fact(term=_("What comes first"), value=paragraphs(*map(_hearing, found.hearings)))
    yield Fact(term=_("Clocks that end"), value=_ending(found))
    yield Fact(term=_("Clocks that run on"), value=_clocks(found.running_on, _("None.")))
    yield Fact(term=_("Decision that follows"), value=_decision(found))
    yield Fact(term=_("Opening it again"), value=_reopening(found))
    follows = [sourced(one.says, one.source, one.certainty, one.interpretation) for one in found.consequences]
    if follows:
        yield Fact(term=_("What follows"), value=paragraphs(*follows))


def facts_after(request: Request, sheet: ApplicationSheet) -> Iterator[Fact]:
    """Of a withdrawn application: the decision that the law still wants, and the clocks that run on."""
    if sheet.card.state is not ApplicationState.WITHDRAWN:
        return
    pack, acts = sheet.law.pack, set(sheet.type.withdrawn_by)
    ways = [one for one in pack.withdrawals.values() if acts & set(one.acts) and one.decision]
    ours = [one for one in ways if sheet.type.procedure in one.procedures]
    if ours:
        outcome = pack.outcomes[ours[0].decision]
        link = format_html(
            '<a class="lm-link" href="{}">{}</a>',
            address(request, "case_decisions", sheet.card.case_id),
            _("Decisions in this case"),
        )
        said = sourced(outcome.says, outcome.source, outcome.certainty)
        yield Fact(term=_("Decision that follows"), value=paragraphs(said, link))
    clocks = [one.clock for one in still_running(sheet, by=request.actor, at=request.at)]
    if clocks:
        way = _("No step ends them by itself. Set aside what no longer applies.")
        link = format_html(
            '<a class="lm-link" href="{}">{}</a>', address(request, "case_clocks", sheet.card.case_id), way
        )
        yield Fact(term=_("Clocks that run on"), value=paragraphs(*map(_clock, clocks), link))


def obstacles_shown(found: Withdrawing, *, on: date) -> list[Obstacle]:
    """What stands before it today: the same sentences as in the refusal."""
    return [
        each
        for one in found.hearings
        for each in rules.obstacles_before_hearing(one.term.term.says, one.clock, moved_on=on)
    ]


def sourced(says: str, source: str, certainty: Certainty, interpretation: str = "") -> Text:
    """A sentence of the pack, its source, and how sure it is."""
    mark = sure_mark(certainty, interpretation)
    return format_html("{} ({}) {}", isolated(says), isolated(source), mark)


def _hearing(one: Hearing) -> Text:
    clock = one.clock
    if clock is None:
        state: Text = _("No clock for it was started in this case.")
    elif clock.due_on is None:
        state = clock.state.label
    else:
        state = format_html(_("{state}, {day}"), state=clock.state.label, day=day_mark(clock.due_on))
    return format_html("{} {}", _term(one.term), state)


def _term(one: TermNow) -> Text:
    """A term, its value and the source of that."""
    if one.value is None:
        return format_html("{}.", isolated(one.term.says))
    value = format_html("{}: {}", isolated(one.term.says), str(one.value.value))
    mark = sure_mark(one.value.certainty, one.value.interpretation)
    return format_html("{} ({}) {}", value, isolated(one.value.source), mark)


def _ending(found: Withdrawing) -> Text:
    if found.shares_clocks:
        return _(
            "None by itself: another application of this case runs by the same law, and a clock belongs to "
            "the case. Set aside those that ended."
        )
    return _clocks(found.ending, _("None."))


def _clocks(clocks: Sequence[ClockCard], none: str) -> Text:
    return paragraphs(*map(_clock, clocks)) if clocks else none


def _clock(one: ClockCard) -> Text:
    if one.due_on is None:
        return format_html("{} ({})", isolated(one.term_says), one.state.label)
    return format_html("{} ({})", isolated(one.term_says), day_mark(one.due_on))


def _decision(found: Withdrawing) -> Text:
    if found.decision is None:
        return _("The pack names none.")
    said = sourced(found.decision.says, found.decision.source, found.decision.certainty)
    if found.remedy is None:
        return paragraphs(said, _("The pack names no remedy against it."))
    return paragraphs(said, format_html("{} {}", _("Remedy:"), _term(found.remedy)))


def _reopening(found: Withdrawing) -> Text:
    if found.reopening is None:
        return _("The pack names no time in which it can be opened again.")
    return _term(found.reopening)
