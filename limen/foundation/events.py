"""What happened: the frozen facts that commands return and the journal keeps.

Every class says its `kind`, which of its fields are `personal` (kept apart, so that they can be erased while
the chain of the journal still verifies), and the sentence a person reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise

REGISTERED: dict[str, type[Event]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened. Subclasses are `CaseEvent`, `PersonEvent` or `OrganisationEvent`, never this
    directly."""

    kind: ClassVar[str]
    personal: ClassVar[tuple[str, ...]]
    says: ClassVar[str | Promise]

    # Set by the command that returns the event: all lines of one act share it. Not a fact of its own.
    act_id: UUID | None = field(default=None, init=False, compare=False)

    def __init_subclass__(cls, *, abstract: bool = False) -> None:
        if abstract:
            return
        for name in ("kind", "personal", "says"):
            if name not in cls.__dict__:
                raise TypeError(f"{cls.__name__} must declare `{name}`")
        if cls.kind in REGISTERED and REGISTERED[cls.kind].__qualname__ != cls.__qualname__:
            raise TypeError(
                f"{cls.__name__} and {REGISTERED[cls.kind].__name__} both call themselves {cls.kind}"
            )
        REGISTERED[cls.kind] = cls

    @property
    def stream_id(self) -> UUID | None:
        """The chain this line belongs to: a case's, a person's, or None for the organisation's own."""
        return None


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event, abstract=True):
    """One thing that happened to one case, readable by those who may read the case and the compartment."""

    case_id: UUID
    compartment: str = "general"

    @property
    def stream_id(self) -> UUID | None:
        return self.case_id


@dataclass(frozen=True, kw_only=True)
class PersonEvent(Event, abstract=True):
    """One thing that happened to what is on record of one person, readable by those who may read the person.

    A chain of its own, since a person may be party to several cases, or to one that others do not see.
    """

    person_id: UUID

    @property
    def stream_id(self) -> UUID | None:
        return self.person_id


@dataclass(frozen=True, kw_only=True)
class OrganisationEvent(Event, abstract=True):
    """One thing that happened in an organisation and to no case: people, roles, settings."""
