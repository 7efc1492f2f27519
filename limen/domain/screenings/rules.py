"""Why somebody cannot be asked, an answer not be taken, a questionnaire not be finished or withdrawn, and
a matter of safety not be closed. Pure questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from limen.domain.identity.names import Compartment
from limen.domain.screenings.names import Acuity, Consent, Heard, State, StepKind
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle
from limen.instruments.definitions import Instrument
from limen.instruments.scoring import Answers, unanswered


def obstacles_to_working(*, is_worked_on: bool) -> list[Obstacle]:
    """Whoever only reads the case writes nothing here."""
    if is_worked_on:
        return []
    return [Obstacle("reach", _("You can read this case but not write in it."))]


def obstacles_to_asking(
    *,
    consent: Consent,
    pathway: str,
    compartment: str,
    has_words: bool,
    is_party: bool,
    is_worked_on: bool,
    by: Actor,
) -> list[Obstacle]:
    """A party is asked, in words that we may show, in a compartment that is no general part of the file;
    and nobody begins without a place to refer to."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if compartment not in by.clearances or compartment == Compartment.GENERAL:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    if not is_party:
        obstacles.append(Obstacle("person_id", _("This person is not part of the case.")))
    if not has_words:
        obstacles.append(Obstacle("instrument", _("This questionnaire has no words in that language here.")))
    if consent is Consent.GIVEN and not pathway.strip():
        obstacles.append(
            Obstacle(
                "pathway", _("Say where the person can go if the answers call for it, before you begin.")
            )
        )
    return obstacles


def obstacles_to_answering(
    *, state: State, instrument: Instrument, item: str, answer: str, is_worked_on: bool
) -> list[Obstacle]:
    """While it is being answered, to an item that it has, with an answer that the item takes."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if state is not State.OPEN:
        obstacles.append(Obstacle("state", _("This questionnaire is not being answered any more.")))
    is_known = item in {one.id for one in instrument.items}
    if not is_known or answer not in instrument.answers_to(item):
        obstacles.append(Obstacle("answer", _("Choose one of the answers.")))
    return obstacles


def obstacles_to_finishing(
    *, state: State, instrument: Instrument, answers: Answers, is_worked_on: bool
) -> list[Obstacle]:
    """Once, when every question that is to be asked was answered or passed over by the person."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if state is not State.OPEN:
        obstacles.append(Obstacle("state", _("This questionnaire is not being answered any more.")))
    elif unanswered(instrument, answers):
        obstacles.append(
            Obstacle("items", _("Some questions have no answer yet. “I prefer not to say” is one."))
        )
    return obstacles


def obstacles_to_withdrawing(*, state: State, why: str, is_worked_on: bool) -> list[Obstacle]:
    """With a reason, and once."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if state is State.WITHDRAWN:
        obstacles.append(Obstacle("state", _("This questionnaire was withdrawn already.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why.")))
    return obstacles


def obstacles_to_opening(
    *, compartment: str, is_party: bool, is_worked_on: bool, by: Actor
) -> list[Obstacle]:
    """For a party of the case, by somebody who is cleared."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if compartment not in by.clearances or compartment == Compartment.GENERAL:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    if not is_party:
        obstacles.append(Obstacle("person_id", _("This person is not part of the case.")))
    return obstacles


def obstacles_to_a_step(
    *,
    kind: StepKind,
    says: str,
    heard: Mapping[str, str],
    taken: Collection[StepKind],
    is_ended: bool,
    is_worked_on: bool,
) -> list[Obstacle]:
    """Once each, while the matter is open; all four questions with what was heard."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if is_ended:
        obstacles.append(Obstacle("state", _("This matter of safety was closed already.")))
    if kind in taken:
        obstacles.append(Obstacle("kind", _("This step was written down already.")))
    if not says.strip():
        obstacles.append(Obstacle("says", _("Say who did it, and when.")))
    wanted = set(Acuity.values) if kind is StepKind.ACUITY else set()
    if set(heard) != wanted or not set(heard.values()) <= set(Heard.values):
        obstacles.append(Obstacle("heard", _("Say for each of the four questions what was heard.")))
    return obstacles


def obstacles_to_closing(*, why: str, is_ended: bool, is_worked_on: bool) -> list[Obstacle]:
    """Before every step was taken only with a reason."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if is_ended:
        obstacles.append(Obstacle("state", _("This matter of safety was closed already.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the steps are not needed.")))
    return obstacles
