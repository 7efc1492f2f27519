"""What a feared harm and an answer to a question of the law need. Nothing here says what follows from one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from limen.domain.assessments.names import MOST_FACTS, Answered, Harm, Outcome
from limen.domain.assessments.rules.acting import no_name, obstacles_of_length
from limen.foundation.refusals import Obstacle
from limen.law.analysis import Arises

MOST_LINKS = 50  # names under one answer


@dataclass(frozen=True, kw_only=True)
class Named:
    """Names that were written down: as they are kept, and whether all are names, and lead somewhere here."""

    names: tuple[str, ...] = ()
    are_names: bool = True
    are_found: bool = True

    @property
    def kept(self) -> str:
        """As a piece keeps them."""
        return " ".join(self.names)


def obstacles_to_analysing(*, has_analysis: bool) -> list[Obstacle]:
    """A law that says how evidence is weighed may ask nothing after it."""
    says = _("The law of this board has no guided legal analysis.")
    return [] if has_analysis else [Obstacle("analysis", says)]


def obstacles_to_opening_analysis(
    *, has_analysis: bool, is_asked: bool, is_seen: bool = True
) -> list[Obstacle]:
    """Once, where there is none; what the edition in force asks for the application. `is_seen`: its opener
    saw that very edition named."""
    if has_analysis:
        says = _("This board has a legal analysis. The law of a board never changes.")
        return [Obstacle("analysis", says)]
    says = _("The law in force asks nothing for this application on the day on which it was made.")
    if not is_asked:
        return [Obstacle("none", says)]
    says = _("Another edition was put in force meanwhile. Look at it, and open the analysis again.")
    return [] if is_seen else [Obstacle("edition", says)]


def obstacles_to_harm(harm: Harm, *, facts: Named, is_new: bool, others: int) -> list[Obstacle]:
    """It says what is feared; the facts on which it rests lie on the board."""
    obstacles = obstacles_of_length(harm)
    if not harm.says.strip():
        obstacles.append(Obstacle("says", _("Say in a line what is feared.")))
    if not (facts.are_names and facts.are_found):
        obstacles.append(Obstacle("facts", _("A harm rests on facts of this board. Choose among them.")))
    if is_new and others >= MOST_FACTS:
        obstacles.append(Obstacle("most", _("An analysis holds no more harms than this.")))
    return obstacles


def obstacles_to_arising(arises: Arises, waits_for: Sequence[str]) -> list[Obstacle]:
    """Questions are answered in their order, and none that does not arise."""
    if arises is Arises.NOT:
        return [Obstacle("not", _("By the answers before it this question does not arise."))]
    if arises is not Arises.WAITING:
        return []
    if not waits_for:
        says = _("It is about what is feared, and no harm is stated yet. State one first.")
        return [Obstacle("harm", says)]
    says = _("Answer first what is examined before it: %(questions)s.")
    return [Obstacle("waits", says % {"questions": "; ".join(waits_for)})]


def said_of_choosing(must_choose: str, through: str) -> str:
    """That the law wants something of its list to be chosen, with this answer."""
    if must_choose == Outcome.NOT_MET:
        says = _("Where it is not met, the law wants at least one of “%(list)s”. Choose it.")
    else:
        says = _("Where it is met, the law wants at least one of “%(list)s”. Choose it.")
    return says % {"list": through}


def obstacles_to_answering(
    told: Answered, *, items: Collection[str], through: str, must_choose: str, links: Named
) -> list[Obstacle]:
    """Met or not, with reasons; what is chosen is of the list that the question goes through, which is called
    `through`. `must_choose`: the answer with which the law wants at least one of it."""
    obstacles = obstacles_of_length(told)
    if told.answer not in Outcome.values:
        obstacles.append(Obstacle("answer", _("Say whether it is met or not.")))
    if not told.reasons.strip():
        obstacles.append(Obstacle("reasons", _("Write the reasons. An answer without reasons is none.")))
    if not set(told.chosen.split()) <= set(items):
        obstacles.append(Obstacle("chosen", _("Choose of what the law names here.")))
    elif items and told.answer == must_choose and not told.chosen.split():
        obstacles.append(Obstacle("chosen", said_of_choosing(must_choose, through)))
    if not links.are_names:
        obstacles.append(Obstacle("cites", no_name()))
    elif not links.are_found:
        obstacles.append(Obstacle("cites", _("A name leads to nothing that you may see here.")))
    if len(links.names) > MOST_LINKS:
        obstacles.append(Obstacle("cites", _("An answer holds no more links than this.")))
    return obstacles
