"""The hall at the desk: numbers, screens, appointments, receipts, and many who arrive at once."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from tests.cast import Cast
from tests.conftest import House
from tests.domain.hall.visits import next_monday
from tests.workspaces.acting import ask, led_to, queries, readings, send, words

Browsers = Callable[..., Client]
HOURS = {f"day_{day}": "9:00-12:00, 13:30-15:00" for day in range(5)} | {
    "version": "0", "place": "12 Quay Street", "minutes": "30", "at_once": "2", "calendar": "",
    "closed_on": "",
}  # fmt: skip
ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def _hall(cast: Cast, more: str = "") -> str:
    return f"/registration/hall/{cast.unit}/{more}"


def _take(client: Client, cast: Cast, **more: str) -> Any:
    told = {"party_size": "2", "came_for": "registration", "language": "tir", **more}
    return send(client, _hall(cast, "give-out/"), **told)


def test_a_number_is_given_called_served_and_done(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    page = led_to(client, _take(client, cast, first="ill", first_says="fever"))
    assert "<strong>1</strong>" in page
    assert "Hana gave out number 1." in page
    hall = words(client, _hall(cast))
    assert "Tigrinya" in hall
    assert "Ill or injured" in hall
    desk = led_to(client, send(client, _hall(cast, "desk/"), desk="4"))
    assert "Hana called number 1 to 4." in desk
    ticket = re.findall(r"/registration/hall/number/([0-9a-f-]{36})/here/", desk)[0]
    at_desk = led_to(client, send(client, f"/registration/hall/number/{ticket}/here/", desk="4"))
    assert "Number 1 came to 4." in at_desk
    done = led_to(client, send(client, f"/registration/hall/number/{ticket}/done/", desk="4"))
    assert "Hana was done with number 1." in done
    assert "Nobody is waiting." in done


def test_a_refused_step_says_why_on_the_page_of_the_number(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    _take(client, cast)
    listed = words(client, _hall(cast))
    ticket = re.findall(r"/registration/hall/number/([0-9a-f-]{36})/", listed)[0]
    answer = send(client, f"/registration/hall/number/{ticket}/done/")
    assert answer.status_code == 409
    assert "This number is not at a desk." in answer.content.decode()
    assert send(client, _hall(cast, "desk/"), desk="").status_code == 200


def test_calling_with_nobody_there_is_refused_beside_the_button(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    assert "Nobody is waiting." in words(client, _hall(cast, "desk/"))
    answer = send(client, _hall(cast, "desk/"), desk="7")
    assert answer.status_code == 409
    assert 'value="7"' in answer.content.decode()


def test_the_hall_costs_the_same_however_many_wait(cast: Cast, browser_of: Browsers, house: House) -> None:
    client = browser_of(cast.hana)
    _take(client, cast)
    few = queries(client, _hall(cast))
    desk = queries(client, _hall(cast, "desk/"))
    ask(
        house,
        "insert into hall_ticket (id, unit_id, day, number, party_size, language_state, came_for, first_says,"
        " state, times_called, taken_by_id, taken_at) select gen_random_uuid(), %s, %s, n, 1, 'not_asked',"
        " 'question', '', 'waiting', 0, %s, now() from generate_series(2, 140) n",
        cast.unit, datetime.now(UTC).date(), cast.hana.id,
    )  # fmt: skip
    assert queries(client, _hall(cast)) == few
    assert queries(client, _hall(cast, "desk/")) == desk
    page = words(client, _hall(cast))
    assert "<strong>140</strong>" in page
    assert "after=50" in page
    assert ">51<" in words(client, _hall(cast, "?after=50"))


def test_nobody_else_is_let_into_the_hall(cast: Cast, browser_of: Browsers) -> None:
    for stranger, status in ((cast.berg, 403), (cast.ivo, 403), (cast.dina, 404)):
        assert browser_of(stranger).get(_hall(cast)).status_code == status


def test_the_screen_shows_numbers_to_whoever_has_its_address_and_no_name(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, hana, nobody = browser_of(cast.costa), browser_of(cast.hana), Client()
    page = led_to(costa, send(costa, _hall(cast, "screens/")))
    address = re.findall(r"http://testserver(/screen/[^\"<]+)", page)[0]
    _take(hana, cast, first="pregnant", first_says="in her ninth month")
    _take(hana, cast)
    send(hana, _hall(cast, "desk/"), desk="B2")
    screen = nobody.get(address)
    assert screen.status_code == 200
    said = screen.content.decode()
    assert "<td>1</td><td><bdi>B2</bdi></td>" in said
    for hidden in ("Pregnant", "ninth", "Tigrinya", "Hana"):
        assert hidden not in said
    assert not screen.cookies
    assert nobody.post(address).status_code == 405
    assert nobody.get("/screen/guessed/").status_code == 404
    close = re.findall(r"/registration/hall/screens/[0-9a-f-]{36}/close/", page)[0]
    send(costa, close)
    assert nobody.get(address).status_code == 404
    assert hana.get(_hall(cast, "screens/")).status_code == 403


def test_an_appointment_is_booked_moved_and_missed(cast: Cast, browser_of: Browsers, house: House) -> None:
    costa, hana = browser_of(cast.costa), browser_of(cast.hana)
    monday = next_monday(datetime.now(UTC))
    book = f"/registration/case/{cast.case}/appointments/book/?day={monday}"
    assert "No opening hours are set" in words(hana, book)
    led_to(costa, send(costa, _hall(cast, "hours/"), **HOURS))
    assert "9:00-12:00" in words(costa, _hall(cast, "hours/")).replace("09:00", "9:00")
    page = words(hana, book)
    assert "13:30" in page
    times = re.findall(r'name="starts_at" value="([^"]+)"|value="([^"]+)"[^>]*name="starts_at"', page)
    first = next(filter(None, times[0]))
    told = {"purpose": "interview", "starts_at": first, "place": "Room 4", "language": "tir", "says": ""}
    wrong = send(hana, book, **told | {"place": ""})
    assert wrong.status_code == 200
    listed = led_to(hana, send(hana, book, **told, wants_interpreter="on"))
    assert "with an interpreter" in listed
    day = words(hana, _hall(cast, f"appointments/?day={monday}"))
    assert cast.reference in day
    assert "Room 4" in day
    one = re.findall(rf"/registration/case/{cast.case}/appointments/([0-9a-f-]{{36}})/", listed)[0]
    place = f"/registration/case/{cast.case}/appointments/{one}/"
    assert "The appointment has not begun yet." in words(hana, place + "missed/")
    later = next(value for pair in times[3:4] for value in pair if value)
    moved = led_to(hana, send(hana, place + f"move/?day={monday}", starts_at=later, why="ill"))
    assert "Moved to another time" in moved
    assert send(hana, place + "cancel/", why="x").status_code == 409
    assert "registration:unit_appointments" in readings(house, cast.case, cast.hana.id)


def test_lists_of_appointments_cost_the_same_however_many_there_are(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    hana, monday = browser_of(cast.hana), next_monday(datetime.now(UTC))
    urls = (_hall(cast, f"appointments/?day={monday}"), f"/registration/case/{cast.case}/appointments/")
    insert = (
        "insert into hall_appointment (id, case_id, unit_id, purpose, says, place, starts_at, zone, minutes,"
        " wants_interpreter, state, why, booked_by_id, booked_at) select gen_random_uuid(), %s, %s, 'advice',"
        " '', 'Room 4', %s::timestamptz + n * interval '1 minute', 'UTC', 30, false, 'booked', '', %s, now()"
        " from generate_series(1, %s) n"
    )
    begins = datetime.combine(monday, datetime.min.time(), tzinfo=UTC)
    ask(house, insert, cast.case, cast.unit, begins, cast.hana.id, 1)
    few = [queries(hana, url) for url in urls]
    ask(house, insert, cast.case, cast.unit, begins + timedelta(hours=1), cast.hana.id, 70)
    assert [queries(hana, url) for url in urls] == few
    page = words(hana, urls[0])
    following = re.findall(r'href="([^"]*after=[^"]+)"', page)[0].replace("&amp;", "&")
    assert page.count("Room 4") == 50
    assert words(hana, following).count("Room 4") == 21


def test_many_arrive_at_once_scan_confirm_photograph_print_next(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    client, url = browser_of(cast.hana), _hall(cast, "many/")
    page = words(client, url)
    ids = {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0]
           for name in ("person_id", "case_id", "registration_id")}  # fmt: skip
    read = send(client, url, **ids, zone=ZONE, read="zone")
    assert read.status_code == 200
    filled = read.content.decode()
    for said in ('value="Anna Maria Eriksson"', 'value="L898902C3"', 'value="12.08.1974"'):
        assert said in filled
    typed = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', filled)) | {
        "sex": "F",
        "zone": ZONE,
    }
    typed |= {"language": "ukr", "do": "register", "op": str(uuid4())}
    # The state that issued this specimen does not exist: the clerk puts in one that does.
    typed |= {"issuing_state": "SWE", "nationality": "Sweden", "zone": ""}
    face = io.BytesIO()
    Image.new("RGB", (600, 800), "grey").save(face, "JPEG")
    photo = SimpleUploadedFile("face.jpg", face.getvalue(), content_type="image/jpeg")
    answer = client.post(url, {**typed, "photo": photo})
    after = led_to(client, answer)
    assert "Anna Maria Eriksson" in after
    receipt = re.findall(r"/registration/case/[0-9a-f-]{36}/receipt/[0-9a-f-]{36}/", after)[0]
    paper = client.get(receipt)
    assert paper.headers["Content-Type"] == "application/pdf"
    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "Anna Maria Eriksson" in text
    assert "Підтвердження реєстрації" in text
    assert '<option value="ukr" selected>' in after
    person = ids["person_id"]
    assert ask(house, "select count(*) from people_picture where person_id = %s", person) == [(1,)]
    again = client.post(url, {**typed, "op": str(uuid4()), "seen": person})
    assert again.status_code == 409
    assert ask(house, "select count(*) from cases_party where person_id = %s", person) == [(1,)]
    assert "<strong>1</strong> <span>registered</span>" in words(client, _hall(cast))
    assert "Anna Maria Eriksson" in words(client, _hall(cast, "registered/"))


def test_somebody_who_looks_alike_is_shown_and_registered_only_when_compared(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    client, url = browser_of(cast.hana), _hall(cast, "many/")

    def told() -> dict[str, str]:
        ids = {name: str(uuid4()) for name in ("person_id", "case_id", "registration_id")}
        return ids | {"name": "Oksana Melnyk", "birth": "01.02.1990", "do": "register"}

    first = told()
    assert send(client, url, **first).status_code == 303
    second = told()
    shown = send(client, url, **second)
    assert shown.status_code == 200
    assert "Perhaps on record already" in shown.content.decode()
    assert ask(house, "select count(*) from people_person where id = %s", second["person_id"]) == [(0,)]
    assert send(client, url, **second, seen=first["person_id"]).status_code == 303


def test_a_receipt_is_printed_again_as_a_copy_and_found_by_its_code(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    client, url = browser_of(cast.hana), _hall(cast, "many/")
    ids = {name: str(uuid4()) for name in ("person_id", "case_id", "registration_id")}
    send(client, url, **ids, name="Oksana Melnyk", do="register")
    receipts = f"/registration/case/{ids['case_id']}/receipt/"
    page = led_to(client, send(client, receipts, person_id=ids["person_id"], language="tir"))
    assert "Open the paper and print it" in page
    paper = re.findall(rf"{receipts}[0-9a-f-]{{36}}/", page)[0]
    assert "Copy 2" in PdfReader(io.BytesIO(client.get(paper).content)).pages[0].extract_text()
    ((token,),) = ask(
        house, "select token from hall_receipt where case_id = %s and number = 1", ids["case_id"]
    )
    found = client.get(f"/registration/hall/receipt/?code=X {token}")
    assert found.status_code == 302
    assert ids["case_id"] in found.headers["Location"]
    dina = browser_of(cast.dina)
    assert dina.get(f"/registration/hall/receipt/?code=X {token}").status_code == 404
    assert dina.get(paper).status_code == 404
    assert client.get(f"/registration/case/{cast.case}/receipt/{paper.split('/')[-2]}/").status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_pages_of_the_hall_open_in_other_languages(
    language: str, cast: Cast, browser_of: Browsers
) -> None:
    from django.conf import settings

    client = browser_of(cast.costa)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for more in ("", "desk/", "give-out/", "appointments/", "many/", "hours/", "screens/", "registered/"):
        assert client.get(_hall(cast, more)).status_code == 200, more
