"""What can happen to a way to reach somebody, and to a message. The last four are written by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.contacts.names import Hindrance, Safety, Template, WayKind, Wording
from limen.foundation.events import PersonEvent


@dataclass(frozen=True, kw_only=True)
class WayAdded(PersonEvent):
    kind = "contacts.way_added"
    personal = ("value",)
    says = _("{by} added a way to reach this person ({way_kind}, {safety}): {value}.")

    way_id: UUID
    way_kind: WayKind
    value: str
    safety: Safety


@dataclass(frozen=True, kw_only=True)
class RuleChanged(PersonEvent):
    kind = "contacts.rule_changed"
    personal = ("why",)
    says = _("{by} changed the rule of a way to reach this person: {safety} (version {version}).")

    way_id: UUID
    safety: Safety
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class WayEnded(PersonEvent):
    kind = "contacts.way_ended"
    personal = ("why",)
    says = _("{by} ended a way to reach this person.")

    way_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class MessageQueued(PersonEvent):
    kind = "contacts.message_queued"
    personal = ()
    says = _("{by} asked for a message to this person ({template}), not before {not_before}.")

    message_id: UUID
    way_id: UUID
    template: Template
    not_before: datetime


@dataclass(frozen=True, kw_only=True)
class MessageSent(PersonEvent):
    kind = "contacts.message_sent"
    personal = ()
    says = _("{by} sent a message to this person. {wording}.")

    message_id: UUID
    wording: Wording


@dataclass(frozen=True, kw_only=True)
class MessageWithheld(PersonEvent):
    kind = "contacts.message_withheld"
    personal = ()
    says = _("{by} withheld a message to this person. {hindrance}")

    message_id: UUID
    hindrance: Hindrance


@dataclass(frozen=True, kw_only=True)
class MessageFailed(PersonEvent):
    kind = "contacts.message_failed"
    personal = ()
    says = _("{by} could not send a message to this person. {hindrance}")

    message_id: UUID
    hindrance: Hindrance


@dataclass(frozen=True, kw_only=True)
class MessageUnconfirmed(PersonEvent):
    kind = "contacts.message_unconfirmed"
    personal = ()
    says = _("{by} does not know whether a message to this person was sent. {hindrance}")

    message_id: UUID
    hindrance: Hindrance
