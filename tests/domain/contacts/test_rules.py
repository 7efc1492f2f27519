"""The rule of safety, over rules, hours and time zones, also where clocks are turned: nothing in a forbidden
hour, nothing with forbidden words, and never later than it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from limen.domain.contacts.names import (
    EVERY_DAY,
    Answer,
    ContactRule,
    Hindrance,
    Particulars,
    Safety,
    Senders,
    Template,
    WayKind,
    Wording,
)
from limen.domain.contacts.queries.wording import words_of
from limen.domain.contacts.rules.hours import is_hour_of, next_hour_of
from limen.domain.contacts.rules.sending import judged

EVERYTHING = Senders(email=True, email_neutral=True, sms=True, sms_neutral=True)
ZONES = (
    "UTC", "Europe/Brussels", "America/New_York", "Asia/Tehran", "Asia/Kabul", "Africa/Cairo",
    "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "Atlantic/Azores",
)  # fmt: skip
OPEN = ContactRule(
    safety=Safety.SAFE,
    time_zone="Europe/Brussels",
    may_leave_message=Answer.YES,
    may_say_who=Answer.YES,
    may_say_what=Answer.YES,
)
SPRING, AUTUMN = datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 10, tzinfo=UTC)

hours = st.none() | st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] < pair[1])


def _from(first: datetime, days: int) -> st.SearchStrategy[datetime]:
    return st.timedeltas(timedelta(0), timedelta(days=days)).map(lambda passed: first + passed)


# Anywhere in two years; the nights on which clocks are turned here; and the day that Samoa left out.
instants = st.one_of(
    _from(datetime(2026, 1, 1, tzinfo=UTC), 730),
    _from(datetime(2026, 3, 27, tzinfo=UTC), 4),
    _from(datetime(2026, 10, 23, tzinfo=UTC), 4),
    _from(datetime(2011, 12, 28, tzinfo=UTC), 5),
)


@st.composite
def rules(draw: st.DrawFn) -> ContactRule:
    """Any rule at all."""
    since_until = draw(hours)
    return ContactRule(
        safety=draw(st.sampled_from(Safety)),
        weekdays=tuple(draw(st.sets(st.sampled_from(EVERY_DAY)))),
        since_hour=since_until[0] if since_until else None,
        until_hour=since_until[1] if since_until else None,
        time_zone=draw(st.sampled_from(ZONES)),
        may_leave_message=draw(st.sampled_from(Answer)),
        may_say_who=draw(st.sampled_from(Answer)),
        may_say_what=draw(st.sampled_from(Answer)),
        conditions=draw(st.sampled_from([None, None, "only when her sister is there"])),
    )


def _is_forbidden(rule: ContactRule, at: datetime) -> bool:
    """The rule once more, in other words: by the clock on the person's wall."""
    wall = at.astimezone(ZoneInfo(str(rule.time_zone)))
    minutes = wall.hour * 3600 + wall.minute * 60 + wall.second + wall.microsecond / 1e6
    too_early = rule.since_hour is not None and minutes < _seconds(rule.since_hour)
    too_late = rule.until_hour is not None and minutes >= _seconds(rule.until_hour)
    return wall.isoweekday() not in rule.weekdays or too_early or too_late


def _seconds(hour: time) -> float:
    return hour.hour * 3600 + hour.minute * 60 + hour.second + hour.microsecond / 1e6


@settings(max_examples=500, deadline=None)
@given(rule=rules(), at=instants, senders=st.builds(Senders), kind=st.sampled_from(WayKind))
def test_nothing_goes_out_in_a_forbidden_hour_or_where_nothing_is_known_to_be_safe(
    rule: ContactRule, at: datetime, senders: Senders, kind: WayKind
) -> None:
    for able in (senders, EVERYTHING):
        judgement = judged(rule, kind, is_ended=False, senders=able, at=at)
        if judgement.hindrance is not None:
            continue
        assert rule.safety in {Safety.SAFE, Safety.CONDITIONS}
        assert rule.may_leave_message is Answer.YES
        assert rule.conditions is None
        assert kind in {WayKind.EMAIL, WayKind.PHONE}
        assert judgement.not_before is not None
        assert judgement.not_before >= at
        assert not _is_forbidden(rule, judgement.not_before)
        assert judgement.says_who == (rule.may_say_who is Answer.YES)
        may_say_all = rule.may_say_who is Answer.YES and rule.may_say_what is Answer.YES
        assert (judgement.wording is Wording.FULL) == may_say_all


@settings(max_examples=300, deadline=None)
@given(rule=rules(), at=instants)
@example(rule=replace(OPEN, since_hour=time(2, 30), until_hour=time(4)), at=SPRING)
@example(rule=replace(OPEN, since_hour=time(2, 10), until_hour=time(2, 40)), at=SPRING)
@example(rule=replace(OPEN, since_hour=time(0, 30), until_hour=time(2, 15)), at=AUTUMN)
@example(rule=replace(OPEN, weekdays=(5,), time_zone="Pacific/Apia"), at=datetime(2011, 12, 28, tzinfo=UTC))
def test_nothing_waits_longer_than_it_must(rule: ContactRule, at: datetime) -> None:
    """Minute by minute, nothing between now and then is allowed, and then it is."""
    found = next_hour_of(rule, at)
    if found is None:
        assert not rule.weekdays or _is_shorter_than_a_minute(rule)
        return
    assert not _is_forbidden(rule, found)
    instant = at
    while found - instant > timedelta(minutes=1):
        assert _is_forbidden(rule, instant), f"{instant} would have been in order, before {found}"
        instant = min(instant + timedelta(minutes=7), found)


