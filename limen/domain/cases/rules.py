"""Why an act on a case cannot happen now. Pure questions about rows already loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.cases.models import Opening, Share
from limen.domain.cases.names import PartyPart, Phase
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle

# Limits of the house itself, not of any law: the database holds the same ones (see the walls of `cases`).
OPENING_LASTS = timedelta(minutes=60)
REASON_AT_LEAST = 30
OPENINGS_BEFORE_A_PAUSE = 3
OPENINGS_ARE_COUNTED_OVER = timedelta(days=30)
REVIEWED_WITHIN = timedelta(days=2)


def obstacles_to_opening(
    *, unit_id: UUID, reference: str, called: str, opened_on: date, on: date, is_taken: bool, by: Actor
) -> list[Obstacle]:
    """A case lies with a unit into which the actor reaches; its reference is free; it was not opened
    tomorrow."""
    obstacles = []
    if unit_id not in by.units_within(Reach.LIST):
        obstacles.append(Obstacle("unit", _("Choose one of your own units.")))
    if not reference.strip():
        obstacles.append(Obstacle("reference", _("Enter a reference.")))
    if is_taken:
        obstacles.append(reference_taken())
    if not called.strip():
        obstacles.append(Obstacle("called", _("Enter the name by which lists show the case.")))
    if opened_on > on:
        obstacles.append(Obstacle("opened_on", _("The day of opening cannot lie in the future.")))
    return obstacles


def reference_taken() -> Obstacle:
    """Said as well when a case took it that the actor may not know of: the number is taken either way."""
    return Obstacle("taken", _("This reference is taken. Choose another one."))


# Those whom a case is about: without one of them it would be a case about nobody.
_CENTRAL = (PartyPart.APPLICANT, PartyPart.CLIENT)


def obstacles_to_adding_party(
    *, phase: str, is_party: bool, is_worked_on: bool, is_new: bool, by: Actor
) -> list[Obstacle]:
    """Not twice, not in a closed case. Who writes in the case may; who registers may add somebody new."""
    obstacles = []
    if phase == Phase.CLOSED:
        obstacles.append(Obstacle("closed", _("The case is closed.")))
    if is_party:
        obstacles.append(Obstacle("party", _("This person is already part of the case.")))
    if not is_worked_on and not (is_new and by.may("cases.open")):
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    return obstacles


def obstacles_to_ending_party(*, part: PartyPart, others: Sequence[PartyPart], why: str) -> list[Obstacle]:
    """A case is always about somebody, and whoever no longer shows a person says why."""
    obstacles = []
    if part in _CENTRAL and not any(other in _CENTRAL for other in others):
        obstacles.append(Obstacle("last", _("The case is about this person. Close the case instead.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the person is no longer part of the case.")))
    return obstacles


def obstacles_to_restricting(*, is_assigned: bool) -> list[Obstacle]:
    """Only from inside: whoever is not named for the case would lose sight of it."""
    if not is_assigned:
        return [
            Obstacle(
                "not_named", _("Assign the case to yourself first. Only people named for it will see it.")
            )
        ]
    return []


def obstacles_to_assigning(phase: str, *, is_assigned: bool, is_walled: bool) -> list[Obstacle]:
    """Not twice, not past a wall, not in a closed case."""
    obstacles = []
    if phase == Phase.CLOSED:
        obstacles.append(Obstacle("closed", _("The case is closed.")))
    if is_assigned:
        obstacles.append(Obstacle("assigned", _("The case is already assigned to this person.")))
    if is_walled:
        obstacles.append(Obstacle("walled", _("A conflict of interest keeps this person from the case.")))
    return obstacles


def obstacles_to_walling_off(*, is_walled: bool) -> list[Obstacle]:
    """One wall is enough."""
    if is_walled:
        return [Obstacle("walled", _("This person is already walled off from the case."))]
    return []


def obstacles_to_sharing(
    *,
    until_at: datetime,
    at: datetime,
    basis_says: str,
    compartments: Sequence[str],
    by: Actor,
    is_restricted: bool,
) -> list[Obstacle]:
    """A share ends, says by what right, and opens no compartment that the giver does not know."""
    obstacles = []
    if until_at <= at:
        obstacles.append(Obstacle("until", _("The end of the share must lie in the future.")))
    if not basis_says.strip():
        obstacles.append(Obstacle("basis", _("Say which consent or which legal basis allows the share.")))
    if not set(compartments) <= by.clearances:
        obstacles.append(Obstacle("compartments", _("You can share only compartments you are cleared for.")))
    if is_restricted:
        obstacles.append(Obstacle("restricted", _("A restricted case is not shared.")))
    return obstacles


def obstacles_to_revoking(share: Share) -> list[Obstacle]:
    """A share is revoked once."""
    if share.revoked_at is not None:
        return [Obstacle("revoked", _("This share has already been revoked."))]
    return []


def obstacles_to_breaking_glass(
    *, reason: str, openings_of_late: int, is_one_overdue_for_review: bool
) -> list[Obstacle]:
    """A reason in words, not too often, and not while an earlier opening waits for its review too long."""
    obstacles = []
    if len(reason.strip()) < REASON_AT_LEAST:
        says = _("Give the reason in at least %(count)d characters.") % {"count": REASON_AT_LEAST}
        obstacles.append(Obstacle("reason", says))
    if openings_of_late >= OPENINGS_BEFORE_A_PAUSE:
        says = _("You opened %(count)d cases in an emergency in the last 30 days. Ask your supervisor.")
        obstacles.append(Obstacle("often", says % {"count": openings_of_late}))
    if is_one_overdue_for_review:
        says = _("An earlier opening of yours has not been reviewed. Ask your supervisor to review it.")
        obstacles.append(Obstacle("unreviewed", says))
    return obstacles


def obstacles_to_reviewing(opening: Opening, by: Actor) -> list[Obstacle]:
    """Reviewed once, and by somebody else."""
    obstacles = []
    if opening.reviewed_at is not None:
        obstacles.append(Obstacle("reviewed", _("This opening has already been reviewed.")))
    if opening.member_id == by.id:
        obstacles.append(Obstacle("self", _("Somebody else must review your opening.")))
    return obstacles
