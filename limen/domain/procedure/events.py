"""What can happen in a procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Begun(CaseEvent):
    """`not_started`: clocks that the law could not work out from what is on record."""

    kind = "procedure.begun"
    personal = ()
    says = _("{by} lodged the application. The case stands at “{stage_says}” since {since_on}.")

    application_id: UUID
    stage_id: UUID
    procedure: str
    stage: str
    stage_says: str
    since_on: date
    fingerprint: str
    not_started: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Moved(CaseEvent):
    kind = "procedure.moved"
    personal = ("confirmed",)
    says = _("{by} moved the case: {act_says}. It stands at “{stage_says}” since {since_on}.")

    application_id: UUID
    stage_id: UUID
    procedure: str
    act: str
    act_says: str
    left: str
    stage: str
    stage_says: str
    since_on: date
    confirmed: tuple[str, ...]
