"""Who acts. An actor carries its own authority and the ticket by which the database knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from uuid import UUID

from limen.foundation.refusals import Forbidden


class Reach(IntEnum):
    """How far a posting reaches into the cases of its unit; each step includes the ones before it."""

    ASSIGNED = 0  # only cases given to the person by name
    LIST = 1  # that a case exists: its row in a list, no content
    READ = 2  # the whole file, minus compartments
    WORK = 3  # read and write


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person in one signed-in session, or the system under a name.

    `ticket` is the secret that the database checks; whoever holds it *is* the actor, so it never appears in
    a representation or a log line.
    """

    id: UUID
    organisation_id: UUID
    name: str
    permissions: frozenset[str] = frozenset()
    units: tuple[tuple[UUID, Reach], ...] = ()
    clearances: frozenset[str] = frozenset()
    ticket: str = field(repr=False, default="")

    def may(self, permission: str) -> bool:
        """Whether the actor's role includes the act. Whether it may happen *now* is a matter of rules."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise `Forbidden` unless the actor's role includes the act."""
        if permission not in self.permissions:
            raise Forbidden(permission)

    def units_within(self, need: Reach) -> tuple[UUID, ...]:
        """The units into whose cases the actor reaches at least this far."""
        return tuple(unit for unit, reach in self.units if reach >= need)
