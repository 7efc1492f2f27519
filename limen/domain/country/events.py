"""What can happen to the library of country information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Kept(OrganisationEvent):
    kind = "country.kept"
    personal = ()
    says = _("{by} put a report into the library of country information: {title} ({digest}).")

    report_id: UUID
    title: str
    publisher: str
    digest: str
    pages: int
    passages: int
    follows: UUID | None


@dataclass(frozen=True, kw_only=True)
class Withdrawn(OrganisationEvent):
    kind = "country.withdrawn"
    personal = ("why",)
    says = _("{by} withdrew a report from the library of country information: {title}.")

    report_id: UUID
    title: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Asked(OrganisationEvent):
    kind = "country.asked"
    personal = ()
    says = _("{by} asked those who keep the library a question; an answer is needed by {needed_on}.")

    inquiry_id: UUID
    needed_on: date


@dataclass(frozen=True, kw_only=True)
class Answered(OrganisationEvent):
    kind = "country.answered"
    personal = ()
    says = _(
        "{by} answered a question to the library. A second person reads the answer before it is let out."
    )

    inquiry_id: UUID
    found_nothing: bool


@dataclass(frozen=True, kw_only=True)
class Reviewed(OrganisationEvent):
    kind = "country.reviewed"
    personal = ()
    says = _("{by} read the answer to a question to the library and let it out.")

    inquiry_id: UUID
    level: str
