"""What anybody may read of the directory: only what was let out, only where it is switched on, never a
confidential place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client, override_settings

from limen.domain.directory.commands.delivering import deliver, take_in
from limen.domain.directory.commands.keeping import set_place
from limen.domain.directory.commands.looking import publish, withdraw
from limen.domain.directory.names.checking import faults_of, ids_in
from limen.domain.directory.names.words import Level
from limen.domain.directory.queries.reach import services_within
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from limen.site.sign_in import throttling
from tests.cast import AT, Cast, Player
from tests.conftest import House
from tests.domain.directory.samples import WHERE, kept, made_head, sheet, whole_service

pytestmark = pytest.mark.usefixtures("is_open")


@pytest.fixture
def is_open() -> Iterator[None]:
    with override_settings(OPEN_DIRECTORY=True):
        yield


@pytest.fixture
def head(cast: Cast, house: House) -> Player:
    """Somebody who may let services out."""
    return made_head(house, cast.dina)


def got(path: str, status: int = 200, **asked: str) -> Any:
    answer = Client().get(f"/hsds{path}", asked)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def let_out(by: Player, id: UUID) -> UUID:
    """Let a service out; what the interface calls it."""
    publish(id, Level.PUBLISHED, by=by.actor, at=AT)
    return sheet(id, by).card.known_as


def test_what_is_let_out_is_read_in_the_published_form(cast: Cast, head: Player) -> None:
    id = kept(head, name="Sample open door")
    assert got(f"/services/{sheet(id, head).card.known_as}", status=404)["error"]
    known_as = let_out(head, id)
    one = got(f"/services/{known_as}")
    assert (one["name"], one["organization"]["name"]) == ("Sample open door", "Sample harbour house")
    assert one["service_at_locations"][0]["location"]["addresses"][0]["address_1"] == "1 Sample Quay"
    assert faults_of(one, ids=ids_in([one])) == []
    page = got("/services", search="open door", per_page="1")
    assert (page["page_number"], page["size"], page["first_page"]) == (1, 1, True)
    assert page["total_items"] >= 1
    mine = got("/services", organization_id=one["organization"]["id"])
    assert [each["id"] for each in mine["contents"]] == [str(known_as)]
    assert got("/services", organization_id="nonsense", status=400)["error"]
    assert got("/services", modified_after="2999-01-01")["empty"]
    assert got(f"/organizations/{one['organization']['id']}")["name"] == "Sample harbour house"
    assert one["organization"]["id"] in {each["id"] for each in got("/organizations")["contents"]}
    assert got("/")["version"] == "3.0"
    text = Client().get(f"/services/{known_as}/").content.decode()
    assert "Sample open door" in text
    assert "1 Sample Quay" in text
    assert "Sample open door" in Client().get("/services/", {"q": "open door"}).content.decode()


def test_a_whole_service_comes_out_of_the_interface_without_loss(cast: Cast, head: Player) -> None:
    whole = whole_service()
    id = deliver("a.json", [whole], level=Level.PUBLISHED, by=head.actor, at=AT).delivery_id
    take_in(id, by=head.actor, at=AT)
    assert got(f"/services/{whole['id']}") == whole
    minimal = got("/services", minimal="true", organization_id=whole["organization"]["id"])["contents"]
    assert minimal == [{name: one for name, one in whole.items() if not isinstance(one, dict | list)}]


def test_a_confidential_place_answers_as_one_that_does_not_exist(cast: Cast, head: Player) -> None:
    whole = whole_service()
    delivery = deliver("a.json", [whole], level=Level.PUBLISHED, by=head.actor, at=AT).delivery_id
    take_in(delivery, by=head.actor, at=AT)
    location = whole["service_at_locations"][0]["location"]
    assert location["id"] in json.dumps(got(f"/services/{whole['id']}"))
    hide(head, UUID(whole["id"]))
    provider = whole["organization"]["id"]
    for path in (f"/services/{whole['id']}", f"/organizations/{provider}", "/services"):
        said = json.dumps(got(path, **({"organization_id": provider} if path == "/services" else {})))
        assert f'"{whole["organization"]["name"]}"' in said
        for secret in (location["id"], location["addresses"][0]["address_1"], location["name"]):
            assert f'"{secret}"' not in said, (path, secret)
    again = deliver("a.json", [whole], level=Level.PUBLISHED, by=head.actor, at=AT).delivery_id
    take_in(again, by=head.actor, at=AT)
    assert location["id"] not in json.dumps(got(f"/services/{whole['id']}"))
    text = Client().get(f"/services/{whole['id']}/").content.decode()
    assert location["addresses"][0]["address_1"] not in text


def hide(by: Player, known_as: UUID) -> None:
    """Mark the place of a service confidential."""
    with acting_as(by.actor):
        found = services_within(by.actor).filter(organisation_id=by.actor.organisation_id)
        id = found.get(known_as=known_as).pk
    card = sheet(id, by)
    where = replace(WHERE, is_confidential=True)
    set_place(id, where, place_id=card.places[0].id, version=card.card.version, by=by.actor, at=AT)


def test_what_was_taken_back_or_withdrawn_is_gone(cast: Cast, head: Player) -> None:
    first, second = kept(head), kept(head)
    known = [let_out(head, first), let_out(head, second)]
    publish(first, Level.OWN, by=head.actor, at=AT)
    withdraw(second, why="Sample", by=head.actor, at=AT)
    for one in known:
        assert got(f"/services/{one}", status=404)
        assert Client().get(f"/services/{one}/").status_code == 404


def test_the_same_service_is_published_once(cast: Cast, head: Player) -> None:
    id = kept(head)
    let_out(head, id)
    with pytest.raises(Refused, match="Nothing was changed"):
        publish(id, Level.PUBLISHED, by=head.actor, at=AT)


def test_it_is_off_unless_it_is_switched_on_and_nobody_writes(cast: Cast) -> None:
    assert Client().post("/hsds/services").status_code == 405
    answer = Client().get("/hsds/services")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert Client().get("/hsds/services", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    with override_settings(OPEN_DIRECTORY=False):
        for path in ("/hsds/", "/hsds/services", "/hsds/organizations", "/services/"):
            assert Client().get(path).status_code == 404


def test_whoever_asks_too_often_waits(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    pace = replace(throttling.OF_THE_OPEN_DIRECTORY, free=2)
    monkeypatch.setattr(throttling, "OF_THE_OPEN_DIRECTORY", pace)
    asked = [Client().get("/hsds/", REMOTE_ADDR="192.0.2.77") for _number in range(5)]
    assert [one.status_code for one in asked][:2] == [200, 200]
    assert asked[-1].status_code == 429
    assert int(asked[-1]["Retry-After"]) >= 1
