"""The words of messages: a few texts, each in full and in neutral words, in the language of the person.

A neutral wording names nobody, no place, no day and no matter: whoever reads over somebody's shoulder learns
that somebody would like to hear from them, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.dateformat import format as format_day
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from limen.domain.contacts.names import Particulars, Template, Wording
from limen.reference.languages import languages


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a message says: the subject of an e-mail, and the text."""

    subject: str
    text: str


def words_of(
    template: Template, wording: Wording, particulars: Particulars, *, organisation: str, language: str
) -> Words:
    """A message in words. `language` is one of Limen's own (`language_for`)."""
    with translation.override(language):
        if wording == Wording.NEUTRAL:
            return Words(
                subject=_("Please get in touch"),
                text=_("Hello, please get in touch when it suits you. Thank you."),
            )
        return Words(subject=organisation, text=_full(template, particulars, organisation))


def language_for(code: str | None, *, fallback: str) -> str:
    """The language of Limen in which somebody is written to whose language is `code` (ISO 639-3): theirs when
    Limen speaks it, else `fallback`."""
    spoken = {short for short, _name in settings.LANGUAGES}
    found = languages().get(code or "")
    if found and found.short in spoken:
        return str(found.short)
    return fallback if fallback in spoken else "en"


def _full(template: Template, told: Particulars, organisation: str) -> str:
    lines = [_matter(template, told)]
    if told.place:
        lines.append(_("Place: %(place)s") % {"place": told.place})
    if told.call:
        lines.append(_("You can reach us at %(number)s.") % {"number": told.call})
    return "\n".join([*lines, organisation])


def _matter(template: Template, told: Particulars) -> str:
    match template:
        case Template.APPOINTMENT:
            return _appointment(told)
        case Template.PLEASE_CALL:
            return _("Please get in touch with us.")
        case Template.DOCUMENT_READY:
            return _("A document is ready for you. Please come to collect it.")
        case Template.LETTER_ON_ITS_WAY:
            return _("We have sent you a letter. If it does not arrive, please tell us.")


def _appointment(told: Particulars) -> str:
    if told.day is None:
        return _("You have an appointment. Please get in touch with us.")
    day = format_day(told.day, pgettext("format of a day", "j F Y"))
    if told.hour is None:
        return _("You have an appointment on %(day)s.") % {"day": day}
    hour = time_format(told.hour, "H:i")
    return _("You have an appointment on %(day)s at %(hour)s.") % {"day": day, "hour": hour}
