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
class Redescribed(OrganisationEvent):
    kind = "country.redescribed"
    personal = ()
    says = _("{by} put right what is said of a report of the library: {title}.")

    report_id: UUID
    title: str
    version: int
    changed: tuple[str, ...]


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


@dataclass(frozen=True, kw_only=True)
class CollectionMade(OrganisationEvent):
    kind = "country.collection_made"
    personal = ("called",)
    says = _("{by} made a collection of the library: {called}.")

    collection_id: UUID
    called: str


@dataclass(frozen=True, kw_only=True)
class CollectionChanged(OrganisationEvent):
    kind = "country.collection_changed"
    personal = ("called",)
    says = _("{by} changed what a collection of the library is for: {called}.")

    collection_id: UUID
    called: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PutAway(OrganisationEvent):
    kind = "country.put_away"
    personal = ("called",)
    says = _("{by} put a collection of the library away: {called}.")

    collection_id: UUID
    called: str


@dataclass(frozen=True, kw_only=True)
class BroughtBack(OrganisationEvent):
    kind = "country.brought_back"
    personal = ("called",)
    says = _("{by} brought a collection of the library back: {called}.")

    collection_id: UUID
    called: str


@dataclass(frozen=True, kw_only=True)
class PutIn(OrganisationEvent):
    kind = "country.put_in"
    personal = ()
    says = _("{by} put a report into a collection of the library.")

    collection_id: UUID
    report_id: UUID
    passage_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TakenOut(OrganisationEvent):
    kind = "country.taken_out"
    personal = ()
    says = _("{by} took a report out of a collection of the library.")

    collection_id: UUID
    report_id: UUID
    passage_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Delivered(OrganisationEvent):
    kind = "country.delivered"
    personal = ()
    says = _("{by} sent a catalogue to the library: {catalogue}. Lines that can be added: {ready}.")

    delivery_id: UUID
    catalogue: str
    lines: int
    ready: int


@dataclass(frozen=True, kw_only=True)
class LineAdded(OrganisationEvent):
    kind = "country.line_added"
    personal = ()
    says = _("{by} added a report from line {number} of a catalogue.")

    delivery_id: UUID
    number: int
    report_id: UUID


@dataclass(frozen=True, kw_only=True)
class LineRefused(OrganisationEvent):
    kind = "country.line_refused"
    personal = ()
    says = _("{by} could not add the report of line {number} of a catalogue.")

    delivery_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class DeliveryEnded(OrganisationEvent):
    kind = "country.delivery_ended"
    personal = ()
    says = _("{by} ended the adding of a catalogue. Lines that were left out: {left}.")

    delivery_id: UUID
    left: int


@dataclass(frozen=True, kw_only=True)
class DeliveryPutAway(OrganisationEvent):
    """By the clock: nobody ended it, and its files waited as long as the setting lets them."""

    kind = "country.delivery_put_away"
    personal = ()
    says = _("A catalogue that nobody ended was put away. Lines that were left out: {left}.")

    delivery_id: UUID
    left: int
