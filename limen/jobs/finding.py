"""The nightly look for cases that are overdue or stand still: each finding is a task that says why.

Safe at any time, twice, and interrupted: it goes by key in small transactions, writes what is new, and closes
what is no longer so. How long is too long is never said here: a clock has its law, and for the rest the
organisation has its patience; where it has none for stages, the pack may say what it expects of one. Without
either nothing stands too long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import translation
from django.utils.dateformat import format as format_day
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.deadlines.names import Effect
from limen.domain.deadlines.queries.overdue import OverdueClock, clocks_overdue
from limen.domain.identity.names import Compartment
from limen.domain.procedure.queries.nightly import StoodAt, stages_stood_at
from limen.domain.tasks.queries import Finding, keep_findings
from limen.domain.worklists.queries.nightly import CASES_AT_ONCE, LookedAt, cases_to_look_at

_log = structlog.get_logger("limen.jobs")
_FIRST = UUID(int=0)
_TERM_AT_MOST = 120  # characters of a name that stand in one line


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one round did: how many cases it looked at, how many tasks are new or say something new, how many
    it closed."""

    looked: int = 0
    written: int = 0
    closed: int = 0


@app.periodic(cron="50 2 * * *")
@app.task(name="limen.find", queue="clockwork", lock="limen.find", pass_context=True)
def find_by_night(context: JobContext, timestamp: int) -> None:
    """Look at every open case once."""
    found = find(datetime.fromtimestamp(timestamp, UTC), should_stop=context.should_abort)
    _log.info("findings_kept", count=found.written, outcome=f"{found.looked} cases, {found.closed} closed")


def find(
    at: datetime, *, at_once: int = CASES_AT_ONCE, should_stop: Callable[[], bool] = lambda: False
) -> Found:
    """Look at every open case, as limen_jobs. Four queries for each page of cases."""
    after, found = _FIRST, Found()
    while not should_stop():
        with transaction.atomic():
            page = cases_to_look_at(after, at=at, at_most=at_once)
            if not page:
                break
            ids = [case.case_id for case in page]
            written, closed = keep_findings(list(_found_in(page, at)), case_ids=ids, at=at)
        found = Found(
            looked=found.looked + len(page), written=found.written + written, closed=found.closed + closed
        )
        after = page[-1].case_id
    return found


def _found_in(page: Sequence[LookedAt], at: datetime) -> Iterator[Finding]:
    cases = [case for case in page if not case.is_over and case.told]
    ids = [case.case_id for case in cases]
    late = {key: list(some) for key, some in groupby(clocks_overdue(ids, at=at), lambda one: one.case_id)}
    stood = {key: list(some) for key, some in groupby(stages_stood_at(ids), lambda one: one.case_id)}
    for case in cases:
        with translation.override(case.language):
            for clock in late.get(case.case_id, ()):
                yield from _overdue(case, clock)
            for stage in stood.get(case.case_id, ()):
                yield from _stood(case, stage)
            yield from _quiet(case)


def _overdue(case: LookedAt, clock: OverdueClock) -> Iterator[Finding]:
    """A clock whose end has passed and of which nobody said that it was met."""
    name = Truncator(clock.term_says).chars(_TERM_AT_MOST)
    says = _("“%(term)s” was due on %(day)s.") % {"term": name, "day": _day(clock.due_on)}
    because = [
        _("%(effect)s “%(term)s”: its day has passed, and nobody said that it was met.")
        % {"effect": Effect(clock.effect).label, "term": _named(clock)},
        _("Source: %(source)s") % {"source": clock.source} if clock.source else "",
    ]
    key = f"overdue:{clock.clock_id}:{clock.due_on}"
    yield from _for_each(case, key, says, because, Compartment(clock.compartment))


def _stood(case: LookedAt, stage: StoodAt) -> Iterator[Finding]:
    """An application that has stood at one stage for longer than its organisation finds right, or, where the
    organisation says nothing, than its pack expects."""
    days = (case.today - stage.since_on).days
    if case.stage_days is not None:
        measure, is_late = _measure(case.stage_days), days > case.stage_days
    else:
        measure, is_late = _expected(stage), stage.expected_on is not None and case.today > stage.expected_on
    if not is_late:
        return
    name = Truncator(stage.says).chars(_TERM_AT_MOST)
    says = _("“%(stage)s” since %(day)s.") % {"stage": name, "day": _day(stage.since_on)}
    stands = _("An application has stood at the stage “%(stage)s” since then.") % {"stage": stage.says}
    yield from _for_each(case, f"stage:{stage.stage_id}", says, [stands, measure])


def _quiet(case: LookedAt) -> Iterator[Finding]:
    """A case in which nobody did anything for longer than its organisation finds right."""
    days = (case.today - case.last_act_on).days
    if case.quiet_days is None or days <= case.quiet_days:
        return
    says = _("Nothing happened in this case since %(day)s.") % {"day": _day(case.last_act_on)}
    stands = _("Nobody has done anything in it that stands in its timeline.")
    yield from _for_each(case, f"quiet:{case.last_act_on}", says, [stands, _measure(case.quiet_days)])


def _for_each(
    case: LookedAt,
    key: str,
    says: str,
    because: list[str],
    compartment: Compartment = Compartment.GENERAL,
) -> Iterator[Finding]:
    """The same for everybody who is to hear of it."""
    for member_id in case.told:
        yield Finding(
            case_id=case.case_id,
            member_id=member_id,
            compartment=compartment,
            finding=key,
            says=says,
            because=" ".join(sentence for sentence in because if sentence),
            due_on=case.today,
        )


def _measure(days: int) -> str:
    """Where the measure comes from: the organisation's own, and no law."""
    return ngettext(
        "Your organisation finds more than %(days)d day too long. Source: its administration.",
        "Your organisation finds more than %(days)d days too long. Source: its administration.",
        days,
    ) % {"days": days}


def _expected(stage: StoodAt) -> str:
    """Where the measure comes from: what the law that governs the application expects of this stage."""
    says = _("The law of this application expects %(length)s at this stage. Source: %(source)s")
    return says % {"length": stage.expected_says, "source": stage.expected_source}


def _named(clock: OverdueClock) -> str:
    return f"{clock.term_says} ({clock.about})" if clock.about else clock.term_says


def _day(day: date) -> str:
    return format_day(day, pgettext("format of a day", "j F Y"))
