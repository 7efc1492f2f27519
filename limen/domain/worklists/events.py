"""What can happen around worklists: filters kept and dropped, news looked at, lists taken out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class FilterSaved(OrganisationEvent):
    kind = "worklists.filter_saved"
    personal = ("name",)
    says = _("{by} saved a filter of a worklist: {name}")

    filter_id: UUID
    unit_id: UUID | None
    name: str


@dataclass(frozen=True, kw_only=True)
class FilterDropped(OrganisationEvent):
    kind = "worklists.filter_dropped"
    personal = ("name",)
    says = _("{by} dropped a filter of a worklist: {name}")

    filter_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class NewsSeen(OrganisationEvent):
    kind = "worklists.news_seen"
    personal = ()
    says = _("{by} marked what came in as seen.")

    up_to: int


@dataclass(frozen=True, kw_only=True)
class AllAssigned(OrganisationEvent):
    """A whole list given to somebody in one act. `asked` is what was asked of it; `left_out` are those
    against which something stood. Each case that was given has its own line."""

    kind = "worklists.all_assigned"
    personal = ("member_name", "why")
    says = _("{by} assigned {count} cases of a list to {member_name}; {left_out} were left out. {why}")

    unit_id: UUID | None
    asked: str
    member_id: UUID
    member_name: str
    part: str
    count: int
    left_out: int
    closed: int
    assigned: int
    walled: int
    away: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Exported(OrganisationEvent):
    """`asked` is what was asked of the list, as its address says it: no names."""

    kind = "worklists.exported"
    personal = ("why",)
    says = _("{by} took a worklist of {count} cases out of Limen: {why}")

    unit_id: UUID | None
    columns: tuple[str, ...]
    asked: str
    count: int
    why: str
    release_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class ReleaseAsked(OrganisationEvent):
    kind = "worklists.release_asked"
    personal = ("why",)
    says = _("{by} asked a second person to let {count} cases of a worklist out of Limen: {why}")

    release_id: UUID
    unit_id: UUID
    is_own: bool
    asked: str
    count: int
    why: str


@dataclass(frozen=True, kw_only=True)
class ReleaseAgreed(OrganisationEvent):
    kind = "worklists.release_agreed"
    personal = ("why",)
    says = _("{by} agreed that {count} cases of a worklist leave Limen. {why}")

    release_id: UUID
    unit_id: UUID
    count: int
    why: str


@dataclass(frozen=True, kw_only=True)
class ReleaseRefused(OrganisationEvent):
    kind = "worklists.release_refused"
    personal = ("why",)
    says = _("{by} refused to let {count} cases of a worklist out of Limen: {why}")

    release_id: UUID
    unit_id: UUID
    count: int
    why: str
