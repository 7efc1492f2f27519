"""Why a way to reach somebody, or its rule, cannot be kept as it was told."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.contacts.rules.hours import is_zone
from limen.foundation.refusals import Obstacle
from limen.reference.languages import is_language

LONGEST_VALUE = 400
LONGEST_NAME = 200


def only_seen() -> Obstacle:
    """The person is seen and not the actor's to write about."""
    return Obstacle("reach", _("You can see this person but not change what is on record."))


def received_before() -> Obstacle:
    """The same act came twice, from a device that did not hear that the first one had arrived."""
    return Obstacle("received", _("This has already been received."))


def ended_before() -> Obstacle:
    """An end is said once, and nothing is changed after it."""
    return Obstacle("ended", _("This has ended already."))


def address_of(way: WayTold, *, region: str) -> str | None:
    """A number in E.164 or an e-mail address as it is used; None when it cannot be one, or is of another
    kind. `region` is the country, in two letters, in which a number without a leading + is read."""
    if way.kind == WayKind.PHONE:
        return _number(way.value, way.region or region)
    return _mailbox(way.value) if way.kind == WayKind.EMAIL else None


def obstacles_to_adding_way(way: WayTold, *, region: str) -> list[Obstacle]:
    """It leads somewhere, through somebody if it says so, and its rule makes sense."""
    obstacles = []
    if not way.value.strip():
        obstacles.append(Obstacle("value", _("Enter how the person is reached.")))
    elif len(way.value) > LONGEST_VALUE:
        says = _("These words have at most %(count)d characters.") % {"count": LONGEST_VALUE}
        obstacles.append(Obstacle("too_long", says))
    elif way.kind == WayKind.PHONE and address_of(way, region=region) is None:
        says = _("Enter a phone number, with + and the country if it is of another country.")
        obstacles.append(Obstacle("phone", says))
    elif way.kind == WayKind.EMAIL and address_of(way, region=region) is None:
        obstacles.append(Obstacle("email", _("Enter an e-mail address, such as name@example.org.")))
    if way.kind == WayKind.THROUGH and not (way.through_name and way.through_name.strip()):
        obstacles.append(Obstacle("through_name", _("Enter the name of whoever passes it on.")))
    for text in (way.through_name, way.through_relation):
        if text is not None and len(text) > LONGEST_NAME:
            says = _("These words have at most %(count)d characters.") % {"count": LONGEST_NAME}
            obstacles.append(Obstacle("too_long", says))
    return list(dict.fromkeys(obstacles + obstacles_to_rule(way.rule)))


def obstacles_to_changing_rule(rule: ContactRule, *, why: str) -> list[Obstacle]:
    """A rule that protects somebody is changed with a reason."""
    obstacles = obstacles_to_rule(rule)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the rule is changed.")))
    return obstacles


def obstacles_to_ending_way(*, why: str) -> list[Obstacle]:
    """An end says why."""
    return [] if why.strip() else [Obstacle("why", _("Say why it ended."))]


def obstacles_to_rule(rule: ContactRule) -> list[Obstacle]:
    """Days of a week, hours in order, a known clock, a known language; conditions that say which."""
    obstacles = []
    if set(rule.weekdays) - set(range(1, 8)) or len(set(rule.weekdays)) != len(rule.weekdays):
        obstacles.append(Obstacle("weekdays", _("Choose days of the week.")))
    if not rule.weekdays and rule.safety in {Safety.SAFE, Safety.CONDITIONS}:
        obstacles.append(Obstacle("weekdays", _("Choose days of the week.")))
    if (rule.since_hour is None) != (rule.until_hour is None):
        obstacles.append(Obstacle("hours", _("Enter both hours, or neither.")))
    elif rule.since_hour and rule.until_hour and rule.until_hour <= rule.since_hour:
        obstacles.append(Obstacle("hours", _("The last hour must be after the first one.")))
    if rule.time_zone is not None and not is_zone(rule.time_zone):
        obstacles.append(Obstacle("time_zone", _("Choose a time zone.")))
    if rule.language is not None and not is_language(rule.language):
        obstacles.append(Obstacle("language", _("Choose a language.")))
    for text in (rule.if_other_answers, rule.conditions):
        if text is not None and not text.strip():
            obstacles.append(Obstacle("empty", _("Leave out what is not known instead of leaving it empty.")))
    if rule.safety == Safety.CONDITIONS and not has_conditions(rule):
        obstacles.append(Obstacle("conditions", _("Say under which conditions this way is safe.")))
    return list(dict.fromkeys(obstacles))


def has_conditions(rule: ContactRule) -> bool:
    """Whether a rule limits anything: days, hours, what may be left or said, or in words."""
    limits = (Answer.NO in {rule.may_leave_message, rule.may_say_who, rule.may_say_what}, rule.conditions)
    return any(limits) or rule.since_hour is not None or len(rule.weekdays) < len(range(1, 8))


def _number(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _mailbox(text: str) -> str | None:
    name, at, domain = text.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii").lower()
        validate_email(f"{name}{at}{domain}")
    except (ValidationError, UnicodeError):
        return None
    return f"{name}{at}{domain}"
