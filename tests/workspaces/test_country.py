"""The pages of the library: keeping a file, finding its words, reading it, asking what it does not say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from limen.domain.country.commands.keeping import withdraw
from tests.cast import AT, Cast
from tests.domain.country.shelves import shelved
from tests.outside.papers import pdf
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]
WORDS = (
    "Sample text about marmots that guard the lighthouses of an invented coast in every season of the year."
)


def day(name: str, value: str) -> dict[str, str]:
    year, month, number = value.split("-")
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": number}


def kept(client: Client, content: bytes, name: str = "marmots.pdf") -> Any:
    said: dict[str, Any] = {"title": "Sample marmots", "publisher": "Sample Institute", "language": "eng"}
    said |= {"kind": "theme",
            "countries": ["ATA"], "level": "installation", "leans_on": "Sample agency, Another"}  # fmt: skip
    sent = SimpleUploadedFile(name, content)
    return send(client, "/policy/country/keep/", sent=sent, **said, **day("published_on", "2026-03-01"))


def test_a_file_is_kept_found_read_and_downloaded(cast: Cast, browser_of: Browsers) -> None:
    lena, berg = browser_of(cast.lena), browser_of(cast.berg)
    mark = f"zx{uuid4().hex[:12]}"
    content = pdf(
        "First page of the sample, with some words that stand there for the length.", f"{WORDS} {mark}"
    )
    page = led_to(lena, kept(lena, content))
    assert "put a report into the library" in page
    answer = berg.post("/adjudication/country/", {"q": mark, "way": "words"})
    assert mark not in answer.headers["Location"]
    found = words(berg, answer.headers["Location"])
    assert f"<mark>{mark}</mark>" in found
    (url,) = set(re.findall(r"/adjudication/country/reports/[0-9a-f-]{36}/\?page=2#p-1", found))
    report = words(berg, url.partition("#")[0])
    assert WORDS in report
    assert re.search(r"\[\[cite: country/[0-9a-f]{8}/p2/g1\]\]", report)
    assert "Who says it, and for whom do they speak?" in report
    file = berg.get(url.partition("?")[0] + "file/")
    assert b"".join(file) == content
    assert "attachment" in file.headers["Content-Disposition"]


def test_nothing_found_is_not_said_to_be_nothing_there(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)
    answer = berg.post("/adjudication/country/", {"q": f"zx{uuid4().hex}", "way": "words"})
    page = words(berg, answer.headers["Location"])
    assert "not what is so in the country" in page
    assert "/adjudication/country/questions/ask/" in page


def test_what_is_wrong_with_a_file_is_told(cast: Cast, browser_of: Browsers) -> None:
    lena = browser_of(cast.lena)
    answer = kept(lena, b"MZ" + bytes(50), "tool.exe")
    assert "limen" in answer.content.decode()
    broken = kept(lena, b"%PDF-1.7 nothing", "broken.pdf").content.decode()
    assert "could not be opened" in broken


def test_a_withdrawn_report_says_so(cast: Cast, browser_of: Browsers) -> None:
    report = shelved(cast.lena)
    withdraw(report.report_id, why="Sample reason: its publisher took it back", by=cast.mats.actor, at=AT)
    page = words(browser_of(cast.dina), f"/casework/country/reports/{report.report_id}/")
    assert "Sample reason: its publisher took it back" in page
    assert "Withdrawn" in page


def test_a_question_goes_its_way(cast: Cast, browser_of: Browsers) -> None:
    berg, lena, mats = browser_of(cast.berg), browser_of(cast.lena), browser_of(cast.mats)
    answer = send(berg, "/adjudication/country/questions/ask/", question="Sample: are there marmots?",
                  countries=["ATA"], **day("needed_on", "2099-01-01"))  # fmt: skip
    asked = answer.headers["Location"].partition("?")[0].removeprefix("/adjudication")
    assert "Waits for an answer" in words(berg, f"/adjudication{asked}")
    led_to(lena, send(lena, f"/policy{asked}answer/", says="Sample: none was found.", found_nothing="on"))
    assert "Sample: none was found." not in words(berg, f"/adjudication{asked}")
    assert (
        "Somebody else must read it"
        in send(lena, f"/policy{asked}review/", level="organisation").content.decode()
    )
    led_to(mats, send(mats, f"/policy{asked}review/", level="organisation"))
    page = words(berg, f"/adjudication{asked}")
    assert "Sample: none was found." in page
    assert "This says what could be found" in page


def test_reports_are_listed_to_readers_and_keepers(cast: Cast, browser_of: Browsers) -> None:
    title = f"Sample {uuid4()}"
    shelved(cast.lena, title=title, published_on=date(2026, 11, 1))
    for player, workspace in ((cast.berg, "adjudication"), (cast.dina, "casework"), (cast.lena, "policy")):
        page = words(browser_of(player), f"/{workspace}/country/reports/?country=ATA&with_old=1")
        assert title in page
        assert ("/country/keep/" in page) is (player is cast.lena)


def test_an_interpreter_has_no_library(cast: Cast, browser_of: Browsers) -> None:
    sami = browser_of(cast.sami)
    for workspace in ("adjudication", "casework", "policy"):
        words(sami, f"/{workspace}/country/", status=403)
    assert sami.get("/interpreting/country/").status_code == 404


def test_what_is_said_is_put_right_and_two_at_once_are_told(cast: Cast, browser_of: Browsers) -> None:
    report = shelved(cast.lena, title="Sample to be put right").report_id
    url = f"/policy/country/reports/{report}/redescribe/"
    said: dict[str, Any] = {"title": "Sample", "language": "eng", "kind": "theme", "countries": ["ATA"]}
    said |= {**day("published_on", "2026-03-01"), **day("accessed_on", "2026-11-02"), "version": "1"}
    lena, mats = browser_of(cast.lena), browser_of(cast.mats)
    page = led_to(mats, send(mats, url, publisher="Of Mats", **said))
    assert "put right what is said of a report" in page
    answer = send(lena, url, publisher="Of Lena", **said)
    assert answer.status_code == 409
    both = answer.content.decode()
    assert "Mats put it right while you wrote" in both
    assert 'value="Of Lena"' in both
    assert "Of Mats" in both
    led_to(lena, send(lena, url, publisher="Of Lena", **said | {"version": "2"}))
    now = words(browser_of(cast.berg), f"/adjudication/country/reports/{report}/")
    assert "Of Lena" in now
    assert "What was said of it before" in now
    assert "Of Mats" in now
    words(browser_of(cast.berg), url.replace("/policy/", "/adjudication/"), status=404)


def test_a_collection_is_made_filled_searched_and_emptied(cast: Cast, browser_of: Browsers) -> None:
    lena, berg = browser_of(cast.lena), browser_of(cast.berg)
    mark = f"zx{uuid4().hex[:12]}"
    inside, beside = shelved(cast.lena, f"{WORDS} {mark}"), shelved(cast.lena, f"{WORDS} {mark} Beside.")
    profile = {"called": f"Sample {mark}", "country": "ATA", "claim": "Marmots", "level": "organisation"}
    here = send(lena, "/policy/country/collections/make/", **profile).headers["Location"].partition("?")[0]
    collection = here.rstrip("/").rpartition("/")[2]
    into = f"/policy/country/reports/{inside.report_id}/collect/"
    wrong = send(lena, into, collection=collection, page="9", number="9").content.decode()
    assert "There is no such passage" in wrong
    led_to(lena, send(lena, into, collection=collection, page="1", number="1"))
    answer = berg.post("/adjudication/country/", {"q": mark, "way": "words", "collection": collection})
    found = words(berg, answer.headers["Location"])
    assert f"/{inside.report_id}/" in found
    assert f"/{beside.report_id}/" not in found
    withdraw(inside.report_id, why="Sample reason", by=cast.mats.actor, at=AT)
    seen = words(berg, here.replace("/policy/", "/adjudication/"))
    assert "Withdrawn" in seen
    assert "/out/" not in seen
    (out,) = set(re.findall(rf"{here}[0-9a-f-]{{36}}/out/", words(lena, here)))
    led_to(lena, send(lena, out))
    assert "Nothing is in it" in words(lena, here)
    changed = send(lena, f"{here}change/", **profile | {"note": "Look here", "version": "1"})
    assert "Look here" in led_to(lena, changed)
    slower = send(lena, f"{here}change/", **profile | {"note": "Slower", "version": "1"})
    assert slower.status_code == 409
    assert "Somebody changed it while you wrote" in slower.content.decode()
