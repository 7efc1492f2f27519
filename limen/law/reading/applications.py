"""Reading application types, and looking up what they name elsewhere in the pack."""

from __future__ import annotations

from collections.abc import Iterator

from limen.law.applications import (
    ApplicationType,
    DecisionSection,
    DecisionStructure,
    EvidenceItem,
    FormSection,
    MadeBy,
    Need,
    OnlyWhen,
    Question,
    QuestionKind,
    StartedClock,
)
from limen.law.facts import FactKind
from limen.law.gates import GATES
from limen.law.packs import Pack
from limen.law.reading.dating import read_certainty, read_lengths
from limen.law.reading.nodes import Fields, Place
from limen.law.refusing import meant

Fault = tuple[str, str]
_TYPE = {
    "says", "about", "procedure", "lodged_at", "made_by", "form", "evidence", "outcomes", "starts",
    "withdrawn_by", "decision", "letters", "since", "until", "source", "certainty", "note",
}  # fmt: skip
_QUESTION = {"id", "says", "kind", "hint", "required", "one_of", "only_when"}
_DECISION = {
    "sections", "requirements", "gates_before_second_reader", "gates_before_signing", "country_information",
}  # fmt: skip
_EVIDENCE = {
    "says", "about", "need", "may_be_waived", "only_when", "since", "until", "source", "certainty", "note",
}  # fmt: skip
DAYS_OF_AN_APPLICATION = ("made_on", "lodged_on")


def read_application_type(id: str, place: Place) -> ApplicationType:
    """One application type."""
    fields = place.fields(_TYPE)
    letters = fields.at("letters")
    written = letters.fields({"acknowledgement", "missing_evidence"}) if letters is not None else None
    return ApplicationType(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        procedure=fields.text("procedure", "international_protection"),
        lodged_at=fields.text("lodged_at", "lodged"),
        made_by=fields.choice("made_by", MadeBy, MadeBy.APPLICANT),
        form=_form(fields),
        evidence={name: _evidence(name, one) for name, one in fields.named("evidence").items()},
        outcomes=fields.words("outcomes"),
        starts=tuple(_started(one) for one in fields.items("starts")),
        withdrawn_by=fields.words("withdrawn_by"),
        decision=_decision(fields),
        acknowledgement=written.text_or("acknowledgement") if written else "",
        missing_evidence=written.text_or("missing_evidence") if written else "",
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
    )


def _form(fields: Fields) -> tuple[FormSection, ...]:
    """The sections; a name is used once in a form, since answers are kept by it."""
    fields.need("form", "[...]")
    sections: list[FormSection] = []
    seen: set[str] = set()
    for place in fields.items("form"):
        inner = place.fields({"id", "says", "about", "questions"})
        questions = []
        for one in inner.items("questions"):
            question = _question(one)
            if question.id in seen:
                one.trouble(f"There are two questions called “{question.id}”.", "Rename one.")
            seen.add(question.id)
            questions.append(question)
        section = FormSection(
            id=inner.text("id", "claim"),
            says=inner.text("says"),
            about=inner.text_or("about"),
            questions=tuple(questions),
        )
        if not questions:
            place.trouble(f"The section “{section.id}” asks nothing.", "Add a question, or remove it.")
        if any(other.id == section.id for other in sections):
            place.trouble(f"There are two sections called “{section.id}”.", "Rename one.")
        sections.append(section)
    return tuple(sections)


def _question(place: Place) -> Question:
    fields = place.fields(_QUESTION)
    kind = fields.choice("kind", QuestionKind)
    offered = tuple((code, one.text()) for code, one in fields.named("one_of").items())
    if (kind is QuestionKind.CHOICE) != bool(offered):
        place.trouble("A choice has answers, and nothing else has.", "Write “one_of: {code: words}”.")
    return Question(
        id=fields.text("id", "reason"),
        says=fields.text("says"),
        kind=kind,
        hint=fields.text_or("hint"),
        is_required=fields.flag("required"),
        one_of=offered,
        only_when=_only_when(fields),
    )


def _only_when(fields: Fields) -> OnlyWhen | None:
    place = fields.at("only_when")
    if place is None:
        return None
    named = place.named()
    if len(named) != 1:
        place.trouble("It hangs on one question.", "Write “only_when: {question: answer}”.")
        return None
    [(question, answer)] = named.items()
    given = (answer.text(),) if answer.is_text else tuple(one.text() for one in answer.items())
    return OnlyWhen(question=question, answers=frozenset(given))


def _evidence(id: str, place: Place) -> EvidenceItem:
    fields = place.fields(_EVIDENCE)
    return EvidenceItem(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        need=fields.choice("need", Need),
        may_be_waived=fields.flag("may_be_waived"),
        only_when=_only_when(fields),
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
    )


def _started(place: Place) -> StartedClock:
    fields = place.fields({"term", "facts"})
    fields.need("facts", "{lodged_on: lodged_on}")
    facts = tuple((name, one.text()) for name, one in fields.named("facts").items())
    return StartedClock(term=fields.text("term", "examine_merits"), facts=facts)


def _decision(fields: Fields) -> DecisionStructure:
    place = fields.at("decision")
    if place is None:
        return DecisionStructure()
    inner = place.fields(_DECISION)
    sections: list[DecisionSection] = []
    for one in inner.items("sections"):
        part = one.fields({"id", "says", "prompt", "answers"})
        section = DecisionSection(
            id=part.text("id", "reasons"),
            says=part.text("says"),
            prompt=part.text_or("prompt"),
            answers=part.words("answers"),
        )
        if any(other.id == section.id for other in sections):
            one.trouble(f"There are two sections called “{section.id}”.", "Rename one.")
        sections.append(section)
    return DecisionStructure(
        sections=tuple(sections),
        gates_before_second_reader=inner.words("gates_before_second_reader"),
        gates_before_signing=inner.words("gates_before_signing"),
        requirements=inner.words("requirements"),
        country_information=read_lengths(inner.items("country_information")),
    )


