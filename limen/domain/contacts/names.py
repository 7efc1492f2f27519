"""The words of contacts: ways to reach somebody, the rule of safety that each carries, and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)  # Monday is 1, as in ISO 8601


class WayKind(TextChoices):
    """By what somebody is reached."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Postal address")
    MESSENGER = "messenger", _("Messenger")
    THROUGH = "through", _("Through somebody")
    PLACE = "place", _("At a place")


class Safety(TextChoices):
    """Whether this way may be used at all."""

    SAFE = "safe", _("Safe")
    CONDITIONS = "conditions", _("Only under conditions")
    NEVER = "never", _("Never")
    NOT_ASKED = "not_asked", _("Not asked")


class Answer(TextChoices):
    """What the person said when asked whether something may be done."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")


class Template(TextChoices):
    """What is to be told. Each has a full wording and a neutral one (`queries/wording.py`)."""

    APPOINTMENT = "appointment", _("An appointment")
    PLEASE_CALL = "please_call", _("Please get in touch")
    DOCUMENT_READY = "document_ready", _("A document is ready")
    LETTER_ON_ITS_WAY = "letter_on_its_way", _("A letter is on its way")


class Wording(TextChoices):
    """How much a message says."""

    FULL = "full", _("Full: says who writes and what about")
    NEUTRAL = "neutral", _("Neutral: says neither who writes nor what about")


class MessageState(TextChoices):
    """Where a message stands. What is uncertain may have arrived, and is never sent again by itself."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    WITHHELD = "withheld", _("Withheld")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("Not certain whether it was sent")


class Hindrance(TextChoices):
    """Why a message is not sent now. The same words beside the button, in the refusal and on the card."""

    ENDED = "ended", _("This way to reach the person has ended.")
    KIND = "kind", _("Limen sends e-mails and text messages only.")
    NEVER = "never", _("The person must never be reached in this way.")
    NOT_ASKED = "not_asked", _("Nobody has asked yet whether this way is safe.")
    NO_MESSAGE = "no_message", _("No message may be left here.")
    MESSAGE_NOT_ASKED = "message_not_asked", _("Nobody has asked yet whether a message may be left here.")
    ONLY_BY_HAND = (
        "only_by_hand",
        _("The person named conditions that only somebody can judge, so Limen sends nothing here by itself."),
    )
    NO_HOUR = "no_hour", _("There is no day and hour at which this way may be used.")
    NO_SENDER = "no_sender", _("This installation has no way to send this.")
    NO_NEUTRAL_SENDER = (
        "no_neutral_sender",
        _("The message may not say who sends it, and this installation has no sender without a name."),
    )
    REFUSED_THERE = "refused_there", _("The receiving side refused the message for good.")
    TOO_OFTEN = "too_often", _("It was tried many times, and the receiving side did not take it.")
    INTERRUPTED = "interrupted", _("Sending was interrupted, and the message may have arrived.")


@dataclass(frozen=True, kw_only=True)
class ContactRule:
    """When and how a way may be used, as the person said. Hours are local to the person, the end excluded.

    `time_zone` is a name like Europe/Brussels; None stands for the organisation's own. `language` is a code
    of ISO 639-3. Without hours every hour is meant.
    """

    safety: Safety = Safety.NOT_ASKED
    weekdays: tuple[int, ...] = EVERY_DAY
    since_hour: time | None = None
    until_hour: time | None = None
    time_zone: str | None = None
    may_leave_message: Answer = Answer.NOT_ASKED
    may_say_who: Answer = Answer.NOT_ASKED
    may_say_what: Answer = Answer.NOT_ASKED
    language: str | None = None
    if_other_answers: str | None = None
    conditions: str | None = None
    is_preferred: bool = False


@dataclass(frozen=True, kw_only=True)
class WayTold:
    """A way to reach somebody, as typed. `region` is the country, in two letters, in which a phone number
    without a leading + is read; None stands for the organisation's own. `through_name` and
    `through_relation` say through whom."""

    kind: WayKind
    value: str
    region: str | None = None
    through_name: str | None = None
    through_relation: str | None = None
    rule: ContactRule = field(default_factory=ContactRule)


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What a full wording may name besides who writes. A neutral one names none of it."""

    day: date | None = None
    hour: time | None = None
    place: str | None = None
    call: str | None = None


@dataclass(frozen=True, kw_only=True)
class Senders:
    """What this installation can send, and whether it can without saying who it is."""

    email: bool = False
    email_neutral: bool = False
    sms: bool = False
    sms_neutral: bool = False


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the rule of a way says about a message at an instant. With a hindrance nothing is sent; else it
    is sent in this wording, not before `not_before`, and names the sender only when `says_who`."""

    hindrance: Hindrance | None
    wording: Wording = Wording.NEUTRAL
    says_who: bool = False
    not_before: datetime | None = None
