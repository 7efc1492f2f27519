"""Reading guided analyses, and whether their questions can be asked in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from limen.law.analysis import Analysis, Answer, Burden, Per, Question
from limen.law.packs import Pack
from limen.law.reading.dating import read_certainty
from limen.law.reading.nodes import Place, read_choice
from limen.law.refusing import meant

_FIELDS = {"says", "about", "procedures", "questions", "since", "until", "source", "certainty", "note"}
_QUESTION = {
    "says", "about", "per", "chooses", "must_choose", "burden", "only_when", "since", "until", "source",
    "certainty", "note",
}  # fmt: skip


def read_analysis(id: str, place: Place) -> Analysis:
    """One analysis, with its questions in their order."""
    fields = place.fields(_FIELDS)
    fields.need("procedures", "[international_protection]")
    fields.need("questions", "{act: {says: ..., per: harm, ...}}")
    return Analysis(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        procedures=fields.words("procedures"),
        questions={name: _question(name, one) for name, one in fields.named("questions").items()},
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
    )


def _question(id: str, place: Place) -> Question:
    fields = place.fields(_QUESTION)
    burden, must_choose = fields.at("burden"), fields.at("must_choose")
    return Question(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        per=fields.choice("per", Per),
        chooses=fields.text_or("chooses"),
        must_choose=read_choice(must_choose, Answer, Answer.MET) if must_choose else None,
        burden=read_choice(burden, Burden, Burden.SHARED) if burden else None,
        only_when=tuple(_way(one) for one in fields.items("only_when")),
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
    )


def _way(place: Place) -> Mapping[str, Answer]:
    return {name: read_choice(one, Answer, Answer.MET) for name, one in place.named().items()}


def faults_of_analysis(one: Analysis, pack: Pack) -> Iterator[tuple[str, str]]:
    """Whatever an analysis names that is not there or not before it, and whatever would stand beside it."""
    for name in one.procedures:
        if name not in pack.procedures:
            says = f"“{one.id}” is of “{name}”, which is no procedure.{meant(name, pack.procedures)}"
            yield says, "Add it to procedure.yaml."
    before: dict[str, Question] = {}
    for question in one.questions.values():
        yield from _faults_of_question(question, before, one, pack)
        before[question.id] = question
    for first, second in combinations(pack.analyses.values(), 2):
        shared = sorted(set(first.procedures) & set(second.procedures))
        if one.id == second.id and shared and _meet(first, second):
            says = f"“{first.id}” and “{second.id}” both analyse “{shared[0]}” on the same days."
            yield says, "Analyses of two laws do not mix: end one of them, or name another procedure."


def _faults_of_question(
    question: Question, before: Mapping[str, Question], one: Analysis, pack: Pack
) -> Iterator[tuple[str, str]]:
    lists = pack.grounds.keys() | pack.requirements.keys()
    if question.chooses and question.chooses not in lists:
        says = f"“{question.id}” of “{one.id}” goes through “{question.chooses}”, which is no list."
        yield says, f"Add it to grounds.yaml.{meant(question.chooses, lists)}"
    if question.must_choose and not question.chooses:
        says = f"“{question.id}” of “{one.id}” says that one must choose, and goes through no list."
        yield says, "Say with `chooses` of which list, or take `must_choose` out."
    for name in dict.fromkeys(name for way in question.only_when for name in way):
        if name not in one.questions:
            says = f"“{question.id}” of “{one.id}” depends on “{name}”, which is no question."
            yield says, f"Mend analysis.yaml.{meant(name, one.questions)}"
        elif name not in before:
            says = f"“{question.id}” of “{one.id}” depends on “{name}”, which is asked after it."
            yield says, "Questions stand in the order in which they are examined."


def _meet(first: Analysis, second: Analysis) -> bool:
    return first.since < (second.until or date.max) and second.since < (first.until or date.max)
