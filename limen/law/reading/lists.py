"""Reading what is not a term: grounds, requirements, outcomes, lists, holds, amounts, entitlements, words."""

from __future__ import annotations

from collections.abc import Mapping

from limen.law.benefits import Amount, Answer, Answers, Entitlement
from limen.law.entries import Catalogue, Entry
from limen.law.packs import CountryList, Exemption, Hold, Interval, Listed
from limen.law.reading.dating import read_certainty, read_litigation, read_values, text_of
from limen.law.reading.nodes import Fields, Place, read_choice

_ENTRY = {
    "says", "about", "since", "until", "source", "certainty", "note", "interpretation", "not_for",
    "only_for", "gate", "waiver", "kind", "remedy", "under",
}  # fmt: skip
_OLDEST = 120
KINDS = ("grant", "refusal", "inadmissible", "withdrawn", "transfer", "referral", "other")


def read_entry(id: str, place: Place) -> Entry:
    """One item of a closed list."""
    fields = place.fields(_ENTRY)
    return Entry(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
        interpretation=fields.text_or("interpretation"),
        not_for=fields.text_or("not_for"),
        only_for=fields.words("only_for"),
        gate=fields.text_or("gate"),
        waiver=fields.text_or("waiver"),
        kind=fields.text_or("kind"),
        remedy=fields.text_or("remedy"),
        under=_age(fields.at("under")),
    )


def _age(place: Place | None) -> int | None:
    """An age in whole years that may be missing."""
    if place is None:
        return None
    given = place.text()
    if not (given.isascii() and given.isdigit() and 0 < int(given) <= _OLDEST):
        place.trouble(f"“{given}” is not an age in years.", "Write it as in 18.")
        return None
    return int(given)


def read_outcome(id: str, place: Place) -> Entry:
    """One thing in which a procedure can end."""
    entry = read_entry(id, place)
    if entry.kind not in KINDS:
        place.trouble(f"The kind of outcome is “{entry.kind}”.", f"It may be: {', '.join(KINDS)}.")
    return entry


def read_catalogue(id: str, place: Place) -> Catalogue:
    """A closed list of grounds or requirements."""
    fields = place.fields({"says", "about", "of", "items"})
    fields.need("items", "{...}")
    return Catalogue(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        of=fields.text_or("of"),
        items={name: read_entry(name, one) for name, one in fields.named("items").items()},
    )


def read_country_list(id: str, place: Place) -> CountryList:
    """A dated list of countries."""
    fields = place.fields({"says", "about", "entries"})
    entries = tuple(_listed(one) for one in fields.items("entries"))
    return CountryList(id=id, says=fields.text("says"), about=fields.text_or("about"), entries=entries)


def _listed(place: Place) -> Listed:
    fields = place.fields(
        {"country", "since", "until", "source", "certainty", "except", "suspended", "note", "interpretation"}
    )
    country = fields.text("country", "BD")
    if not (len(country) == 2 and country.isascii() and country.isupper()):
        place.trouble(f"“{country}” is not a country code of two letters.", "Write it as in BD.")
    return Listed(
        country=country,
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        exceptions=tuple(_exemption(one) for one in fields.items("except")),
        suspended=tuple(_interval(one) for one in fields.items("suspended")),
        note=fields.text_or("note"),
    )


def _exemption(place: Place) -> Exemption:
    fields = place.fields({"says", "territory", "category", "since", "until", "source"})
    return Exemption(
        says=fields.text("says"),
        territory=fields.text_or("territory"),
        category=fields.text_or("category"),
        since=fields.day_or_none("since"),
        until=fields.day_or_none("until"),
    )


def _interval(place: Place) -> Interval:
    fields = place.fields({"from", "to", "source"})
    found = Interval(since=fields.day("from"), to=fields.day_or_none("to"), source=fields.text("source"))
    if found.to is not None and found.to <= found.since:
        place.trouble(
            f"It would end on {found.to}, not after it began on {found.since}.", "Mend one of the days."
        )
    return found


def read_hold(id: str, place: Place) -> Hold:
    """An order that blocks one step."""
    fields = place.fields(
        {
            "says",
            "authority",
            "from",
            "to",
            "scope",
            "blocks",
            "source",
            "certainty",
            "litigation",
            "note",
            "interpretation",
        }
    )
    return Hold(
        id=id,
        says=fields.text("says"),
        authority=fields.text("authority"),
        since=fields.day("from"),
        until=fields.day_or_none("to"),
        scope=fields.text("scope"),
        blocks=fields.text("blocks", "decision"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        litigation=read_litigation(fields.items("litigation")),
        note=fields.text_or("note"),
    )


def read_amount(id: str, place: Place) -> Amount:
    """A fee or sum over time."""
    fields = place.fields({"says", "values"})
    return Amount(id=id, says=fields.text("says"), values=read_values(fields, text_of))


_ANSWERS = frozenset({"answers", "otherwise", "lasts", "lasts_from"})


def read_entitlement(id: str, place: Place) -> Entitlement:
    """A benefit: who may apply, by the day that picks the rule."""
    fields = place.fields({"says", "about", "governed_by", "values"})
    return Entitlement(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        governed_by=fields.text("governed_by", "asked_on"),
        values=read_values(fields, _answers, also=_ANSWERS),
    )


def _answers(fields: Fields) -> Answers | None:
    lasts, lasts_from = fields.length("lasts"), fields.text_or("lasts_from")
    if (lasts is None) != (not lasts_from):
        fields.place.trouble("“lasts” and “lasts_from” belong together.", "Give both or neither.")
    answers = fields.named("answers")
    return Answers(
        by_status={status: read_choice(one, Answer, Answer.ASK_A_LAWYER) for status, one in answers.items()},
        otherwise=fields.choice("otherwise", Answer, Answer.ASK_A_LAWYER),
        lasts=lasts,
        lasts_from=lasts_from,
    )


def read_words(places: Mapping[str, Place]) -> dict[str, dict[str, str]]:
    """Words or letters: for each, the text by language."""
    return {name: {one: text.text() for one, text in place.named().items()} for name, place in places.items()}
