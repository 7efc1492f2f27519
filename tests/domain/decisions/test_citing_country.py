"""The library cited in a decision: live in the draft, on paper with its words, refused when withdrawn."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID

from pypdf import PdfReader

from limen.domain.citations.names import PassageKey, key_from, keys_in, short, written
from limen.domain.citations.queries.offering import citable
from limen.domain.citations.queries.resolving import cited
from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.names import Level
from limen.domain.decisions.commands.reviewing import approve, open_for_reading, submit
from limen.domain.decisions.commands.signing import sign
from limen.domain.decisions.queries.reach import papers_of
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Player
from tests.domain.country.shelves import COURTS, shelved
from tests.domain.decisions.story import Story
from tests.domain.told import obstacles


def name_of(report: UUID, page: int = 2) -> PassageKey:
    return PassageKey(of=short(report), page=page, number=1)


def test_a_name_is_read_as_it_is_written() -> None:
    key = PassageKey(of="5d20e1f4", page=12, number=3)
    assert written(key) == "[[cite: country/5d20e1f4/p12/g3]]"
    assert key_from("country/5d20e1f4/p12/g3") == key
    assert keys_in([f"As is reported {written(key)}."]) == (key,)
    assert key_from("country/5d20e1f4/p0/g3") is None


def states(story: Story, key: PassageKey, by: Player, days: int = 0) -> list[str] | None:
    at = story.now + timedelta(days=days)
    with acting_as(by.actor):
        found = cited([key], story.case, language="en", by=by.actor, at=at).get(key)
    return [str(one.value) for one in found.states] if found else None


def test_a_draft_says_what_became_of_what_it_cites(story: Story) -> None:
    lena, berg = story.cast.lena, story.cast.berg
    kept = shelved(lena, look_again_on=story.now.date() + timedelta(days=30))
    key = name_of(kept.report_id)
    assert states(story, key, berg) == []
    assert states(story, key, berg, days=31) == ["stale"]
    shelved(lena, follows=kept.report_id)
    assert states(story, key, berg) == ["superseded"]
    withdraw(kept.report_id, why="Sample reason", by=lena.actor, at=AT)
    assert states(story, key, berg) == ["withdrawn", "superseded"]
    assert states(story, name_of(kept.report_id, page=3), berg) is None
    hidden = shelved(lena, level=Level.KEEPERS)
    assert states(story, name_of(hidden.report_id), berg) is None


def test_what_has_the_words_is_offered(story: Story) -> None:
    berg = story.cast.berg
    kept = shelved(story.cast.lena, "Sample text about quokkas and lanterns.")
    with acting_as(berg.actor):
        found = citable(story.case, "quokka lantern", by=berg.actor, at=story.now)
    assert name_of(kept.report_id, page=1) in [one.key for one in found.passages]


def test_paper_keeps_the_words_and_a_withdrawn_report_cannot_be_submitted(story: Story) -> None:
    berg, costa = story.cast.berg, story.cast.costa
    kept = shelved(story.cast.lena, title="Sample report on courts")
    text = f"Complaints were heard {written(name_of(kept.report_id))}."
    decision = story.written()
    story.save(decision, "facts", text)
    digest = submit(decision, on=ON, by=berg.actor, at=story.now).digest
    open_for_reading(decision, on=ON, by=costa.actor, at=story.now)
    approve(decision, digest=digest, says="", on=ON, by=costa.actor, at=story.now)
    sign(decision, digest=digest, on=story.today, by=berg.actor, at=story.now)
    withdraw(kept.report_id, why="Sample reason", by=story.cast.lena.actor, at=AT)
    with acting_as(berg.actor):
        papers = papers_of(decision, by=berg.actor, at=story.now)
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(papers.pdf))).pages)
    said = " ".join(pages.split())
    assert "Sample report on courts" in said
    assert COURTS[:60] in said
    assert COURTS in str(papers.said)


def test_a_withdrawn_report_holds_a_decision_back(story: Story) -> None:
    kept = shelved(story.cast.lena)
    decision = story.written()
    story.save(decision, "facts", f"Complaints were heard {written(name_of(kept.report_id))}.")
    withdraw(kept.report_id, why="Sample reason", by=story.cast.lena.actor, at=AT)
    refused = obstacles(lambda: submit(decision, on=ON, by=story.cast.berg.actor, at=story.now))
    assert [one for one in refused if one.startswith("citation.facts.")]
