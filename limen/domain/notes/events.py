"""What can happen to a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Written(CaseEvent):
    """The text itself is in the note and its versions, not in the journal."""

    kind = "notes.written"
    personal = ()
    says = _("{by} wrote a note.")

    note_id: UUID
    happened_on: date


@dataclass(frozen=True, kw_only=True)
class Revised(CaseEvent):
    kind = "notes.revised"
    personal = ()
    says = _("{by} revised a note (version {version}).")

    note_id: UUID
    version: int
