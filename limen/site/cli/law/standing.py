"""How a term stands on a day: how long is left or overdue, or what would be if its clock went on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from limen.law.rulings import Ruling
from limen.law.terms import Effect
from limen.site.cli.law.questions import Question
from limen.site.cli.law.words import number_of, spoken


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`days_left` is negative when the day has passed. `if_it_went_on`: the ruling had a clock that stands
    still gone on that day."""

    on: date
    days_left: int | None
    working_days_left: int | None
    if_it_went_on: Ruling | None
    says: str


# What is said of each effect before its day, on it, and after it.
_SAYINGS = {
    Effect.LIMIT: ("{left} left.", "It is due today.", "Overdue for {over}."),
    Effect.TARGET: ("{left} left.", "The target is today.", "The target passed {over} ago."),
    Effect.EARLIEST: (
        "Not yet: it may be done in {left}.",
        "It may be done from today.",
        "It may be done; the day came {over} ago.",
    ),
    Effect.REVIEW: (
        "The next review is due in {left}.",
        "The review is due today.",
        "The review is overdue for {over}.",
    ),
    Effect.STORAGE: (
        "To be kept for another {left}.",
        "The storage period ends today.",
        "It ended {over} ago.",
    ),
    Effect.VALIDITY: ("Holds for another {left}.", "It holds until today.", "It ended {over} ago."),
}


def standing_on(question: Question, ruling: Ruling, on: date) -> Standing:
    """Raises `Unanswerable`."""
    if ruling.due is None:
        return _still(question, ruling, on)
    left = (ruling.due - on).days
    working = question.calendar.working_between(on, ruling.due) if left > 0 else None
    before, today, after = _SAYINGS[ruling.effect]
    if left > 0:
        says = before.format(left=number_of(left, "day"))
        if working is not None and ruling.effect in (Effect.LIMIT, Effect.TARGET, Effect.REVIEW):
            says = f"{says.removesuffix('.')}, {number_of(working, 'working day')} among them."
    else:
        says = after.format(over=number_of(-left, "day")) if left else today
    return Standing(on=on, days_left=left, working_days_left=working, if_it_went_on=None, says=says)


def _still(question: Question, ruling: Ruling, on: date) -> Standing:
    resumed = question.going_on(on).ruling()
    left = ruling.days_left or 0
    if resumed.due is None:  # cannot be: no stop is open any more
        return Standing(
            on=on, days_left=left, working_days_left=None, if_it_went_on=None, says="It stands still."
        )
    says = f"{number_of(left, 'day')} would be left. If the clock went on today, it would end on "
    says += spoken(resumed.due)
    if resumed.work_to is not None and resumed.work_to != resumed.due:
        says += f", with {spoken(resumed.work_to)} as the day to work to"
    return Standing(on=on, days_left=left, working_days_left=None, if_it_went_on=resumed, says=f"{says}.")
