"""directory.deliver and directory.take_in: files of services come in and go out again without loss."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from limen.domain.directory.commands.delivering import deliver, take_in
from limen.domain.directory.names.checking import faults_of, ids_in, objects_in
from limen.domain.directory.names.fields import fields_of, objects
from limen.domain.directory.names.reading import Unreadable, services_in
from limen.domain.directory.names.words import Level, LineState, Said
from limen.domain.directory.queries.deliveries import deliveries, delivery, said_in
from limen.domain.directory.queries.exchange import exported
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, Cast, Player
from tests.domain.directory.samples import whole_service


def sent(services: list[Any], by: Player, level: Level = Level.OWN) -> UUID:
    return deliver("sample.json", services, level=level, by=by.actor, at=AT).delivery_id


def states(id: UUID, by: Player) -> list[LineState]:
    with acting_as(by.actor):
        return [line.state for line in delivery(id, by=by.actor).lines]


def out(by: Player) -> list[Said]:
    with acting_as(by.actor):
        return exported(by=by.actor)


def test_the_sample_has_every_field_of_every_object_in_a_service() -> None:
    whole = whole_service()
    seen: dict[str, set[str]] = {}
    for _at, of, said in objects_in(whole, "service"):
        seen.setdefault(of, set()).update(said)
    assert set(seen) == set(objects())
    for of, names in seen.items():
        assert names >= set(fields_of(of)) - {"attributes", "metadata"}, of
    assert faults_of(whole, ids=ids_in([whole])) == []


def test_every_field_comes_out_as_it_went_in(cast: Cast) -> None:
    services = [whole_service(number) for number in range(3)]
    read = services_in(json.dumps(services).encode())
    id = sent(read, cast.dina)
    assert states(id, cast.dina) == [LineState.NEW] * 3
    event = take_in(id, by=cast.dina.actor, at=AT)
    assert (event.added, event.changed, event.left) == (3, 0, 0)
    by_id = {one["id"]: one for one in out(cast.dina)}
    assert [by_id[one["id"]] for one in services] == services
    again = sent(out(cast.dina), cast.dina)
    assert set(states(again, cast.dina)) == {LineState.HERE}
    with pytest.raises(Hidden):  # a file is taken once
        take_in(id, by=cast.dina.actor, at=AT)


def test_what_changed_is_told_and_taken_and_nothing_is_kept_twice(cast: Cast) -> None:
    whole = whole_service()
    take_in(sent([whole], cast.dina), by=cast.dina.actor, at=AT)
    whole["name"] = "Sample: another name"
    id = sent([whole], cast.dina)
    assert states(id, cast.dina) == [LineState.CHANGED]
    take_in(id, by=cast.dina.actor, at=AT)
    assert [one["name"] for one in out(cast.dina)] == ["Sample: another name"]


def test_broken_references_are_named_and_nothing_is_lost(cast: Cast) -> None:
    good, bad = whole_service(), whole_service()
    del bad["service_at_locations"][0]["location"]
    bad["service_at_locations"][0]["location_id"] = "00000000-0000-4000-8000-000000000000"
    bad["status"] = "asleep"
    del bad["name"]
    id = sent([good, bad, good, "nothing"], cast.dina)
    with acting_as(cast.dina.actor):
        card = delivery(id, by=cast.dina.actor)
    assert [line.state.value for line in card.lines] == ["new", "wrong", "wrong", "wrong"]
    whys = " ".join(card.lines[1].whys)
    assert "service_at_locations[0].location_id: Nothing in this file is the location 00000000" in whys
    assert "status: This must be one of: active, inactive" in whys
    assert "name: This must be said and is not." in whys
    assert "stands at place 1" in card.lines[2].whys[0]
    take_in(id, by=cast.dina.actor, at=AT)
    with acting_as(cast.dina.actor):
        kept = said_in(id, (LineState.WRONG,), by=cast.dina.actor)
    assert kept == [bad, good, {"": "nothing"}]
    assert out(cast.dina) == [good]


def test_what_the_file_says_elsewhere_is_put_where_it_belongs(cast: Cast) -> None:
    first, second = whole_service(), whole_service()
    second["organization_id"] = first["organization"]["id"]
    del second["organization"]
    offer = second["service_at_locations"][0]
    offer["location_id"] = first["service_at_locations"][0]["location"]["id"]
    del offer["location"]
    for one in (second["phones"][0], *second["contacts"]):
        one.pop("location_id", None), one.pop("organization_id", None)
    id = sent([first, second], cast.dina)
    with acting_as(cast.dina.actor):
        whys = [line.whys for line in delivery(id, by=cast.dina.actor).lines]
    assert whys[0] == ()
    assert not [
        why for why in whys[1] if why.startswith(("service_at_locations[0].location:", "organization"))
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not json", "This file is not JSON"),
        (b"[]", "There is no list of services"),
        (b'{"services": 3}', "There is no list of services"),
        (b'[{"name": "a\\u0000b"}]', "stands for nothing"),
        (b'[{"name": "\\ud800"}]', "This file is not JSON"),
        (b'[{"minimum_age": 1e999}]', "This file is not JSON"),
        (b"\xff\xfe", "This file is not JSON"),
    ],
)
def test_what_is_no_file_of_services_is_told(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        services_in(content)


def test_only_those_who_keep_the_directory_send_files(cast: Cast) -> None:
    id = sent([whole_service()], cast.dina)
    with pytest.raises(Forbidden):
        sent([whole_service()], cast.berg)
    with pytest.raises(Forbidden):
        take_in(id, by=cast.berg.actor, at=AT)
    with pytest.raises(Hidden):
        states(id, cast.berg)
    with acting_as(cast.dina.actor):
        assert [card.id for card in deliveries(by=cast.dina.actor)] == [id]
    with pytest.raises(Refused, match="supervisor"):
        sent([whole_service()], cast.dina, Level.PUBLISHED)
