"""The pages of practice notes: writing, checking, finding, asking, and beside a case."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.practice.commands.keeping import withdraw
from limen.domain.practice.names import Ties
from tests.cast import AT, Cast
from tests.domain.people.conftest import nadia
from tests.domain.practice.papers import drafted, in_use, waiting
from tests.domain.practice.test_asking import asked
from tests.workspaces.acting import led_to, send, words

__all__ = ["nadia"]
Browsers = Callable[..., Client]
HERE = "/adjudication/practice/"
SAID: dict[str, Any] = {
    "title": "Sample: wells",
    "says": "Sample text about wells.",
    "language": "eng",
    "countries": ["ATA"],
}


@pytest.fixture
def now() -> datetime:
    """The instant of the story: the database's own clock decides what has ended."""
    return datetime.now(UTC)


def day(name: str, value: str) -> dict[str, str]:
    year, month, number = value.split("-")
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": number}


def id_of(answer: Any, kind: str = "notes") -> str:
    found = re.search(rf"/{kind}/([0-9a-f-]{{36}})/", answer.headers["Location"])
    assert found is not None
    return found[1]


def test_a_note_goes_its_way(cast: Cast, browser_of: Browsers) -> None:
    berg, costa, farah = (browser_of(one) for one in (cast.berg, cast.costa, cast.farah))
    answer = send(berg, f"{HERE}write/", **SAID)
    note = f"{HERE}notes/{id_of(answer)}/"
    assert "Sample text about wells." in led_to(berg, answer)
    words(costa, note, status=404)
    led_to(berg, send(berg, f"{note}revise/", **SAID | {"says": "Sample: wells, better.", "version": 1}))
    led_to(berg, send(berg, f"{note}submit/"))
    assert "Sample: wells" in words(costa, f"{HERE}mine/")
    check = words(costa, f"{note}confirm/")
    assert "Nobody is named in it" in check
    assert "Nothing was found. That says little" in check
    own = send(berg, f"{note}confirm/", confirms="on", **day("look_again_on", "2099-01-01"))
    assert "Somebody else must check it" in own.content.decode()
    unsaid = send(costa, f"{note}confirm/", **day("look_again_on", "2099-01-01"))
    assert "Say that nobody is in it" in unsaid.content.decode()
    led_to(costa, send(costa, f"{note}confirm/", confirms="on", **day("look_again_on", "2099-01-01")))
    page = words(farah, note)
    assert "Sample: wells, better." in page
    assert "Sample text about wells." not in page  # what a draft said before stays with its author
    assert "Sample text about wells." in words(berg, note)
    led_to(farah, send(farah, f"{note}endorse/"))
    assert "Farah" in words(costa, note)
    led_to(farah, send(farah, f"{note}end-endorsement/"))
    led_to(farah, send(farah, f"{note}look-again/", **day("look_again_on", "2099-02-02")))
    led_to(berg, send(berg, f"{note}withdraw/", why="Sample: the wells are dry"))
    assert "Sample: the wells are dry" in words(farah, note)


def test_the_form_offers_the_whole_house_and_languages_by_their_names(
    cast: Cast, browser_of: Browsers
) -> None:
    page = words(browser_of(cast.berg), f"{HERE}write/")
    assert re.search(r'name="unit_id" value="" checked>\s*<label[^>]*>The whole house', page)
    assert '<option value="eng" selected>English</option>' in page


def test_it_is_sent_back(cast: Cast, browser_of: Browsers) -> None:
    id = waiting(cast.berg)
    costa = browser_of(cast.costa)
    led_to(costa, send(costa, f"{HERE}notes/{id}/send-back/", why="Sample: too near to a case"))
    assert "Sample: too near to a case" in words(browser_of(cast.berg), f"{HERE}notes/{id}/")


