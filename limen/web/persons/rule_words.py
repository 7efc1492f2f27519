"""The rule of safety of a contact way, in sentences that somebody at a phone can follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.contacts.names import EVERY_DAY, Answer, ContactRule, Safety
from limen.reference.languages import language_named
from limen.web.components import isolated
from limen.web.components.shapes import Text

_MONDAY = date(2024, 1, 1)


def weekday_words(number: int) -> str:
    """A day of the week by its number, 1 for Monday."""
    return str(format_date(_MONDAY + timedelta(days=number - 1), "l"))


def rule_lines(rule: ContactRule) -> Iterator[Text]:
    """What one may do on this way, one sentence after the other."""
    if rule.safety == Safety.NEVER:
        yield _("Never reach the person in this way.")
        return
    if rule.safety == Safety.NOT_ASKED:
        yield _("Nobody has asked yet whether this way is safe: do not use it.")
        return
    yield _when(rule)
    yield _message(rule)
    yield from _saying(rule)
    if rule.language:
        yield _("Speak %(language)s.") % {"language": language_named(rule.language, get_language() or "en")}
    if rule.if_other_answers:
        yield format_html(_("If somebody else answers: {what}"), what=isolated(rule.if_other_answers))
    if rule.conditions:
        yield format_html(_("Condition: {what}"), what=isolated(rule.conditions))


def _when(rule: ContactRule) -> str:
    days = ", ".join(map(weekday_words, rule.weekdays))
    when = _("every day") if tuple(rule.weekdays) == EVERY_DAY else days
    if rule.since_hour is None or rule.until_hour is None:
        return _("One may call %(days)s, at any hour.") % {"days": when}
    return _("One may call %(days)s from %(since)s to %(until)s, by the person's clock.") % {
        "days": when,
        "since": f"{rule.since_hour:%H:%M}",
        "until": f"{rule.until_hour:%H:%M}",
    }


def _message(rule: ContactRule) -> str:
    match rule.may_leave_message:
        case Answer.YES:
            return _("A message may be left.")
        case Answer.NO:
            return _("Leave no message.")
        case _other:
            return _("Nobody asked whether a message may be left: leave none.")


def _saying(rule: ContactRule) -> Iterator[str]:
    if rule.may_say_who != Answer.YES:
        yield _("Do not say who is calling.")
    if rule.may_say_what != Answer.YES:
        yield _("Do not say what it is about.")
    if rule.may_say_who == Answer.YES and rule.may_say_what == Answer.YES:
        yield _("One may say who is calling and what about.")
