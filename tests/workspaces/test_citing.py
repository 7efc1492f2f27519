"""Citations on the pages: found and put in without a script, shown live, named as broken, and never told to
whoever may not see what they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.citations.names import short
from limen.domain.decisions.commands.reviewing import submit
from limen.domain.documents.commands.marking import mark_page
from limen.domain.documents.commands.saying import dispute_translation, redescribe, set_aside
from limen.domain.documents.names import Translation
from limen.domain.identity.names import Compartment
from tests.cast import ON, Cast, clear
from tests.conftest import House
from tests.domain.citations.filed import ANSWER, TITLE, block_of, confirmed, page_of, paper
from tests.domain.decisions.story import Story, story_of
from tests.domain.documents.files import described
from tests.workspaces.acting import led_to, queries, send, words

Browsers = Callable[..., Client]


@pytest.fixture
def story(cast: Cast) -> Story:
    return story_of(cast, datetime.now(UTC))


@pytest.fixture
def document(house: House, story: Story) -> UUID:
    return paper(house, story.case, story.cast.berg, story.now)[0]


def _here(story: Story, decision: UUID) -> str:
    return f"/adjudication/case/{story.case}/decisions/{decision}/"


def test_what_can_be_cited_is_found_without_losing_a_word(
    story: Story, document: UUID, browser_of: Browsers
) -> None:
    interview = confirmed(story.case, story.cast.berg, story.now)
    berg, decision = browser_of(story.cast.berg), story.begin()
    write = f"{_here(story, decision)}write/facts/"
    page = words(berg, write)
    assert page_of(document, page=1) in page
    assert block_of(interview, 2) in page
    typed = f"Half a sentence {page_of(document)} and {block_of(interview)}"
    looked = berg.post(write, {"op": "1", "version": "0", "text": typed, "do": "look", "cite": "why did"})
    page = looked.content.decode()
    assert block_of(interview, 1) in page
    assert page_of(document, page=1) not in page
    assert "Half a sentence " in page
    assert f"(<bdi>{TITLE}, page 2</bdi>) [1]" in page
    assert story.sheet(decision).card.number == 0, "looking saves nothing"
    part = words(berg, f"{_here(story, decision)}citable/?cite=adwa")
    assert "<html" not in part
    assert page_of(document, page=1) in part
    assert ANSWER not in part
    empty = words(berg, f"{_here(story, decision)}citable/?cite=zebra")
    assert "Nothing with these words that you may see." in empty


def test_each_leads_to_its_place_and_says_its_state(
    story: Story, document: UUID, browser_of: Browsers
) -> None:
    interview = confirmed(story.case, story.cast.berg, story.now)
    by = story.cast.berg.actor
    said = described(title=TITLE, translation=Translation.THERE)
    redescribe(document, described=said, revision=1, on=ON, by=by, at=story.now)
    dispute_translation(document, why="A month is wrong", by=by, at=story.now)
    decision = story.begin()
    story.save(decision, "facts", f"Born there {page_of(document)}. Fled {block_of(interview)}.")
    page = words(browser_of(story.cast.berg), _here(story, decision))
    assert f'href="/adjudication/case/{story.case}/documents/{document}/v/1/p/2/"' in page
    assert re.search(
        rf'href="/adjudication/case/{story.case}/interviews/{interview}/#b-[0-9a-f-]{{36}}"', page
    )
    assert "The translation is disputed" in page
    record = words(browser_of(story.cast.berg), f"/adjudication/case/{story.case}/interviews/{interview}/")
    assert '<span class="lm-block__number">2</span>' in record


def test_a_broken_one_stands_in_the_way_and_leads_to_its_section(
    story: Story, document: UUID, browser_of: Browsers
) -> None:
    decision = story.written()
    story.save(decision, "facts", f"Born there {page_of(document)}.")
    set_aside(document, why="Somebody else's", by=story.cast.berg.actor, at=story.now)
    berg, here = browser_of(story.cast.berg), _here(story, decision)
    page = words(berg, here)
    sentence = "a document is cited that was set aside"
    assert re.search(rf'href="{here}write/facts/">[^<]*{sentence}', page)
    refused = send(berg, f"{here}submit/")
    assert refused.status_code == 409
    assert sentence in refused.content.decode()


def test_the_second_reader_is_told_no_more_than_they_may_see(
    house: House, story: Story, browser_of: Browsers
) -> None:
    author = clear(house.admin_dsn, story.cast.berg, "medical")
    hidden, _file = paper(
        house, story.case, author, story.now, title="Report of the clinic", compartment=Compartment.MEDICAL
    )
    decision = story.written()
    story.save(decision, "facts", f"She is ill {page_of(hidden)}.", by=author)
    berg, costa = browser_of(author), browser_of(story.cast.costa)
    warned = words(berg, f"{_here(story, decision)}submit/")
    assert "Fewer people may see “Report of the clinic, page 2” than this decision" in warned
    submit(decision, on=ON, by=author.actor, at=story.now)
    page = led_to(costa, send(costa, f"{_here(story, decision)}read/"))
    assert "She is ill " in page
    assert "a document that you may not see" in page
    assert "clinic" not in page
    assert short(hidden) not in page
    for where in ("", "sign/", "versions/", "write/facts/", "citable/?cite=clinic"):
        assert "Report" not in words(costa, f"{_here(story, decision)}{where}"), where


def test_the_reader_of_a_page_shows_how_it_is_cited_and_where_it_is(
    house: House, story: Story, browser_of: Browsers
) -> None:
    document, file = paper(house, story.case, story.cast.berg, story.now)
    by = story.cast.berg.actor
    mark = mark_page(file, page=2, area=None, quote="", words="No date", by=by, at=story.now).mark_id
    there = f"/adjudication/case/{story.case}/documents/{document}/"
    berg = browser_of(story.cast.berg)
    page = words(berg, f"{there}v/1/p/2/")
    assert page_of(document) in page
    assert page_of(document, mark=short(mark)) in page
    assert "Where it is cited" not in words(berg, there)
    decision = story.begin()
    story.save(decision, "facts", f"Undated {page_of(document, mark=short(mark))}.")
    page = words(berg, there)
    assert "Where it is cited" in page
    assert f'href="{_here(story, decision)}"' in page


def test_many_citations_cost_no_more_questions_than_one(
    house: House, story: Story, browser_of: Browsers
) -> None:
    papers = [paper(house, story.case, story.cast.berg, story.now, title=f"Paper {n}")[0] for n in range(5)]
    records = [confirmed(story.case, story.cast.berg, story.now) for _n in range(2)]
    decision, berg = story.begin(), browser_of(story.cast.berg)
    story.save(decision, "facts", page_of(papers[0]) + block_of(records[0]))
    one = queries(berg, _here(story, decision))
    story.save(decision, "facts", "".join([*map(page_of, papers), *map(block_of, records)]))
    assert queries(berg, _here(story, decision)) <= one
