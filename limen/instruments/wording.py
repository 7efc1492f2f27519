"""Reading the words of an instrument in one language: a file of its own, complete or not there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from limen.instruments.definitions import REFUSED, Instrument, Status, Terms, Wording
from limen.law.reading.nodes import Place

_NAMES = frozenset("language title status status_says source agreement signed_on asks items answers".split())
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def read_wording(place: Place, text: str, language: str) -> Wording:
    """One file of words. What is wrong is noted, and something harmless given back."""
    fields = place.fields(_NAMES)
    if fields.text("language", "en") != language or not _LANGUAGE.fullmatch(language):
        place.trouble("Its language is not the name of the file.", "Call a file in Arabic ar.yaml.")
    return Wording(
        language=language,
        title=fields.text("title"),
        status=fields.choice("status", Status),
        status_says=fields.text("status_says"),
        source=fields.text("source"),
        agreement=fields.text_or("agreement"),
        signed_on=fields.day_or_none("signed_on"),
        asks=fields.text("asks"),
        items={id: one.text() for id, one in fields.named("items").items()},
        answers={
            scale: {answer: one.text() for answer, one in found.named().items()}
            for scale, found in fields.named("answers").items()
        },
        text=text,
    )


def check_wording(wording: Wording, instrument: Instrument, place: Place) -> None:
    """Note what is missing or too much, and what may not be shown on the terms of the licence."""
    _compare(place, "item", {one.id for one in instrument.items}, wording.items)
    for scale, answers in instrument.scales.items():
        _compare(place, f"answer of {scale}", set(answers), wording.answers.get(scale, {}))
    _compare(place, "scale", set(instrument.scales), wording.answers)
    if instrument.licence.terms is Terms.AGREEMENT and not (wording.agreement and wording.signed_on):
        place.trouble(
            f"{instrument.id} may only be shown under an agreement with its owner.",
            "Give its number in “agreement” and the day it was signed in “signed_on”.",
        )


def _compare(place: Place, what: str, wanted: set[str], given: Mapping[str, object]) -> None:
    for name in sorted(wanted - {*given} - {REFUSED}):
        place.trouble(f"The {what} “{name}” has no words.", "A wording is whole, or it is not used.")
    for name in sorted({*given} - wanted):
        place.trouble(f"There is no {what} “{name}”.", "Take it out, or mend its name.")
