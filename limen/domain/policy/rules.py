"""Why an edition cannot be proposed or adopted now."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from limen.domain.policy.models import Adoption
from limen.domain.policy.names import AdoptionState
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle


def obstacles_to_proposing(
    *, why: str, is_in_force: bool, is_proposed: bool, troubles: Sequence[str]
) -> list[Obstacle]:
    """A proposal is sound, new, and says why; one at a time for each pack."""
    obstacles = [Obstacle("unsound", trouble) for trouble in troubles]
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why this edition should govern.")))
    if is_in_force:
        obstacles.append(Obstacle("in_force", _("This very edition is in force already.")))
    if is_proposed:
        obstacles.append(proposed_already())
    return obstacles


def proposed_already() -> Obstacle:
    """Said as well to whoever is second by a moment."""
    return Obstacle("proposed", _("Another edition of this pack waits for an answer. Answer that one first."))


def obstacles_to_answering(adoption: Adoption, *, by: Actor) -> list[Obstacle]:
    """An open proposal is answered, by somebody else than the one who made it."""
    obstacles = _obstacles_when_closed(adoption)
    if adoption.proposed_by_id == by.id:
        obstacles.append(
            Obstacle(
                "second_person", _("You proposed it. Somebody else must answer: the law takes two people.")
            )
        )
    return obstacles


def obstacles_to_adopting(adoption: Adoption, *, is_sound: bool, by: Actor) -> list[Obstacle]:
    """What is adopted is what was kept: nobody signs bytes that say something else than the page."""
    obstacles = obstacles_to_answering(adoption, by=by)
    if not is_sound:
        obstacles.append(
            Obstacle("unsound", _("What was kept of this edition is not what it says. Decline it."))
        )
    return obstacles


def obstacles_to_declining(adoption: Adoption, *, why: str, by: Actor) -> list[Obstacle]:
    """A refusal says why."""
    obstacles = obstacles_to_answering(adoption, by=by)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why not, so that it can be mended.")))
    return obstacles


def obstacles_to_withdrawing(adoption: Adoption, *, by: Actor) -> list[Obstacle]:
    """An open proposal is withdrawn by whoever made it."""
    obstacles = _obstacles_when_closed(adoption)
    if adoption.proposed_by_id != by.id:
        obstacles.append(Obstacle("not_yours", _("Only the one who proposed it can withdraw it.")))
    return obstacles


def _obstacles_when_closed(adoption: Adoption) -> list[Obstacle]:
    if adoption.state == AdoptionState.PROPOSED:
        return []
    return [Obstacle("closed", _("This proposal was answered already."))]
