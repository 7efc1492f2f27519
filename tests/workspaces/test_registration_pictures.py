"""Pictures in the pages of the desk: read, shown beside the fields to be compared, never kept in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from limen.domain.people.queries import zones
from limen.domain.registration.commands import picturing
from limen.outside.pictures import cleansing
from limen.outside.reading.standing_in import Absent
from limen.outside.reading.tesseract import installed
from tests.cast import Cast
from tests.conftest import House
from tests.domain.people.pictures import FACE, FONT, specimen_page
from tests.domain.people.registrations import ZONE
from tests.domain.registration.families import unheard
from tests.workspaces.acting import ask, led_to, send, words
from tests.workspaces.test_registration import begun, filled, form_of, listed

Browsers = Callable[..., Client]
reads = pytest.mark.skipif(
    installed() is None or FONT is None, reason="tesseract or a font of equal widths is not installed here"
)
WRONG = ZONE.replace("7408122", "7408123")


def photo(content: bytes = FACE, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def given(client: Client, url: str, field: str, file: Any, **more: Any) -> Any:
    """Send the form of a step with a picture, and all that stands in it."""
    fields = {key: value for key, value in form_of(words(client, url)).items() if key not in ("page", field)}
    return send(client, url, **{**fields, **more}, **{field: file})


def desk(client: Client, *names: str) -> tuple[str, list[str]]:
    """A draft with people in it, and the addresses of their pages."""
    draft = begun(client)
    return draft, listed(client, draft, *(names or (f"Nadia {unheard()}",)))


@reads
def test_a_page_is_read_shown_and_waits_to_be_compared(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft, [person] = desk(client, "Anna")
    answer = given(client, person, "page", photo(specimen_page()), take="page")
    assert answer.status_code == 303, answer.content.decode()
    page = led_to(client, answer)
    found = {key.rpartition("-")[2]: value for key, value in form_of(page).items()}
    assert (found["zone"], found["number"], found["birth"]) == (ZONE, "L898902C3", "12.08.1974")
    assert "check digit agrees" in page
    picture = re.search(rf'src="({draft}pictures/[^"]+)"', page)
    assert picture is not None
    assert Image.open(BytesIO(client.get(picture[1]).content)).size == (1100, 800)
    blocked = words(client, draft + "check/")
    assert "Compare what was read in the picture with the document" in blocked
    box = re.search(r'name="(person-[^"]+-zone_compared)" value="(\w+)"', page)
    assert box is not None
    assert filled(client, person).status_code == 200, "nobody has compared it"
    done = send(client, person, **form_of(page), **{box[1]: box[2]})
    assert done.status_code == 303
    checked = words(client, draft + "check/")
    assert "Compare what was read" not in checked
    assert "1 page" in checked


@reads
def test_a_check_digit_that_does_not_agree_is_said_at_its_field(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    _draft, [person] = desk(client, "Anna")
    page = led_to(client, given(client, person, "page", photo(specimen_page(WRONG)), take="page"))
    wrong = re.findall(r'lm-zone-fields__wrong"><dt>([^<]+)</dt>', page)
    assert "Date of birth" in wrong
    assert "the check digit does not agree" in page


@reads
def test_a_zone_that_was_typed_stays_and_the_picture_says_otherwise(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    _draft, [person] = desk(client, "Anna")
    filled(client, person, zone=WRONG)
    page = led_to(client, given(client, person, "page", photo(specimen_page()), take="page"))
    assert "something else was read" in page
    fields = form_of(page)
    zone = next(key for key in fields if key.endswith("-zone"))
    assert fields[zone] == WRONG
    use = re.search(r'name="take_zone" value="([^"]+)"', page)
    assert use is not None
    taken = led_to(client, send(client, person, **fields, take_zone=use[1]))
    assert form_of(taken)[zone] == ZONE
    assert "zone_compared" in taken


def test_without_the_program_the_page_says_so_and_the_picture_is_kept(
    cast: Cast, browser_of: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = zones.zone_in_picture
    monkeypatch.setattr(
        picturing, "zone_in_picture", lambda content, **more: whole(content, **{**more, "reader": Absent()})
    )
    client = browser_of(cast.hana)
    _draft, [person] = desk(client)
    page = led_to(client, given(client, person, "page", photo(), take="page"))
    assert "No program that reads pictures is installed here. Type the lines" in page
    assert "Take this picture away" in page
    drop = re.search(r'name="drop" value="([^"]+)"', page)
    assert drop is not None
    assert "Take this picture away" not in led_to(client, send(client, person, **form_of(page), drop=drop[1]))


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"%PDF-1.7 nothing", "not a picture in JPEG"), (FACE[: len(FACE) * 2 // 3], "is damaged"),
     (b"x" * (cleansing.LARGEST_FILE + 1), "larger than 16 MB"), (b"", "")],
)  # fmt: skip
def test_a_file_that_cannot_be_used_loses_nothing(
    content: bytes, says: str, cast: Cast, browser_of: Browsers
) -> None:
    client, name = browser_of(cast.hana), unheard()
    draft, [person] = desk(client, f"Nadia {name}")
    fields = form_of(words(client, person))
    birth = next(key for key in fields if key.endswith("-birth"))
    answer = send(client, person, **{**fields, birth: "1991", "page": photo(content)}, take="page")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert (says or "The file is empty") in page
    assert 'value="1991"' in page
    assert 'value="1991"' in words(client, person), "what was typed is kept"
    faces = draft + "photographs/"
    field = next(key for key in form_of(words(client, faces)) if key.startswith("face-"))
    sent: dict[str, Any] = {field: photo(content), "take": "faces"}
    refused = send(client, faces, **sent).content.decode()
    assert (says or "The file is empty") in refused


def test_a_photograph_goes_on_record_and_whoever_refuses_is_noted(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    client, name = browser_of(cast.costa), unheard()
    draft, _people = desk(client, f"Nadia {name}", f"Omid {name}")
    faces = draft + "photographs/"
    fields = form_of(words(client, faces))
    mother, child = [key.removeprefix("face-") for key in fields if key.startswith("face-")]
    answer = given(
        client, faces, f"face-{mother}", photo(), **{f"person-{child}-photograph": "refused", "take": "faces"}
    )
    assert "Take the photograph of Nadia" in led_to(client, answer)
    checked = words(client, draft + "check/")
    assert f"Photograph of Nadia {name}" in checked
    assert "Refused" in checked
    led_to(client, send(client, draft + "check/", **form_of(checked)))
    rows = "select person_id::text, shows from people_picture where person_id = any (%s::uuid[])"
    assert ask(house, rows, [mother, child]) == [(mother, "face")]
    left = "select 1 from registration_draftpicture where draft_id = %s::uuid"
    assert not ask(house, left, draft.split("/")[-2])
    entry = ask(house, "select facts from journal_entry where kind = 'registration.family_registered' and"
        " facts::text like %s", f"%{mother}%")  # fmt: skip
    assert json.loads(entry[0][0])["unphotographed"] == [child]


def test_nobody_else_sees_a_picture_of_a_draft(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft, [_person] = desk(client)
    faces = draft + "photographs/"
    field = next(key for key in form_of(words(client, faces)) if key.startswith("face-"))
    page = led_to(client, given(client, faces, field, photo(), take="faces"))
    picture = re.search(rf'src="({draft}pictures/[^"]+)"', page)
    assert picture is not None
    assert client.get(picture[1]).headers["Cache-Control"] == "no-store"
    for other in (cast.costa, cast.elio, cast.dina):
        assert browser_of(other).get(picture[1]).status_code == 404
        assert browser_of(other).get(faces).status_code == 404