def test_what_looks_like_somebody_is_shown_before_it_is_given_on(cast: Cast, browser_of: Browsers) -> None:
    id = drafted(cast.berg, says=f"Sample: as in {cast.reference}, write to sample@example.org.")
    berg = browser_of(cast.berg)
    page = words(berg, f"{HERE}notes/{id}/submit/")
    assert f"<bdi>{cast.reference}</bdi>: the reference of a case" in page
    assert "<bdi>sample@example.org</bdi>: an e-mail address" in page
    refused = send(berg, f"{HERE}notes/{id}/submit/")
    assert refused.status_code == 409
    assert "say why it is none" in refused.content.decode()
    led_to(berg, send(berg, f"{HERE}notes/{id}/submit/", none_says="Sample: both are invented"))
    seen = words(browser_of(cast.farah), f"{HERE}notes/{id}/confirm/")
    assert "Sample: both are invented" in seen
    assert "the reference of a case" not in seen  # Farah may not read it


def test_a_newer_note_takes_its_place(cast: Cast, browser_of: Browsers) -> None:
    old = in_use(cast.berg, cast.costa)
    farah, costa = browser_of(cast.farah), browser_of(cast.costa)
    assert "Sample: birth registers" in words(farah, f"{HERE}notes/{old}/follow/")
    answer = send(farah, f"{HERE}notes/{old}/follow/", **SAID)
    newer = f"{HERE}notes/{id_of(answer)}/"
    led_to(farah, send(farah, f"{newer}submit/"))
    led_to(costa, send(costa, f"{newer}confirm/", confirms="on", **day("look_again_on", "2099-01-01")))
    assert "A newer note has taken its place" in words(farah, f"{HERE}notes/{old}/")


