"""Tells people inside Limen what concerns them: an opening, a share, an assignment, a limit that ran out."""

from __future__ import annotations

from limen.domain.cases.events import (
    Assigned,
    ConflictDeclared,
    GlassBroken,
    Shared,
    ShareRevoked,
    Unassigned,
)
from limen.domain.country.events import Kept, Reviewed, Withdrawn
from limen.domain.deadlines.events import Missed
from limen.domain.duplicates.events import Deferred, Merged, ToldApart, Unmerged
from limen.domain.interviews.events import BookingAnswered, UnderstandingReported
from limen.domain.notices.queries import tell_of, tell_of_library, tell_of_records, tell_of_safety
from limen.domain.screenings.events import MatterOpened
from limen.reactions.registry import reaction

_CONCERNS_SOMEBODY = (
    Assigned,
    Unassigned,
    ConflictDeclared,
    GlassBroken,
    Missed,
    Shared,
    ShareRevoked,
    BookingAnswered,
    UnderstandingReported,
)


@reaction("notices.tell", to=tuple(event.kind for event in _CONCERNS_SOMEBODY))
def tell_those_concerned(entry_id: int) -> None:
    """Write a notice to each person whom the entry concerns; the database knows who that is, once each."""
    tell_of(entry_id)


@reaction(
    "notices.tell_of_records", to=tuple(event.kind for event in (Deferred, Merged, ToldApart, Unmerged))
)
def tell_who_proposed(entry_id: int) -> None:
    """Tell whoever proposed that two records are one what was answered, and both of them of an ended link."""
    tell_of_records(entry_id)


@reaction("notices.tell_of_library", to=tuple(event.kind for event in (Kept, Reviewed, Withdrawn)))
def tell_whose_work_leans_on_it(entry_id: int) -> None:
    """Tell whoever asked that an answer was let out, and whose open work cites a report that it was replaced
    or withdrawn."""
    tell_of_library(entry_id)


@reaction("notices.tell_of_safety", to=(MatterOpened.kind,))
def tell_supervisors(entry_id: int) -> None:
    """Tell the supervisors of the case that a colleague needs them, and nothing else."""
    tell_of_safety(entry_id)
