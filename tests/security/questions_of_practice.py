"""Every question about practice notes and questions to colleagues, as one of the scene would ask it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from limen.domain.practice.names import Ties
from limen.domain.practice.queries import drafts, notes, pointing, questions, reach, topics
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

NOT_ASKED_OF_PRACTICE = {
    "wordings_within": "a filter", "endorsements_within": "a filter", "questions_within": "a filter",
    "replies_within": "a filter", "typed_within": "a filter", "typed_into": "a filter",
    "practice_card": "of a loaded row",
    "ties_of": "of a loaded row", "notes_within": "a filter",
}  # fmt: skip


def asked_of_practice(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every note, every question, and searches that would find all."""
    by, on = scene.people[name].actor, at.date()
    learned = [row["id"] for row in facts.all("practice_note")]
    asked = [row["id"] for row in facts.all("practice_question")]
    cases = [row["id"] for row in facts.all("cases_case")]
    elements = [tie for row in facts.all("practice_note") for tie in row["elements"]]
    members = [row["id"] for row in facts.all("identity_member")]
    references = " ".join(row["reference"] for row in facts.all("cases_case"))
    names = ". ".join(row["written"] for row in facts.all("people_name"))
    sought = [
        notes.Sought(words=words, ties=ties, with_old=True)
        for words in ("", "learned", "learned zebras")
        for ties in (Ties(), Ties(countries=("ATA",)))
    ]

    def sheet(key: Any, **who: Any) -> Any:
        return notes.practice_sheet(key, on=on, **who)

    def pointed(key: Any, **who: Any) -> Any:
        return notes.pointed_sheet(key, on=on, at=at, **who)

    def beside(key: Any, **who: Any) -> Any:
        return topics.beside_case(key, on=on, at=at, **who), topics.ties_of_case(key, on=on, at=at, **who)

    return {
        "notes_found": lambda: [notes.notes_found(one, on=on, by=by) for one in sought],
        "notes_to_check": lambda: notes.notes_to_check(on=on, by=by),
        "notes_of_mine": lambda: notes.notes_of_mine(on=on, by=by),
        "notes_overdue": lambda: notes.notes_overdue(on=date(2030, 1, 1), by=by),
        "notes_that_wait": lambda: notes.notes_that_wait(on=date(2030, 1, 1), by=by),
        "practice_sheet": each(sheet, learned, by=by),
        "pointed_sheet": each(pointed, learned, by=by),
        "pointed_at": lambda: [pointing.pointed_at(text, by=by, at=at) for text in (references, names)],
        "note_within": each(reach.note_within, learned, by=by),
        "locked_practice": each(reach.locked_practice, learned, by=by),
        "question_within": each(reach.question_within, asked, by=by),
        "locked_question": each(reach.locked_question, asked, by=by),
        "is_colleague": lambda: [one for one in members if reach.is_colleague(one, by=by)],
        "questions": lambda: questions.questions(with_closed=True, by=by),
        "question_sheet": each(questions.question_sheet, asked, by=by),
        "questions_that_wait": lambda: questions.questions_that_wait(by=by),
        "typed_of": lambda: drafts.typed_of(None, by=by),
        "typed_by_me": lambda: drafts.typed_by_me(by=by),
        "topics_here": lambda: topics.topics_here(on=on, by=by),
        "elements_learned_of": lambda: topics.elements_learned_of(elements, by=by),
        "ties_of_case": lambda: None,
        "beside_case": lambda: [beside(key, by=by) for key in cases],
    }
