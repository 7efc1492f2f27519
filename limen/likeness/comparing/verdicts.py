"""What a comparison says: how alike two things are, in words, with a reason for every part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How alike, the most alike first. It puts hits of a search into order and decides nothing."""

    SAME = "same"
    ALIKE = "alike"  # every part is the same, or written as another office would write it
    NEAR = "near"  # every part has its counterpart, some only by a stretch
    PARTLY = "partly"  # parts are missing on one side, the others agree
    DISTANT = "distant"  # something agrees and something does not
    DIFFERENT = "different"
    UNKNOWN = "unknown"  # there is nothing to compare

    @property
    def place(self) -> int:
        """0 for the most alike: to sort by."""
        return _ORDER.index(self)


_ORDER = (
    Level.SAME,
    Level.ALIKE,
    Level.NEAR,
    Level.PARTLY,
    Level.DISTANT,
    Level.UNKNOWN,
    Level.DIFFERENT,
)


class Code(StrEnum):
    """Why. Each has a sentence in `SENTENCES`."""

    SAME = "same"
    JOINED = "joined"
    SAME_IN_ANOTHER_SCRIPT = "same_in_another_script"
    ONE_LETTER = "one_letter"
    SOUNDS_ALIKE = "sounds_alike"
    SAME_IN_ANOTHER_LANGUAGE = "same_in_another_language"
    NEARLY_IN_ANOTHER_SCRIPT = "nearly_in_another_script"
    TWO_LETTERS = "two_letters"
    INITIAL_ONLY = "initial_only"
    ORDER_SWAPPED = "order_swapped"
    PART_MISSING = "part_missing"
    PART_DIFFERS = "part_differs"

    SAME_DAY = "same_day"
    SAME_MONTH = "same_month"
    SAME_YEAR = "same_year"
    DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"
    ONE_DIGIT = "one_digit"
    ANOTHER_CALENDAR = "another_calendar"
    MAY_BE_THE_SAME_DAY = "may_be_the_same_day"
    DAYS_DIFFER = "days_differ"
    DAY_UNKNOWN = "day_unknown"

    SAME_NUMBER = "same_number"
    LOOKS_THE_SAME = "looks_the_same"
    CHARACTERS_SWAPPED = "characters_swapped"
    ONE_CHARACTER = "one_character"
    NUMBERS_DIFFER = "numbers_differ"
    NUMBER_MISSING = "number_missing"


# English here; a door that speaks other languages translates by the same sentence.
SENTENCES: dict[Code, str] = {
    Code.SAME: "{first}: the same",
    Code.JOINED: "{first} and {second}: the same, as one word or as two",
    Code.SAME_IN_ANOTHER_SCRIPT: "{first} and {second}: the same name in another script",
    Code.ONE_LETTER: "{first} and {second}: one letter differs",
    Code.SOUNDS_ALIKE: "{first} and {second}: sound alike",
    Code.SAME_IN_ANOTHER_LANGUAGE: "{first} and {second}: the same name in another language",
    Code.NEARLY_IN_ANOTHER_SCRIPT: "{first} and {second}: nearly the same name in another script",
    Code.TWO_LETTERS: "{first} and {second}: two letters differ",
    Code.INITIAL_ONLY: "{first} and {second}: only the first letter is known",
    Code.ORDER_SWAPPED: "The parts stand in another order",
    Code.PART_MISSING: "{first}{second}: only one of the two has this part",
    Code.PART_DIFFERS: "{first} and {second}: different",
    Code.SAME_DAY: "The same day",
    Code.SAME_MONTH: "The same month and year",
    Code.SAME_YEAR: "The same year",
    Code.DAY_AND_MONTH_SWAPPED: "{first} and {second}: day and month changed over",
    Code.ONE_DIGIT: "{first} and {second}: one digit differs",
    Code.ANOTHER_CALENDAR: "{first} and {second}: the same numbers, read in another calendar",
    Code.MAY_BE_THE_SAME_DAY: "May be the same day, as far as it is known",
    Code.DAYS_DIFFER: "{first} and {second}: different days",
    Code.DAY_UNKNOWN: "One of the days is not known",
    Code.SAME_NUMBER: "The same number",
    Code.LOOKS_THE_SAME: "{first} and {second}: letters and digits that look alike",
    Code.CHARACTERS_SWAPPED: "{first} and {second}: two characters changed over",
    Code.ONE_CHARACTER: "{first} and {second}: one character differs",
    Code.NUMBERS_DIFFER: "{first} and {second}: different numbers",
    Code.NUMBER_MISSING: "One of the numbers is missing",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One thing that was found: its code, and the parts of the first and of the second as written."""

    code: Code
    first: str = ""
    second: str = ""

    def mirrored(self) -> Reason:
        """As if the second had been named first."""
        return Reason(code=self.code, first=self.second, second=self.first)

    def __str__(self) -> str:
        return SENTENCES[self.code].format(first=self.first, second=self.second)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How alike two things are, and why."""

    level: Level
    reasons: tuple[Reason, ...]

    def mirrored(self) -> Comparison:
        """The same, seen from the second."""
        return Comparison(level=self.level, reasons=tuple(one.mirrored() for one in self.reasons))

    @property
    def order(self) -> tuple[int, int]:
        """To sort hits by: the level, then how much is not plainly the same."""
        return self.level.place, sum(one.code not in _PLAIN for one in self.reasons)


_PLAIN = frozenset({Code.SAME, Code.SAME_DAY, Code.SAME_NUMBER})
