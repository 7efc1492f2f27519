"""Reckoning: from a term, facts, what stopped and extended the clock, and a calendar, to a ruling.

`rule` is a pure function. The same facts give the same ruling in whatever order they are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from limen.law.calendars import Calendar
from limen.law.counting import Pause, Sum, end_after, hours_after, merged, pushed_back
from limen.law.dated import Dated
from limen.law.facts import Facts
from limen.law.lengths import Length, Unit
from limen.law.refusing import Unanswerable, meant
from limen.law.rulings import Extended, Reason, Ruling, Stop
from limen.law.terms import Extension, Run, Term, WorkTo

_ROUNDING = 0.01  # of a day, in comparing lengths of different units


def rule(
    term: Term,
    facts: Facts,
    *,
    calendar: Calendar,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extended] = (),
    pack_fingerprint: str = "",
) -> Ruling:
    """When the term ends. Raises `Unanswerable` when a fact is missing or no version of the law applies."""
    run = term.run_for(facts)
    governed_on = _day(term, run.governed_by, facts, calendar)
    version = _version(term, run, governed_on)
    reasons = [Reason("governed", run.governed_by, governed_on, None, version.value, version.source)]
    if run.when is not None:
        reasons.append(Reason("situation", run.says))
    anchor = _day(term, run.runs_from, facts, calendar)
    reasons.append(Reason("runs_from", run.runs_from, anchor))
    in_hours = version.value.unit is Unit.HOURS
    lengths = (version.value, *_added(term, run, extensions, governed_on, reasons, in_hours=in_hours))
    due_at: datetime | None = None
    days_left: int | None = None
    raw: date | None
    due: date | None
    if in_hours:
        due_at = _in_hours(term, run, lengths, stops, calendar, facts, reasons)
        raw = due = due_at.astimezone(calendar.zone).date()
    else:
        raw, days_left = _counted(term, run, anchor, lengths, stops, calendar, facts, reasons)
        due = None if raw is None else _rolled(term, run, anchor, raw, lengths, calendar, reasons)
    return Ruling(
        term.id,
        term.set_in or term.defined_in,
        run.effect,
        run.id,
        version.value,
        version.since,
        version.source,
        version.certainty,
        version.interpretation,
        governed_on,
        raw,
        due,
        _work_to(term, raw, due, calendar, reasons),
        due_at,
        days_left,
        tuple(reasons),
        pack_fingerprint,
        calendar.id,
        calendar.fingerprint,
    )


def _in_hours(
    term: Term,
    run: Run,
    lengths: Sequence[Length],
    stops: Sequence[Stop],
    calendar: Calendar,
    facts: Facts,
    reasons: list[Reason],
) -> datetime:
    """The instant at which a period in hours ends."""
    if stops:
        raise Unanswerable("hours_do_not_stop", term=term.id)
    moment = facts[run.runs_from]
    if not isinstance(moment, datetime):
        raise Unanswerable("needs_instant", term=term.id, name=run.runs_from)
    reasons.append(Reason("hours_never_roll"))
    return hours_after(moment, Sum.of(lengths).hours, counting=run.counting, calendar=calendar)


def _day(term: Term, fact: str, facts: Facts, calendar: Calendar) -> date:
    answer = facts.get(fact)
    if answer is None:
        raise Unanswerable("missing_fact", term=term.id, name=fact, says=fact.replace("_", " "))
    if isinstance(answer, datetime):
        return calendar.civil_day(answer)
    if not isinstance(answer, date):
        raise Unanswerable("no_such_date", name=fact, given=answer)
    return answer


def _version(term: Term, run: Run, on: date) -> Dated[Length]:
    version = run.values.on(on)
    if version is not None:
        return version
    if not run.values:
        guard, bounds = term.national, ""
        if guard is not None and guard.at_least is not None:
            bounds += f", at least {guard.at_least}"
        if guard is not None and guard.at_most is not None:
            bounds += f", at most {guard.at_most}"
        if guard is not None and guard.less_than is not None:
            bounds += f", less than {guard.less_than}"
        raise Unanswerable("national", term=term.id, bounds=bounds)
    first = run.values.in_force[0].since
    if on < first:
        regime = f" See the regime “{term.regime}”." if term.regime else ""
        raise Unanswerable(
            "no_version", term=term.id, on=on, fact=run.governed_by, first=first, regime=regime
        )
    ended = max(one.until for one in run.values.in_force if one.until is not None and one.until <= on)
    raise Unanswerable("ended", term=term.id, until=ended, fact=run.governed_by, on=on)


def _added(
    term: Term, run: Run, extensions: Sequence[Extended], on: date, reasons: list[Reason], *, in_hours: bool
) -> list[Length]:
    """The lengths that the extensions add; each within its own most, and all within the common one."""
    if not extensions:
        return []
    added: list[Length] = []
    by_ground: dict[str, float] = {}
    for extended in sorted(extensions, key=lambda one: (one.ground, str(one.by or ""))):
        extension, most = _extension(term, run, extended.ground, on)
        by = extended.by or most.value
        if (by.unit is Unit.HOURS) != in_hours:
            raise Unanswerable("hours_and_days", term=term.id)
        by_ground[extension.id] = by_ground.get(extension.id, 0.0) + by.roughly_days
        if by_ground[extension.id] > most.value.roughly_days + _ROUNDING:
            repeated = by_ground[extension.id] > by.roughly_days
            code = "too_long_again" if repeated else "too_long"
            raise Unanswerable(code, by=by, ground=extension.says, most=most.value)
        added.append(by)
        reasons.append(Reason("extended", extension.says, None, None, by, most.source))
    most_of_all, together = term.together_at_most, sum(by_ground.values())
    if most_of_all is not None and together > most_of_all.roughly_days + _ROUNDING:
        raise Unanswerable("together_too_long", most=most_of_all)
    return added


def _extension(term: Term, run: Run, ground: str, on: date) -> tuple[Extension, Dated[Length]]:
    """The ground and the most it allows by the law of that day."""
    known = {one.id: one for one in term.extensions}
    extension = known.get(ground)
    if extension is None:
        raise Unanswerable("unknown_extension", term=term.id, name=ground, meant=meant(ground, known))
    if not extension.fits(run):
        raise Unanswerable("not_extended_here", term=term.id, ground=extension.says)
    most = extension.values.on(on)
    if most is None:
        says = f" It was not the law on {on}."
        raise Unanswerable("unknown_extension", term=term.id, name=ground, meant=says)
    return extension, most


def _counted(
    term: Term,
    run: Run,
    anchor: date,
    lengths: Sequence[Length],
    stops: Sequence[Stop],
    calendar: Calendar,
    facts: Facts,
    reasons: list[Reason],
) -> tuple[date | None, int | None]:
    """The end before any roll, or None and the days left while the clock stands still."""
    total = Sum.of(lengths)
    end = end_after(anchor, total, calendar=calendar, backwards=term.backwards)
    if anchor.day > 28 and total.months and not (total.days or total.working_days) and end.day < anchor.day:
        reasons.append(Reason("month_end", "", end))
    if stops:
        working = calendar if total.working_days and not (total.days or total.months) else None
        end, open_pause = pushed_back(end, anchor, merged(_pauses(term, stops, reasons)), working=working)
        if open_pause is not None:
            counted = open_pause.since - timedelta(days=1) if open_pause.since > anchor else anchor
            left = (end - counted).days if working is None else working.working_between(counted, end)
            reasons.append(Reason("stands_still", "", open_pause.since))
            return None, left
        _tell_stops_that_came_too_late(end, reasons)
    return _capped(term, end, calendar, facts, reasons), None


def _tell_stops_that_came_too_late(end: date, reasons: list[Reason]) -> None:
    """A stop that begins after the last counted day moves nothing, also when the end rolls past it."""
    for place, reason in enumerate(reasons):
        if reason.code == "stopped" and reason.on is not None and reason.on > end:
            reasons[place] = reason._replace(code="stopped_too_late")


def _pauses(term: Term, stops: Sequence[Stop], reasons: list[Reason]) -> list[Pause]:
    known = {one.id: one for one in term.stops}
    pauses: list[Pause] = []
    for stop in sorted(stops, key=lambda one: (one.since, one.cause, one.until or date.max)):
        cause = known.get(stop.cause)
        if cause is None:
            raise Unanswerable("unknown_stop", term=term.id, name=stop.cause, meant=meant(stop.cause, known))
        if stop.until is not None and stop.until < stop.since:
            raise Unanswerable("stop_ends_before", since=stop.since, until=stop.until)
        code = "stopped" if cause.stops else "did_not_stop"
        reasons.append(Reason(code, cause.says, stop.since, stop.until, None, cause.source))
        if cause.stops:
            pauses.append(Pause(stop.since, stop.until))
    return pauses


def _capped(term: Term, end: date, calendar: Calendar, facts: Facts, reasons: list[Reason]) -> date:
    cap = term.cap
    if cap is None:
        return end
    if cap.runs_from not in facts:
        reasons.append(Reason("cap_unknown", cap.runs_from))
        return end
    starts = _day(term, cap.runs_from, facts, calendar)
    version = cap.values.on(starts)
    if version is None:
        return end
    latest = end_after(starts, Sum.of((version.value,)), calendar=calendar)
    if latest >= end:
        return end
    reasons.append(Reason("capped", cap.runs_from, starts, latest, version.value, version.source))
    return latest


def _rolled(
    term: Term,
    run: Run,
    anchor: date,
    raw: date,
    lengths: Sequence[Length],
    calendar: Calendar,
    reasons: list[Reason],
) -> date:
    """The legal end: moved once from a day off, and once more when two working days must lie in between."""
    if not run.effect.rolls or term.backwards or not run.counting.rolls:
        if not calendar.is_working(raw):
            reasons.append(Reason("never_rolls", str(run.effect), raw))
        return raw
    due = raw if calendar.is_working(raw) else calendar.next_working(raw)
    if due != raw:
        reasons.append(Reason("rolled", calendar.why_off(raw), raw, due))
    if run.counting.two_working_days and any(_two_days_or_more(one) for one in lengths):
        # 1182/71 Article 3(5): a period of two days or more holds at least two working days.
        while calendar.working_between(anchor, due) < 2:
            due = calendar.add_working(due, 1)
            reasons.append(Reason("two_working_days", "", raw, due))
    return due


def _two_days_or_more(length: Length) -> bool:
    return length.unit not in (Unit.DAYS, Unit.WORKING_DAYS, Unit.HOURS) or length.number >= 2


def _work_to(
    term: Term, raw: date | None, due: date | None, calendar: Calendar, reasons: list[Reason]
) -> date | None:
    if raw is None or due is None or term.work_to is WorkTo.DUE:
        return due
    earlier = raw if term.work_to is WorkTo.RAW else calendar.previous_working(raw)
    if earlier != due:
        reasons.append(Reason("work_to", str(term.work_to), earlier, due))
    return earlier
