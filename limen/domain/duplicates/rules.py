"""Why a proposal cannot be made, answered or undone now. Pure questions about rows already loaded."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.duplicates.names import ProposalState
from limen.foundation.refusals import Obstacle

LONGEST_REASON = 4000


def obstacles_to_proposing(
    *, is_same_record: bool, is_of_the_house: bool, is_open: bool, is_one: bool, why: str
) -> list[Obstacle]:
    """Two records of the own organisation that are not one already, with a reason, and not twice.

    That they were once told apart keeps nobody from asking anew: that is what the reason is for.
    """
    obstacles = []
    if is_same_record:
        obstacles.append(Obstacle("one_record", _("Choose another record: this is the same one.")))
    if not is_of_the_house:
        obstacles.append(Obstacle("elsewhere", _("A record belongs to another organisation.")))
    if is_open:
        obstacles.append(already_proposed())
    if is_one:
        obstacles.append(already_one())
    return obstacles + obstacles_without_reason(why)


def likely_same(called: str) -> Obstacle:
    """Said of each person for whom a record was found that nobody has looked at."""
    says = _("Somebody on record may be the same person as %(called)s. Compare them first.")
    return Obstacle("likely", says % {"called": called})


def already_proposed() -> Obstacle:
    """Also said of a proposal that the actor may not see: they may know both records, so it hides nobody."""
    return Obstacle("proposed", _("This has been proposed already and waits for an answer."))


def already_one() -> Obstacle:
    """A chain of links joins the two, or the one has gone into another record."""
    return Obstacle("one_person", _("These records are one person already."))


def cannot_be_joined() -> Obstacle:
    """What the database refused: the record has gone into another one, or the links would run in a circle."""
    return Obstacle(
        "joined",
        _("The record that would go stands for another one or has gone already. Try it the other way round."),
    )


def obstacles_to_answering(
    *, state: ProposalState, proposed_by_id: UUID | None, by_id: UUID, why: str
) -> list[Obstacle]:
    """An open proposal, answered by somebody else than who proposed it, with a reason."""
    obstacles = obstacles_of_state(state)
    if proposed_by_id == by_id:
        obstacles.append(
            Obstacle("own", _("You proposed this yourself. Somebody else who may read both must answer it."))
        )
    return obstacles + obstacles_without_reason(why)


def obstacles_to_merging(
    *, state: ProposalState, proposed_by_id: UUID | None, by_id: UUID, is_gone: bool, is_one: bool, why: str
) -> list[Obstacle]:
    """Two people: one has proposed it, another one decides. `is_gone`: the record that would go has gone into
    another already."""
    obstacles = obstacles_to_answering(state=state, proposed_by_id=proposed_by_id, by_id=by_id, why=why)
    if state is ProposalState.OPEN and proposed_by_id is None:
        obstacles.append(not_alone())
    if state is ProposalState.OPEN and is_one:
        obstacles.append(already_one())
    elif state is ProposalState.OPEN and is_gone:
        obstacles.append(cannot_be_joined())
    return obstacles


def not_alone() -> Obstacle:
    """What the house found is answered by two persons like anything else: it is none of them."""
    return Obstacle(
        "alone", _("The house found this. First one person must propose it, then another one decides.")
    )


def obstacles_to_withdrawing(
    *, state: ProposalState, proposed_by_id: UUID | None, by_id: UUID, why: str
) -> list[Obstacle]:
    """Only one's own, while it is open."""
    obstacles = obstacles_of_state(state)
    if proposed_by_id != by_id:
        obstacles.append(Obstacle("others", _("Only the person who proposed this can take it back.")))
    return obstacles + obstacles_without_reason(why)


def obstacles_to_unmerging(*, is_undone: bool, why: str) -> list[Obstacle]:
    """A link that holds, with a reason. One person is enough: a wrong link does harm as long as it stands."""
    obstacles = []
    if is_undone:
        obstacles.append(Obstacle("undone", _("This link was ended before.")))
    return obstacles + obstacles_without_reason(why)


def obstacles_of_state(state: ProposalState) -> list[Obstacle]:
    """What was answered is not answered again."""
    if state is ProposalState.OPEN:
        return []
    return [Obstacle("answered", _("This proposal was answered or taken back."))]


def obstacles_without_reason(why: str) -> list[Obstacle]:
    """Everything about two records being one is said with a reason that others can weigh."""
    if not why.strip():
        return [Obstacle("why", _("Say why: whoever looks at this later will want to know."))]
    if len(why) > LONGEST_REASON:
        return [Obstacle("why_too_long", _("Shorten the reason to 4000 characters."))]
    return []
