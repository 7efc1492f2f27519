"""The words of service plans: how far a goal, a step and a plan have come, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(TextChoices):
    """Whether a plan goes on."""

    OPEN = "open", pgettext_lazy("state of a plan", "Open")
    CLOSED = "closed", pgettext_lazy("state of a plan", "Closed")


class GoalState(TextChoices):
    """What became of a goal."""

    OPEN = "open", _("Being worked towards")
    REACHED = "reached", _("Reached")
    LEFT = "left", _("No longer wanted")


class StepState(TextChoices):
    """What became of a step. `EXCEPTED`: somebody allowed to leave it out."""

    OPEN = "open", pgettext_lazy("state of a step", "To do")
    DONE = "done", pgettext_lazy("state of a step", "Done")
    NOT_POSSIBLE = "not_possible", _("Not possible")
    EXCEPTED = "excepted", _("Left out with permission")


class Doer(TextChoices):
    """Who does a step; the words of a pack's templates."""

    WORKER = "worker", _("The worker")
    CLIENT = "client", _("The person")
    PARTNER = "partner", _("Somebody else")


class DelayWhy(TextChoices):
    """Why a step is put off."""

    WAITS = "waits", _("Waits for an authority or a partner")
    PAPERS = "papers", _("A paper is missing")
    ILLNESS = "illness", _("Illness")
    INTERPRETER = "interpreter", _("No interpreter was there")
    ASKED = "asked", _("The person asked for it")
    OTHER = "other", _("Another reason")


class DropWhy(TextChoices):
    """Why a step is not possible."""

    NOT_CONCERNED = "not_concerned", _("It does not concern them")
    NOT_WANTED = "not_wanted", _("The person does not want it")
    NO_OFFER = "no_offer", _("There is no place or no such help here")
    NOT_ENTITLED = "not_entitled", _("They have no right to it")
    TOO_LATE = "too_late", _("It is too late for it")
    OTHER = "other", _("Another reason")


class ClosingWhy(TextChoices):
    """Why a plan is closed."""

    REACHED = "reached", _("The goals are reached")
    ENDED = "ended", _("The programme has ended")
    HANDED_OVER = "handed_over", _("Moved, or handed over to others")
    WISHED = "wished", _("The person wishes it")
    LOST = "lost", _("Nobody could be reached")
    OTHER = "other", _("Another reason")


# With these a plan counts as carried out: every step of its template must be settled.
CARRIED_OUT = (ClosingWhy.REACHED, ClosingWhy.ENDED)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What a plan is begun with. `person_id` is None for a plan of the household; `language` (ISO 639-3) is
    the one in which it is printed. `facts` are days as written (2026-06-12), by their name in the pack."""

    pack: str
    template: str
    person_id: UUID | None
    language: str
    facts: dict[str, str]
    calendar: str = ""
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What shows that a step was done: the name of a page of a document (`document/3f9a1c2e/v1/p1`), a note
    of the case, or words alone."""

    name: str = ""
    note_id: UUID | None = None
    says: str = ""
