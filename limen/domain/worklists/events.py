"""What can happen around worklists: filters kept and dropped, news looked at."""

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
