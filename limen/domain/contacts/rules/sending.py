"""Whether a message may go out, when, and in which words. It is asked when somebody asks for a message, and
once more when it is sent: the rule may have changed meanwhile."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from limen.domain.contacts.names import (
    Answer,
    ContactRule,
    Hindrance,
    Judgement,
    Particulars,
    Safety,
    Senders,
    Template,
    WayKind,
    Wording,
)
from limen.domain.contacts.rules.hours import next_hour_of
from limen.foundation.refusals import Obstacle
from limen.reference.languages import is_language

LONGEST_PLACE = 200
LONGEST_CALL = 60


def judged(rule: ContactRule, kind: WayKind, *, is_ended: bool, senders: Senders, at: datetime) -> Judgement:
    """What the rule says about a message at an instant. What was not asked is not allowed."""
    says_who = rule.may_say_who == Answer.YES
    hindrance = (
        _of_the_way(kind, is_ended=is_ended)
        or _of_the_rule(rule)
        or _of_the_house(kind, senders, says_who=says_who)
    )
    not_before = None if hindrance else next_hour_of(rule, at)
    if hindrance is None and not_before is None:
        hindrance = Hindrance.NO_HOUR
    if hindrance is not None:
        return Judgement(hindrance=hindrance)
    is_full = says_who and rule.may_say_what == Answer.YES
    return Judgement(
        hindrance=None,
        wording=Wording.FULL if is_full else Wording.NEUTRAL,
        says_who=says_who,
        not_before=not_before,
    )


def obstacles_to_sending(
    judgement: Judgement,
    template: Template,
    particulars: Particulars,
    *,
    language: str | None = None,
    is_written: bool,
) -> list[Obstacle]:
    """The rule stands in the way, the person is only seen, or the words lack what they are about."""
    obstacles = []
    if not is_written:
        obstacles.append(Obstacle("reach", _("You can see this person but not change what is on record.")))
    if judgement.hindrance is not None:
        obstacles.append(Obstacle(judgement.hindrance.value, str(judgement.hindrance.label)))
    if template == Template.APPOINTMENT and particulars.day is None:
        obstacles.append(Obstacle("day", _("Enter the day of the appointment.")))
    if language is not None and not is_language(language):
        obstacles.append(Obstacle("language", _("Choose a language from the list.")))
    for text, most in ((particulars.place, LONGEST_PLACE), (particulars.call, LONGEST_CALL)):
        if text is not None and not (text.strip() and text.isprintable()):
            obstacles.append(Obstacle("empty", _("Enter a line of text, or leave it out.")))
        if text is not None and len(text) > most:
            says = _("These words have at most %(count)d characters.") % {"count": most}
            obstacles.append(Obstacle("too_long", says))
    return obstacles


def received_before() -> Obstacle:
    """The same message came twice, from a device that did not hear that the first one had arrived."""
    return Obstacle("received", _("This has already been received."))


def _of_the_way(kind: WayKind, *, is_ended: bool) -> Hindrance | None:
    if is_ended:
        return Hindrance.ENDED
    return None if kind in {WayKind.EMAIL, WayKind.PHONE} else Hindrance.KIND


def _of_the_rule(rule: ContactRule) -> Hindrance | None:
    by_safety = {Safety.NEVER: Hindrance.NEVER, Safety.NOT_ASKED: Hindrance.NOT_ASKED}
    by_answer = {Answer.NO: Hindrance.NO_MESSAGE, Answer.NOT_ASKED: Hindrance.MESSAGE_NOT_ASKED}
    found = by_safety.get(rule.safety) or by_answer.get(rule.may_leave_message)
    return found or (Hindrance.ONLY_BY_HAND if rule.conditions else None)


def _of_the_house(kind: WayKind, senders: Senders, *, says_who: bool) -> Hindrance | None:
    can, can_neutrally = (
        (senders.email, senders.email_neutral)
        if kind == WayKind.EMAIL
        else (senders.sms, senders.sms_neutral)
    )
    if not can:
        return Hindrance.NO_SENDER
    return None if says_who or can_neutrally else Hindrance.NO_NEUTRAL_SENDER
