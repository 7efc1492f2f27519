"""A service of the published form taken apart into what is kept in rows, and put together again.

What a location says is kept with the place alone, so that a confidential one can be left out whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from limen.domain.directory.names.checking import objects_in
from limen.domain.directory.names.words import Said
from limen.reference.languages import languages

_SHORT = {one.short: code for code, one in languages().items() if one.short}


@dataclass(frozen=True, kw_only=True)
class PlacePart:
    """A location, and the service at it if it is offered there."""

    known_as: UUID
    offered_as: UUID | None
    said: Said
    offer: Said


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What one service of a file says: of itself, of whoever offers it, and of each place."""

    known_as: UUID
    said: Said
    provider_known_as: UUID
    provider: Said
    places: tuple[PlacePart, ...]
    sites: tuple[PlacePart, ...]


def taken_apart(whole: Said) -> Parts:
    """The parts of a service that was found without fault."""
    said, provider = dict(whole), dict(whole["organization"])
    del said["organization"]
    offers = said.pop("service_at_locations", [])
    sites = provider.pop("locations", [])
    return Parts(
        known_as=UUID(whole["id"]),
        said=said,
        provider_known_as=UUID(provider["id"]),
        provider=provider,
        places=tuple(_offered(one) for one in offers),
        sites=tuple(
            PlacePart(known_as=UUID(one["id"]), offered_as=None, said=one, offer={}) for one in sites
        ),
    )


def put_together(
    said: Said, provider: Said, places: Sequence[tuple[Said, Said]], sites: Sequence[Said] = ()
) -> Said:
    """The service as it is exchanged. `places` are locations with what is said of the service at each."""
    whole = dict(said)
    whole["organization"] = {**provider, "locations": list(sites)} if sites else dict(provider)
    if places:
        whole["service_at_locations"] = [{**offer, "location": location} for location, offer in places]
    return whole


def languages_of(said: Said) -> list[str]:
    """In which languages one is served, by codes of ISO 639-3, each once."""
    codes = (str(one.get("code") or "").lower() for one in _list(said, "languages"))
    found = (_SHORT.get(code, code) for code in codes)
    return list(dict.fromkeys(code for code in found if code in languages()))


def topics_of(said: Said) -> list[str]:
    """Under which terms it stands."""
    terms = (one.get("taxonomy_term") or {} for one in _list(said, "attributes"))
    names = (str(one.get("name") or "").strip()[:120] for one in terms)
    return list(dict.fromkeys(name for name in names if name))


def tells_of(said: Said, provider: Said) -> str:
    """All that is worth finding a service by, beside its name."""
    names = ("alternate_name", "description", "eligibility_description", "fees_description",
             "application_process", "interpretation_services", "alert")  # fmt: skip
    words = [str(said.get(name) or "") for name in names]
    return "\n".join(filter(None, [*words, *topics_of(said), str(provider.get("name") or "")]))


def address_of(location: Said) -> Said:
    """The first address of a location; nothing if it has none."""
    return next(iter(_list(location, "addresses")), {})


def text_of(location: Said, *, name: str) -> str:
    """A word of its address."""
    return str(address_of(location).get(name) or "")


def coordinate_of(location: Said, *, name: str, most: float) -> float | None:
    """A coordinate, where it is one."""
    value = location.get(name)
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
    return float(value) if is_one and value is not None else None


def schedules_of(said: Said, places: Iterable[tuple[Said, Said]]) -> list[Said]:
    """All schedules by which it may be open: its own, else those of its places."""
    if own := _list(said, "schedules"):
        return own
    return [*_of_places(places)]


def locations_in(whole: Said) -> Iterator[Said]:
    """Every location that stands somewhere in a service."""
    for _at, of, said in objects_in(whole, "service"):
        if of == "location":
            yield said


def _of_places(places: Iterable[tuple[Said, Said]]) -> Iterator[Said]:
    for location, offer in places:
        yield from _list(offer, "schedules") or _list(location, "schedules")


def _offered(one: Said) -> PlacePart:
    location = one["location"]
    return PlacePart(
        known_as=UUID(location["id"]),
        offered_as=UUID(one["id"]),
        said=location,
        offer={name: value for name, value in one.items() if name != "location"},
    )


def _list(said: Said, name: str) -> list[Any]:
    value = said.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def ids_within(*said: Any) -> frozenset[str]:
    """Every identifier that is given anywhere in these."""
    return frozenset(_ids(said))


def drawn_out(said: Said, ids: frozenset[str]) -> tuple[Said, Said]:
    """What is said without what names any of these, in a list of its own; and that, by the name of its list.
    Whatever names one of them anywhere in it is drawn out whole."""
    left, out = dict(said), {}
    for name, value in said.items():
        if not isinstance(value, list):
            continue
        tied = [one for one in value if ids & frozenset(_named(one))]
        if tied:
            out[name] = tied
            left[name] = [one for one in value if one not in tied]
            if not left[name]:
                del left[name]
    return left, out


def kept_under(kind: str, key: UUID, field: str) -> str:
    """Under which name a place keeps what was drawn out of a row."""
    return f"{kind.lower()} {key} {field}"


def put_back(said: Said, out: Said) -> Said:
    """The same with what was drawn out of it, and nothing twice."""
    back = dict(said)
    for name, value in out.items():
        here = list(said.get(name) or ())
        back[name] = here + [one for one in value if one not in here]
    return back


def _ids(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        if isinstance(said.get("id"), str):
            yield said["id"].lower()
        for value in said.values():
            yield from _ids(value)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _ids(one)


def _named(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said.lower()
    elif isinstance(said, dict):
        for value in said.values():
            yield from _named(value)
    elif isinstance(said, list):
        for one in said:
            yield from _named(one)
