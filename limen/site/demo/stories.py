"""What the invented people asked for, and how far each of it is: the stories of some twenty cases.

Days follow those of the clocks of the demonstration, so that what a case says of itself agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from limen.domain.cases.names import PartyPart
from limen.domain.people.names import (
    Belonging,
    Birth,
    NameTold,
    NationalityTold,
    Registration,
    Sex,
    Told,
)
from limen.likeness.days import year_of
from limen.likeness.names import Part, PartKind
from limen.site.demo.cases import Sample
from limen.site.demo.persons import Member


@dataclass(frozen=True, kw_only=True)
class Step:
    """A move of the pack, and the day on which it was made."""

    act: str
    to: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Story:
    """An application of one case: when it was made and lodged, what was told, and the moves since. Without
    `lodged_on` it is still being filled in."""

    made_on: date
    lodged_on: date | None
    reasons: str
    steps: tuple[Step, ...] = ()


_SCHEDULED = (("schedule_interview", "interview_scheduled"),)
_HEARD = (*_SCHEDULED, ("hold_interview", "interviewed"))
_WEIGHED = (*_HEARD, ("close_record", "assessment"))
_DRAFTED = (*_WEIGHED, ("draft_decision", "decision_drafted"))
_DECIDED = (*_DRAFTED, ("decide", "decided"))
_NOTIFIED = (*_DECIDED, ("notify", "notified"))
_APPEALED = (*_NOTIFIED, ("receive_appeal", "under_appeal"))
_STEPS: Mapping[int, tuple[tuple[str, str], ...]] = {
    3: _APPEALED, 4: _SCHEDULED, 6: _HEARD, 7: (), 9: _WEIGHED, 10: _NOTIFIED, 11: _DRAFTED, 12: _SCHEDULED,
    13: _WEIGHED, 15: _DECIDED, 16: (), 17: _NOTIFIED, 24: _APPEALED, 30: (),
    18: (*_SCHEDULED, ("find_implicit_withdrawal", "decision_drafted")),
    19: (("open_admissibility", "admissibility"),),
    25: (*_WEIGHED, ("postpone", "postponed")),
    28: (("withdraw_explicitly", "withdrawn"),),
}  # fmt: skip
_ONLY_BEGUN = (2, 14, 20)
_WHY = (
    "Sample words (invented): The new owners of the valley said that we must go. My brother did not, and he "
    "was taken away.",
    "Sample words (invented): I wrote for a paper. First letters came, and then the men who had sent them.",
    "Sample words (invented): I refused to serve. They came to my mother's house and asked for me.",
)
# Applicants who are on record for their application alone: case, name, family name, sex, year and country.
_ALONE = (
    (17, "Jean-Baptiste", "Nkurunziza", Sex.MALE, 1983, "BDI"),
    (18, "سیما", "احمدزی", Sex.FEMALE, 1990, "AFG"),
    (19, "Mehret", "Haile", Sex.FEMALE, 2001, "ERI"),
    (24, "Blessing", "Eze", Sex.FEMALE, 1997, "NGA"),
    (25, "عمر", "الخطيب", Sex.MALE, 1976, "SYR"),
    (28, "Tsering", "Lhamo", Sex.FEMALE, 1988, "CHN"),
)


def story_of(sample: Sample, on: date) -> Story | None:
    """What was asked for in a case, seen from a day; None when nothing was."""
    made, reasons = on - timedelta(days=sample.days_ago), _WHY[sample.number % len(_WHY)]
    if not sample.reference.startswith("OFP-"):
        return None
    if sample.number in _ONLY_BEGUN:
        return Story(made_on=made, lodged_on=None, reasons=reasons)
    if sample.number not in _STEPS:
        return None
    lodged = made + timedelta(days=(9 if sample.number % 11 == 0 else 3) + 14)
    return Story(
        made_on=made, lodged_on=lodged, reasons=reasons, steps=tuple(_steps(sample.number, lodged, on))
    )


def _steps(number: int, lodged: date, on: date) -> Iterator[Step]:
    """Evenly from the day of lodging to the last step; a decision on the day on which its clock was met."""
    moves = _STEPS[number]
    last = on - timedelta(days=number % 11 + 2)
    until_last = next((place for place, (act, _to) in enumerate(moves) if act == "decide"), len(moves) - 1)
    for place, (act, to) in enumerate(moves):
        after = (last - lodged) * (place + 1) // (until_last + 1)
        day = lodged + after if place <= until_last else last
        yield Step(act=act, to=to, on=day + timedelta(days=act == "receive_appeal"))


def applicants_alone() -> Iterator[Member]:
    """Those of whom no more is on record than an application needs."""
    for number, given, family, sex, year, country in _ALONE:
        name = NameTold(
            parts=(Part(text=given, kind=PartKind.GIVEN), Part(text=family, kind=PartKind.FAMILY))
        )
        told = Registration(
            names=(name,),
            birth=Birth.told(year_of(year, told=str(year))),
            sex=sex,
            sex_state=Told.TOLD,
            nationalities=(NationalityTold(belonging=Belonging.NATIONAL, country=country),),
        )
        yield Member(key=f"alone-{number}", reference=f"OFP-2026-{number:05d}", part=PartyPart.APPLICANT,
                     told=told)  # fmt: skip
