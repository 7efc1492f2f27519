"""Pages of acts on a person: answers, places, languages, needs, pictures, family, and ways to reach them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Registration
from limen.foundation.ids import new_id
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.duplicates.pairs import merged, pair_of
from tests.domain.people.conftest import nadia as on_record
from tests.domain.people.registrations import named
from tests.workspaces.acting import led_to, queries, readings, send, words
from tests.workspaces.test_persons import as_text, plain, search

Browsers = Callable[..., Client]
nadia = on_record


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _day(name: str, day: int, month: int, year: int) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def test_everything_told_is_put_on_record(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/"

    def done(where: str, **fields: Any) -> str:
        return as_text(led_to(berg, send(berg, f"{url}{where}/", **fields)))

    assert "Unspecified" in done("sex/correct", sex="X", why="As the passport says.", version="1")
    page = done("gender/correct", gender_state="told", gender="woman", why="She says so.", version="1")
    assert "woman" in page
    page = done(
        "places/birth/correct", country_state="told", country="AFG", words_state="told", words="Herat",
        source="person", version="0",
    )  # fmt: skip
    assert "Herat Afghanistan" in page
    assert "Stateless" in done("nationalities/add", belonging="stateless", source="authority")
    page = done(
        "languages/add", language="prs", dialect="Herati", speaking="speaks", reading="not",
        is_preferred="on", source="person",
    )  # fmt: skip
    assert "Dari Herati Preferred for interpreting" in page
    assert "Does not read" in page
    assert "A woman" in done("interpreter/wish", sex="female", others="Not from Herat", version="0")
    assert "Mr Anybody" in done("interpreter/exclude", who="Mr Anybody", why="He knows her brother.")
    page = done(
        "fate/record", fate="missing", day="about 2025", source="family", evidence="Her sister wrote."
    )
    assert "Missing about 2025 between 1 January 2023 and 31 December 2027" in page
    need = {"category": "communication", "seen": "She did not read the form.", "guarantees": ["more_time"]}
    page = done("needs/observe", **need, **_day("observed_on", 1, 11, 2026), **_day("review_on", 1, 2, 2027))
    assert "She did not read the form." in page
    assert "More time, or a later day" in page


def test_what_was_told_can_end(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/"
    send(berg, f"{url}languages/add/", language="prs", speaking="speaks", reading="not", source="person")
    end = re.findall(rf"{url}languages/[0-9a-f-]+/end/", words(berg, url))[0]
    refused = send(berg, end, why=" ")
    assert "Why it no longer counts" in refused.content.decode()
    page = as_text(led_to(berg, send(berg, end, why="A mistake at the counter.")))
    assert "On record before" in page
    assert "A mistake at the counter." in page
    words(berg, end, status=404)
    words(berg, f"{url}languages/{uuid4()}/end/", status=404)


def test_a_conflict_shows_both_side_by_side(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    url = f"/adjudication/person/{nadia}/gender/correct/"
    told = {"gender_state": "told", "why": "x", "version": "1"}
    assert send(berg, url, gender="woman", **told).status_code == 303
    late = send(costa, url, gender="non-binary", **told)
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else was faster." in page
    assert 'value="non-binary"' in page
    assert re.search(r'name="version" value="2"', page)
    _, theirs, yours = re.split("Theirs|Yours", as_text(page), maxsplit=2)
    assert "In the person's own words woman" in theirs
    assert "In the person's own words non-binary" in yours.split("What should stand there")[0]
    assert "x" in yours.split("What should stand there")[0]


def test_every_part_shows_both_in_words(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    url = f"/adjudication/person/{nadia}/"
    place = {"country_state": "told", "words_state": "told", "source": "person", "version": "0"}
    parts = (
        ("places/birth/correct/", place | {"country": "AFG", "words": "Herat"},
         place | {"country": "IRN", "words": "Taybad"}, ("Afghanistan", "Herat"), ("Iran", "Taybad")),
        ("sex/correct/", {"sex": "F", "why": "x", "version": "1"}, {"sex": "X", "why": "y", "version": "1"},
         ("Female",), ("Unspecified",)),
        ("interpreter/wish/", {"sex": "female", "others": "Not from Herat", "version": "0"},
         {"sex": "refused", "others": "", "version": "0"}, ("A woman", "Not from Herat"), ("Refused", "–")),
    )  # fmt: skip
    for where, first, second, said_first, said_second in parts:
        assert send(berg, url + where, **first).status_code == 303
        late = send(costa, url + where, **second)
        assert late.status_code == 409
        _, theirs, yours = re.split("Theirs|Yours", as_text(late.content.decode()), maxsplit=2)
        yours = yours.split("What should stand there")[0]
        assert all(one in theirs for one in said_first), theirs
        assert all(one in yours for one in said_second), yours


def test_a_picture_is_shown_to_readers_and_kept_by_nobody(
    house: House, cast: Cast, browser_of: Browsers, nadia: UUID
) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/"
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "grey").save(file, "JPEG")
    photograph = SimpleUploadedFile("me.jpg", file.getvalue(), "image/jpeg")
    page = led_to(berg, send(berg, f"{url}pictures/add/", shows="face", picture=photograph))
    source = re.findall(rf"{url}pictures/[0-9a-f-]+/(?=\?small)", page)[0]
    small, large = berg.get(source + "?small"), berg.get(source)
    assert (small.status_code, large.status_code) == (200, 200)
    assert large.headers["Cache-Control"] == "no-store"
    assert large.headers["Content-Type"].startswith("image/")
    assert large.headers["X-Content-Type-Options"] == "nosniff"
    assert len(small.content) < len(large.content)
    assert readings(house, cast.case, cast.berg.id).count("adjudication:picture") == 2
    for name in ("farah", "grit", "elio"):
        words(browser_of(getattr(cast, name)), source, status=404)
    wrong = SimpleUploadedFile("me.jpg", b"no picture", "image/jpeg")
    assert send(berg, f"{url}pictures/add/", shows="face", picture=wrong).status_code == 409


def test_a_family_is_a_picture_and_text(cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime) -> None:
    son = add_party(
        cast.case, person_id=new_id(), part=PartyPart.CHILD, on=ON, by=cast.berg.actor, at=now,
        told=Registration(names=(named("Omid", "Karimi"),)),
    ).person_id  # fmt: skip
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/family/"
    told = {"other_id": str(son), "kind": "parent", "direction": "first", "stance": "claimed",
            "source": "person"}  # fmt: skip
    page = led_to(berg, send(berg, f"{url}relate/", **told))
    assert "<svg" in page
    assert "Omid Karimi Child Claimed" in as_text(page)
    assert "Nadia Karimi Parent" in plain(berg, f"/adjudication/person/{son}/family/")
    costa = browser_of(cast.costa)
    weigh = re.findall(rf"{url}[0-9a-f-]+/weigh/", words(costa, url))[0]
    weight = {"stance": "supported", "source": "document", "evidence": "A birth certificate.", "why": "Seen.",
              "version": "1"}  # fmt: skip
    assert "Supported by evidence" in as_text(led_to(costa, send(costa, weigh, **weight)))
    assert send(costa, weigh, **weight).status_code == 409
    home = send(berg, f"{url}household/", others=[str(son)], source="person", **_day("since_on", 1, 1, 2026))
    assert "since 1 January 2026 Said by the person" in as_text(led_to(berg, home))
    guardian = {"kind": "trusted_adult", "name": "Somebody Kind", **_day("appointed_on", 2, 1, 2026)}
    assert "Somebody Kind" in as_text(led_to(berg, send(berg, f"{url}appoint/", **guardian)))
    said = {"state": "by_parent", "words": "With her son", "why": "Both say so.", "version": "0"}
    assert "With her son" in as_text(led_to(berg, send(berg, f"{url}accompaniment/", **said)))
    words(browser_of(cast.farah), url, status=404)


def test_a_way_says_what_is_safe_in_words(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/"
    asked: dict[str, Any] = {
        "weekdays": ["1", "2"], "since_hour": "09:00", "until_hour": "12:00", "may_leave_message": "no",
        "may_say_who": "no", "may_say_what": "not_asked",
    }  # fmt: skip
    way: dict[str, Any] = {
        "kind": "phone", "value": "+32 2 555 12 12", "safety": "conditions", "language": "prs",
        "if_other_answers": "Say it is the school.", **asked,
    }  # fmt: skip
    page = as_text(led_to(berg, send(berg, f"{url}add/", **way)))
    for sentence in (
        "One may call Monday, Tuesday from 09:00 to 12:00, by the person's clock.",
        "Leave no message.",
        "Do not say who is calling.",
        "Do not say what it is about.",
        "Speak Dari.",
        "If somebody else answers: Say it is the school.",
    ):
        assert sentence in page
    rule = re.findall(rf"{url}[0-9a-f-]+/rule/", words(berg, url))[0]
    assert "checked" in words(berg, rule)
    changed = send(berg, rule, **(asked | {"safety": "never", "why": "He has her phone.", "version": "1"}))
    page = as_text(led_to(berg, changed))
    assert "Never reach the person in this way." in page
    assert "He has her phone." not in page.split("On record before")[0]
    words(browser_of(cast.farah), url, status=404)


def test_tabs_ask_as_much_for_much_as_for_little(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg = browser_of(cast.berg)
    for tab, where, fields in (
        ("contact/", "contact/add/", {"kind": "place", "value": "x", "safety": "safe", "weekdays": ["1"],
         "may_leave_message": "no", "may_say_who": "no", "may_say_what": "no"}),
        ("family/", "family/appoint/", {"kind": "trusted_adult", "name": "x",
         **_day("appointed_on", 2, 1, 2026)}),
    ):  # fmt: skip
        base = f"/adjudication/person/{nadia}/"
        assert send(berg, base + where, **fields).status_code == 303
        few = queries(berg, base + tab)
        for _ in range(3):
            assert send(berg, base + where, **fields).status_code == 303
        assert queries(berg, base + tab) == few


def test_records_of_one_person_are_shown_once(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    pair = pair_of(cast, now)
    costa = browser_of(cast.costa)
    assert "2 persons found" in search(costa, q="Karimi Nadia")
    merged(pair, cast, now)
    page = search(costa, q="Karimi Nadia")
    assert "1 person found" in page
    assert "1 more record of the same person" in page
    sheet = plain(costa, f"/adjudication/person/{pair.first}/")
    assert "Records that are the same person" in sheet
    assert "Kareemi Nadya" in sheet
    assert "Stands for the others" in plain(costa, f"/adjudication/person/{pair.second}/")
