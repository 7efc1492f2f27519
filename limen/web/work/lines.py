"""One line as somebody types it, such as "ring the school tomorrow": what is to be done, and by which day.

Nothing counts yet: what was understood is shown first. Words for days are known in the languages of the
pages, and English is understood beside each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_ALT, WEEKDAYS

# Days away from today, and the small words that may stand before a day and go with it.
_AWAY: dict[str, dict[str, int]] = {
    "en": {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2},
    "de": {"heute": 0, "morgen": 1, "übermorgen": 2},
    "fr": {"aujourd'hui": 0, "aujourd’hui": 0, "demain": 1, "après-demain": 2, "après demain": 2},
    "uk": {"сьогодні": 0, "завтра": 1, "післязавтра": 2},
    "ar": {"اليوم": 0, "غدا": 1, "غداً": 1, "غدًا": 1, "بعد غد": 2},
}
_BEFORE: dict[str, tuple[str, ...]] = {
    "en": ("on", "by", "until", "this", "next"),
    "de": ("am", "bis", "bis zum", "zum", "diesen", "nächsten"),
    "fr": ("le", "pour", "pour le", "avant", "ce"),
    "uk": ("в", "до", "на"),
    "ar": ("يوم", "قبل", "حتى", "في"),
}
_ISO = re.compile(r"(?<!\w)(\d{4})-(\d{1,2})-(\d{1,2})(?!\w)")
_DOTTED = re.compile(r"(?<!\w)(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\w)")
_REFERENCE = re.compile(r"(?<!\w)(?=[\w/-]*\d)\w+(?:[-/]\w+)+(?!\w)")
_REFERENCES_AT_MOST = 3


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a line says, and the day in it; `is_told`: a day was found, otherwise it is today."""

    says: str
    due_on: date
    is_told: bool


@dataclass(frozen=True, kw_only=True)
class _Found:
    start: int
    end: int
    day: date


def understood(line: str, *, on: date, language: str) -> Understood:
    """What a line means on a day. Of several days the last one counts; what is no day is left as text."""
    line = " ".join(line.split())
    found = sorted(_days_in(line, on, language), key=lambda one: (one.end, one.end - one.start))
    if not found:
        return Understood(says=line, due_on=on, is_told=False)
    last = found[-1]
    start = _with_small_word(line[: last.start], language)
    says = " ".join(f"{line[:start]} {line[last.end :]}".split()).strip(" ,;:–-")
    return Understood(says=says or line, due_on=last.day, is_told=True)


def references_in(line: str) -> tuple[str, ...]:
    """Words of a line that look like the reference of a case; at most three."""
    words = [one.group() for one in _REFERENCE.finditer(line) if not _ISO.fullmatch(one.group())]
    return tuple(dict.fromkeys(words))[:_REFERENCES_AT_MOST]


def without(line: str, word: str) -> str:
    """The line without one word."""
    return " ".join(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", line, count=1).split()).strip(" ,;:–-")


def _days_in(line: str, on: date, language: str) -> Iterator[_Found]:
    for phrase, day in _phrases(on, language).items():
        for found in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", line, re.IGNORECASE):
            yield _Found(start=found.start(), end=found.end(), day=day)
    for found in _ISO.finditer(line):
        yield from _found(found, *map(int, found.groups()))
    for found in _DOTTED.finditer(line):
        number, month, year = found.groups()
        yield from _found(found, *_coming(on, int(month), int(number), year))
    for found in _months(language).finditer(line):
        number, word, year = found.group("day"), found.group("month"), found.group("year")
        yield from _found(found, *_coming(on, _month_of(word, language), int(number), year))


def _found(match: re.Match[str], year: int, month: int, day: int) -> Iterator[_Found]:
    try:
        yield _Found(start=match.start(), end=match.end(), day=date(year, month, day))
    except ValueError:
        return  # the thirtieth of February stays in the text


def _coming(on: date, month: int, day: int, year: str | None) -> tuple[int, int, int]:
    """A day whose year was not said is the next one to come."""
    if year:
        return int(year), month, day
    return on.year + ((month, day) < (on.month, on.day)), month, day


def _phrases(on: date, language: str) -> dict[str, date]:
    """Words for one day each: today and its neighbours, and weekdays, which are those to come."""
    days = {
        phrase: on + timedelta(days=away)
        for code in _codes(language)
        for phrase, away in _AWAY.get(code, {}).items()
    }
    for code in _codes(language):
        with translation.override(code):
            for number, name in WEEKDAYS.items():
                days.setdefault(str(name), on + timedelta(days=(number - on.weekday() - 1) % 7 + 1))
    return days


def _months(language: str) -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in _names_of_months(language)), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<day>\d{{1,2}})\.?\s+(?P<month>{names})(?:\s+(?P<year>\d{{4}}))?(?!\w)", re.IGNORECASE
    )


def _month_of(word: str, language: str) -> int:
    return next(
        number for name, number in _names_of_months(language).items() if name.casefold() == word.casefold()
    )


def _names_of_months(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for code in _codes(language):
        with translation.override(code):
            for months in (MONTHS, MONTHS_ALT):
                names |= {str(name): number for number, name in months.items() if str(name) not in names}
    return names


def _with_small_word(before: str, language: str) -> int:
    """Where the day begins with the small word before it, if one stands there."""
    for code in _codes(language):
        for word in sorted(_BEFORE.get(code, ()), key=len, reverse=True):
            found = re.search(rf"(?<!\w){re.escape(word)}\s+$", before, re.IGNORECASE)
            if found:
                return found.start()
    return len(before)


def _codes(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((language.split("-", maxsplit=1)[0], "en")))