def faults_of_type(one: ApplicationType, pack: Pack) -> Iterator[Fault]:
    """Whatever an application type names that is not there."""
    yield from _faults_of_procedure(one, pack)
    yield from _faults_of_questions(one)
    yield from _faults_of_clocks(one, pack)
    for name in one.outcomes:
        if name not in pack.outcomes:
            yield (
                f"“{one.id}” may end in “{name}”, which is no outcome.{meant(name, pack.outcomes)}",
                "Mend it.",
            )
    for name in filter(None, (one.acknowledgement, one.missing_evidence)):
        if name not in pack.letters:
            yield f"“{one.id}” names the letter “{name}”, which is not there.", "Add it to words.yaml."
    for section in one.decision.sections:
        for answer in section.answers:
            listed, _dot, item = answer.partition(".")
            if listed not in pack.requirements or item not in pack.requirements[listed].items:
                says = (
                    f"The section “{section.id}” of “{one.id}” answers “{answer}”, which is no requirement."
                )
                yield says, "Write “list.item” as in requirements.yaml."
    for listed in one.decision.requirements:
        if listed not in pack.requirements:
            says = f"The decision on “{one.id}” names “{listed}”, which is no list of requirements."
            yield says, f"Write its name as in requirements.yaml.{meant(listed, pack.requirements)}"
    gates = (*one.decision.gates_before_second_reader, *one.decision.gates_before_signing)
    yield from faults_of_gates(f"“{one.id}”", gates)


def faults_of_gates(where: str, gates: tuple[str, ...]) -> Iterator[Fault]:
    """Conditions that nobody answers."""
    for gate in gates:
        if gate not in GATES:
            yield (
                f"{where} needs “{gate}”, which is no known condition.{meant(gate, GATES)}",
                "Mend the name.",
            )


def _faults_of_procedure(one: ApplicationType, pack: Pack) -> Iterator[Fault]:
    procedure = pack.procedures.get(one.procedure)
    if procedure is None:
        yield (
            f"“{one.id}” goes through “{one.procedure}”, which is no procedure.",
            "Add it to procedure.yaml.",
        )
        return
    if one.lodged_at not in procedure.stages:
        yield (
            f"“{one.id}” stands at “{one.lodged_at}” once lodged, which is no stage of “{procedure.id}”.",
            f"The stages are: {', '.join(procedure.stages)}.",
        )
    acts = {move.act for move in procedure.moves}
    for act in one.withdrawn_by:
        if act not in acts:
            yield f"“{one.id}” is withdrawn by “{act}”, which is no act of its procedure.", "Mend it."


def _faults_of_questions(one: ApplicationType) -> Iterator[Fault]:
    """A condition names a question that stands before it and is answered in words."""
    before: dict[str, Question] = {}
    for question in one.questions():
        if question.only_when is not None:
            yield from _faults_of_condition(f"The question “{question.id}”", question.only_when, before)
        before[question.id] = question
    for item in one.evidence.values():
        if item.only_when is not None:
            yield from _faults_of_condition(f"The evidence “{item.id}”", item.only_when, before)


def _faults_of_condition(what: str, when: OnlyWhen, before: dict[str, Question]) -> Iterator[Fault]:
    asked = before.get(when.question)
    if asked is None:
        yield (
            f"{what} hangs on “{when.question}”, which is not asked before it.",
            "Mend the name or the order.",
        )
        return
    answers = {
        QuestionKind.YES_NO: {"yes", "no"},
        QuestionKind.CHOICE: {code for code, _says in asked.one_of},
    }
    if asked.kind not in answers:
        yield (
            f"{what} hangs on “{asked.id}”, which is not answered by a choice.",
            "Ask yes or no, or a choice.",
        )
    elif unknown := when.answers - answers[asked.kind]:
        yield f"“{', '.join(sorted(unknown))}” is no answer to “{asked.id}”.", "Mend the answer."


def _faults_of_clocks(one: ApplicationType, pack: Pack) -> Iterator[Fault]:
    days = {question.id for question in one.questions() if question.kind is QuestionKind.DATE}
    for clock in one.starts:
        term = pack.terms.get(clock.term)
        if term is None:
            says = f"“{one.id}” starts “{clock.term}”, which is no term.{meant(clock.term, pack.terms)}"
            yield says, "Mend the name."
            continue
        named = dict(clock.facts)
        for fact, known_from in clock.facts:
            kind = pack.facts[fact].kind if fact in pack.facts else None
            if kind is not FactKind.DATE:
                yield (
                    f"“{one.id}” starts “{clock.term}” with “{fact}”, which is no day among the facts.",
                    "Mend it.",
                )
            if known_from not in (*DAYS_OF_AN_APPLICATION, *days):
                yield (
                    f"“{one.id}” takes “{fact}” from “{known_from}”, which is no day of the application.",
                    f"Write {' or '.join(DAYS_OF_AN_APPLICATION)}, or a question that asks a date.",
                )
        for fact in (term.ordinary.runs_from, term.ordinary.governed_by):
            if fact not in named:
                yield (
                    f"“{one.id}” starts “{clock.term}” without “{fact}”, from which it runs.",
                    "Add the fact.",
                )
