"""The pages of decisions: written, read twice, signed and served; nothing typed is lost."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from pypdf import PdfReader

from limen.domain.decisions.rules.structure import SECTIONS
from tests.cast import Cast
from tests.domain.decisions.story import QUESTIONS, Story, story_of
from tests.workspaces.acting import led_to, queries, send, words

Browsers = Callable[..., Client]


@pytest.fixture
def story(cast: Cast) -> Story:
    return story_of(cast, datetime.now(UTC))


def _at(story: Story, more: str = "") -> str:
    return f"/adjudication/case/{story.case}/decisions/{more}"


def _begun(client: Client, story: Story) -> str:
    """A decision about Amina, begun on the page; its address."""
    answer = send(
        client, _at(story, "begin/"), decided="atlantis", person_ids=str(story.amina), compartment="general"
    )
    page = led_to(client, answer)
    assert "Berg began a decision." in page
    found = re.search(r"decisions/([0-9a-f-]{36})/write/", page)
    assert found is not None
    return _at(story, f"{found[1]}/")


def _write_all(client: Client, story: Story, here: str) -> None:
    for number, one in enumerate(SECTIONS):
        text = f"About {one.id}: {{{{persons}}}} [[source: Interview, block 3]]"
        led_to(client, send(client, f"{here}write/{one.id}/", version=str(number), text=text))
    led_to(client, send(client, f"{here}outcome/{story.amina}/", outcome="rejected"))
    for question in QUESTIONS:
        answer = {"kind": "considered", "says": "Page 3 of the record."}
        led_to(client, send(client, f"{here}answer/{question}/", **answer))


def _hidden(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_from_the_first_word_to_service(story: Story, browser_of: Browsers) -> None:
    berg, costa = browser_of(story.cast.berg), browser_of(story.cast.costa)
    assert "Nothing has been decided here yet." in words(berg, _at(story))
    here = _begun(berg, story)
    missing = words(berg, here)
    assert "The section “The facts” is still empty." in missing
    refused = berg.post(f"{here}submit/", {"op": "1"})
    assert refused.status_code == 409
    assert "Nothing is set for Nadia Karimi yet" in refused.content.decode()
    _write_all(berg, story, here)
    assert '<span class="lm-chip" title="persons">Nadia Karimi</span>' in words(berg, here)
    led_to(berg, send(berg, f"{here}submit/"))
    assert story.case.hex in words(costa, "/adjudication/decisions/to-read/").replace("-", "")
    closed = words(costa, f"{here}read/")
    assert "About facts" not in closed, "the text is shown once it was opened"
    page = led_to(costa, send(costa, f"{here}read/"))
    assert "About facts: " in page
    led_to(costa, send(costa, f"{here}remark/facts/", quoted="About facts", says="Which ones?"))
    back = {"digest": _hidden(words(costa, f"{here}send-back/")), "says": "See my remark."}
    assert "Costa sent version" in led_to(costa, send(costa, f"{here}send-back/", **back))
    returned = words(berg, here)
    assert "Which ones?" in returned
    done = re.search(r"/remarks/[0-9a-f-]{36}/done/", returned)
    assert done is not None
    led_to(berg, send(berg, here.rstrip("/") + done[0]))
    led_to(berg, send(berg, f"{here}write/facts/", version="99", text="All facts: {{persons}}"))
    led_to(berg, send(berg, f"{here}submit/"))
    led_to(costa, send(costa, f"{here}read/"))
    yes = {"digest": _hidden(words(costa, f"{here}approve/")), "says": ""}
    assert "Costa approved version" in led_to(costa, send(costa, f"{here}approve/", **yes))
    compared = words(costa, f"{here}versions/")
    assert "<ins>" in compared
    sign = words(berg, f"{here}sign/")
    assert "Berg signed the decision" in led_to(berg, send(berg, f"{here}sign/", digest=_hidden(sign)))
    _papers_and_service(berg, story, here)


def _papers_and_service(berg: Client, story: Story, here: str) -> None:
    pdf = PdfReader(io.BytesIO(berg.get(f"{here}paper/pdf/").content))
    assert "All facts: Nadia Karimi" in " ".join(page.extract_text() for page in pdf.pages)
    with zipfile.ZipFile(io.BytesIO(berg.get(f"{here}paper/docx/").content)) as word:
        assert "All facts: Nadia Karimi" in word.read("word/document.xml").decode()
    on = story.today
    told = {
        "way": "in_person", "served_on_2": str(on.year), "served_on_1": str(on.month),
        "served_on_0": str(on.day), "language": "ara", "proof": "Signed receipt 12",
        "pack": "atlantis", "term": "appeal",
    }  # fmt: skip
    page = words(berg, f"{here}serve/{story.amina}/")
    names = re.findall(r'name="(served_on_[a-z0-9]+)"', page)
    assert len(names) == 3, names
    told |= dict(zip(names, _parts(names, on.year, on.month, on.day), strict=True))
    served = led_to(berg, send(berg, f"{here}serve/{story.amina}/", **told))
    assert "can be challenged until" in served
    letter = PdfReader(io.BytesIO(berg.get(f"{here}letter/{story.amina}/").content))
    assert "You can appeal within" in " ".join(page.extract_text() for page in letter.pages)


def _parts(names: list[str], year: int, month: int, day: int) -> list[str]:
    values = {"year": str(year), "month": str(month), "day": str(day)}
    by_place = {"0": str(day), "1": str(month), "2": str(year)}
    return [(values | by_place)[name.rpartition("_")[2]] for name in names]


def test_two_writers_are_shown_both_texts_and_nothing_typed_is_lost(
    story: Story, browser_of: Browsers
) -> None:
    berg = browser_of(story.cast.berg)
    here = _begun(berg, story)
    led_to(berg, send(berg, f"{here}write/facts/", version="0", text="first"))
    costa = browser_of(story.cast.costa)
    led_to(costa, send(costa, f"{here}write/facts/", version="1", text="by Costa"))
    answer = send(berg, f"{here}write/facts/", version="1", text="by Berg")
    assert answer.status_code == 409
    both = answer.content.decode()
    assert "by Costa" in both
    assert "by Berg" in both


def test_a_draft_is_kept_while_one_types_and_offered_again(story: Story, browser_of: Browsers) -> None:
    berg = browser_of(story.cast.berg)
    here = _begun(berg, story)
    key = here.rstrip("/").rpartition("/")[2]
    url = f"/adjudication/drafts/decision/{story.case}/{key}/facts/"
    kept = berg.post(url, json.dumps({"text": "half a wo", "base_version": 0}), "application/json")
    assert kept.status_code == 200, kept.content
    assert "half a wo" in words(berg, f"{here}write/facts/")
    assert berg.post(url, "no draft", "application/json").status_code == 400


def test_looking_at_it_first_saves_nothing(story: Story, browser_of: Browsers) -> None:
    berg = browser_of(story.cast.berg)
    here = _begun(berg, story)
    page = send(berg, f"{here}write/facts/", version="0", text="{{persons}} came", do="look")
    assert '<span class="lm-chip" title="persons">Nadia Karimi</span> came' in page.content.decode()
    assert "Version" in words(berg, here)
    assert "came" not in words(berg, here)


def test_a_standard_paragraph_is_kept_by_a_supervisor_and_put_in(story: Story, browser_of: Browsers) -> None:
    costa, berg = browser_of(story.cast.costa), browser_of(story.cast.berg)
    told = {"unit_id": str(story.cast.unit), "called": "Advice", "text": "Ask a lawyer."}
    kept = led_to(costa, send(costa, "/adjudication/decisions/standard/keep/", **told))
    assert "Ask a lawyer." in kept
    assert berg.get("/adjudication/decisions/standard/keep/").status_code == 403
    here = _begun(berg, story)
    found = re.findall(r'name="paragraph_id"[^>]*value="([0-9a-f-]{36})"|value="([0-9a-f-]{36})"[^>]*'
                       r'name="paragraph_id"', words(berg, f"{here}standard/remedy/"))  # fmt: skip
    key = next(filter(None, found[0]))
    page = led_to(berg, send(berg, f"{here}standard/remedy/", paragraph_id=key))
    assert "Standard paragraph: " in page
    assert "Advice · First unit · 1" in page


def test_the_composer_costs_the_same_however_much_was_said(story: Story, browser_of: Browsers) -> None:
    berg = browser_of(story.cast.berg)
    here = _begun(berg, story)
    led_to(berg, send(berg, f"{here}write/facts/", version="0", text="one"))
    few = queries(berg, here)
    for number in range(1, 6):
        led_to(berg, send(berg, f"{here}write/facts/", version=str(number), text=f"text {number}"))
        led_to(berg, send(berg, f"{here}remark/facts/", quoted="", says=f"remark {number}"))
    assert queries(berg, here) == few


@pytest.mark.parametrize("name", ["elio", "farah", "dina"])
def test_to_whom_the_case_is_not_open_the_decision_does_not_exist(
    name: str, story: Story, browser_of: Browsers
) -> None:
    here = _begun(browser_of(story.cast.berg), story)
    answer = browser_of(getattr(story.cast, name)).get(here)
    assert answer.status_code in (403, 404)
    if name != "dina":
        assert answer.status_code == 404
