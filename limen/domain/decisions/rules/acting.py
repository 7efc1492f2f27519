"""Why an act on a decision cannot happen now. The same sentences beside the button and in the refusal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.decisions.names import LONGEST, OPEN, AnswerKind, DecisionState
from limen.domain.decisions.rules.structure import Question
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle


def obstacles_to_working(*, is_worked_on: bool, compartment: str, by: Actor) -> list[Obstacle]:
    """Whoever writes in a decision works on the case and is cleared for the compartment."""
    obstacles = []
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    return obstacles


def obstacles_to_beginning(
    *,
    persons: Collection[UUID],
    parties: Collection[UUID],
    taken: Collection[UUID],
    has_law: bool,
    was_lodged: bool,
    is_separate: bool,
    why: str,
) -> list[Obstacle]:
    """It is about persons of the case, each in one decision; one that stands apart is about one, and says
    why."""
    obstacles = []
    if not has_law:
        obstacles.append(Obstacle("law", _("No edition of this pack is in force here.")))
    if not was_lodged:
        obstacles.append(Obstacle("application", _("The application was not lodged. Lodge it first.")))
    if not persons or not set(persons) <= set(parties):
        obstacles.append(Obstacle("persons", _("Choose whom the decision is about: people of this case.")))
    if set(persons) & set(taken):
        obstacles.append(Obstacle("taken", _("Another decision is already about one of these persons.")))
    if is_separate and len(persons) != 1:
        obstacles.append(Obstacle("separate", _("A decision that stands apart is about one person.")))
    if is_separate and not why.strip():
        obstacles.append(Obstacle("why", _("Say why the decision must stand apart from the others.")))
    return obstacles


def obstacles_to_correcting(
    *, state: str, persons: Collection[UUID], concerned: Collection[UUID]
) -> list[Obstacle]:
    """A served decision is corrected by a new one about the same persons."""
    obstacles = []
    if state != DecisionState.SERVED:
        obstacles.append(
            Obstacle("not_served", _("Only a decision that was served is corrected by another."))
        )
    if not set(persons) <= set(concerned):
        obstacles.append(Obstacle("persons", _("A correction is about persons of the corrected decision.")))
    return obstacles


def obstacles_to_writing(state: str) -> list[Obstacle]:
    """Until it is signed."""
    if state in OPEN:
        return []
    if state == DecisionState.VOID:
        return [Obstacle("void", _("This decision was set aside."))]
    return [Obstacle("signed", _("The decision is signed. It can only be corrected by a new one."))]


def obstacles_to_saving(state: str, *, has_section: bool, text: str) -> list[Obstacle]:
    """A section of this decision, not endlessly long."""
    obstacles = obstacles_to_writing(state)
    if not has_section:
        obstacles.append(Obstacle("section", _("The decision has no such section.")))
    if len(text) > LONGEST:
        obstacles.append(Obstacle("long", _("A section has at most %(count)d letters.") % {"count": LONGEST}))
    return obstacles


def obstacles_to_setting_outcome(state: str, *, is_concerned: bool, has_outcome: bool) -> list[Obstacle]:
    """One of the outcomes of the pack, for somebody whom the decision is about."""
    obstacles = obstacles_to_writing(state)
    if not is_concerned:
        obstacles.append(Obstacle("person", _("The decision is not about this person.")))
    if not has_outcome:
        obstacles.append(Obstacle("outcome", _("Choose one of the outcomes that the law knows.")))
    return obstacles


def obstacles_to_commenting(state: str, *, has_section: bool, says: str, is_quoted: bool) -> list[Obstacle]:
    """A remark says something, about words that are there."""
    obstacles = obstacles_to_writing(state)
    if not has_section:
        obstacles.append(Obstacle("section", _("The decision has no such section.")))
    if not says.strip():
        obstacles.append(Obstacle("says", _("Write the remark before you save it.")))
    if not is_quoted:
        obstacles.append(Obstacle("quoted", _("The section does not say these words. Copy them from it.")))
    return obstacles


def obstacles_to_resolving(state: str, *, is_resolved: bool) -> list[Obstacle]:
    """Once."""
    obstacles = obstacles_to_writing(state)
    if is_resolved:
        obstacles.append(Obstacle("resolved", _("Somebody has dealt with this remark already.")))
    return obstacles


def obstacles_to_answering(
    state: str, *, question: Question | None, kind: AnswerKind, says: str
) -> list[Obstacle]:
    """A question that the law asks here; what does not arise has a reason, a gate is answered in words."""
    obstacles = obstacles_to_writing(state)
    if question is None:
        obstacles.append(Obstacle("question", _("The law does not ask this of the decision.")))
    if kind is AnswerKind.WAIVED:
        obstacles.append(Obstacle("kind", _("A waiver is an act of its own.")))
    in_words = kind is AnswerKind.NOT_ARISING or (
        question is not None and question.gate not in {"", "considered"}
    )
    if in_words and not says.strip():
        obstacles.append(Obstacle("says", _("Answer in your own words: why, and where it stands.")))
    return obstacles


def obstacles_to_waiving(state: str, *, question: Question | None, says: str) -> list[Obstacle]:
    """Only where the pack says so, and for a reason."""
    obstacles = obstacles_to_writing(state)
    if question is None or not question.waiver:
        obstacles.append(Obstacle("waiver", _("The law does not let anybody waive this.")))
    if not says.strip():
        obstacles.append(Obstacle("says", _("Give the reason for the waiver.")))
    return obstacles


def obstacles_to_submitting(state: str) -> list[Obstacle]:
    """What is being written goes to the second reader."""
    obstacles = obstacles_to_writing(state)
    if state == DecisionState.WITH_READER:
        obstacles.append(Obstacle("with_reader", _("The second reader has it already.")))
    if state == DecisionState.APPROVED:
        obstacles.append(Obstacle("approved", _("This version is approved already.")))
    return obstacles


def obstacles_to_reading(state: str, *, is_author: bool) -> list[Obstacle]:
    """The second reader is somebody else."""
    obstacles = []
    if state != DecisionState.WITH_READER:
        obstacles.append(Obstacle("not_sent", _("The decision is not with the second reader.")))
    if is_author:
        obstacles.append(Obstacle("author", _("You wrote in this decision. Somebody else reads it.")))
    return obstacles


def obstacles_to_reviewing(
    state: str, *, is_author: bool, is_latest: bool, was_opened: bool
) -> list[Obstacle]:
    """By somebody else, of the very version that they opened, while it is the latest."""
    obstacles = obstacles_to_reading(state, is_author=is_author)
    if not is_latest:
        obstacles.append(
            Obstacle(
                "changed", _("The decision has changed since. Open the latest version and read it again.")
            )
        )
    elif not was_opened:
        obstacles.append(Obstacle("unopened", _("Open this version before you answer.")))
    return obstacles


def obstacles_to_approving(*, remarks: int) -> list[Obstacle]:
    """Nothing that waits for an answer is approved."""
    if remarks:
        says = _("Remarks wait for an answer: %(count)d. Send the decision back, or deal with them.")
        return [Obstacle("remarks", says % {"count": remarks})]
    return []


def obstacles_to_sending_back(*, remarks: int, says: str) -> list[Obstacle]:
    """Whoever sends it back says what must be mended."""
    if remarks or says.strip():
        return []
    return [Obstacle("says", _("Mark what must be mended, or say it in words."))]


def obstacles_to_signing(state: str, *, is_latest: bool) -> list[Obstacle]:
    """The version that was seen on the page, approved."""
    obstacles = obstacles_to_writing(state)
    if not obstacles and state != DecisionState.APPROVED:
        obstacles.append(Obstacle("state", _("The second reader has not approved the decision.")))
    if not is_latest:
        obstacles.append(Obstacle("changed", _("The decision has changed since you opened this page.")))
    return obstacles


def obstacles_to_serving(
    state: str,
    *,
    is_concerned: bool,
    is_served: bool,
    served_on: date,
    signed_on: date | None,
    on: date,
    proof: str,
) -> list[Obstacle]:
    """A signed decision, once for each person, on a day of law between signing and today, with its proof."""
    obstacles = []
    if signed_on is None or state not in (DecisionState.SIGNED, DecisionState.SERVED):
        obstacles.append(Obstacle("unsigned", _("Only a signed decision is served.")))
    if not is_concerned:
        obstacles.append(Obstacle("person", _("The decision is not about this person.")))
    if is_served:
        obstacles.append(Obstacle("served", _("It was served on this person already.")))
    if served_on > on:
        obstacles.append(Obstacle("served_on", _("The day of service cannot lie in the future.")))
    if signed_on is not None and served_on < signed_on:
        obstacles.append(Obstacle("served_on", _("It cannot have been served before it was signed.")))
    if not proof.strip():
        obstacles.append(Obstacle("proof", _("Say how the service is proven.")))
    return obstacles


def obstacles_to_setting_aside(state: str, *, why: str) -> list[Obstacle]:
    """Before it is signed, for a reason."""
    obstacles = obstacles_to_writing(state)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the decision is set aside.")))
    return obstacles


def obstacles_to_keeping_paragraph(
    *, is_my_unit: bool, called: str, text: str, is_ended: bool
) -> list[Obstacle]:
    """A unit of one's own answers for it; a paragraph that was ended is not revised."""
    obstacles = []
    if not is_my_unit:
        obstacles.append(Obstacle("unit", _("Choose one of your own units.")))
    if not called.strip() or len(called) > 120:
        obstacles.append(Obstacle("called", _("Give the paragraph a short name.")))
    if not text.strip():
        obstacles.append(Obstacle("text", _("Write the paragraph before you save it.")))
    if "[[" in text:
        obstacles.append(Obstacle("marks", _("A standard paragraph holds no marks in double brackets.")))
    if is_ended:
        obstacles.append(Obstacle("ended", _("Somebody has ended or revised this paragraph meanwhile.")))
    return obstacles


def not_printed() -> Obstacle:
    """The paper could not be set."""
    return Obstacle("printing", _("The paper could not be made. Try again, or shorten what is printed."))
