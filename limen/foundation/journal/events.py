"""What happens to the journal itself: personal values are erased from it, and it says so."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent


class ErasureGround(models.TextChoices):
    """Why personal values were erased. A code, since a reason in words could name the person again."""

    RETENTION = "retention", _("the time for keeping them is over")
    REQUEST = "request", _("the person asked for it")
    COURT = "court", _("a court or authority ordered it")
    MISTAKE = "mistake", _("they should not have been written")


@dataclass(frozen=True, kw_only=True)
class Erased(CaseEvent):
    """Written by the database function `journal.erase` itself: there is no erasing without this line."""

    kind = "journal.erased"
    personal = ()
    says = _("{by} erased {count} personal values of the case from the journal: {ground}.")

    asked_by_id: UUID
    count: int
    ground: ErasureGround
