"""Cards of ways to reach somebody, and of messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.contacts.names import (
    ContactRule,
    Hindrance,
    MessageState,
    Template,
    WayKind,
    Wording,
)


@dataclass(frozen=True, kw_only=True)
class RuleCard:
    """A rule of safety, who wrote it and when; `why` is None for the first one."""

    version: int
    rule: ContactRule
    why: str | None
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class WayCard:
    """A way to reach a person. `value` is as typed; `address` is the number in E.164 or the e-mail address as
    it is used, None for other kinds. `is_allowed_now`: whether the rule lets one call at this hour.
    `local_now` is the person's own clock. `earlier` are former rules, the latest first."""

    id: UUID
    kind: WayKind
    value: str
    address: str | None
    through_name: str | None
    through_relation: str | None
    rule: RuleCard
    earlier: tuple[RuleCard, ...]
    is_allowed_now: bool
    allowed_next_at: datetime | None
    local_now: datetime
    hindrance: Hindrance | None
    version: int
    until_at: datetime | None
    end_why: str | None


@dataclass(frozen=True, kw_only=True)
class WaysCard:
    """All ways to reach a person: those that hold, preferred ones first, and those that ended."""

    person_id: UUID
    called: str
    is_read: bool
    is_written: bool
    ways: tuple[WayCard, ...]
    ended: tuple[WayCard, ...]


@dataclass(frozen=True, kw_only=True)
class MessageCard:
    """A message to a person. `wording` and `text` are of what really went out, None until then; `hindrance`
    says why it was withheld, or failed. `not_before` is when it may go."""

    id: UUID
    person_id: UUID
    called: str
    way_id: UUID
    kind: WayKind
    value: str
    template: Template
    wording: Wording | None
    language: str
    state: MessageState
    hindrance: Hindrance | None
    trouble: str | None
    attempts: int
    asked_by: str
    asked_at: datetime
    not_before: datetime
    settled_at: datetime | None
    text: str | None
