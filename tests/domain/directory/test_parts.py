"""The published form: whatever has its shape comes apart and together again without loss, drawn apart and put
back too; whatever has not is told and never a failure."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from limen.domain.directory.names.checking import faults_of, ids_in
from limen.domain.directory.names.fields import Field, fields_of
from limen.domain.directory.names.parts import drawn_out, ids_within, put_back, put_together, taken_apart
from limen.domain.directory.names.reading import made_whole, services_in, without_nothing
from limen.domain.directory.names.words import Said
from tests.domain.directory.samples import whole_service

_TEXT = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | _TEXT,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=12,
)
_WORDS = {
    "email": some.just("a@example.org"),
    "uri": some.just("https://example.org/a"),
    "date-time": some.just("2026-05-01T10:00:00.000Z"),
    "number": some.integers(-90, 90) | some.floats(-90, 90),
    "uuid": some.uuids().map(str),
    "string": _TEXT,
}


def _plain(field: Field) -> some.SearchStrategy[Any]:
    return some.sampled_from(field.words) if field.words else _WORDS[field.kind]


@some.composite
def _objects(draw: some.DrawFn, of: str, depth: int = 0) -> Said:
    """An object with any of its fields, and with words that the form does not know."""
    said: Said = draw(some.dictionaries(_TEXT.map(lambda name: f"x-{name}"), _JSON, max_size=1))
    for name, field in fields_of(of).items():
        if name.endswith("_id") or not (field.is_required or draw(some.booleans())):
            continue
        if field.kind in ("object", "list"):
            if depth < 2 or field.is_required:
                inner = draw(_objects(field.of, depth + 1))
                said[name] = [inner] if field.kind == "list" else inner
        else:
            said[name] = draw(_plain(field))
    return said


@some.composite
def _services(draw: some.DrawFn) -> Said:
    said = draw(_objects("service"))
    said.pop("service_at_locations", None)
    said["organization"] = draw(_objects("organization"))
    offers = draw(some.lists(_objects("service_at_location"), max_size=2))
    for offer in offers:
        offer["location"] = draw(_objects("location"))
    return said | ({"service_at_locations": offers} if offers else {})


@settings(max_examples=60, deadline=None)
@given(service=_services())
def test_what_has_the_form_comes_apart_and_together_without_loss(service: Said) -> None:
    read = made_whole([without_nothing(one) for one in services_in(json.dumps([service]).encode())])[0]
    assert faults_of(read, ids=ids_in([read])) == []
    parts = taken_apart(read)
    places = [(place.said, place.offer) for place in parts.places]
    again = put_together(parts.said, parts.provider, places, [site.said for site in parts.sites])
    assert _without_empty(again) == _without_empty(read) == _without_empty(without_nothing(service))


@settings(max_examples=200, deadline=None)
@given(anything=_JSON)
def test_whatever_is_sent_is_told_and_never_a_failure(anything: Any) -> None:
    whole = made_whole([without_nothing(anything)])
    faults = faults_of(whole[0], ids=ids_in(whole))
    assert faults or isinstance(whole[0], dict)


@settings(max_examples=200, deadline=None)
@given(anything=_JSON, name=some.sampled_from(sorted(fields_of("service"))))
def test_a_field_that_says_anything_is_told_and_never_a_failure(anything: Any, name: str) -> None:
    service = whole_service()
    service[name] = anything
    whole = made_whole([without_nothing(service)])
    if not faults_of(whole[0], ids=ids_in(whole)):
        taken_apart(whole[0])


def test_what_is_said_of_a_place_goes_with_it_and_comes_back() -> None:
    service = whole_service()
    location = service["service_at_locations"][0]["location"]
    ids = ids_within(location, service["service_at_locations"][0])
    parts = taken_apart(service)
    for said in (parts.said, parts.provider):
        left, out = drawn_out(said, ids)
        assert location["id"] not in json.dumps(left)
        assert {"phones", "contacts"} <= set(out)
        assert put_back(left, out) == said


def _without_empty(said: Said) -> Said:
    """An organisation's empty list of locations is the same as none."""
    provider = said["organization"]
    return {**said, "organization": {k: v for k, v in provider.items() if (k, v) != ("locations", [])}}
