"""Why the law cannot answer: a code for tests and doors, and what to put into the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

# English here; a door that speaks other languages translates by the same sentence.
SENTENCES: dict[str, str] = {
    "unknown_pack": "There is no pack called “{name}”. There are: {known}.",
    "unknown_term": "“{pack}” has no term called “{name}”.{meant}",
    "unknown_fact": "“{pack}” knows no fact called “{name}”.{meant}",
    "unknown_calendar": "There is no calendar called “{name}”. There are: {known}.",
    "unknown_regime": "“{pack}” has no regime called “{name}”.{meant}",
    "unknown_list": "“{pack}” has no list called “{name}”.{meant}",
    "unknown_entitlement": "“{pack}” has no entitlement called “{name}”.{meant}",
    "unknown_stop": "“{term}” knows no stop called “{name}”.{meant}",
    "unknown_extension": "“{term}” knows no extension called “{name}”.{meant}",
    "no_calendar": "Days off differ from place to place: say which calendar, for example {known}.",
    "missing_fact": "“{term}” needs the fact “{name}” ({says}). Give it, and ask again.",
    "needs_instant": "“{term}” is counted in hours: give “{name}” with its hour, as in 2026-06-12T14:30.",
    "no_such_date": (
        "“{given}” for “{name}” is not a date that exists. Write year-month-day, as in 2026-06-12."
    ),
    "no_such_instant": (
        "“{given}” for “{name}” is not a moment that exists. Write day and hour, as in 2026-06-12T14:30."
    ),
    "not_yes_no": "“{name}” is answered with yes or no, not with “{given}”.",
    "not_a_choice": "“{given}” is no answer to “{name}”. The answers are: {known}.",
    "not_a_country": "“{given}” for “{name}” is not a country code of two letters, as in UA.",
    "not_a_number": "“{given}” for “{name}” is not a number.",
    "not_a_length": (
        "“{given}” is not a length of time. Write a number and a unit, as in “5 days”, “10 working days”, "
        "“3 weeks”, “2 months”, “1 year” or “72 hours”."
    ),
    "no_version": (
        "No version of “{term}” holds on {on}, the day that picks the law ({fact}). The first holds since "
        "{first}.{regime}"
    ),
    "ended": "“{term}” has not been the law since {until}; {fact} is {on}.",
    "national": "“{term}” is set by national law{bounds}. Use a national pack.",
    "not_extended_here": "“{ground}” cannot extend “{term}” in this situation.",
    "too_long": "An extension of {by} for “{ground}” is more than the {most} that the law allows.",
    "too_long_again": "The extensions for “{ground}” come to more than the {most} that the law allows.",
    "together_too_long": "All extensions together come to more than {most}.",
    "hours_do_not_stop": "“{term}” is counted in hours; such a clock cannot be stopped.",
    "hours_and_days": "“{term}” cannot be made longer so: hours and days do not add up.",
    "stop_ends_before": "The stop from {since} cannot end on {until}: it would end before it began.",
    "not_born_yet": "{on} lies before the day of birth, {born}.",
    "beyond_all_years": "What is counted from {on} ends outside the years that a date can have.",
    "years_out_of_range": (
        "{on} lies outside the years that the calendar “{calendar}” knows ({first} to {last})."
    ),
}


class Unanswerable(Exception):
    """The law has no answer to the question as put. `code` names the reason, `details` fill the sentence."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details: Mapping[str, object] = details
        super().__init__(SENTENCES[code].format(**details))


def meant(name: str, known: Iterable[str]) -> str:
    """ " Did you mean …?", or nothing, for a name that is not among the known ones."""
    close = get_close_matches(name, list(known), n=2)
    return " Did you mean {}?".format(" or ".join(f"“{one}”" for one in close)) if close else ""
