"""Reading the facts a pack asks for, and its ways of counting."""

from __future__ import annotations

from collections.abc import Mapping

from limen.law.counting import Counting
from limen.law.entries import Catalogue
from limen.law.facts import Fact, FactKind
from limen.law.reading.dating import read_certainty
from limen.law.reading.nodes import Fields, Place


def read_fact(id: str, place: Place, grounds: Mapping[str, Catalogue]) -> Fact:
    """One fact. The answers to a choice are written out, or are the items of a list in grounds.yaml."""
    fields = place.fields({"says", "about", "kind", "one_of", "note"})
    kind = fields.choice("kind", FactKind)
    if (kind is FactKind.CHOICE) != fields.has("one_of"):
        place.trouble(
            "A choice says its answers, and only a choice does.", "Write “kind: choice” and “one_of: [a, b]”."
        )
    return Fact(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        kind=kind,
        one_of=_answers(fields, grounds),
    )


def _answers(fields: Fields, grounds: Mapping[str, Catalogue]) -> tuple[tuple[str, str], ...]:
    place = fields.at("one_of")
    if place is None:
        return ()
    if not place.is_text:
        return tuple((one.text(), one.text().replace("_", " ")) for one in place.items())
    name = place.text()
    if name not in grounds:
        place.trouble(f"grounds.yaml has no list called “{name}”.", "Write the answers out, as in [a, b].")
        return ()
    return tuple((entry.id, entry.says) for entry in grounds[name].items.values())


def read_counting(id: str, place: Place) -> Counting:
    """One way of counting."""
    fields = place.fields(
        {
            "says",
            "about",
            "source",
            "certainty",
            "rolls",
            "two_working_days",
            "hour_of_event",
            "note",
            "interpretation",
        }
    )
    rolls = fields.text_or("rolls", "next_working_day")
    if rolls not in ("next_working_day", "no"):
        place.trouble(f"“rolls: {rolls}” is not known.", "Write next_working_day or no.")
    hour = fields.text_or("hour_of_event", "excluded")
    if hour not in ("excluded", "included"):
        place.trouble(f"“hour_of_event: {hour}” is not known.", "Write excluded or included.")
    read_certainty(fields)
    return Counting(
        id=id,
        says=fields.text("says"),
        source=fields.text("source"),
        rolls=rolls != "no",
        two_working_days=fields.flag("two_working_days"),
        excludes_hour_of_event=hour == "excluded",
    )
