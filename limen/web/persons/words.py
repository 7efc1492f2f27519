"""Persons in words: when they were born and how sure that is, what was not told, why a search found them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from limen.domain.people.names import Birth, Told
from limen.likeness.calendars import Calendar
from limen.likeness.comparing.verdicts import Code, Reason
from limen.likeness.days import Doubt, Precision, UncertainDay
from limen.likeness.mrz.states import Standing
from limen.likeness.names import PartKind
from limen.likeness.refusing import Impossible
from limen.reference.countries import country_named
from limen.web.components import isolated
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text

CALENDARS: dict[Calendar, Text] = {
    Calendar.GREGORIAN: gettext_lazy("Gregorian"),
    Calendar.HIJRI: gettext_lazy("Hijri (lunar)"),
    Calendar.JALALI: gettext_lazy("Jalali (solar Hijri)"),
    Calendar.ETHIOPIC: gettext_lazy("Ethiopian"),
}
PART_KINDS: dict[PartKind, Text] = {
    PartKind.GIVEN: gettext_lazy("Given name"),
    PartKind.FATHERS: gettext_lazy("Father's name"),
    PartKind.GRANDFATHERS: gettext_lazy("Grandfather's name"),
    PartKind.MOTHERS: gettext_lazy("Mother's name"),
    PartKind.FAMILY: gettext_lazy("Family name"),
    PartKind.PATRONYMIC: gettext_lazy("Patronymic"),
    PartKind.HONORIFIC: gettext_lazy("Form of address"),
    PartKind.NICKNAME: gettext_lazy("Nickname"),
    PartKind.OTHER: gettext_lazy("Not said which part"),
}
STANDINGS: dict[str, Text] = {
    Standing.STATELESS: gettext_lazy("stateless person"),
    Standing.REFUGEE: gettext_lazy("refugee"),
    Standing.REFUGEE_OTHERWISE: gettext_lazy("refugee, under another instrument"),
    Standing.UNSPECIFIED: gettext_lazy("nationality not stated"),
}
# The sentences of `limen.likeness`, translated; {first} is what was asked, {second} what is on record.
_DETAILS: dict[Code, Text] = {
    Code.SAME: gettext_lazy("{first}: the same"),
    Code.JOINED: gettext_lazy("{first} and {second}: the same, as one word or as two"),
    Code.SAME_IN_ANOTHER_SCRIPT: gettext_lazy("{first} and {second}: the same name in another script"),
    Code.ONE_LETTER: gettext_lazy("{first} and {second}: one letter differs"),
    Code.SOUNDS_ALIKE: gettext_lazy("{first} and {second}: sound alike"),
    Code.SAME_IN_ANOTHER_LANGUAGE: gettext_lazy("{first} and {second}: the same name in another language"),
    Code.NEARLY_IN_ANOTHER_SCRIPT: gettext_lazy(
        "{first} and {second}: nearly the same name in another script"
    ),
    Code.TWO_LETTERS: gettext_lazy("{first} and {second}: two letters differ"),
    Code.INITIAL_ONLY: gettext_lazy("{first} and {second}: only the first letter is known"),
    Code.ORDER_SWAPPED: gettext_lazy("The parts stand in another order"),
    Code.PART_MISSING: gettext_lazy("{first}{second}: only one of the two has this part"),
    Code.PART_DIFFERS: gettext_lazy("{first} and {second}: different"),
    Code.SAME_DAY: gettext_lazy("The same day of birth"),
    Code.SAME_MONTH: gettext_lazy("Born in the same month and year"),
    Code.SAME_YEAR: gettext_lazy("Born in the same year"),
    Code.DAY_AND_MONTH_SWAPPED: gettext_lazy("{first} and {second}: day and month changed over"),
    Code.ONE_DIGIT: gettext_lazy("{first} and {second}: one digit of the date differs"),
    Code.ANOTHER_CALENDAR: gettext_lazy("{first} and {second}: the same numbers, read in another calendar"),
    Code.MAY_BE_THE_SAME_DAY: gettext_lazy("May be the same day of birth, as far as it is known"),
    Code.DAYS_DIFFER: gettext_lazy("{first} and {second}: different days of birth"),
    Code.DAY_UNKNOWN: gettext_lazy("One of the days of birth is not known"),
}
_DOUBTS: dict[Doubt, Text] = {
    Doubt.FIRST_OF_THE_YEAR: gettext_lazy("The first day of a year often stands for a year alone."),
    Doubt.MOON: gettext_lazy("A Hijri month begins where the moon was seen: a day earlier or later."),
    Doubt.ROUND_AGE: gettext_lazy("A round age is often a guess."),
    Doubt.ROUND_YEAR: gettext_lazy("A round year is often a guess."),
}
_PRECISIONS: dict[Precision, Text] = {
    Precision.MONTH: gettext_lazy("only the month is known"),
    Precision.YEAR: gettext_lazy("only the year is known"),
    Precision.ABOUT: gettext_lazy("about this year"),
    Precision.BETWEEN: gettext_lazy("a stretch of time"),
    Precision.AGE: gettext_lazy("from the age that was told"),
}
_NOT_SAID_IN_LISTS = frozenset({Code.SAME, Code.SAME_DAY})


def birth_words(birth: Birth) -> SafeString | str:
    """A day of birth on one line: the day, or the words that were told and how sure they are."""
    day = birth.day
    if birth.state != Told.TOLD or day is None:
        return _("birth: %(state)s") % {"state": str(birth.state.label).lower()}
    return told_day_words(day)


def told_day_words(day: UncertainDay) -> SafeString | str:
    """A day as it was told, on one line, and how sure it is."""
    if day.precision is Precision.EXACT and day.calendar is Calendar.GREGORIAN and day.earliest:
        return day_words(day.earliest)
    told = isolated(day.told)
    if day.precision is Precision.EXACT and day.earliest and day.latest:
        return format_html("{} ({}), {}", told, CALENDARS[day.calendar], _range(day.earliest, day.latest))
    sure = _PRECISIONS.get(day.precision)
    if day.calendar is not Calendar.GREGORIAN:
        sure = f"{CALENDARS[day.calendar]}, {sure}" if sure else CALENDARS[day.calendar]
    return format_html("{} ({})", told, sure) if sure else told


def birth_lines(birth: Birth, *, on: date) -> Iterator[Text]:
    """Everything about a day of birth: the words, the days that they may mean, the age, the doubts."""
    day = birth.day
    if birth.state != Told.TOLD or day is None:
        yield birth.state.label
        return
    yield birth_words(birth)
    is_plain = day.precision is Precision.EXACT and day.calendar is Calendar.GREGORIAN
    if is_plain and day.told:
        yield format_html(_("Told as {told}"), told=isolated(day.told))
    elif day.precision is not Precision.EXACT and day.earliest and day.latest:
        yield _range(day.earliest, day.latest)
    if age := age_words(day, on=on):
        yield age
    if birth.source:
        yield birth.source.label
    yield from (str(_DOUBTS[doubt]) for doubt in day.doubts)


def age_words(day: UncertainDay, *, on: date) -> str:
    """How old somebody is, as far as it is known; empty when nothing is."""
    try:
        found = day.age_range_on(on)
    except Impossible:
        return ""
    if found is None:
        return ""
    least, most = found
    if least == most:
        return ngettext("%(years)s year old", "%(years)s years old", most) % {"years": most}
    return _("%(least)s to %(most)s years old") % {"least": least, "most": most}


def detail_words(detail: Reason) -> SafeString:
    """What is alike in a name or a day, and what is not. The parts may be in any script."""
    sentence = str(_DETAILS.get(detail.code, ""))
    return format_html(sentence, first=isolated(detail.first), second=isolated(detail.second))


def details_worth_saying(details: tuple[Reason, ...]) -> list[SafeString]:
    """Without what is plainly the same: the ground says that already."""
    return [
        detail_words(one) for one in details if one.code not in _NOT_SAID_IN_LISTS and one.code in _DETAILS
    ]


def country_words(code: str | None) -> str:
    """A country by its name in the reader's language."""
    return country_named(code, get_language() or "en") if code else ""


def told_or(state: Told, value: Text | None) -> Text:
    """A value, or why it is not there."""
    return value if state == Told.TOLD and value else state.label


def period_words(since: date | None, until: date | None) -> str:
    """From when to when something held; empty when neither is known."""
    if since and until:
        return _("%(since)s to %(until)s") % {"since": day_words(since), "until": day_words(until)}
    if since:
        return _("since %(since)s") % {"since": day_words(since)}
    return _("until %(until)s") % {"until": day_words(until)} if until else ""


def range_words(day: UncertainDay) -> str:
    """The days that may be meant; empty when nothing is known."""
    return _range(day.earliest, day.latest) if day.earliest and day.latest else ""


def _range(earliest: date, latest: date) -> str:
    if earliest == latest:
        return day_words(earliest)
    return _("between %(earliest)s and %(latest)s") % {
        "earliest": day_words(earliest),
        "latest": day_words(latest),
    }
