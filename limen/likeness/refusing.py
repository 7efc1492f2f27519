"""Why something told about a person cannot be: a code for tests and doors, and what fills the sentence."""

from __future__ import annotations

from collections.abc import Mapping

# English here; a door that speaks other languages translates by the same sentence.
SENTENCES: dict[str, str] = {
    "no_such_month": "There is no month {month} in the {calendar} calendar; it has {months}.",
    "no_such_day": "Month {month} of {year} has {days} days in the {calendar} calendar; there is no {day}.",
    "year_out_of_range": (
        "The year {year} lies outside the years of the {calendar} calendar that can be told ({first} to "
        "{last}). Was it told in another calendar?"
    ),
    "ends_before": "The last day, {latest}, lies before the first, {earliest}.",
    "not_a_spread": "“About” needs a number of years from 1 to {most}, not {years}.",
    "not_an_age": "{age} is no age of a person; an age is from 0 to {most}.",
    "not_born_yet": "On {on} the person was not born yet: the day of birth is {earliest} at the earliest.",
    "not_a_day": "“{given}” is no day. Write year-month-day, as in 1990-05-12, or only the year.",
    "no_name": "A name needs at least one part with letters in it.",
    "period_ends_before": "The name cannot end on {until}: it was first used on {since}.",
    "not_a_zone": (
        "This is no machine-readable zone: it has {lines} lines of {letters} letters. There are three lines "
        "of 30, two of 36, or two of 44."
    ),
}


class Impossible(Exception):
    """What was told cannot be so. `code` names the reason, `details` fill the sentence."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details: Mapping[str, object] = details
        super().__init__(SENTENCES[code].format(**details))
