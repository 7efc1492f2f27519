"""Pages about persons: searching, the sheet, and the acts on what is on record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.domain.people.conftest import nadia as on_record
from tests.domain.people.registrations import ZONE, registered
from tests.workspaces.acting import ask, led_to, queries, readings, send, words

Browsers = Callable[..., Client]
nadia = on_record


@pytest.fixture
def now() -> datetime:
    from datetime import UTC

    return datetime.now(UTC)


def search(client: Client, workspace: str = "adjudication", **fields: str) -> str:
    """What is found, as words; the address that led there is checked to hold no word of the question."""
    answer = client.post(f"/{workspace}/people/", fields)
    assert answer.status_code == 303, answer.content.decode()
    address = answer.headers["Location"]
    assert not any(value and value in address for value in fields.values())
    return plain(client, address)


def plain(client: Client, url: str) -> str:
    """A page without its markup."""
    return as_text(words(client, url))


def as_text(page: str) -> str:
    page = re.sub(r"</?bdi[^>]*>", "", page)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


def test_the_sheet_says_everything_and_from_whom(
    house: House, cast: Cast, browser_of: Browsers, nadia: UUID
) -> None:
    page = plain(browser_of(cast.berg), f"/adjudication/person/{nadia}/")
    for said in (
        "Nadia Karimi نادیا کریمی", "21 March 1991", "Told as 21.3.1991", "years old", "Main name",
        "Given name", "As on a document", "Read from a document", "Female", "Refused to say", "Afghanistan",
        "Passport L 898902-C", "Check digits agree", "Not examined", "registered Nadia Karimi",
        "was never corrected",
    ):  # fmt: skip
        assert said in page, said
    assert readings(house, cast.case, cast.berg.id) == ["adjudication:person"]


def test_the_window_has_no_name_in_its_title(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    page = words(browser_of(cast.berg), f"/adjudication/person/{nadia}/")
    assert re.findall("<title>(.*)</title>", page) == [f"On record – {cast.reference} · Limen"]


def test_whoever_lists_is_told_the_least(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    farah = browser_of(cast.farah)
    page = plain(farah, f"/adjudication/person/{nadia}/")
    assert "You can see that this person is on record." in page
    assert "21 March 1991" in page
    for hidden in ("کریمی", "Kareemi", "L 898902", "Afghanistan", "Add a name"):
        assert hidden not in page
    words(farah, f"/adjudication/person/{nadia}/history/", status=404)
    words(farah, f"/adjudication/person/{nadia}/names/add/", status=404)


def test_the_sheet_asks_as_much_for_much_as_for_little(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/"
    few = queries(berg, url)
    for number in range(4):
        send(berg, f"{url}names/add/", part_0=f"Name {number}", kind="alias", source="person")
    assert queries(berg, url) == few


def test_a_name_is_added(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/names/add/"
    told = {"part_0": "Leila", "part_0_kind": "given", "part_1": "بنت أحمد", "part_1_kind": "fathers",
            "kind": "former", "source": "person", "since_on_day": "1", "since_on_month": "2",
            "since_on_year": "2010"}  # fmt: skip
    page = as_text(led_to(berg, send(berg, url, **told)))
    assert "Berg added a name (Former): Leila بنت أحمد." in page
    assert "since 1 February 2010" in page
    refused = send(berg, url, kind="former", source="person", part_0="!")
    assert refused.status_code == 409
    assert "Enter a name." in refused.content.decode()
    assert 'value="!"' in refused.content.decode()


def test_the_same_form_twice_adds_once(house: House, cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url, op = browser_of(cast.berg), f"/adjudication/person/{nadia}/names/add/", str(uuid4())
    for _ in range(2):
        assert send(berg, url, op=op, part_0="Leila", kind="alias", source="person").status_code == 303
    assert ask(house, "select count(*) from people_name where person_id = %s", nadia) == [(4,)]


def test_a_birth_is_corrected_and_a_conflict_keeps_both(
    cast: Cast, browser_of: Browsers, nadia: UUID
) -> None:
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    url = f"/adjudication/person/{nadia}/birth/correct/"
    told = {"birth_state": "told", "born": "1/1/1370", "calendar": "persian", "birth_source": "document",
            "why": "Her booklet says so.", "version": "1"}  # fmt: skip
    page = as_text(led_to(berg, send(berg, url, **told)))
    assert "Berg corrected the date of birth (version 2)." in page
    assert "1/1/1370 (Jalali (solar Hijri)), 21 March 1991" in page
    assert "On record before" in page
    late = send(costa, url, **(told | {"born": "about 1990", "calendar": ""}))
    assert late.status_code == 409
    both = as_text(late.content.decode())
    assert "Two versions of the same text" in both
    assert "1/1/1370" in both
    assert "about 1990" in both
    assert "1988" in as_text(
        led_to(costa, send(costa, url, **(told | {"born": "about 1990", "calendar": "", "version": "2"})))
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"born": "half past nine"}, "Write a real day"),
        ({"born": "31.2.1990"}, "Write a real day"),
        ({"born": "1.1.2030"}, "cannot lie in the future"),
        ({"why": " "}, "Why it is corrected"),
    ],
)
def test_a_day_that_is_none_is_told_beside_it(
    fields: dict[str, str], says: str, cast: Cast, browser_of: Browsers, nadia: UUID
) -> None:
    told: dict[str, Any] = {"birth_state": "told", "born": "1.1.1990", "birth_source": "person",
                            "why": "x", "version": "1"}  # fmt: skip
    answer = send(browser_of(cast.berg), f"/adjudication/person/{nadia}/birth/correct/", **(told | fields))
    assert answer.status_code in (200, 409)
    assert says in answer.content.decode()


def test_a_zone_fills_in_the_document(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/documents/add/"
    page = send(berg, url, zone=ZONE, read="yes", examination="no_doubt").content.decode()
    assert 'value="L898902C3"' in page
    assert 'value="UTO"' in page
    assert 'value="2012"' in page
    assert "Every check digit agrees." in page
    wrong = send(berg, url, zone=ZONE.replace("7408122", "7408129"), read="yes").content.decode()
    assert "Date of birth: the check digit does not agree" in as_text(wrong)
    assert "This is no machine-readable zone" in send(berg, url, zone="P<", read="yes").content.decode()
    told = {"document": "passport", "number": "L898902C3", "issuing_state": "Utopia", "zone": ZONE,
            "examination": "doubt"}  # fmt: skip
    assert "Enter a state by its name" in send(berg, url, **told).content.decode()
    done = as_text(led_to(berg, send(berg, url, **(told | {"issuing_state": "uto"}))))
    assert "Berg added a document: Passport." in done
    assert "Doubtful" in done


def test_the_people_of_a_case(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/case/{cast.case}/people/"
    assert "Nadia Karimi Other family" in plain(berg, url)
    told = {"new": "yes", "part_0": "Omid", "part_1": "Karimi", "birth_state": "unknown", "sex": "M",
            "part": "applicant"}  # fmt: skip
    page = as_text(led_to(berg, send(berg, f"{url}add/", **told)))
    assert "Omid Karimi Applicant" in page
    twin = {"new": "yes", "part_0": "Nadya", "part_1": "Karimi", "birth_state": "unknown", "sex": "refused",
            "part": "child"}  # fmt: skip
    asked = send(berg, f"{url}add/", **twin)
    assert "Is it one of these?" in as_text(asked.content.decode())
    assert 'value="Nadya"' in asked.content.decode()
    late = send(berg, f"{url}add/", **twin, sure="yes")
    assert "Is it one of these?" in as_text(late.content.decode()), "nobody said of whom it is sure"
    seen = re.findall(r'name="seen" value="([^"]+)"', asked.content.decode())
    done = send(berg, f"{url}add/", **twin, sure="yes", seen=seen)
    assert "Nadya Karimi Child" in as_text(led_to(berg, done))


def test_somebody_on_record_joins_another_case(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    case = registered(cast.costa, now).case_id
    costa, url = browser_of(cast.costa), f"/adjudication/case/{case}/people/add/"
    page = send(costa, url, look="yes", q="Kareemi 21.3.1991").content.decode()
    assert str(nadia) in page
    joined = as_text(led_to(costa, send(costa, url, person_id=str(nadia), part="spouse")))
    assert joined.count("Nadia Karimi") >= 2
    again = send(costa, url, person_id=str(nadia), part="spouse")
    assert "This person is already part of the case." in again.content.decode()
    assert send(costa, url, person_id=str(uuid4()), part="spouse").status_code == 404


def test_an_ended_part_is_no_longer_named(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/case/{cast.case}/people/"
    send(berg, f"{url}add/", new="yes", part_0="Amina", birth_state="refused", sex="F", part="applicant")
    end = re.findall(rf"{url}[0-9a-f-]+/end/", words(berg, url))[0]
    page = as_text(led_to(berg, send(berg, end, why="They have parted.")))
    assert "Parts that have ended" in page
    assert "Nadia" not in page.split("People", 3)[-1].replace("Berg ended", "")[400:]
    words(berg, f"/adjudication/person/{nadia}/", status=404)
    words(berg, end, status=404)


def test_the_agency_has_the_same_pages(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    made = registered(cast.dina, now)
    dina = browser_of(cast.dina)
    assert "Nadia Karimi" in search(dina, "casework", q="Karimi")
    assert "Names" in plain(dina, f"/casework/person/{made.person_id}/")
    assert "Applicant" in plain(dina, f"/casework/case/{made.case_id}/people/")
