"""Plain words for the codes of the law: how sure something is, whose time it is, what an end means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from babel import Locale, UnknownLocaleError
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from limen.law.benefits import Answer
from limen.law.dated import Certainty
from limen.law.lengths import Length, Unit
from limen.law.refusing import SENTENCES, Unanswerable
from limen.law.terms import Attribution, Effect, Whose, WorkTo
from limen.web.components import Tone, tag_mark
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.shell import Direction, direction_of

SURE: dict[Certainty, Text] = {
    Certainty.VERIFIED: _("Read in the law"),
    Certainty.SECONDARY: _("Second-hand"),
    Certainty.UNVERIFIED: _("Not checked"),
}
HOW_SURE: dict[Certainty, Text] = {
    Certainty.VERIFIED: _("Somebody read the text of the law, or an official page."),
    Certainty.SECONDARY: _("A law firm, an agency or a paper says so; the law itself was not read."),
    Certainty.UNVERIFIED: _("From memory, or an inference; nobody looked it up."),
}
EFFECTS: dict[Effect, Text] = {
    Effect.LIMIT: _("Time limit"),
    Effect.TARGET: _("Target"),
    Effect.EARLIEST: _("Earliest day"),
    Effect.REVIEW: _("Review"),
    Effect.STORAGE: _("Storage"),
    Effect.VALIDITY: _("Validity"),
}
WHAT_ENDS: dict[Effect, Text] = {
    Effect.LIMIT: _("A time limit: after it, law is broken."),
    Effect.TARGET: _("A target: wished for, and nothing follows when it is missed."),
    Effect.EARLIEST: _("The first day on which something may be done."),
    Effect.REVIEW: _("A review that comes again, counted from the last one."),
    Effect.STORAGE: _("How long something is kept."),
    Effect.VALIDITY: _("How long something holds."),
}
WHOSE: dict[Whose, Text] = {
    Whose.AUTHORITY: _("The authority’s time"),
    Whose.APPLICANT: _("The applicant’s time"),
    Whose.COURT: _("The court’s time"),
    Whose.OTHER_STATE: _("Another state’s time"),
    Whose.PROVIDER: _("The provider’s time"),
}
DOING: dict[Attribution, Text] = {
    Attribution.APPLICANT: _("The applicant’s doing"),
    Attribution.AUTHORITY: _("The authority’s doing"),
    Attribution.THIRD_PARTY: _("Somebody else’s doing"),
}
WORK_TO: dict[WorkTo, Text] = {
    WorkTo.DUE: _("Work to the legal end."),
    WorkTo.RAW: _("Work to the day counted before any move from a day off; liberty may be at stake."),
    WorkTo.PREVIOUS_WORKING_DAY: _("Work to the last working day before the end."),
}
ANSWERS: dict[Answer, Text] = {
    Answer.MAY_APPLY: _("May apply"),
    Answer.MUST_NOT: _("Must not apply"),
    Answer.ASK_A_LAWYER: _("Ask a lawyer"),
}
PHASES: dict[str, Text] = {
    "registered": _("Registered"),
    "admissibility": _("Admissibility"),
    "examination": _("Examination"),
    "decided": _("Decided"),
    "served": _("Served"),
    "under_appeal": _("Under appeal"),
    "final": _("Final"),
    "closed": _("Closed"),
}
OUTCOMES: dict[str, Text] = {
    "grant": _("Grant"),
    "refusal": _("Refusal"),
    "inadmissible": _("Inadmissible"),
    "withdrawn": _("Withdrawn"),
    "transfer": _("Transfer"),
    "referral": _("Referral"),
    "other": _("Something else"),
}
_LENGTHS: dict[Unit, Callable[[int], str]] = {
    Unit.HOURS: lambda n: ngettext("%(number)d hour", "%(number)d hours", n),
    Unit.DAYS: lambda n: ngettext("%(number)d day", "%(number)d days", n),
    Unit.WORKING_DAYS: lambda n: ngettext("%(number)d working day", "%(number)d working days", n),
    Unit.WEEKS: lambda n: ngettext("%(number)d week", "%(number)d weeks", n),
    Unit.MONTHS: lambda n: ngettext("%(number)d month", "%(number)d months", n),
    Unit.YEARS: lambda n: ngettext("%(number)d year", "%(number)d years", n),
}


def length_words(length: Length) -> str:
    """A length in the language of the page; nought days is the same day."""
    if not length.number:
        return gettext("the same day")
    return _LENGTHS[length.unit](length.number) % {"number": length.number}


def said_so(wrong: Unanswerable) -> str:
    """What the law could not answer, in the language of the page."""
    told = {name: _in_words(value) for name, value in wrong.details.items()}
    return gettext(SENTENCES[wrong.code]).format(**told)


def _in_words(value: object) -> object:
    if isinstance(value, Length):
        return length_words(value)
    return day_words(value) if isinstance(value, date) else value


def plain(code: str) -> str:
    """An id as words, where the pack gives none."""
    return code.replace("_", " ")


def sure_mark(certainty: Certainty, interpretation: str = "") -> SafeString:
    """How sure it is, as a tag in words; what was read into the text is told beside it."""
    tone = Tone.QUIET if certainty is Certainty.VERIFIED else Tone.ATTENTION
    mark = tag_mark(SURE[certainty], tone)
    return paragraphs(mark, tag_mark(gettext("Interpretation"), Tone.ATTENTION)) if interpretation else mark


def doubts(certainty: Certainty, interpretation: str, of: str) -> Iterator[str]:
    """What is not settled about one thing, as sentences."""
    if certainty is not Certainty.VERIFIED:
        yield gettext("Not settled: %(what)s. %(how)s") % {"what": of, "how": HOW_SURE[certainty]}
    if interpretation:
        told = {"what": of, "how": interpretation}
        yield gettext("Not settled: %(what)s rests on what was read into the text: %(how)s") % told


def country_words(code: str) -> str:
    """A country by its name in the language of the page; its code when nobody names it."""
    try:
        return str(Locale.parse(get_language() or "en", sep="-").territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def is_mirrored() -> bool:
    """Whether the page runs from right to left."""
    return direction_of(get_language() or "en") is Direction.RTL


def paragraphs(*texts: Text) -> SafeString:
    """Texts under each other, those that are not empty."""
    return SafeString("".join(f"<div>{conditional_escape(text)}</div>" for text in texts if text))
