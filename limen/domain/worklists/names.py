"""The words of worklists: what a list is sorted by, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import Phase

# Stands for "no clock runs" where lists are sorted by day: after every day there is.
NEVER = date(9999, 12, 31)


class SortedBy(TextChoices):
    """What a list can be sorted by. Each has an index of its own."""

    DUE = "due", _("Due")
    LAST = "last", _("Last act")
    OPENED = "opened", _("Opened")
    REFERENCE = "reference", _("Reference")


class Whose(TextChoices):
    """Whether somebody holds the cases of a list."""

    ANYBODY = "", _("Anybody or nobody")
    ME = "me", _("Me")
    NOBODY = "nobody", _("Nobody yet")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a worklist. `unit_id` is None for the cases given to the actor by name; `quiet_since`
    keeps those in which nothing happened from then on, `is_found` those in which something was found,
    `language` those with somebody with whom one speaks it; `member_id` is whose own cases are meant when
    they are not the actor's; `release_id` keeps those that a second person has let out."""

    unit_id: UUID | None
    phases: frozenset[Phase] = field(default_factory=frozenset)
    whose: Whose = Whose.ANYBODY
    holder_id: UUID | None = None
    due_until: date | None = None
    quiet_since: datetime | None = None
    is_found: bool = False
    language: str = ""
    member_id: UUID | None = None
    release_id: UUID | None = None
    sorted_by: SortedBy = SortedBy.DUE
    is_down: bool = False
