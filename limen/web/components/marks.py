"""Marks inside a line of text: a tag, a day, an instant, a name in another script."""

import re
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from limen.web.components.shapes import Text, Tone

WORDS = re.compile(r"\S+\s*|\s+")
LONGEST_COMPARED = 60_000
"""Letters in two texts together, beyond which marking their differences would keep a person waiting."""


def tag_mark(label: Text, tone: Tone | str = Tone.QUIET) -> SafeString:
    """A state in words, with a colour that only repeats them."""
    return SafeString(f'<strong class="lm-tag lm-tag--{Tone(tone)}">{escaped(label)}</strong>')


def escaped(text: Text) -> str:
    """The same as Django's `conditional_escape`, for the many cells of a list: it asks less of each."""
    return text if isinstance(text, SafeString) else escape(str(text))


def joined(*parts: Text, between: str = "") -> SafeString:
    """Words and marks after each other."""
    return SafeString(between.join(map(escaped, parts)))


def in_lines(*parts: Text) -> SafeString:
    """Words and marks below each other."""
    return joined(*parts, between="<br>")


def isolated(text: Text, language: str = "") -> SafeString:
    """Words whose direction must not disturb their neighbours, such as a name in another script."""
    lang = f' lang="{escaped(language)}"' if language else ""
    return SafeString(f"<bdi{lang}>{escaped(text)}</bdi>")


def day_words(day: date) -> str:
    """A day as it is written out in the language of the page, such as 3 May 2026."""
    # An instant is a date too, but its zone is not part of its key: only the day is.
    return _day_words(date(day.year, day.month, day.day), get_language())


@lru_cache(maxsize=4096)
def _day_words(day: date, _language: str | None) -> str:
    # Translators: letters of Django's date format; the day as it is written in running text.
    return format_date(day, pgettext("format of a day", "j F Y"))


def day_mark(day: date | None) -> SafeString:
    """A day, readable by people and machines; a dash when there is none."""
    if day is None:
        return nothing_mark()
    return SafeString(f'<time datetime="{day:%Y-%m-%d}">{escaped(day_words(day))}</time>')


def moment_mark(instant: datetime | None, *, now: datetime | None, time_zone: str) -> SafeString:
    """An instant as people say it in their own zone, with the exact value at hand."""
    if instant is None:
        return nothing_mark()
    zone = ZoneInfo(time_zone)
    return _moment(instant, now.astimezone(zone).date() if now else None, zone, get_language())


@lru_cache(maxsize=8192)
def _moment(instant: datetime, today: date | None, zone: ZoneInfo, _language: str | None) -> SafeString:
    local = instant.astimezone(zone)
    exact = f"{day_words(local)}, {local:%H:%M:%S} (UTC{local:%z})"
    near = _near_words(local, today) if today else None
    if near is None:
        said = f"{day_words(local)}, {local:%H:%M}"
        return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), exact, said)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="govuk-visually-hidden lm-exact"> ({})</span></time>',
        local.isoformat(),
        exact,
        near,
        day_words(local),
    )


def _near_words(local: datetime, today: date) -> str | None:
    """The words for today and its neighbours; None for any other day."""
    time = f"{local:%H:%M}"
    match (local.date() - today) / timedelta(days=1):
        case 0:
            return _("today %(time)s") % {"time": time}
        case -1:
            return _("yesterday %(time)s") % {"time": time}
        case 1:
            return _("tomorrow %(time)s") % {"time": time}
        case _other:
            return None


def changes_marked(text: str, base: str) -> SafeString:
    """A text in which the words that `base` did not have are marked as inserted."""
    if len(text) + len(base) > LONGEST_COMPARED:
        return conditional_escape(text)
    before, after = WORDS.findall(base), WORDS.findall(text)
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after])
    pieces = []
    for kind, _start, _end, first, last in matcher.get_opcodes():
        piece = conditional_escape("".join(after[first:last]))
        pieces.append(piece if kind == "equal" or not piece.strip() else f"<ins>{piece}</ins>")
    return mark_safe("".join(pieces))  # noqa: S308 every piece is escaped above


def nothing_mark() -> SafeString:
    """A dash for a value that is not there, said aloud as words."""
    return format_html(
        '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">{}</span>', _("none")
    )
