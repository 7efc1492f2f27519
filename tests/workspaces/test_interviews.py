"""The pages of interviews: the whole way through forms, what a device sends, and who gets how far."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import docx
import pypdf
import pytest
from django.test import Client
from django.test.utils import override_settings

from limen.domain.identity.names import Compartment
from limen.domain.interviews.names import BlockKind
from tests.cast import Cast, clear
from tests.conftest import House
from tests.domain.interviews.heard import closed, keep, opened, planned, typed
from tests.lawbook import FILES, put_in_force
from tests.workspaces.acting import ask, led_to, queries, readings, send, words

Browsers = Callable[..., Client]
REQUIREMENTS = """
safeguards:
  says: What an interview must be like
  of: interview
  items:
    privacy: {says: "Nobody listens", since: 2020-01-01, source: "Act, section 9", certainty: verified}
"""


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _file(cast: Cast) -> str:
    return f"/adjudication/case/{cast.case}/interviews/"


def _meeting(now: datetime, **more: Any) -> dict[str, Any]:
    day = now + timedelta(days=3)
    return {
        "starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year,
        "starts_at": "9:30", "minutes": 120, "place": "Room 4", "language": "ara", "interpreter": "N. Haddad",
        **more,
    }  # fmt: skip


def _sent(client: Client, url: str, *blocks: dict[str, Any]) -> Any:
    body = json.dumps({"blocks": blocks})
    return client.post(url, body, content_type="application/json", headers={"Accept": "application/json"})


def _block(**more: object) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid4()), "place": 1, "revision": 1, "kind": "question", "speaker": "officer",
            "said_at": now, "words": "Why?", "markers": [], "asks": None} | more  # fmt: skip


def test_an_interview_is_planned_prepared_recorded_read_back_and_confirmed(
    house: House, cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    put_in_force(cast, now, FILES | {"atlantis/requirements.yaml": REQUIREMENTS})
    client = browser_of(cast.berg)
    assert "There is no interview" in words(client, _file(cast))
    form = _meeting(now, about="substantive", officer_id=cast.berg.id, compartment="general")
    page = led_to(client, send(client, f"{_file(cast)}plan/", **form))
    assert "Room 4" in page
    [[interview]] = ask(house, "select id from interviews_interview where case_id = %s", cast.case)
    url = f"{_file(cast)}{interview}/"
    page = led_to(client, send(client, f"{url}prepare/", version=1, text="# Flight\nWhen did you leave?"))
    assert "When did you leave?" in page
    refused = send(client, f"{url}open/", answer_0="not_met", words_0="")
    assert refused.status_code == 409
    assert "say why in a few words" in refused.content.decode()
    page = led_to(client, send(client, f"{url}open/", answer_0="met", words_0=""))
    assert "When did you leave?" in page
    for name in ("record.pdf", "record.docx"):
        assert client.get(f"{url}{name}").status_code == 404
    # Without the script of the page: one block, and the next one is an answer.
    assert (
        send(client, f"{url}desk/", kind="question", speaker="officer", words="Why did you go?").status_code
        == 303
    )
    block = _block(kind="answer", speaker="applicant", place=2, words="لأنهم جاؤوا", language="ckb")
    assert _sent(client, f"{url}keep/", block).status_code == 200
    page = led_to(client, send(client, f"{url}close/"))
    assert "closed the record of the interview (2 blocks)" in page
    send(
        client,
        f"{url}blocks/{block['id']}/correct/",
        sort="correction",
        words="At dawn.",
        said_by="Applicant",
    )
    send(client, f"{url}read-back/", how="read_aloud", reader="N. Haddad", language="ara")
    page = led_to(client, send(client, f"{url}confirm/"))
    assert "At dawn." in page
    assert "Confirmed" in page
    paper = client.get(f"{url}record.pdf")
    assert paper["Content-Type"] == "application/pdf"
    text = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(paper.content)).pages)
    [[digest]] = ask(house, "select digest from interviews_interview where id = %s", interview)
    for said in ("Why did you go?", "At dawn.", "N. Haddad", "Central Kurdish", digest):
        assert said in text
    assert "adjudication:interview_pdf" in readings(house, cast.case, cast.berg.id)
    word = docx.Document(io.BytesIO(client.get(f"{url}record.docx").content))
    said = [one.text for one in word.paragraphs]
    assert {"Why did you go?", "لأنهم جاؤوا", "At dawn.", digest} < set(said)
    assert said.index("At dawn.") > said.index("لأنهم جاؤوا")
    assert "adjudication:interview_word" in readings(house, cast.case, cast.berg.id)


def test_what_a_device_sends_is_kept_once_and_nonsense_is_told(
    house: House, cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    interview, client = opened(cast, now), browser_of(cast.berg)
    url, block = f"{_file(cast)}{interview}/keep/", _block(markers=["fact", "distress"])
    for _ in range(2):
        assert _sent(client, url, block).json()["kept"] == {block["id"]: 1}
    found = ask(house, "select words, markers from interviews_block where interview_id = %s", interview)
    assert found == [("Why?", ["distress", "fact"])]
    for wrong in (
        {"kind": "verdict"},
        {"words": 7},
        {"place": "NaN"},
        {"said_at": "2026-05-03"},
        {"id": "x"},
        {"language": "xx"},
    ):
        assert _sent(client, url, _block(**wrong)).status_code == 400, wrong
    assert client.get(url).status_code == 405
    assert client.post(url, "no", content_type="application/json").status_code == 400


def test_somebody_else_reads_the_record_and_writes_nothing(
    cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    interview, costa = opened(cast, now), browser_of(cast.costa)
    keep(interview, typed(now, "Why did you leave?"), by=cast.berg.actor, now=now)
    url = f"{_file(cast)}{interview}/"
    assert costa.get(f"{url}desk/").status_code == 302
    assert "Why did you leave?" in words(costa, url)
    assert "Somebody else holds this record" in words(costa, url)
    answer = _sent(costa, f"{url}keep/", _block())
    assert (answer.status_code, answer.json()["obstacles"][0]["code"]) == (409, "holder")
    led_to(costa, send(costa, f"{url}take-over/", why="Berg is ill."))
    assert _sent(costa, f"{url}keep/", _block()).status_code == 200
    assert _sent(browser_of(cast.berg), f"{url}keep/", _block()).status_code == 409


def test_a_compartment_is_unknown_to_others(
    house: House, cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    berg = clear(house.admin_dsn, cast.berg, "gbv")
    from dataclasses import replace

    interview = planned(replace(cast, berg=berg), now, compartment=Compartment.GBV)
    assert str(interview) in words(browser_of(berg), _file(cast))
    assert str(interview) not in words(browser_of(cast.costa), _file(cast))
    assert browser_of(cast.costa).get(f"{_file(cast)}{interview}/").status_code == 404


def test_a_list_and_a_long_record_cost_a_fixed_number_of_queries(
    cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    client, interview = browser_of(cast.berg), opened(cast, now)
    url = f"{_file(cast)}{interview}/desk/"
    few, one = queries(client, url), queries(client, _file(cast))
    blocks = [typed(now, f"Line {n}", place=n, kind=BlockKind.ANSWER) for n in range(1, 150)]
    keep(interview, *blocks, by=cast.berg.actor, now=now)
    for _ in range(3):
        planned(cast, now)
    assert queries(client, url) == few
    assert queries(client, _file(cast)) == one


def test_what_was_typed_is_kept_when_an_act_is_refused(
    cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    client = browser_of(cast.berg)
    form = _meeting(now, about="other", officer_id=cast.berg.id, compartment="general", place="",
                    interpreter="Nura H.")  # fmt: skip
    answer = send(client, f"{_file(cast)}plan/", **form)
    assert answer.status_code == 409
    assert "Say in which room it is" in answer.content.decode()
    assert "Nura H." in answer.content.decode()


def test_two_who_prepare_see_both_texts(cast: Cast, now: datetime, browser_of: Browsers) -> None:
    url = f"{_file(cast)}{planned(cast, now)}/prepare/"
    send(browser_of(cast.costa), url, version=1, text="By Costa?")
    answer = send(browser_of(cast.berg), url, version=1, text="By Berg?")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "By Costa?" in page
    assert "By Berg?" in page


def test_a_closed_record_forgets_the_device(cast: Cast, now: datetime, browser_of: Browsers) -> None:
    interview: UUID = closed(cast, now)
    page = words(browser_of(cast.berg), f"{_file(cast)}{interview}/")
    assert f'data-interview-forget="{interview}"' in page
    assert "data-device-key=" not in page


def test_a_meeting_link_is_made_on_our_own_server_or_not_at_all(
    house: House, cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    client, url = browser_of(cast.berg), f"{_file(cast)}plan/"
    query = "select id, link from interviews_interview where case_id = %s order by planned_at desc limit 1"
    form = _meeting(now, about="other", officer_id=cast.berg.id, compartment="general", by_video="on")
    assert "by_video" not in client.get(url).content.decode()
    send(client, url, **form)
    assert ask(house, query, cast.case)[0][1] == ""
    with override_settings(MEETINGS="https://meet.example"):
        page = led_to(client, send(client, url, **form | {"place": ""}))
        [[interview, link]] = ask(house, query, cast.case)
        assert re.fullmatch(r"https://meet\.example/[\w-]{24}", link)
        assert f'href="{link}" rel="noreferrer"' in page
        send(client, f"{_file(cast)}{interview}/move/", **_meeting(now, by_video="on", place="", why="Ill."))
    assert ask(house, query, cast.case) == [(interview, link)], "who was invited still finds the room"
