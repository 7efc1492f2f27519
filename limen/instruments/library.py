"""All instruments: those that came with Limen, and what a house adds in a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from limen.instruments.definitions import Instrument, Wording
from limen.instruments.reading import read_instrument
from limen.instruments.wording import check_wording, read_wording
from limen.law.lengths import Length
from limen.law.library import files_of
from limen.law.reading.nodes import Place, compose, read_length
from limen.law.reading.troubles import Notebook, PackTroubles

HEAD = "instrument.yaml"
SAFETY = "safety.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Within which time somebody is asked again how they are: since a day, with its source."""

    since: date
    within: Length
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """Instruments by id, and the dated rules of the safety flow, the oldest first."""

    by_id: Mapping[str, Instrument]
    follow_ups: tuple[FollowUp, ...]

    def follow_up_on(self, on: date) -> FollowUp:
        """What holds on a day; before the first, the first."""
        holding = [one for one in self.follow_ups if one.since <= on]
        return holding[-1] if holding else self.follow_ups[0]


def read_instruments(files: Mapping[str, str], added: Mapping[str, str] | None = None) -> Instruments:
    """All instruments of one folder, and of a second that may add instruments and wordings but change
    none. Raises `PackTroubles` with everything that is wrong: a library is whole or it is not there."""
    notebook, added = Notebook(), added or {}
    for path in sorted(files.keys() & added.keys()):
        notebook.note(
            path, 1, "A file of this name came with Limen.", "Add a language, or an instrument of your own."
        )
    everything = {**added, **files}
    places = {path: compose(text, path, notebook) for path, text in everything.items()}
    if notebook.troubles:
        raise PackTroubles(notebook.troubles)
    found = {path: place for path, place in places.items() if place is not None}
    heads = sorted(path.partition("/")[0] for path in found if path.endswith(f"/{HEAD}"))
    by_id = {id: _read(id, found, everything) for id in heads}
    for path in found:
        if path.partition("/")[0] not in heads and path != SAFETY and "/" in path:
            notebook.note(path, 1, "There is no instrument beside it.", f"Add {HEAD} to its folder.")
    follow_ups = _follow_ups(found, notebook)
    if notebook.troubles:
        raise PackTroubles(notebook.troubles)
    return Instruments(by_id=by_id, follow_ups=follow_ups)


@lru_cache(maxsize=8)
def instruments_in(folder: Path, added: Path | None = None) -> Instruments:
    """The instruments of a folder, and of one that adds to it; read once while the process lasts. Raises
    `PackTroubles`."""
    return read_instruments(files_of(folder), files_of(added) if added else None)


def reread(definition: str, words: Mapping[str, str]) -> Instrument:
    """An instrument as it was kept with a screening, with the words that were used. Raises `PackTroubles`."""
    notebook = Notebook()
    place = compose(definition, HEAD, notebook)
    wordings = {language: _wording(text, language, notebook) for language, text in words.items()}
    if place is None or notebook.troubles:
        raise PackTroubles(notebook.troubles)
    found = read_instrument(place, definition, wordings)
    if notebook.troubles:
        raise PackTroubles(notebook.troubles)
    return found


def _wording(text: str, language: str, notebook: Notebook) -> Wording:
    place = compose(text, f"{language}.yaml", notebook)
    if place is None:
        raise PackTroubles(notebook.troubles)
    return read_wording(place, text, language)


def _read(id: str, places: Mapping[str, Place], files: Mapping[str, str]) -> Instrument:
    head = places[f"{id}/{HEAD}"]
    instrument = read_instrument(head, files[f"{id}/{HEAD}"], {})
    if instrument.id != id:
        head.trouble(f"It calls itself “{instrument.id}”.", f"The id is the folder's name: {id}.")
    wordings = {}
    for path, place in places.items():
        folder, _slash, name = path.partition("/")
        if folder != id or name == HEAD:
            continue
        language = name.removesuffix(".yaml")
        wordings[language] = read_wording(place, files[path], language)
        check_wording(wordings[language], instrument, place)
    return replace(instrument, wordings=wordings)


def _follow_ups(places: Mapping[str, Place], notebook: Notebook) -> tuple[FollowUp, ...]:
    place = places.get(SAFETY)
    if place is None:
        notebook.note(SAFETY, 1, "It is missing.", "Say within which time somebody is asked again.")
        return ()
    found = [_follow_up(one) for one in place.fields({"follow_up"}).items("follow_up")]
    if not found or found != sorted(found, key=lambda one: one.since):
        place.trouble("The values of “follow_up” are missing or not in order.", "Write the oldest first.")
    return tuple(found)


def _follow_up(place: Place) -> FollowUp:
    fields = place.fields({"since", "within", "source", "certainty"})
    within = fields.need("within", "72 hours")
    return FollowUp(
        since=fields.day("since"),
        within=(read_length(within) if within else None) or Length.read("0 days"),
        source=fields.text("source"),
        certainty=fields.text("certainty", "secondary"),
    )
