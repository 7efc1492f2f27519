"""The Word template of an authority: kept, followed by a better one, ended; what a signature keeps of it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from limen.domain.decisions.commands.templates import end_template, keep_template
from limen.domain.decisions.events import TemplateKept
from limen.domain.decisions.queries.reach import papers_of
from limen.domain.decisions.queries.templates import template_file, template_in_force, templates_of_house
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.outside.printing import default_template
from tests.cast import Player
from tests.domain.decisions.story import Story
from tests.domain.decisions.word_templates import changed, paragraph, words_of
from tests.domain.told import obstacles

LETTERHEAD = "Harbour Street 1, Aldoria"
OURS = changed("<w:body>", "<w:body>" + paragraph(LETTERHEAD))


def keep(
    story: Story, content: bytes = OURS, by: Player | None = None, *, called: str = "ours.docx"
) -> TemplateKept:
    return keep_template(called, content, by=(by or story.cast.ivo).actor, at=story.now)


def versions(story: Story, by: Player | None = None) -> list[tuple[int, bool]]:
    actor = (by or story.cast.ivo).actor
    with acting_as(actor):
        return [(one.number, one.ended_at is None) for one in templates_of_house(by=actor)]


def test_the_next_one_ends_the_one_before_and_both_stay_readable(story: Story) -> None:
    first = keep(story)
    second = keep(story, changed("<w:body>", "<w:body>" + paragraph("Second")), called="better.docx")
    assert versions(story) == [(2, True), (1, False)]
    by = story.cast.ivo.actor
    with acting_as(by):
        assert template_file(first.template_id, by=by) == OURS
        assert template_in_force(by=by).digest == second.digest


def test_a_signature_names_the_template_and_keeps_its_own_words(story: Story) -> None:
    kept = keep(story)
    decision = story.signed()
    keep(story, changed("<w:body>", "<w:body>" + paragraph("Later")))
    by = story.cast.berg.actor
    with acting_as(by):
        paper = papers_of(decision, by=by, at=story.now)
    assert LETTERHEAD in words_of(bytes(paper.word))
    assert paper.said["template"] == {"called": "ours.docx", "number": 1, "digest": kept.digest}


def test_without_one_of_its_own_the_template_of_the_house_is_named(story: Story) -> None:
    decision = story.signed()
    by = story.cast.berg.actor
    with acting_as(by):
        paper = papers_of(decision, by=by, at=story.now)
    digest = hashlib.sha256(default_template()).hexdigest()
    assert paper.said["template"] == {"called": "decision.docx", "number": 0, "digest": digest}


def test_going_back_leaves_the_versions(story: Story) -> None:
    by, later = story.cast.ivo.actor, story.now + timedelta(minutes=1)
    assert obstacles(lambda: end_template(by=by, at=story.now)) == {"none"}
    keep(story)
    assert end_template(by=by, at=later).number == 1
    assert versions(story) == [(1, False)]
    with acting_as(by):
        assert template_in_force(by=by).number == 0
    assert keep(story).number == 2


def test_nothing_is_kept_of_one_that_something_stands_against(story: Story) -> None:
    keep(story)
    unsafe = changed(more={"word/vbaProject.bin": b"Sub AutoOpen"})
    assert obstacles(lambda: keep(story, unsafe, called="evil.docm")) == {"called", "runs"}
    assert obstacles(lambda: keep(story, b"PK" + b"\0" * 5_000_001)) == {"size"}
    assert versions(story) == [(1, True)]


@pytest.mark.parametrize("who", ["berg", "costa", "jun"])
def test_the_wrong_role_may_not(who: str, story: Story) -> None:
    by: Player = getattr(story.cast, who)
    with pytest.raises(Forbidden):
        keep(story, by=by)
    with pytest.raises(Forbidden):
        end_template(by=by.actor, at=story.now)


def test_another_authority_never_sees_it(story: Story) -> None:
    kept: UUID = keep(story).template_id
    by = story.cast.elio.actor
    with acting_as(by):
        assert templates_of_house(by=by) == []
        assert template_in_force(by=by).number == 0
        with pytest.raises(Hidden):
            template_file(kept, by=by)


def test_it_says_what_happened(story: Story) -> None:
    event = keep(story)
    assert event.kind == "decisions.template_kept"
    assert (event.title, event.number) == ("ours.docx", 1)
    assert event.digest == hashlib.sha256(OURS).hexdigest()