def _is_shorter_than_a_minute(rule: ContactRule) -> bool:
    assert rule.since_hour is not None
    assert rule.until_hour is not None
    return _seconds(rule.until_hour) - _seconds(rule.since_hour) < 60


def test_an_hour_that_is_not_there_in_spring_is_not_made_up() -> None:
    """On 29 March 2026 clocks in Brussels go from 2 to 3: half past two comes the day after."""
    rule = replace(OPEN, since_hour=time(2, 10), until_hour=time(2, 40))
    assert next_hour_of(rule, SPRING) == datetime(2026, 3, 30, 0, 10, tzinfo=UTC)
    rule = replace(OPEN, since_hour=time(2, 30), until_hour=time(4))
    assert next_hour_of(rule, SPRING) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_an_hour_that_is_there_twice_in_autumn_is_allowed_twice() -> None:
    """On 25 October 2026 clocks in Brussels go from 3 back to 2."""
    rule = replace(OPEN, since_hour=time(2, 0), until_hour=time(2, 15))
    for minute, is_allowed in ((0, True), (14, True), (15, False), (59, False), (60, True), (75, False)):
        at = datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=minute)
        assert is_hour_of(rule, at) is is_allowed
    after_the_first = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)
    assert next_hour_of(rule, after_the_first) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def test_a_day_of_the_week_is_the_persons_own() -> None:
    """Sunday evening here is Monday morning in Kabul."""
    rule = replace(OPEN, weekdays=(1,), time_zone="Asia/Kabul")
    assert is_hour_of(rule, datetime(2026, 11, 22, 21, 0, tzinfo=UTC))
    assert not is_hour_of(rule, datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("changed", "hindrance"),
    [
        ({"safety": Safety.NEVER}, Hindrance.NEVER),
        ({"safety": Safety.NOT_ASKED}, Hindrance.NOT_ASKED),
        ({"may_leave_message": Answer.NO}, Hindrance.NO_MESSAGE),
        ({"may_leave_message": Answer.NOT_ASKED}, Hindrance.MESSAGE_NOT_ASKED),
        ({"conditions": "Ask for the neighbour"}, Hindrance.ONLY_BY_HAND),
        ({"weekdays": ()}, Hindrance.NO_HOUR),
    ],
)
def test_each_rule_that_forbids_says_so(changed: dict[str, object], hindrance: Hindrance) -> None:
    rule = replace(OPEN, **changed)  # type: ignore[arg-type]
    assert judged(OPEN, WayKind.EMAIL, is_ended=False, senders=EVERYTHING, at=SPRING).hindrance is None
    judgement = judged(rule, WayKind.EMAIL, is_ended=False, senders=EVERYTHING, at=SPRING)
    assert judgement.hindrance is hindrance


def test_without_a_sender_that_tells_nothing_nothing_neutral_goes_out() -> None:
    rule = replace(OPEN, may_say_who=Answer.NO)
    able = Senders(email=True, email_neutral=False)
    for kind, found in (
        (WayKind.EMAIL, Hindrance.NO_NEUTRAL_SENDER),
        (WayKind.PHONE, Hindrance.NO_SENDER),
        (WayKind.POST, Hindrance.KIND),
    ):
        assert judged(rule, kind, is_ended=False, senders=able, at=SPRING).hindrance is found
    assert judged(OPEN, WayKind.EMAIL, is_ended=False, senders=able, at=SPRING).hindrance is None
    ended = judged(OPEN, WayKind.EMAIL, is_ended=True, senders=able, at=SPRING)
    assert ended.hindrance is Hindrance.ENDED


@given(
    template=st.sampled_from(Template),
    language=st.sampled_from(["en", "de", "fr", "uk", "ar"]),
    place=st.sampled_from(["Room 7", "Asylum office", "Zimmer 12"]),
    day=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
@settings(deadline=None)
def test_neutral_words_name_nothing(template: Template, language: str, place: str, day: date) -> None:
    told = Particulars(day=day, hour=time(9, 45), place=place, call="+32 2 555 01 23")
    office = "Office of Protection"
    neutral = words_of(template, Wording.NEUTRAL, told, organisation=office, language=language)
    nothing = words_of(template, Wording.NEUTRAL, Particulars(), organisation="", language=language)
    assert neutral == nothing
    said = neutral.subject + neutral.text
    assert not any(character.isdigit() for character in said)
    assert not any(word in said for word in (office, place, "Limen", "asylum", "Asylum"))
    full = words_of(template, Wording.FULL, told, organisation=office, language=language)
    assert office in full.text
    assert place in full.text


def test_all_neutral_messages_are_the_same_one() -> None:
    """Nobody who reads two of them learns that they were about two matters."""
    said = {words_of(one, Wording.NEUTRAL, Particulars(), organisation="", language="en") for one in Template}
    assert len(said) == 1
