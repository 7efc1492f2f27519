"""Why an act on a board cannot happen now. The same sentences beside the button and in the refusal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.assessments.names import (
    LONGEST,
    MOST_FACTS,
    NEEDS_WORDS,
    Discrepancy,
    Evidence,
    Fact,
    Held,
    Look,
    PieceKind,
    Settled,
    Stance,
)
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle
from limen.law.weighing import ConcludesOn

# Of these there is one for each fact where facts are concluded on, and one for the account where it is.
_FOLLOW_THE_TEMPLATE = (PieceKind.INDICATORS, PieceKind.CONDITIONS, PieceKind.CONCLUSION)


# What is withdrawn as a whole; of the rest one says something else.
WITHDRAWN_WHOLE = (
    PieceKind.FACT, PieceKind.EVIDENCE, PieceKind.DISCREPANCY, PieceKind.HAPPENING, PieceKind.TELLING,
    PieceKind.HARM, PieceKind.ARGUMENT,
)  # fmt: skip


def obstacles_to_working(*, is_worked_on: bool, compartment: str, by: Actor) -> list[Obstacle]:
    """Whoever writes on a board works on the case and is cleared for the compartment."""
    obstacles = []
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    return obstacles


def obstacles_to_opening(
    *,
    was_lodged: bool,
    has_law: bool,
    pack: str,
    packs: Collection[str],
    person: UUID,
    covered: Collection[UUID],
    is_taken: bool,
) -> list[Obstacle]:
    """For a lodged application whose law says how evidence is weighed or what is asked, for somebody for whom
    it was made; beside boards of the same pack only. `packs`: those of the boards that the case has."""
    obstacles = []
    if not was_lodged:
        obstacles.append(Obstacle("application", _("The application was not lodged. Lodge it first.")))
    if not has_law:
        says = _("The law of this application neither says how evidence is weighed nor what is asked.")
        obstacles.append(Obstacle("template", says))
    if any(one != pack for one in packs):
        says = _(
            "This case has a board by the law of another pack. Two ways of weighing are never mixed in one "
            "case."
        )
        obstacles.append(Obstacle("mixed", says))
    if person not in covered:
        obstacles.append(Obstacle("person", _("Choose somebody for whom the application was made.")))
    if is_taken:
        obstacles.append(Obstacle("taken", _("There is such a board already. Open it from the list.")))
    return obstacles


def obstacles_to_weighing(*, is_weighed: bool) -> list[Obstacle]:
    """A law that only asks its questions says nothing of how an account is weighed."""
    says = _("The law of this board does not say how evidence is weighed. Answer its questions instead.")
    return [] if is_weighed else [Obstacle("template", says)]


def obstacles_to_laying(kind: PieceKind, *, of_fact: bool, concludes_on: ConcludesOn) -> list[Obstacle]:
    """Each kind has its place: where facts are concluded on, beside a fact; otherwise beside the account."""
    if kind in (PieceKind.FACT, PieceKind.CIRCUMSTANCES, PieceKind.DISTORTIONS):
        fits = not of_fact
    elif kind in _FOLLOW_THE_TEMPLATE:
        fits = of_fact is (concludes_on is ConcludesOn.FACT)
    else:
        fits = True
    says = _("By this law a conclusion is drawn elsewhere on the board.")
    return [] if fits else [Obstacle("place", says)]


def obstacles_to_changing(*, is_withdrawn: bool) -> list[Obstacle]:
    """What was withdrawn stays as it was."""
    says = _("It was withdrawn from the board. It stays readable and is not changed any more.")
    return [Obstacle("withdrawn", says)] if is_withdrawn else []


def obstacles_to_withdrawing(kind: PieceKind, *, is_withdrawn: bool, why: str) -> list[Obstacle]:
    """Facts, evidence, discrepancies and events are withdrawn, once, and somebody says why."""
    obstacles = obstacles_to_changing(is_withdrawn=is_withdrawn)
    if kind not in WITHDRAWN_WHOLE:
        obstacles.append(Obstacle("kind", _("Change what it says instead; its earlier versions stay.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why.")))
    return obstacles


def obstacles_to_fact(fact: Fact, *, elements: Collection[str], is_new: bool, others: int) -> list[Obstacle]:
    """It says something, and bears on an element of the template where there are any."""
    obstacles = obstacles_of_length(fact)
    if not fact.says.strip():
        obstacles.append(Obstacle("says", _("State the fact in a line.")))
    if elements and fact.element not in elements:
        obstacles.append(Obstacle("element", _("Say what the fact bears on.")))
    if is_new and others >= MOST_FACTS:
        obstacles.append(Obstacle("most", _("A board holds no more facts than this.")))
    return obstacles


def obstacles_to_evidence(evidence: Evidence, *, is_named: bool, is_found: bool) -> list[Obstacle]:
    """A name that leads somewhere, or a source in words; how it bears, and what it shows. `is_named`: what
    was written is a citation name at all."""
    obstacles = obstacles_of_length(evidence)
    if not (evidence.cites or evidence.source.strip()):
        obstacles.append(Obstacle("cites", _("Cite a place in the file, or say in words what it is.")))
    elif evidence.cites and not is_named:
        obstacles.append(Obstacle("cites", no_name()))
    elif evidence.cites and not is_found:
        says = _("This name leads to nothing that you may see here.")
        obstacles.append(Obstacle("cites", says))
    if evidence.stance not in Stance.values:
        obstacles.append(Obstacle("stance", _("Say whether it speaks for the fact, against it, or neither.")))
    if not evidence.shows.strip():
        obstacles.append(Obstacle("shows", _("Say in your own words what it shows.")))
    return obstacles


def obstacles_to_noting(
    found: Discrepancy, *, are_named: bool, are_found: bool, is_noted_seen: bool
) -> list[Obstacle]:
    """What differs is said in words, and where it stands can be seen. `is_noted_seen`: the inconsistency of
    an interview for which it stands may be read by everybody who reads the board."""
    obstacles = obstacles_of_length(found)
    if not (found.differs.strip() or found.noted):
        obstacles.append(Obstacle("differs", _("Say what differs.")))
    if not are_named:
        obstacles.append(Obstacle("where", no_name()))
    elif not are_found:
        obstacles.append(Obstacle("where", _("This name leads to nothing that you may see here.")))
    if found.noted and not is_noted_seen:
        says = _("This inconsistency cannot stand on this board: not everybody who reads it may see it.")
        obstacles.append(Obstacle("noted", says))
    return obstacles


def obstacles_to_putting(
    *, put_on: date | None, put_where: str, answer: str, explanation: str, explanations: Collection[str],
    is_at_the_desk: bool, today: date,
) -> list[Obstacle]:  # fmt: skip
    """When and where it was put, what was answered, and how it was explained. What was noted at the interview
    desk is put there."""
    obstacles = []
    if is_at_the_desk:
        says = _("It was noted at the interview desk. It is put to the applicant there, and shown here.")
        return [Obstacle("desk", says)]
    if put_on is None or put_on > today:
        obstacles.append(Obstacle("put_on", _("Say on which day it was put; not a day to come.")))
    if not put_where.strip():
        says = _("Say where that stands: in which record, block or letter.")
        obstacles.append(Obstacle("put_where", says))
    if not answer.strip():
        obstacles.append(Obstacle("answer", _("Write down what the applicant answered.")))
    if explanation not in explanations:
        obstacles.append(Obstacle("explanation", _("Choose how it was explained; “none” is an answer.")))
    return [*obstacles, *obstacles_of_length(Discrepancy(differs="", answer=answer, put_where=put_where))]


def obstacles_to_viewing(*, is_put: bool, settled: str, view: str) -> list[Obstacle]:
    """What was put is weighed, in words."""
    obstacles = []
    if not is_put:
        says = _("It was not put to the applicant yet. Hear the answer before you weigh it.")
        obstacles.append(Obstacle("not_put", says))
    if settled not in Settled.values:
        obstacles.append(Obstacle("settled", _("Say whether the explanation is accepted.")))
    if not view.strip():
        obstacles.append(Obstacle("view", _("Say why, in your own words.")))
    return [*obstacles, *obstacles_of_length(Discrepancy(differs="", view=view))]


def obstacles_to_looking(look: Look, *, items: Collection[str], answers: Collection[str]) -> list[Obstacle]:
    """Answers to items of the list, in its own words, with words where an answer means nothing without."""
    obstacles = []
    if not items:
        obstacles.append(Obstacle("list", _("The law of this board has no such list.")))
    if not set(look.answers) <= set(items) or not set(look.answers.values()) <= {"", *answers}:
        obstacles.append(Obstacle("answers", _("Answer with what is offered.")))
    if not any(look.answers.values()):
        obstacles.append(Obstacle("answers", _("Answer at least one of them.")))
    bare = [key for key, one in look.answers.items() if one in NEEDS_WORDS and not look.words.get(key)]
    if bare:
        obstacles.append(Obstacle("words", _("Say why, in words, wherever you say that it bears or not.")))
    return [*obstacles, *obstacles_of_length(look)]


def no_name() -> str:
    """Of what was written where a citation name is asked for."""
    return _("This is no name of a page, a mark, a block, a moment of a recording or a passage.")


def obstacles_of_length(held: Held) -> list[Obstacle]:
    """What somebody typed fits into one place."""
    if len(held.as_text) <= LONGEST:
        return []
    return [Obstacle("length", _("This is longer than what can be kept in one place of a board."))]
