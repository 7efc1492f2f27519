"""How sure an answer is: everything in it that nobody read in the law, said plainly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from limen.law.dated import Certainty, Dated
from limen.law.lengths import Length
from limen.law.packs import Pack
from limen.law.rulings import Ruling
from limen.law.terms import Term
from limen.site.cli.law.questions import Question

HOW_SURE = {
    Certainty.VERIFIED: "the text of the law, or an official page, was read",
    Certainty.SECONDARY: "a law firm, an agency or a paper says so; the law itself was not read",
    Certainty.UNVERIFIED: "from memory, or an inference; nobody looked it up",
}


def version_used(question: Question, ruling: Ruling) -> Dated[Length] | None:
    """The version of the value that ruled."""
    return question.term.run_for(question.facts).values.on(ruling.governed_on)


def unsettled(question: Question, ruling: Ruling) -> tuple[str, ...]:
    """One sentence for each thing that is not settled; none when all of it was read in the law."""
    return tuple(dict.fromkeys(_unsettled(question, ruling)))


def doubts(certainty: Certainty, interpretation: str, of: str) -> Iterator[str]:
    """What is not settled about one thing."""
    if certainty is not Certainty.VERIFIED:
        yield f"{of} is {certainty}: {HOW_SURE[certainty]}."
    if interpretation:
        yield f"{of} rests on an interpretation: {interpretation.rstrip('.')}."


def _unsettled(question: Question, ruling: Ruling) -> Iterator[str]:
    term, on = question.term, ruling.governed_on
    yield from doubts(ruling.certainty, ruling.interpretation, f"the value ({ruling.value})")
    for extended in question.extensions:
        for extension in term.extensions:
            if extension.id == extended.ground and (most := extension.values.on(on)) is not None:
                yield from doubts(most.certainty, most.interpretation, f"the extension “{extension.id}”")
    for stop in question.stops:
        for cause in term.stops:
            if cause.id == stop.cause:
                yield from doubts(cause.certainty, "", f"the stop “{cause.id}”")
    yield from _cap(question, ruling)
    yield from _transition(question)


def _cap(question: Question, ruling: Ruling) -> Iterator[str]:
    cap = question.term.cap
    if any(reason.code == "cap_unknown" for reason in ruling.reasons):
        yield "there is a latest end, which was not looked at because a fact is missing."
    applied = next((reason for reason in ruling.reasons if reason.code == "capped"), None)
    if cap is not None and applied is not None and applied.on is not None:
        version = cap.values.on(applied.on)
        if version is not None:
            yield from doubts(version.certainty, version.interpretation, f"the latest end ({version.value})")


def _transition(question: Question) -> Iterator[str]:
    """Whether the case falls into days on which it is doubtful which law governs."""
    regime = question.pack.regimes.get(question.term.regime)
    if regime is None:
        return
    day = question.facts.get(regime.decided_by)
    if isinstance(day, date):
        doubt = regime.doubt_on(question.calendar.civil_day(day))
        if doubt is not None:
            yield f"which law governs must be looked at by a lawyer: {doubt.says.rstrip('.')}."


def standing(pack: Pack) -> str:
    """Whether anybody answered for the pack."""
    if pack.is_signed:
        names = ", ".join(f"{one.name} ({one.capacity}, {one.on})" for one in pack.signatures)
        return f"signed by {names}" if names else "signed"
    return "a draft that nobody has signed; not legal advice"


def notes_of(term: Term, version: Dated[Length] | None) -> tuple[str, ...]:
    """What an officer should know, beside the rule itself."""
    return tuple(note for note in (version.note if version is not None else "", term.about) if note)
