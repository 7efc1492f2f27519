"""The Word templates of an authority: the one in force, and those that were before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.decisions.models import PaperTemplate
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.outside.printing import default_template

MOST = 100


@dataclass(frozen=True, kw_only=True)
class TemplateInForce:
    """What a decision is written with. Number 0 is the template of the house."""

    called: str
    number: int
    digest: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class TemplateCard:
    """A version: who brought it and when, and until when it was in force."""

    id: UUID
    number: int
    called: str
    digest: str
    names: tuple[str, ...]
    by_name: str
    kept_at: datetime
    ended_at: datetime | None


def templates_within(by: Actor) -> QuerySet[PaperTemplate]:
    """Those of the actor's own organisation."""
    return PaperTemplate.objects.filter(organisation_id=by.organisation_id)


def template_in_force(*, by: Actor) -> TemplateInForce:
    """The authority's own, or that of the house. One query."""
    row = templates_within(by).order_by("-number").first()
    if row is None or row.ended_at is not None:
        content = default_template()
        return TemplateInForce(
            called="decision.docx", number=0, digest=hashlib.sha256(content).hexdigest(), content=content
        )
    return TemplateInForce(
        called=row.called, number=row.number, digest=row.digest, content=bytes(row.content)
    )


def templates_of_house(*, by: Actor) -> list[TemplateCard]:
    """Every version, the latest first; 100 at most. Two queries."""
    rows = list(templates_within(by).defer("content").order_by("-number")[:MOST])
    names = names_of({row.kept_by_id for row in rows}, by=by)
    return [
        TemplateCard(
            id=row.pk,
            number=row.number,
            called=row.called,
            digest=row.digest,
            names=tuple(row.names),
            by_name=names.get(row.kept_by_id, ""),
            kept_at=row.kept_at,
            ended_at=row.ended_at,
        )
        for row in rows
    ]


def template_file(template_id: UUID, *, by: Actor) -> bytes:
    """A version, byte for byte as it was brought. Raises `Hidden`."""
    row = templates_within(by).filter(pk=template_id).first()
    if row is None:
        raise Hidden(f"template {template_id}")
    return bytes(row.content)


def locked_template(*, by: Actor) -> PaperTemplate | None:
    """The authority's own that is in force, locked for the rest of the act."""
    rows = templates_within(by).filter(ended_at=None).defer("content").order_by("-number")
    return rows.select_for_update(of=("self",)).first()
