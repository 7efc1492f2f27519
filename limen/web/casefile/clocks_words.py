"""Clocks in words: days as people say them, lengths, why a day is that day, and how sure anybody is of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext

from limen.domain.deadlines.names import Effect
from limen.domain.policy.queries import Law
from limen.law.dated import Certainty
from limen.law.facts import Fact, FactKind
from limen.law.lengths import Length, Unit
from limen.law.rulings import Reason
from limen.law.saying import reasons_in_words
from limen.law.terms import Whose
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text

_EFFECTS: dict[Effect, Text] = {
    Effect.LIMIT: gettext_lazy("Time limit: it has to be done by then."),
    Effect.TARGET: gettext_lazy("Target: wished for by then; nothing follows when it is missed."),
    Effect.EARLIEST: gettext_lazy("Earliest day: it may not be done before."),
    Effect.REVIEW: gettext_lazy("Review: to be looked at again by then."),
    Effect.STORAGE: gettext_lazy("End of storage: it may not be kept any longer."),
    Effect.VALIDITY: gettext_lazy("End of validity: it holds until then."),
}
_WHOSE: dict[Whose, Text] = {
    Whose.AUTHORITY: gettext_lazy("For the authority"),
    Whose.APPLICANT: gettext_lazy("For the applicant"),
    Whose.COURT: gettext_lazy("For the court"),
    Whose.OTHER_STATE: gettext_lazy("For another state"),
    Whose.PROVIDER: gettext_lazy("For the provider"),
}
_LENGTHS = {
    Unit.HOURS: ngettext_lazy("%(number)d hour", "%(number)d hours", "number"),
    Unit.DAYS: ngettext_lazy("%(number)d day", "%(number)d days", "number"),
    Unit.WORKING_DAYS: ngettext_lazy("%(number)d working day", "%(number)d working days", "number"),
    Unit.WEEKS: ngettext_lazy("%(number)d week", "%(number)d weeks", "number"),
    Unit.MONTHS: ngettext_lazy("%(number)d month", "%(number)d months", "number"),
    Unit.YEARS: ngettext_lazy("%(number)d year", "%(number)d years", "number"),
}
UNITS: tuple[tuple[str, Text], ...] = (
    (Unit.DAYS, gettext_lazy("days")),
    (Unit.WORKING_DAYS, gettext_lazy("working days")),
    (Unit.WEEKS, gettext_lazy("weeks")),
    (Unit.MONTHS, gettext_lazy("months")),
    (Unit.YEARS, gettext_lazy("years")),
    (Unit.HOURS, gettext_lazy("hours")),
)


def effect_words(effect: Effect) -> Text:
    """What the end of a term means, in a sentence."""
    return _EFFECTS[effect]


def whose_words(whose: Whose) -> Text:
    """Whose time it is."""
    return _WHOSE[whose]


def length_words(length: Length) -> str:
    """A length of time in the language of the page."""
    return str(_LENGTHS[length.unit] % {"number": length.number})


def weekday_words(day: date) -> str:
    """A day with its weekday, such as Tuesday 17 November 2026."""
    # Translators: letters of Django's date format; a day with the name of its weekday before it.
    return format_date(date(day.year, day.month, day.day), pgettext("format of a weekday", "l j F Y"))


def moment_words(instant: datetime, time_zone: str) -> str:
    """An instant with its weekday and its hour, where the reader sits."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{weekday_words(local)}, {local:%H:%M}"


def distance_words(day: date, today: date) -> str:
    """How far a day is from today: today, tomorrow, in 3 days, yesterday, 3 days ago."""
    days = (day - today).days
    match days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case -1:
            return _("yesterday")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def over_words(days: int) -> str:
    """By how much the time has run out."""
    return ngettext("%(days)d day over", "%(days)d days over", days) % {"days": days}


def late_words(days: int) -> str:
    """By how much it was done too late."""
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def left_words(days: int) -> str:
    """How many days remain."""
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def why_words(reasons: Iterable[Reason], since: date, law: Law, calendar: str) -> tuple[str, ...]:
    """Every reason as a sentence of the page's language; names and titles stay in the pack's."""
    return tuple(
        reasons_in_words(
            reasons,
            since,
            law.pack,
            law.calendar(calendar),
            translate=_,
            day=day_words,
            length=length_words,
        )
    )


def doubts(certainty: str, interpretation: str) -> tuple[str, ...]:
    """What is not settled about the rule; empty when it was read in the law and nothing was read into it."""
    found = []
    match Certainty(certainty):
        case Certainty.UNVERIFIED:
            found.append(_("Not settled: the rule was written from memory; nobody has read it in the law."))
        case Certainty.SECONDARY:
            found.append(_("Not settled: the rule comes from a second source and was not read in the law."))
        case Certainty.VERIFIED:
            pass
    if interpretation:
        found.append(_("Not settled: %(what)s") % {"what": interpretation})
    return tuple(found)


def fact_words(fact: Fact | None, given: str) -> str:
    """The answer to a fact as people say it."""
    if fact is None:
        return given
    match fact.kind:
        case FactKind.DATE | FactKind.INSTANT:
            day, _letter, hour = given.partition("T")
            said = day_words(date.fromisoformat(day))
            return f"{said}, {hour}" if hour else said
        case FactKind.YES_NO:
            return _("Yes") if given.lower() in ("yes", "true") else _("No")
        case FactKind.CHOICE:
            return dict(fact.one_of).get(given, given)
        case _other:
            return given


def draft_words(law: Law) -> str:
    """That nobody signed the pack as it was distributed; nothing for a signed one."""
    if law.pack.is_signed:
        return ""
    return _(
        "“%(pack)s” was distributed as a draft: no lawyer has signed it. Your organisation put it in force "
        "on its own responsibility."
    ) % {"pack": law.pack.says}