def test_two_windows_show_both_texts(cast: Cast, browser_of: Browsers) -> None:
    id = drafted(cast.berg)
    berg = browser_of(cast.berg)
    led_to(berg, send(berg, f"{HERE}notes/{id}/revise/", **SAID | {"says": "Sample first", "version": 1}))
    answer = send(berg, f"{HERE}notes/{id}/revise/", **SAID | {"says": "Sample second", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    for said in ("first", "second", 'name="countries" value="ATA"'):
        assert said in page


def test_what_is_typed_is_kept(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)

    def typed(url: str, **sent: Any) -> Any:
        return berg.post(url, json.dumps(sent), content_type="application/json")

    assert typed(f"{HERE}drafts/new/", text="Sample: half", base_version=0).status_code == 200
    assert "Sample: half" in words(berg, f"{HERE}write/")
    id = drafted(cast.berg)
    assert typed(f"{HERE}drafts/{id}/", text="Sample: better half", base_version=1).status_code == 200
    assert "Sample: better half" in words(berg, f"{HERE}notes/{id}/revise/")
    assert typed(f"{HERE}drafts/{id}/", text="x", base_version=7).json()["error"] == "conflict"
    assert typed(f"{HERE}drafts/{id}/", wrong="x").status_code == 400
    other = browser_of(cast.costa).post(
        f"{HERE}drafts/{id}/", json.dumps({"text": "x", "base_version": 1}), content_type="application/json"
    )
    assert other.status_code == 404


def test_words_do_not_stand_in_the_address_and_topics_do(cast: Cast, browser_of: Browsers) -> None:
    in_use(cast.berg, cast.costa)
    gone = in_use(cast.berg, cast.costa, title="Sample: gone")
    withdraw(gone, why="Sample", by=cast.berg.actor, at=AT)
    farah = browser_of(cast.farah)
    answer = farah.post(HERE, {"q": "registers flood"})
    assert "flood" not in answer.headers["Location"]
    found = words(farah, answer.headers["Location"])
    assert "Sample: birth registers" in found
    assert "Sample: gone" not in found
    assert "these have some of them" in words(farah, farah.post(HERE, {"q": "flood zebra"})["Location"])
    assert "Sample: birth registers" in words(farah, f"{HERE}?element=eu:protection/risk")
    assert "Sample: gone" in words(farah, f"{HERE}?country=ATA&with_old=1")
    assert "No note in use says anything" in words(farah, f"{HERE}?country=BVT")
    assert words(farah, f"{HERE}?asked=broken").count("ended with the session") == 1


def test_page_by_page(cast: Cast, browser_of: Browsers) -> None:
    for number in range(26):
        in_use(cast.berg, cast.costa, title=f"Sample {number:02}")
    farah = browser_of(cast.farah)
    first = words(farah, HERE)
    assert "Sample 25" in first
    assert "Sample 00" not in first
    (following,) = set(re.findall(r'href="(\?after=[^"]+)"', first))
    assert "Sample 00" in words(farah, HERE + following)


def test_a_question_goes_its_way(cast: Cast, browser_of: Browsers) -> None:
    berg, farah = browser_of(cast.berg), browser_of(cast.farah)
    refused = send(berg, f"{HERE}questions/ask/", says="Sample: ring 0171-2345678?", whom="house")
    assert "0171-2345678" in refused.content.decode()
    answer = send(berg, f"{HERE}questions/ask/", says="Sample: are there wells?", whom="colleague",
                  to_member=str(cast.farah.id), countries=["ATA"])  # fmt: skip
    question = f"{HERE}questions/{id_of(answer, 'questions')}/"
    assert "Waits for an answer" in words(berg, question)
    assert "A colleague asks" in words(farah, "/adjudication/")
    words(browser_of(cast.costa), question, status=404)
    led_to(farah, send(farah, f"{question}reply/", says="Sample: there are three."))
    assert "Your question was answered" in words(berg, "/adjudication/")
    made = send(farah, f"{question}make-note/")
    assert "Sample: there are three." in words(farah, made.headers["Location"].partition("?")[0])
    led_to(berg, send(berg, f"{question}close/"))
    assert "Sample: are there wells?" not in words(berg, f"{HERE}questions/")
    assert "Sample: are there wells?" in words(berg, f"{HERE}questions/?with_closed=1")
    back = asked(cast.berg)
    led_to(berg, send(berg, f"{HERE}questions/{back}/take-back/"))
    words(farah, f"{HERE}questions/{back}/", status=404)


def test_whom_to_ask_is_found_by_typing(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)
    people = berg.post(f"{HERE}colleagues/", {"q": "far"}).json()["found"]
    assert [one["label"] for one in people] == ["Farah"]
    units = berg.post(f"{HERE}units/", {"q": "first"}).json()["found"]
    assert [UUID(one["value"]) for one in units] == [cast.unit]


def test_beside_a_case_by_its_countries(cast: Cast, browser_of: Browsers, now: datetime, nadia: UUID) -> None:
    in_use(cast.berg, cast.costa, title="Sample: of that country", ties=Ties(countries=("AFG",)))
    in_use(cast.berg, cast.costa, title="Sample: of another", ties=Ties(countries=("ATA",)))
    page = words(browser_of(cast.berg), f"/adjudication/case/{cast.case}/practice/")
    assert "Sample: of that country" in page
    assert "Sample: of another" not in page
    words(browser_of(cast.farah), f"/adjudication/case/{cast.case}/practice/", status=404)
    words(browser_of(cast.grit), f"/adjudication/case/{cast.case}/practice/", status=404)


def test_my_day_tells_of_notes_to_check_and_to_look_at_again(cast: Cast, browser_of: Browsers) -> None:
    waiting(cast.berg, title="Sample: to check")
    day_of_costa = words(browser_of(cast.costa), "/adjudication/")
    assert "A note waits for a second person" in day_of_costa
    assert "Sample: to check" in day_of_costa
    assert "Sample: to check" not in words(browser_of(cast.berg), "/adjudication/")
    assert "Among colleagues" not in words(browser_of(cast.dina), "/casework/")


def test_nobody_else_has_practice_notes(cast: Cast, browser_of: Browsers) -> None:
    id = in_use(cast.berg, cast.costa)
    for player in (cast.sami, cast.ivo, cast.jun, cast.lena):
        for workspace in ("adjudication", "casework"):
            words(browser_of(player), f"/{workspace}/practice/", status=403)
    assert browser_of(cast.lena).get("/policy/practice/").status_code == 404
    assert browser_of(cast.sami).get("/interpreting/practice/").status_code == 404
    words(browser_of(cast.dina), f"/casework/practice/notes/{id}/", status=404)
    assert "Sample: birth registers" not in words(browser_of(cast.dina), "/casework/practice/")
