"""The second reader: somebody else, of this very version; and what is signed is what they approved."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.decisions.commands.answering import comment
from limen.domain.decisions.commands.beginning import begin
from limen.domain.decisions.commands.reviewing import approve, open_for_reading, send_back, submit
from limen.domain.decisions.commands.serving import serve
from limen.domain.decisions.commands.signing import sign
from limen.domain.decisions.events import Approved, SentBack, Served
from limen.domain.decisions.names import DecisionState, ServiceWay
from limen.domain.decisions.queries.papers import letter_paper, office_of
from limen.domain.decisions.queries.reach import papers_of
from limen.domain.decisions.queries.sheets import waiting_for_reader
from limen.domain.people.commands.belonging import add_nationality
from limen.domain.people.names import Belonging, NationalityTold
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Player
from tests.domain.decisions.story import Story
from tests.domain.told import Journal, obstacles


def _approve(story: Story, decision: Any, digest: str, by: Player | None = None) -> Approved:
    actor = (by or story.cast.costa).actor
    return approve(decision, digest=digest, says="", on=ON, by=actor, at=story.now)


def test_nothing_goes_to_the_reader_before_it_is_whole(story: Story) -> None:
    decision = story.begin()
    story.save(decision, "facts", "A {{nonsense}}.")
    found = obstacles(lambda: submit(decision, on=ON, by=story.cast.berg.actor, at=story.now))
    assert found >= {"outcome", "section.law", "fields", "weighed.statements"}
    assert "interviews.held" not in found, "asked for before signing"


def test_the_reader_is_somebody_else_and_opened_this_version(story: Story) -> None:
    decision, digest = story.submitted()
    berg, costa = story.cast.berg, story.cast.costa
    assert obstacles(lambda: _approve(story, decision, digest)) == {"unopened"}
    opening = obstacles(lambda: open_for_reading(decision, on=ON, by=berg.actor, at=story.now))
    assert opening == {"author"}
    assert obstacles(lambda: _approve(story, decision, digest, berg)) == {"author", "unopened"}
    with acting_as(costa.actor):
        waiting = waiting_for_reader(by=costa.actor, at=story.now).cards
    assert [one.id for one in waiting] == [decision]
    with acting_as(berg.actor):
        assert waiting_for_reader(by=berg.actor, at=story.now).cards == ()
    open_for_reading(decision, on=ON, by=costa.actor, at=story.now)
    _approve(story, decision, digest)
    assert story.sheet(decision).card.state is DecisionState.APPROVED


def test_another_version_than_the_one_opened_is_not_approved(story: Story) -> None:
    decision, digest = story.opened()
    story.save(decision, "facts", "New.")
    submit(decision, on=ON, by=story.cast.berg.actor, at=story.now)
    assert obstacles(lambda: _approve(story, decision, digest)) == {"changed"}
    latest = story.sheet(decision).content.digest
    assert obstacles(lambda: _approve(story, decision, latest)) == {"unopened"}


def test_it_is_sent_back_with_marked_remarks_and_not_approved_with_them(story: Story) -> None:
    decision, digest = story.opened()
    costa = story.cast.costa.actor

    def back(says: str) -> SentBack:
        return send_back(decision, digest=digest, says=says, on=ON, by=costa, at=story.now)

    assert obstacles(lambda: back(" ")) == {"says"}
    comment(decision, section="facts", quoted="facts", says="Which?", on=ON, by=costa, at=story.now)
    assert obstacles(lambda: _approve(story, decision, digest)) == {"remarks"}
    back("")
    assert story.sheet(decision).card.state is DecisionState.RETURNED


def test_nothing_is_signed_without_the_approval_of_this_very_version(story: Story) -> None:
    decision, digest = story.opened()
    by = story.cast.berg.actor
    assert obstacles(lambda: sign(decision, digest=digest, on=ON, by=by, at=story.now)) == {"state"}
    _approve(story, decision, digest)
    assert obstacles(lambda: sign(decision, digest="0" * 64, on=ON, by=by, at=story.now)) == {"changed"}


def test_what_the_text_shows_of_the_file_may_not_change_after_the_approval(story: Story) -> None:
    decision, digest = story.approved()
    told = NationalityTold(belonging=Belonging.NATIONAL, country="IRN")
    add_nationality(
        story.amina, nationality=told, nationality_id=new_id(), by=story.cast.berg.actor, at=story.now
    )
    by = story.cast.berg.actor
    assert obstacles(lambda: sign(decision, digest=digest, on=ON, by=by, at=story.now)) == {"shows"}


def test_both_papers_are_frozen_with_their_hashes(story: Story) -> None:
    decision = story.signed()
    with acting_as(story.cast.berg.actor):
        kept = papers_of(decision, by=story.cast.berg.actor, at=story.now)
    pdf, word = bytes(kept.pdf), bytes(kept.word)
    assert (hashlib.sha256(pdf).hexdigest(), hashlib.sha256(word).hexdigest()) == (
        kept.pdf_digest, kept.word_digest,
    )  # fmt: skip
    reader = PdfReader(io.BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "facts of Nadia Karimi" in text.replace("\n", " ")
    assert "Signed by Berg" in text
    root: Any = reader.trailer["/Root"]
    assert "pdfaid:part" in root["/Metadata"].get_data().decode(), "PDF/A"
    assert "/StructTreeRoot" in root
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        assert "facts of Nadia Karimi" in packed.read("word/document.xml").decode()


def _serve(story: Story, decision: Any, **more: Any) -> Served:
    facts: dict[str, Any] = {
        "person_id": story.amina, "way": ServiceWay.IN_PERSON, "served_on": story.today, "language": "ara",
        "proof": "Signed receipt", "facts": {}, "on": story.today, "by": story.cast.berg.actor,
    }  # fmt: skip
    return serve(decision, at=story.now, **(facts | more))


def test_service_starts_the_clock_of_the_remedy_on_the_day_of_law(story: Story) -> None:
    decision = story.signed()
    served = _serve(story, decision)
    by = story.cast.berg.actor
    with acting_as(by):
        clocks = clocks_of(story.case, by=by, at=story.now)
    assert [(one.term, one.about, one.due_on) for one in clocks] == [
        ("appeal", "Nadia Karimi", served.last_day)
    ]
    assert story.sheet(decision).card.state is DecisionState.SERVED
    assert obstacles(lambda: _serve(story, decision)) == {"served"}


def test_a_day_before_the_signature_or_to_come_and_no_proof_are_refused(story: Story) -> None:
    decision = story.signed()
    day = timedelta(days=1)
    assert obstacles(lambda: _serve(story, decision, served_on=story.today + day)) == {"served_on"}
    assert obstacles(lambda: _serve(story, decision, served_on=story.today - day)) == {"served_on"}
    assert obstacles(lambda: _serve(story, decision, proof=" ")) == {"proof"}
    assert obstacles(lambda: _serve(story, decision, person_id=story.basim)) == {"person"}
    unsigned, _ = story.opened(persons=(story.basim,))
    assert obstacles(lambda: _serve(story, unsigned, person_id=story.basim)) == {"unsigned"}


def test_each_person_of_a_family_is_served(story: Story) -> None:
    decision = story.signed("granted", (story.amina, story.basim))
    _serve(story, decision)
    assert story.sheet(decision).card.state is DecisionState.SIGNED
    _serve(story, decision, person_id=story.basim)
    assert story.sheet(decision).card.state is DecisionState.SERVED


def test_the_letter_speaks_a_language_the_person_understands(story: Story) -> None:
    decision = story.signed()
    served = _serve(story, decision)
    by = story.cast.berg.actor
    with acting_as(by):
        sheet = story.sheet(decision)
        paper = letter_paper(
            sheet, sheet.services[0], office=office_of(story.case, by=by), by=by, at=story.now
        )
    assert [part.language for part in paper.parts] == ["ar", "en"]
    assert "يمكنك الطعن" in paper.parts[0].paragraphs[1]
    assert served.last_day is not None
    assert str(served.last_day.year) in paper.parts[1].paragraphs[1]


def test_a_served_decision_is_followed_by_another_and_stays(story: Story) -> None:
    decision = story.signed("granted")
    _serve(story, decision)
    new = begin(
        story.case, pack="atlantis", person_ids=(story.amina,), instead_of=decision,
        by=story.cast.berg.actor, at=story.now,
    )  # fmt: skip
    assert story.sheet(new.decision_id).card.instead_of_id == decision
    assert story.sheet(decision).card.state is DecisionState.SERVED


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina"])
def test_the_wrong_role_is_forbidden(role: str, story: Story) -> None:
    decision, digest = story.submitted()
    with pytest.raises(Forbidden):
        _approve(story, decision, digest, getattr(story.cast, role))


@pytest.mark.parametrize("role", ["elio", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(role: str, story: Story) -> None:
    decision, digest = story.submitted()
    with pytest.raises(Hidden):
        _approve(story, decision, digest, getattr(story.cast, role))


def test_it_says_what_happened(story: Story, journal: Journal) -> None:
    decision, digest = story.opened()
    assert journal.tells(_approve(story, decision, digest), by=story.cast.costa)
    by = story.cast.berg
    signed = sign(decision, digest=digest, on=story.today, by=by.actor, at=story.now)
    assert journal.tells(signed, by=by)
    assert journal.tells(_serve(story, decision), by=by, after=("deadlines.started",))
