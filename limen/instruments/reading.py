"""Reading an instrument: YAML into its definition, with every trouble told by file and line."""

from __future__ import annotations

from collections.abc import Mapping

from limen.instruments.definitions import (
    REFUSED,
    AskedIf,
    Band,
    Bands,
    By,
    Condition,
    Instrument,
    Item,
    Licence,
    Rule,
    Score,
    Sourced,
    Terms,
    Watch,
    Wording,
)
from limen.law.reading.nodes import Fields, Place

_NAMES = frozenset(
    "id edition since says about licence credit source scales items scores bands rules safety notes".split()
)
_NO_VALUE = "none"


def read_instrument(place: Place, text: str, wordings: Mapping[str, Wording]) -> Instrument:
    """One instrument.yaml with its wordings. What is wrong is noted, and something harmless given back."""
    head = place.fields(_NAMES)
    scales = {name: _scale(one) for name, one in head.named("scales").items()}
    items = tuple(_item(one, scales) for one in head.items("items"))
    known = frozenset(one.id for one in items)
    scores = tuple(_score(id, one, known) for id, one in head.named("scores").items())
    made = frozenset(one.id for one in scores)
    if not items:
        place.trouble("It asks nothing.", "Add “items”.")
    if len(known) < len(items):
        place.trouble("An item is given twice.", "Give each an id of its own.")
    return Instrument(
        id=head.text("id"),
        edition=head.text("edition", "1"),
        since=head.day("since"),
        says=head.text("says"),
        about=head.text("about"),
        licence=_licence(head),
        credit=head.text("credit"),
        source=head.text("source"),
        scales=scales,
        items=items,
        scores=scores,
        bands=tuple(_bands(one, made) for one in head.items("bands")),
        rules=tuple(_rule(id, one, made) for id, one in head.named("rules").items()),
        watches=tuple(_watch(one, items, scales) for one in head.items("safety")),
        notes=tuple(one.text() for one in head.items("notes")),
        wordings=wordings,
        text=text,
    )


def read_number(place: Place | None, otherwise: int = 0) -> int:
    """A whole number, nought or more."""
    if place is None:
        return otherwise
    given = place.text()
    if not given.isdecimal():
        place.trouble(f"“{given}” is not a whole number.", "Write it in digits, as in 10.")
        return otherwise
    return int(given)


def _scale(place: Place) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for answer, worth in place.named().items():
        found[answer] = None if worth.text() == _NO_VALUE else read_number(worth)
    if not any(value is not None for value in found.values()):
        place.trouble("No answer of this scale counts.", "Give at least one a number, as in “yes: 1”.")
        return {**found, "0": 0}
    return found


def _item(place: Place, scales: Mapping[str, object]) -> Item:
    fields = place.fields({"id", "scale", "asked_if"})
    scale = fields.text("scale")
    if scale not in scales:
        place.trouble(f"There is no scale “{scale}”.", f"There are: {', '.join(scales)}.")
    condition = fields.at("asked_if")
    return Item(id=fields.text("id"), scale=scale, asked_if=_asked_if(condition) if condition else None)


def _asked_if(place: Place) -> AskedIf:
    fields = place.fields({"any_of", "at_least", "otherwise"})
    return AskedIf(
        any_of=fields.words("any_of"),
        at_least=read_number(fields.need("at_least", "1")),
        otherwise=read_number(fields.need("otherwise", "0")),
    )


def _score(id: str, place: Place, known: frozenset[str]) -> Score:
    fields = place.fields({"says", "of", "by", "backwards", "from", "from_of", "times", "may_miss"})
    of = fields.words("of")
    backwards = frozenset(fields.words("backwards"))
    own = {item: read_number(one) for item, one in fields.named("from_of").items()}
    for item in {*of, *backwards, *own} - known:
        place.trouble(f"There is no item “{item}”.", "Name one of its items.")
    if not of:
        place.trouble("This score is made of nothing.", "Name its items in “of”.")
    by = fields.choice("by", By)
    least = read_number(fields.need("from", "1")) if by is By.COUNT else 0
    return Score(
        id=id,
        says=fields.text("says"),
        of=of,
        by=by,
        backwards=backwards,
        reaches={item: own.get(item, least) for item in of},
        times=read_number(fields.at("times"), 1),
        may_miss=read_number(fields.at("may_miss")),
    )


def _sourced(fields: Fields) -> Sourced:
    return Sourced(population=fields.text("population"), source=fields.text("source"))


def _bands(place: Place, made: frozenset[str]) -> Bands:
    fields = place.fields({"score", "stretches", "population", "source"})
    found = fields.items("stretches")
    bands = tuple(_band(one) for one in found)
    for before, after, where in zip(bands, bands[1:], found[1:], strict=False):
        if after.low != before.high + 1:
            where.trouble(
                f"It begins at {after.low}; the one before ends at {before.high}.",
                "Leave no gap and no overlap.",
            )
    return Bands(score=_named(fields, made), bands=bands, found_in=_sourced(fields))


def _band(place: Place) -> Band:
    fields = place.fields({"low", "high", "says"})
    low, high = read_number(fields.need("low", "0")), read_number(fields.need("high", "4"))
    if high < low:
        place.trouble(f"It ends at {high}, before it begins.", "Write the smaller number in “low”.")
    return Band(low=low, high=high, says=fields.text("says"))


def _named(fields: Fields, made: frozenset[str]) -> str:
    name = fields.text("score")
    if name not in made:
        fields.place.trouble(f"There is no score “{name}”.", f"There are: {', '.join(sorted(made))}.")
    return name


def _rule(id: str, place: Place, made: frozenset[str]) -> Rule:
    fields = place.fields({"says", "met", "all", "any", "population", "source"})
    if fields.has("all") == fields.has("any"):
        place.trouble("A rule needs either “all” or “any”.", "List its conditions under one of them.")
    conditions = tuple(_condition(one, made) for one in fields.items("any" if fields.has("any") else "all"))
    return Rule(
        id=id,
        says=fields.text("says"),
        met=fields.text("met"),
        conditions=conditions,
        is_any=fields.has("any"),
        found_in=_sourced(fields),
    )


def _condition(place: Place, made: frozenset[str]) -> Condition:
    fields = place.fields({"score", "at_least"})
    return Condition(score=_named(fields, made), at_least=read_number(fields.need("at_least", "10")))


def _watch(place: Place, items: tuple[Item, ...], scales: Mapping[str, Mapping[str, object]]) -> Watch:
    fields = place.fields({"item", "answers", "source"})
    item, answers = fields.text("item"), fields.words("answers")
    scale = next((one.scale for one in items if one.id == item), None)
    if scale is None:
        place.trouble(f"There is no item “{item}”.", "Name one of its items.")
    for answer in answers:
        if scale is not None and answer not in {*scales.get(scale, {}), REFUSED}:
            place.trouble(f"“{answer}” is no answer to {item}.", "Name answers of its scale.")
    return Watch(item=item, answers=frozenset(answers), source=fields.text("source"))


def _licence(head: Fields) -> Licence:
    place = head.need("licence", "{terms: free, says: ..., source: ...}")
    if place is None:
        return Licence(terms=Terms.AGREEMENT, says="", source="")
    fields = place.fields({"terms", "says", "source"})
    return Licence(
        terms=fields.choice("terms", Terms), says=fields.text("says"), source=fields.text("source")
    )
