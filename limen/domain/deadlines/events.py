"""What can happen to a clock. `due_on` is what the ruling said then, or None while it stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent, OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Started(CaseEvent):
    kind = "deadlines.started"
    personal = ("facts",)
    says = _("{by} started the clock “{term_says}”.")

    clock_id: UUID
    pack: str
    term: str
    term_says: str
    fingerprint: str
    facts: tuple[str, ...]
    calendar: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Stopped(CaseEvent):
    kind = "deadlines.stopped"
    personal = ()
    says = _("{by} recorded a stop of the clock “{term_says}” from {since_on}.")

    clock_id: UUID
    stop_id: UUID
    term_says: str
    cause: str
    attributed_to: str
    since_on: date
    until_on: date | None
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Resumed(CaseEvent):
    kind = "deadlines.resumed"
    personal = ()
    says = _("{by} let the clock “{term_says}” go on from {until_on}.")

    clock_id: UUID
    stop_id: UUID
    term_says: str
    until_on: date
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Extended(CaseEvent):
    kind = "deadlines.extended"
    personal = ()
    says = _("{by} extended the clock “{term_says}”.")

    clock_id: UUID
    extension_id: UUID
    term_says: str
    ground: str
    length: str
    decided_on: date
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Met(CaseEvent):
    kind = "deadlines.met"
    personal = ()
    says = _("{by} recorded that “{term_says}” was done on {met_on}.")

    clock_id: UUID
    term_says: str
    met_on: date
    was_late: bool


@dataclass(frozen=True, kw_only=True)
class SetAside(CaseEvent):
    """The clock no longer applies: it was started by mistake, or the procedure changed."""

    kind = "deadlines.set_aside"
    personal = ("why",)
    says = _("{by} set the clock “{term_says}” aside: {why}")

    clock_id: UUID
    term_says: str
    why: str


@dataclass(frozen=True, kw_only=True)
class RuledAgain(CaseEvent):
    """A reported difference was looked at, and the clock now follows the edition in force."""

    kind = "deadlines.ruled_again"
    personal = ()
    says = _("{by} let the edition in force rule the clock “{term_says}”.")

    clock_id: UUID
    term_says: str
    fingerprint: str
    due_before: date | None
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Missed(CaseEvent):
    """The time ran out. An alarm: nothing else follows from it."""

    kind = "deadlines.missed"
    personal = ()
    says = _("The time for “{term_says}” ran out on {due_on}. Nothing was decided by that.")

    clock_id: UUID
    term_says: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class TriedOut(OrganisationEvent):
    """Somebody looked at what another edition of the law would change on open cases."""

    kind = "deadlines.tried_out"
    personal = ()
    says = _("{by} tried out an edition of the pack {pack} on open cases.")

    trial_id: UUID
    pack: str
    fingerprint: str
