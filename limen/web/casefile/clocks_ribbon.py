"""Clock ribbons: a clock as a page draws it, with a small picture and the same facts in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from django.utils.translation import gettext as _

from limen.domain.deadlines.names import ClockState, Effect
from limen.domain.deadlines.queries.clocks import ClockCard, StopCard
from limen.domain.deadlines.queries.due import OVERDUE
from limen.law.rulings import Reason
from limen.web.casefile.clocks_words import (
    distance_words,
    late_words,
    left_words,
    length_words,
    moment_words,
    over_words,
    weekday_words,
)
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text, Tone

WIDTH = 1000
# Days before a limit from which the page says that the law is about to be broken, and before any end from
# which it asks for attention. No law counts by them.
NEAR, SOON = 2, 7


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of the picture, in its own units from 0 to `WIDTH`; `kind` names its class."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The ribbon drawn, and the same facts as one text."""

    parts: tuple[Part, ...]
    says: str
    begins: str
    ends: str


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """A clock as a page draws it. `when` says how near it is, `day` on which day, `notes` what else."""

    label: Text
    about: str
    url: str
    tag: Text
    tone: Tone
    tag_tone: Tone
    when: str
    day: str
    effect: Text
    whose: Text = ""
    notes: tuple[Text, ...] = ()
    reasons: tuple[str, ...] = ()
    source: str = ""
    doubts: tuple[str, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Now:
    """The reader's today, this instant, and their zone."""

    today: date
    at: datetime
    time_zone: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a clock stands: its words and its colour."""

    tag: Text
    tone: Tone
    when: str
    day: str
    notes: tuple[Text, ...] = ()
    tag_tone: Tone = Tone.QUIET


def standing_of(clock: ClockCard, now: Now, *, stopped_on: date | None = None) -> Standing:
    """How the clock stands today. `stopped_on`: since when it stands still, where that is known."""
    match clock.state:
        case ClockState.RUNNING:
            return _running(clock, now)
        case ClockState.STOPPED:
            return _stopped(clock, stopped_on)
        case ClockState.MET:
            return _met(clock)
        case ClockState.SET_ASIDE:
            return Standing(tag=clock.state.label, tone=Tone.QUIET, when=_("No longer applies"), day="")


def is_over(clock: ClockCard, now: Now) -> bool:
    """Whether the time of a running clock has run out, at this hour for those counted in hours."""
    if clock.due_at is not None:
        return clock.due_at < now.at
    return clock.due_on is not None and clock.due_on < now.today


def _running(clock: ClockCard, now: Now) -> Standing:
    due_on = clock.due_on or now.today
    target = min(due_on, clock.work_to or due_on)
    day = moment_words(clock.due_at, now.time_zone) if clock.due_at else weekday_words(due_on)
    notes: tuple[Text, ...] = ()
    if target != due_on and target >= now.today:
        day = weekday_words(target)
        notes = (_("This is the day to work to. The legal end is %(due)s.") % {"due": weekday_words(due_on)},)
    elif target != due_on:
        notes = (_("The day to work to was %(day)s.") % {"day": weekday_words(target)},)
    if is_over(clock, now):
        return _passed(clock, now, (now.today - due_on).days, day, notes)
    tone = _tone(clock.effect, (target - now.today).days)
    when = distance_words(target, now.today)
    if clock.due_at is not None and (hours := ceil((clock.due_at - now.at).total_seconds() / 3600)) <= 48:
        # Translators: the time left of a limit that is counted in hours.
        when = _("in %(hours)d h") % {"hours": hours}
    tag = _("Running")
    if target < now.today:
        tag, when = _("Legal end near"), distance_words(due_on, now.today)
        tone = _tone(clock.effect, 0)
    return Standing(tag=tag, tone=tone, tag_tone=tone, when=when, day=day, notes=notes)


def _passed(clock: ClockCard, now: Now, days: int, day: str, notes: tuple[Text, ...]) -> Standing:
    """The day lies behind. Only a limit of the law is broken by that, and nothing was decided by it."""
    match clock.effect:
        case Effect.LIMIT:
            tag, tone = _("Missed"), Tone.DANGER
        case Effect.EARLIEST:
            tag, tone = _("May be done now"), Tone.ACTION
        case Effect.VALIDITY:
            tag, tone = _("No longer valid"), Tone.ATTENTION
        case _other:
            tag, tone = _("Overdue"), Tone.ATTENTION
    when = over_words(days) if clock.effect in OVERDUE and days else _since(clock, now, days)
    return Standing(tag=tag, tone=tone, tag_tone=tone, when=when, day=day, notes=notes)


def _since(clock: ClockCard, now: Now, days: int) -> str:
    return distance_words(clock.due_on or now.today, now.today) if days else _("earlier today")


def _stopped(clock: ClockCard, stopped_on: date | None) -> Standing:
    left = left_words(clock.days_left) if clock.days_left is not None else ""
    says = _("since %(day)s") % {"day": day_words(stopped_on)} if stopped_on else ""
    note = _("Nothing is due while it stands still.")
    return Standing(tag=clock.state.label, tone=Tone.QUIET, when=left, day=says, notes=(note,))


def _met(clock: ClockCard) -> Standing:
    met_on = clock.met_on
    if met_on is None:  # a met clock has a day: the act says it
        raise AssertionError("a met clock without a day")
    day = _("done on %(day)s") % {"day": weekday_words(met_on)}
    if clock.due_on is None:
        return Standing(tag=clock.state.label, tone=Tone.DONE, tag_tone=Tone.DONE, when="", day=day)
    due = (_("It was due on %(day)s.") % {"day": weekday_words(clock.due_on)},)
    late = (met_on - clock.due_on).days if clock.effect in OVERDUE else 0
    if late > 0:
        tag, when = _("Done too late"), late_words(late)
        return Standing(tag=tag, tone=Tone.QUIET, tag_tone=Tone.ATTENTION, when=when, day=day, notes=due)
    when = _("in time") if clock.effect in OVERDUE else ""
    return Standing(tag=clock.state.label, tone=Tone.DONE, tag_tone=Tone.DONE, when=when, day=day, notes=due)


def _tone(effect: Effect, days: int) -> Tone:
    """Red is for a limit of the law alone, and only when it is about to be broken."""
    if effect is Effect.LIMIT and days <= NEAR:
        return Tone.DANGER
    return Tone.ATTENTION if effect in OVERDUE and days <= SOON else Tone.QUIET


def picture_of(
    clock: ClockCard, reasons: Iterable[Reason], stops: Sequence[StopCard], today: date
) -> Picture | None:
    """The ribbon from the day on which the clock began; None when it is not known or lies after the end."""
    told = tuple(reasons)
    start = next((one.on for one in told if one.code == "runs_from"), None)
    reached = clock.met_on or today
    end = clock.due_on or date.fromordinal(today.toordinal() + (clock.days_left or 0))
    if start is None or end <= start:
        return None
    last = max(end, reached) if clock.state in (ClockState.RUNNING, ClockState.MET) else end
    days = (last - start).days

    def place(day: date) -> int:
        return round(WIDTH * min(max((day - start).days / days, 0.0), 1.0))

    def part(kind: str, since: date, to: date, least: int = 0) -> Part:
        x = place(since)
        return Part(kind=kind, x=min(x, WIDTH - least), width=max(place(to) - x, least))

    longer = round(sum(one.length.roughly_days for one in told if one.code == "extended" and one.length))
    parts = [Part(kind="track", x=0, width=WIDTH), part("run", start, min(reached, end))]
    if longer and clock.due_on:
        parts.append(part("more", date.fromordinal(max(end.toordinal() - longer, start.toordinal())), end))
    parts += [part("stop", one.since_on, one.until_on or reached, 4) for one in stops if one.does_stop]
    if reached > end:
        parts.append(part("over", end, reached))
    if clock.due_on:
        parts.append(part("due", end, end, 4))
    if clock.state in (ClockState.RUNNING, ClockState.STOPPED) and today >= start:
        parts.append(part("today", today, today, 4))
    says = _picture_words(clock, start, stops, told, today)
    return Picture(
        parts=tuple(parts), says=says, begins=day_words(start), ends=_end_words(clock, last, today)
    )


def _end_words(clock: ClockCard, last: date, today: date) -> str:
    """What stands at the end of the picture: the day on which it is due, or the later day it has come to."""
    if clock.due_on is None:
        return _("open")
    if last > clock.due_on:
        day = day_words(last)
        return _("today, %(day)s") % {"day": day} if last == today and not clock.met_on else day
    return day_words(clock.due_on)


def _picture_words(
    clock: ClockCard, start: date, stops: Sequence[StopCard], reasons: Iterable[Reason], today: date
) -> str:
    said = [_("Began on %(day)s.") % {"day": day_words(start)}]
    for pause in stops:
        if pause.does_stop and pause.until_on:
            span = {"since": day_words(pause.since_on), "until": day_words(pause.until_on)}
            said.append(_("Stood still from %(since)s up to %(until)s.") % span)
        elif pause.does_stop:
            said.append(_("Stands still since %(since)s.") % {"since": day_words(pause.since_on)})
    for one in reasons:
        if one.code == "extended" and one.length:
            said.append(_("Made longer by %(length)s.") % {"length": length_words(one.length)})
    if clock.due_on:
        said.append(_("Due on %(day)s.") % {"day": day_words(clock.due_on)})
    said.append(_("Today is %(day)s.") % {"day": day_words(today)})
    return " ".join(said)
