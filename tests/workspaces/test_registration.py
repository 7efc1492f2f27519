"""The registration desk in pages: kept at every step, honest in a conflict, and a family at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.domain.registration.families import unheard
from tests.workspaces.acting import ask, led_to, queries, send, words

Browsers = Callable[..., Client]
DESK = "/registration/"
ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def begun(client: Client) -> str:
    """The address of a new draft."""
    answer = send(client, DESK + "register/")
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


def filled(client: Client, url: str, **fields: str) -> Any:
    """Send the form of a step as a browser does: all its fields, some of them typed over."""
    page = words(client, url)
    found = form_of(page)
    for name, value in fields.items():
        key = next(key for key in found if key.endswith(f"-{name}"))
        found[key] = value
    return send(client, url, **found)


def form_of(page: str) -> dict[str, Any]:
    """The fields of the form of a step, as they stand on the page."""
    form = page[page.index("data-path") : page.index("lm-path__aside")]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            found[unescape(name[1])] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[unescape(name)] = unescape(chosen[1]) if chosen else ""
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        found[unescape(name)] = unescape(text)
    return {key: value for key, value in found.items() if key not in ("op", "csrfmiddlewaretoken")}


def listed(client: Client, url: str, *names: str) -> list[str]:
    """Put people on the list, and give the addresses of their pages."""
    fields = form_of(words(client, url))
    rows = [key for key in fields if key.startswith("person-") and key.endswith("-name")]
    for key, name in zip([key for key in rows if not fields[key]], names, strict=False):
        fields[key] = name
    answer = send(client, url, **fields)
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).content.decode()
    return sorted(set(re.findall(rf'href="({re.escape(url)}person/[0-9a-f-]+/)"', page)), key=page.index)


def test_a_family_goes_from_the_counter_into_a_case(cast: Cast, browser_of: Browsers) -> None:
    client, name = browser_of(cast.hana), unheard()
    draft = begun(client)
    mother, child = listed(client, draft, f"Nadia {name}", f"Omid {name}")
    answer = filled(client, mother, birth="21.3.1991", sex="F", nationality="Afghanistan", language="Dari")
    assert answer.headers["Location"] == child
    page = words(client, child)
    assert "As told of Nadia" in page
    assert form_of(page)[next(key for key in form_of(page) if key.endswith("-nationality"))] == "Afghanistan"
    answer = filled(client, child, birth="about 2019", sex="refused")
    assert answer.headers["Location"] == draft + "photographs/"
    answer = filled(client, answer.headers["Location"])
    answer = filled(client, answer.headers["Location"])
    answer = filled(client, answer.headers["Location"], value="+32470000000", kind="phone", safety="safe")
    answer = filled(client, answer.headers["Location"])
    assert answer.headers["Location"] == draft + "check/"
    checked = words(client, draft + "check/")
    assert f"Nadia {name}" in checked
    assert "Refused to say" in checked
    page = led_to(client, send(client, draft + "check/", **form_of(checked)))
    assert re.search(r"FU-\d{4}-000001-\w", page)
    assert f"Omid {name}" in page
    assert client.get(draft).headers["Location"] == draft + "registered/"


def test_the_receipt_is_offered_in_the_language_that_was_told(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    [person] = listed(client, draft, f"Nadia {unheard()}")
    filled(client, person, language="Swedish", language_more="Dari")
    page = led_to(client, send(client, draft + "check/", **form_of(words(client, draft + "check/"))))
    link = re.search(r'href="([^"]+/receipt/[^"]*)"', page)
    assert link is not None
    receipt = words(client, unescape(link[1]))
    assert 'value="prs" selected' in receipt, "there are no receipts in Swedish"
    person_id = re.search(r'name="person_id"[^>]* value="([^"]+)"', receipt)
    assert person_id is not None
    printed = send(client, unescape(link[1]), person_id=person_id[1], language="ukr")
    assert "uk, en" in led_to(client, printed)


def test_what_is_typed_is_kept_and_only_its_writer_sees_it(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    fields = form_of(words(client, draft))
    key = next(key for key in fields if key.endswith("-name"))
    sent = {"now": {key: ["Tesfaye"], "family-shared": [""], key[:-4] + "birth": ["soon"]}, "window": "one"}
    answer = client.post(draft + "keep/", json.dumps(sent), content_type="application/json")
    assert "saved_at" in answer.json()
    assert "Tesfaye" in words(client, DESK)
    assert 'value="soon"' in words(client, draft)
    for other in (cast.costa, cast.elio, cast.dina):
        words(browser_of(other), draft, status=404)
        assert "Tesfaye" not in words(browser_of(other), DESK)


def test_two_windows_lose_nothing_and_say_where_they_differ(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    [person] = listed(client, draft, "Tesfaye")
    one, other = form_of(words(client, person)), form_of(words(client, person))
    born = next(key for key in one if key.endswith("-birth"))
    sex = next(key for key in one if key.endswith("-sex"))
    assert send(client, person, **{**one, born: "1986"}).status_code == 303
    merged = send(client, person, **{**other, sex: "M"})
    assert merged.status_code == 303
    assert 'value="1986"' in words(client, person)
    late = send(client, person, **{**one, born: "1987"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "It says there: 1986" in page
    assert 'value="1987"' in page
    assert send(client, person, **form_of(page)).status_code == 303
    assert 'value="1987"' in words(client, person)


def test_a_zone_fills_what_is_empty_and_leaves_what_was_typed(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    [person] = listed(client, draft, "Ana")
    fields = form_of(words(client, person))
    zone = next(key for key in fields if key.endswith("-zone"))
    answer = send(client, person, **{**fields, zone: ZONE, "read": "zone"})
    assert answer.status_code == 303
    found = {key.rpartition("-")[2]: value for key, value in form_of(words(client, person)).items()}
    assert (found["name"], found["latin"], found["number"]) == ("Ana", "Anna Maria Eriksson", "L898902C3")
    assert (found["birth"], found["sex"], found["issuing_state"]) == ("12.08.1974", "F", "UTO")
    assert "check digits agree" in words(client, person)


def test_what_cannot_be_read_is_saved_said_and_can_be_mended_later(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    [person] = listed(client, draft, unheard())
    answer = filled(client, person, birth="31.2.1990", nationality="Nowhere")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="31.2.1990"' in page
    assert "No country is called that" in page
    later = send(client, person, **form_of(page), go="anyway")
    assert later.status_code == 303
    checked = words(client, draft + "check/")
    assert "No country is called that" in checked
    assert 'aria-disabled="true"' in checked


def test_somebody_on_record_is_shown_and_the_clerk_decides(cast: Cast, browser_of: Browsers) -> None:
    client, name = browser_of(cast.costa), unheard()
    first = begun(client)
    listed(client, first, f"Nadia {name}")
    done = send(client, first + "check/", **form_of(words(client, first + "check/")))
    assert "000001" in led_to(client, done)
    draft = begun(client)
    [person] = listed(client, draft, f"Nadia {name}")
    page = words(client, person)
    assert "Perhaps on record already" in page
    assert "same name" in page
    checked = words(client, draft + "check/")
    assert "Compare them first" in checked
    record = re.search(r'name="other" value="([0-9a-f-]+)"', page)
    assert record is not None
    used = send(client, person, **form_of(page), same=record[1])
    assert used.status_code == 303
    assert "The record on file is used" in words(client, person)
    assert "Nobody" not in led_to(
        client, send(client, draft + "check/", **form_of(words(client, draft + "check/")))
    )


def test_a_draft_is_thrown_away_with_a_way_back(house: House, cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    listed(client, draft, "Tesfaye")
    page = led_to(client, send(client, draft + "throw-away/"))
    assert "You left no registration half done." in page
    assert "Take it back" in page
    assert "Tesfaye" in led_to(client, send(client, draft + "take-back/"))
    send(client, draft + "throw-away/")
    ask(house, "update registration_draft set thrown_away_at = now() - interval '25 hours' where id = %s",
        UUID(draft.split("/")[-2]))  # fmt: skip
    assert send(client, draft + "take-back/").status_code == 404
    begun(client)
    assert not ask(house, "select 1 from registration_draft where id = %s", UUID(draft.split("/")[-2]))


def test_a_draft_is_handed_over(cast: Cast, browser_of: Browsers) -> None:
    hana, costa = browser_of(cast.hana), browser_of(cast.costa)
    draft = begun(hana)
    listed(hana, draft, "Tesfaye")
    page = led_to(hana, send(hana, draft + "hand-over/", to=str(cast.costa.id)))
    assert "handed an unfinished registration over to Costa" in unescape(page)
    words(hana, draft, status=404)
    assert "From Hana" in words(costa, DESK)
    assert "Tesfaye" in words(costa, draft)


def test_two_clicks_register_one_family(house: House, cast: Cast, browser_of: Browsers) -> None:
    client, op = browser_of(cast.hana), str(uuid4())
    draft = begun(client)
    listed(client, draft, f"Nadia {unheard()}")
    fields = form_of(words(client, draft + "check/"))
    first, second = (send(client, draft + "check/", op=op, **fields) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    again = send(client, draft + "check/", **fields)
    assert again.headers["Location"] == draft + "registered/"
    assert (
        len(ask(house, "select 1 from cases_case where unit_id = %s and reference like 'FU-%%'", cast.unit))
        == 1
    )


def test_a_step_costs_a_fixed_number_of_queries(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.hana)
    draft = begun(client)
    people = listed(client, draft, *(unheard() for _ in range(4)))
    few = [queries(client, url) for url in (DESK, draft, people[0], draft + "family/", draft + "needs/")]
    for _more in range(2):
        listed(client, draft, *(unheard() for _ in range(4)))
        listed(client, begun(client), "Tesfaye")
    many = [queries(client, url) for url in (DESK, draft, people[0], draft + "family/", draft + "needs/")]
    assert few == many, (few, many)
    assert max(many) <= 30, many
