"""The pages of the directory of services: finding, keeping, places, files, and what is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from limen.domain.directory.names.words import Level
from tests.cast import Cast
from tests.conftest import House
from tests.domain.directory.samples import kept, made_head, sheet, whole_service
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]
HERE = "/casework/directory/"
SAID: dict[str, Any] = {
    "provider": "Sample pier", "name": "Sample clothes", "description": "Sample: warm clothes.",
    "language": "eng", "standing": "active", "languages": ["ara"], "topics": "Clothes, Winter",
    "hours": "MO-FR 09:00-17:00", "time_zone": "Europe/Berlin", "level": "installation",
}  # fmt: skip
PLACE: dict[str, Any] = {
    "called": "Sample store", "kind": "physical", "street": "3 Pier", "postal_code": "00002",
    "city": "Piertown", "province": "Coast", "country": "aq", "latitude": "1.5", "longitude": "2.5",
}  # fmt: skip


@pytest.fixture
def now() -> datetime:
    """The instant of the story: the database's own clock decides what has ended."""
    return datetime.now(UTC)


def test_a_service_goes_its_way(cast: Cast, browser_of: Browsers) -> None:
    dina, berg = browser_of(cast.dina), browser_of(cast.berg)
    answer = send(dina, f"{HERE}keep/", **SAID)
    assert "Sample: warm clothes." in led_to(dina, answer)
    id = re.findall(r"/services/([0-9a-f-]{36})/", answer.headers["Location"])[0]
    here = f"{HERE}services/{id}/"
    led_to(dina, send(dina, f"{here}place/", version=1, **PLACE))
    read = f"/adjudication/directory/services/{id}/"
    page = words(berg, read)
    assert "3 Pier" in page
    assert "Nobody has verified it yet" in page
    assert f"{here}revise/" not in page
    words(berg, f"{read}revise/", status=404)
    led_to(dina, send(dina, f"{here}verify/"))
    led_to(dina, send(dina, f"{here}capacity/", unit="coats", available=4, maximum=9))
    page = words(berg, read)
    assert "coats: 4 of 9 free (told today)" in page
    assert "Dina" not in page  # who looked is said in their own house
    led_to(dina, send(dina, f"{here}revise/", **SAID | {"name": "Sample coats", "version": 2}))
    late = send(dina, f"{here}revise/", **SAID | {"name": "Sample hats", "version": 2})
    assert late.status_code == 409
    assert "changed it while you wrote" in late.content.decode()
    assert "Sample hats" in late.content.decode()
    led_to(dina, send(dina, f"{here}withdraw/", why="Sample: burnt down"))
    assert "Sample: burnt down" in words(dina, here)
    words(berg, read, status=404)


def test_a_confidential_place_is_told_as_such_and_is_not_on_paper(cast: Cast, browser_of: Browsers) -> None:
    dina, berg = browser_of(cast.dina), browser_of(cast.berg)
    id = kept(cast.dina, None, name="Sample refuge")
    here = f"{HERE}services/{id}/"
    hidden = PLACE | {"street": "7 Hidden Way", "is_confidential": "on", "version": 1}
    led_to(dina, send(dina, f"{here}place/", **hidden))
    page = words(dina, here)
    assert "7 Hidden Way" in page
    assert "Confidential: tell nobody" in page
    for text in (
        words(dina, f"{here}print/"),
        words(berg, f"/adjudication/directory/services/{id}/"),
        dina.get(f"{HERE}services.json").content.decode(),
    ):
        assert "Sample refuge" in text
        assert "7 Hidden Way" not in text
    place = sheet(id, cast.dina).places[0].id
    words(berg, f"/adjudication/directory/services/{id}/places/{place}/", status=404)
    led_to(dina, send(dina, f"{here}places/{place}/", **hidden | {"is_confidential": "", "version": 2}))
    assert "7 Hidden Way" in words(berg, f"/adjudication/directory/services/{id}/")


def test_services_are_looked_for_and_the_address_tells_nothing(cast: Cast, browser_of: Browsers) -> None:
    kept(cast.dina, name="Sample zither lessons", topics=("Music",))
    dina = browser_of(cast.dina)
    answer = send(dina, HERE, q="zither", topic="", language="", near="", within="")
    assert "zither" not in answer.headers["Location"]
    assert "Sample zither lessons" in led_to(dina, answer)
    lost = words(dina, f"{HERE}?asked=nonsense")
    assert "Please type it again" in lost
    answer = send(dina, HERE, q="", near="Nowhere at all")
    assert "knows no such place" in led_to(dina, answer)
    answer = send(dina, HERE, q="xylophone")
    assert "No service in the directory is so" in led_to(dina, answer)


def test_a_file_is_looked_at_and_taken(cast: Cast, browser_of: Browsers) -> None:
    dina, berg = browser_of(cast.dina), browser_of(cast.berg)
    good, bad = whole_service(), whole_service() | {"status": "asleep"}
    file = SimpleUploadedFile("sample.json", json.dumps([good, bad]).encode(), "application/json")
    answer = send(dina, f"{HERE}files/send/", services=file, level="own")
    page = led_to(dina, answer)
    assert "Take 1 service" in page
    assert "status: This must be one of: active" in page
    id = re.findall(r"/files/([0-9a-f-]{36})/", answer.headers["Location"])[0]
    words(berg, f"/adjudication/directory/files/{id}/", status=404)
    assert json.loads(dina.get(f"{HERE}files/{id}/left.json").content) == [bad]
    led_to(dina, send(dina, f"{HERE}files/{id}/take/"))
    assert json.loads(dina.get(f"{HERE}services.json").content) == [good]
    assert send(dina, f"{HERE}files/{id}/take/").status_code == 409
    assert "sample.json" in words(dina, f"{HERE}files/")
    broken = SimpleUploadedFile("no.json", b"nothing", "application/json")
    refused = send(dina, f"{HERE}files/send/", services=broken, level="own")
    assert "This file is not JSON" in refused.content.decode()


def test_a_supervisor_says_who_may_see_it(cast: Cast, house: House, browser_of: Browsers) -> None:
    id = kept(cast.dina, level=Level.OWN)
    dina = browser_of(cast.dina)
    words(dina, f"{HERE}services/{id}/publish/", status=403)
    head = browser_of(made_head(house, cast.dina))
    led_to(head, send(head, f"{HERE}services/{id}/publish/", level="published"))
    assert "Everybody, also without signing in" in words(head, f"{HERE}services/{id}/")
    assert isinstance(sheet(id, cast.berg).card.known_as, UUID)
