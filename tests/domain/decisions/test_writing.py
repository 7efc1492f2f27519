"""Writing: every save is a version, two people never overwrite each other, and an edit voids an approval."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from limen.domain.decisions.commands.answering import answer, comment, resolve, waive
from limen.domain.decisions.commands.paragraphs import end_paragraph, keep_paragraph
from limen.domain.decisions.commands.writing import insert_paragraph, keep_draft, save_version, set_outcome
from limen.domain.decisions.events import Answered, Commented, OutcomeSet, VersionSaved, Waived
from limen.domain.decisions.names import AnswerKind, DecisionState
from limen.domain.decisions.queries.paragraphs import decision_draft_of, paragraphs
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON
from tests.domain.decisions.story import Story
from tests.domain.told import Journal, obstacles


def test_each_save_is_a_version_and_the_hash_names_all_of_it(story: Story) -> None:
    decision = story.begin()
    first = story.save(decision, "facts", "One")
    second = story.save(decision, "law", "Two")
    sheet = story.sheet(decision)
    assert [one.number for one in sheet.versions] == [2, 1]
    assert [one.digest for one in sheet.versions] == [second, first]
    assert sheet.content.sections == {"facts": "One", "law": "Two"}


def test_of_two_writers_of_a_section_the_second_is_shown_both_texts(story: Story) -> None:
    decision = story.begin()
    story.save(decision, "facts", "first")
    story.save(decision, "facts", "by Costa", version=1, by=story.cast.costa)
    story.save(decision, "law", "elsewhere", version=1)  # another section does not stand in the way
    with pytest.raises(Conflict) as conflict:
        story.save(decision, "facts", "by Berg", version=1)
    said = conflict.value
    assert said.base is not None
    assert (said.theirs.says, said.theirs.by_name, said.base.says) == ("by Costa", "Costa", "first")
    assert story.sheet(decision).content.sections["facts"] == "by Costa"


def test_what_is_typed_is_kept_for_its_writer_alone_and_gone_once_saved(story: Story) -> None:
    decision, berg, costa = story.begin(), story.cast.berg.actor, story.cast.costa.actor
    with acting_as(berg):
        keep_draft(decision, section="facts", text="half a", version=0, by=berg, at=story.now)
        found = decision_draft_of(decision, "facts", by=berg, at=story.now)
    assert found is not None
    assert found.text == "half a"
    with acting_as(costa):
        assert decision_draft_of(decision, "facts", by=costa, at=story.now) is None
    story.save(decision, "facts", "half a sentence")
    with acting_as(berg):
        assert decision_draft_of(decision, "facts", by=berg, at=story.now) is None


def test_an_outcome_is_the_packs_for_somebody_concerned(story: Story) -> None:
    decision = story.begin()

    def choose(outcome: str, person: UUID | None = None) -> OutcomeSet:
        return set_outcome(
            decision, person_id=person or story.amina, outcome=outcome, on=ON,
            by=story.cast.berg.actor, at=story.now,
        )  # fmt: skip

    assert obstacles(lambda: choose("perhaps")) == {"outcome"}
    assert obstacles(lambda: choose("granted", story.basim)) == {"person"}
    choose("granted")
    sheet = story.sheet(decision)
    assert sheet.card.persons[0].outcome_says == "Granted"
    assert sheet.content.outcomes == {str(story.amina): "granted"}


@pytest.mark.parametrize("how", ["text", "outcome", "paragraph"])
def test_any_edit_after_the_approval_voids_it(how: str, story: Story) -> None:
    decision, _ = story.approved()
    by, at = story.cast.berg.actor, story.now
    if how == "text":
        story.save(decision, "facts", "Something else.")
    elif how == "outcome":
        set_outcome(decision, person_id=story.amina, outcome="granted", on=ON, by=by, at=at)
    else:
        kept = keep_paragraph(story.cast.unit, called="Advice", text="Ask.", by=story.cast.costa.actor, at=at)
        insert_paragraph(decision, section="remedy", paragraph_id=kept.paragraph_id, on=ON, by=by, at=at)
    assert story.sheet(decision).card.state is DecisionState.DRAFT


def test_nothing_is_written_in_what_is_signed(story: Story) -> None:
    decision = story.signed()
    assert obstacles(lambda: _save(story, decision)) == {"signed"}


def _save(story: Story, decision: Any, **more: Any) -> VersionSaved:
    facts: dict[str, Any] = {
        "section": "facts", "text": "x", "version": 99, "by": story.cast.berg.actor,
    } | more  # fmt: skip
    return save_version(decision, on=ON, at=story.now, **facts)


def test_an_unknown_section_and_one_too_long_are_refused(story: Story) -> None:
    decision = story.begin()
    assert obstacles(lambda: _save(story, decision, section="poem")) == {"section"}
    assert obstacles(lambda: _save(story, decision, text="x" * 100_001)) == {"long"}


def test_a_remark_quotes_what_is_there_and_is_dealt_with_once(story: Story) -> None:
    decision, by, at = story.begin(), story.cast.costa.actor, story.now
    story.save(decision, "facts", "He arrived in May.")

    def remark(quoted: str, says: str = "In June?") -> Commented:
        return comment(decision, section="facts", quoted=quoted, says=says, on=ON, by=by, at=at)

    assert obstacles(lambda: remark("He left")) == {"quoted"}
    assert obstacles(lambda: remark("in May", " ")) == {"says"}
    made = remark("in May")
    assert [one.quoted for one in story.sheet(decision).remarks] == ["in May"]
    resolve(made.comment_id, by=story.cast.berg.actor, at=at)
    assert story.sheet(decision).remarks == ()
    assert obstacles(lambda: resolve(made.comment_id, by=by, at=at)) == {"resolved"}


def test_what_the_law_asks_is_answered_in_words_and_waived_where_it_says_so(story: Story) -> None:
    decision, by, at = story.begin(), story.cast.berg.actor, story.now

    def say(question: str, kind: AnswerKind, says: str) -> Answered:
        return answer(decision, question=question, kind=kind, says=says, on=ON, by=by, at=at)

    assert obstacles(lambda: say("weighed.statements", AnswerKind.NOT_ARISING, "")) == {"says"}
    assert obstacles(lambda: say("interviews.held", AnswerKind.CONSIDERED, "")) == {"says"}
    assert obstacles(lambda: say("interviews.room", AnswerKind.CONSIDERED, "x")) == {"question"}

    def let_go(question: str, says: str) -> Waived:
        return waive(decision, question=question, says=says, on=ON, by=by, at=at)

    assert obstacles(lambda: let_go("interviews.held", "No time")) == {"waiver"}
    assert obstacles(lambda: let_go("contents.translations", " ")) == {"says"}
    let_go("contents.translations", "He reads the language of the office.")
    found = story.sheet(decision).answers
    assert [(one.question, one.kind, one.by_name) for one in found] == [
        ("contents.translations", AnswerKind.WAIVED, "Berg")
    ]


def test_a_standard_paragraph_stands_in_the_text_with_its_owner(story: Story) -> None:
    decision, costa, at = story.begin(), story.cast.costa.actor, story.now
    first = keep_paragraph(story.cast.unit, called="Advice", text="Ask us.", by=costa, at=at)
    better = keep_paragraph(
        story.cast.unit, called="Advice", text="Ask a lawyer.", follows=first.paragraph_id, by=costa, at=at
    )
    insert_paragraph(
        decision, section="remedy", paragraph_id=better.paragraph_id, on=ON, by=story.cast.berg.actor, at=at
    )
    text = story.sheet(decision).content.sections["remedy"]
    assert text == "[[standard: Advice · First unit · 2]]\nAsk a lawyer.\n[[end]]\n"
    with acting_as(costa):
        assert [one.number for one in paragraphs(by=costa)] == [2]
    end_paragraph(better.paragraph_id, by=costa, at=at)
    with acting_as(costa):
        assert paragraphs(by=costa) == []
    with pytest.raises(Hidden):
        insert_paragraph(decision, section="law", paragraph_id=better.paragraph_id, on=ON, by=costa, at=at)
    with pytest.raises(Forbidden):
        keep_paragraph(story.cast.unit, called="Mine", text="x", by=story.cast.berg.actor, at=at)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(role: str, story: Story) -> None:
    decision = story.begin()
    who = getattr(story.cast, role)
    if role == "grit":
        _wall_off(story)
    with pytest.raises((Hidden, Forbidden)):
        _save(story, decision, by=who.actor)
    with pytest.raises(Hidden):
        story.sheet(decision, who)


def _wall_off(story: Story) -> None:
    from limen.domain.cases.commands.walling import wall_off
    from limen.domain.cases.names import WallGround

    wall_off(
        story.case, member_id=story.cast.grit.id, ground=WallGround.FAMILY, why="", by=story.cast.costa.actor,
        at=story.now,
    )  # fmt: skip


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, story: Story) -> None:
    with pytest.raises(Forbidden):
        _save(story, story.begin(), by=getattr(story.cast, role).actor)


def test_it_says_what_happened(story: Story, journal: Journal) -> None:
    assert journal.tells(_save(story, story.begin()), by=story.cast.berg)
