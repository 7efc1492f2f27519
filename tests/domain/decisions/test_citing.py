"""Citations in a decision: live until it is signed, frozen with it, and never a way round a wall."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

import pytest
from pypdf import PdfReader

from limen.domain.decisions.commands.reviewing import approve, open_for_reading, submit
from limen.domain.decisions.commands.signing import sign
from limen.domain.decisions.events import Signed, Submitted
from limen.domain.decisions.queries.citing import decisions_citing
from limen.domain.decisions.queries.looks import shown_digest, warnings_of
from limen.domain.decisions.queries.papers import decision_paper, office_of
from limen.domain.decisions.queries.reach import papers_of
from limen.domain.documents.commands.saying import redescribe, set_aside
from limen.domain.identity.names import Compartment
from limen.foundation.rows import acting_as
from tests.cast import ON, Player, clear
from tests.conftest import House
from tests.domain.citations.filed import TITLE, block_of, confirmed, heard, newer, page_of, paper
from tests.domain.decisions.story import Story
from tests.domain.documents.files import described
from tests.domain.told import obstacles


@pytest.fixture
def document(house: House, story: Story) -> UUID:
    return paper(house, story.case, story.cast.berg, story.now)[0]


def _citing(story: Story, text: str) -> UUID:
    """A decision that is whole, and whose facts say this."""
    decision = story.written()
    story.save(decision, "facts", text)
    return decision


def _submit(story: Story, decision: UUID, by: Player | None = None) -> Submitted:
    return submit(decision, on=ON, by=(by or story.cast.berg).actor, at=story.now)


def _read(story: Story, decision: UUID, digest: str) -> None:
    by = story.cast.costa.actor
    open_for_reading(decision, on=ON, by=by, at=story.now)
    approve(decision, digest=digest, says="", on=ON, by=by, at=story.now)


def _sign(story: Story, decision: UUID, digest: str, by: Player | None = None) -> Signed:
    return sign(decision, digest=digest, on=story.today, by=(by or story.cast.berg).actor, at=story.now)


def _printed(story: Story, decision: UUID) -> tuple[str, str]:
    by = story.cast.berg.actor
    with acting_as(by):
        found = papers_of(decision, by=by, at=story.now)
    pdf = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(found.pdf))).pages)
    with zipfile.ZipFile(io.BytesIO(bytes(found.word))) as word:
        return " ".join(pdf.split()), word.read("word/document.xml").decode()


def _called(story: Story, document: UUID, title: str, revision: int) -> None:
    said = described(title=title)
    redescribe(document, described=said, revision=revision, on=ON, by=story.cast.berg.actor, at=story.now)


def test_it_is_live_before_the_signature_and_frozen_after(story: Story, document: UUID) -> None:
    interview = confirmed(story.case, story.cast.berg, story.now)
    text = f"Born in Adwa {page_of(document)}. He left {block_of(interview)}, as said {page_of(document)}."
    decision = _citing(story, text)
    assert story.sheet(decision).sources[0].words == f"{TITLE}, page 2"
    _called(story, document, "Certificate", 1)
    sources = story.sheet(decision).sources
    assert [(one.number, one.words.partition(" of ")[0]) for one in sources] == [
        (1, "Certificate, page 2"),
        (2, "interview"),
    ]
    digest = _submit(story, decision).digest
    _read(story, decision, digest)
    _sign(story, decision, digest)
    _called(story, document, "Another name", 2)
    frozen = story.sheet(decision).sources
    assert frozen[0].words == "Certificate, page 2"
    assert frozen[0].found is not None
    assert frozen[0].found.words == "Another name, page 2", "and it still leads to the page"
    pdf, word = _printed(story, decision)
    for paper_text in (pdf, word):
        assert "Born in Adwa (Certificate, page 2) [1]" in paper_text
        assert "as said (Certificate, page 2) [1]" in paper_text
        assert "SHA-256 of the original:" in paper_text
        assert "block 2) [2]" in paper_text


def test_an_approval_does_not_outlive_what_is_cited(story: Story, document: UUID) -> None:
    decision = _citing(story, f"Born in Adwa {page_of(document)}.")
    digest = _submit(story, decision).digest
    _read(story, decision, digest)
    _called(story, document, "Certificate", 1)
    assert obstacles(lambda: _sign(story, decision, digest)) == {"shows"}


def test_what_nobody_may_rely_on_is_a_gate(house: House, story: Story, document: UUID) -> None:
    interview = heard(story.case, story.cast.berg, story.now)
    nowhere = page_of(document, page=9)
    decision = _citing(story, f"{page_of(document)} {block_of(interview)} {nowhere} [[cite: page seven]]")
    set_aside(document, why="Somebody else's", by=story.cast.berg.actor, at=story.now)
    found = {one for one in obstacles(lambda: _submit(story, decision)) if one.startswith("citation.")}
    with acting_as(story.cast.berg.actor):
        words = [one.words for one in story.sheet(decision).sources if one.found]
    assert found == {
        *(f"citation.facts.{one}" for one in words),
        f"citation.facts.{nowhere.removeprefix('[[cite: ').removesuffix(']]')}",
        "citation.facts.page seven",
    }
    story.save(decision, "facts", "They are not cited any more.")
    _submit(story, decision)


def test_what_only_warns_stops_nothing(house: House, story: Story, document: UUID) -> None:
    decision = _citing(story, f"Born in Adwa {page_of(document)}.")
    newer(house, document, story.cast.berg, story.now)
    assert warnings_of(story.sheet(decision)) == [f"{TITLE}, page 2: There is a newer version."]
    _submit(story, decision)


def test_what_is_confidential_is_not_named_to_whoever_reads_the_decision(house: House, story: Story) -> None:
    """The author is cleared for more than the second reader: both are shown the same paper, without it."""
    author = clear(house.admin_dsn, story.cast.berg, "medical")
    hidden, _file = paper(
        house, story.case, author, story.now, title="Report of the clinic", compartment=Compartment.MEDICAL
    )
    decision = _citing(story, f"She is ill {page_of(hidden)}.")
    theirs, mine = story.sheet(decision, story.cast.costa), story.sheet(decision, author)
    assert "Report of the clinic" not in repr(theirs)
    assert mine.sources[0].found is not None
    assert shown_digest(theirs) == shown_digest(mine)
    assert "clinic" in warnings_of(mine)[0]
    assert warnings_of(theirs) == []
    assert obstacles(lambda: _submit(story, decision)) == {f"citation.facts.{theirs.sources[0].key}"}, (
        "whoever cannot see it does not send it"
    )
    digest = _submit(story, decision, author).digest
    _read(story, decision, digest)
    _sign(story, decision, digest, author)
    for text in _printed(story, decision):
        assert "clinic" not in text
        assert "She is ill (a confidential document of the file, page 2) [1]" in text
    assert "clinic" not in repr(story.sheet(decision, story.cast.costa))


def test_in_its_own_compartment_it_is_named(house: House, story: Story) -> None:
    from limen.domain.decisions.commands.beginning import begin

    author = clear(house.admin_dsn, story.cast.berg, "medical")
    hidden, _file = paper(
        house, story.case, author, story.now, title="Report of the clinic", compartment=Compartment.MEDICAL
    )
    decision = begin(
        story.case, pack="atlantis", person_ids=(story.amina,), compartment=Compartment.MEDICAL,
        by=author.actor, at=story.now,
    ).decision_id  # fmt: skip
    story.save(decision, "facts", f"She is ill {page_of(hidden)}.", by=author)
    (source,) = story.sheet(decision, author).sources
    assert (source.words, source.is_confidential) == ("Report of the clinic, page 2", False)


def test_a_document_knows_who_cites_it(house: House, story: Story, document: UUID) -> None:
    decision = _citing(story, f"Born in Adwa {page_of(document)} {page_of(document, page=1)}.")
    other = story.begin(persons=(story.basim,))
    story.save(other, "facts", "[[cite: interview/00000000/b1]]")

    def citing(by: Player) -> list[tuple[UUID, tuple[int, ...]]]:
        with acting_as(by.actor):
            found = decisions_citing(story.case, document, by=by.actor, at=story.now)
        return [(one.id, one.pages) for one in found]

    assert citing(story.cast.berg) == [(decision, (1, 2))]
    assert citing(story.cast.farah) == citing(story.cast.elio) == []
    story.save(decision, "facts", "Not any more.")
    assert citing(story.cast.berg) == []


def test_a_source_is_numbered_once_however_often_it_is_met(story: Story, document: UUID) -> None:
    decision = _citing(
        story, f"One [[source: Act]] {page_of(document)}.\n\nTwo [[source: Act]] {page_of(document)}."
    )
    sheet = story.sheet(decision)
    by = story.cast.berg.actor
    with acting_as(by):
        office = office_of(story.case, by=by)
        made = decision_paper(sheet, sheet.fields, office=office, at=story.now)
    said = next(part.paragraphs for part in made.parts if part.title == "The facts")
    assert said == (f"One  [1] ({TITLE}, page 2) [2].", f"Two  [1] ({TITLE}, page 2) [2].")
    assert len(made.notes) == 2
