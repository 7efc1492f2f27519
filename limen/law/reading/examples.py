"""Reading worked examples. Their days stay text until they run, so that bad input can be an example."""

from __future__ import annotations

from collections.abc import Sequence

from limen.law.examples import Example
from limen.law.reading.nodes import Fields, Place

_EXAMPLE = {
    "id", "says", "term", "list", "entitlement", "regime", "born", "hold", "country", "status", "on",
    "calendar", "facts", "stops", "extensions", "expect",
}  # fmt: skip
ASKED = ("term", "list", "entitlement", "regime", "born", "hold")
EXPECTED = {
    "term": frozenset(
        {"due", "raw", "work_to", "value", "situation", "stopped", "days_left", "error", "because"}
    ),
    "list": frozenset({"listed"}),
    "entitlement": frozenset({"answer", "lasts_until", "error"}),
    "regime": frozenset({"value", "doubt", "error"}),
    "born": frozenset({"age"}),
    "hold": frozenset({"blocked", "by"}),
}


def read_examples(roots: Sequence[Place]) -> tuple[Example, ...]:
    """All examples of a pack; an id may stand only once."""
    done: dict[str, Example] = {}
    for root in roots:
        for place in root.items():
            example = _example(place)
            if example.id in done:
                before = done[example.id]
                place.trouble(
                    f"There is another example “{example.id}”: {before.file}, line {before.line}.",
                    "Rename one.",
                )
            done[example.id] = example
    return tuple(done.values())


def _example(place: Place) -> Example:
    fields = place.fields(_EXAMPLE)
    asked = [name for name in ASKED if fields.has(name)]
    if len(asked) != 1:
        place.trouble("An example asks one thing.", f"Give one of: {', '.join(ASKED)}.")
    expect = fields.at("expect")
    found = {} if expect is None else expect.named()
    may = EXPECTED[asked[0]] if len(asked) == 1 else frozenset()
    for name, one in found.items():
        if may and name not in may:
            one.trouble(f"“{name}” cannot be expected here.", f"It may be: {', '.join(sorted(may))}.")
    if not found:
        place.trouble("It expects nothing.", "Add “expect: {due: 2026-06-17}”.")
    return Example(
        id=fields.text("id", "E01"),
        says=fields.text("says"),
        file=place.file,
        line=place.line,
        term=fields.text_or("term"),
        list_=fields.text_or("list"),
        entitlement=fields.text_or("entitlement"),
        regime=fields.text_or("regime"),
        born=fields.text_or("born"),
        hold=fields.text_or("hold"),
        country=fields.text_or("country"),
        status=fields.text_or("status"),
        on=fields.text_or("on"),
        calendar=fields.text_or("calendar"),
        facts={name: one.text() for name, one in fields.named("facts").items()},
        stops=_stops(fields),
        extensions=_extensions(fields),
        expect={name: one.text() for name, one in found.items()},
    )


def _stops(fields: Fields) -> tuple[tuple[str, str, str], ...]:
    done = []
    for one in fields.items("stops"):
        inner = one.fields({"cause", "from", "to"})
        done.append((inner.text("cause"), inner.text("from"), inner.text_or("to")))
    return tuple(done)


def _extensions(fields: Fields) -> tuple[tuple[str, str], ...]:
    done = []
    for one in fields.items("extensions"):
        inner = one.fields({"ground", "by"})
        done.append((inner.text("ground"), inner.text_or("by")))
    return tuple(done)
