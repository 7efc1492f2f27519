"""The Word template of an authority: looked at, put in force, ended."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import Max

from limen.domain.decisions.events import TemplateEnded, TemplateKept
from limen.domain.decisions.models import PaperTemplate
from limen.domain.decisions.queries.templates import locked_template, templates_within
from limen.domain.decisions.rules.templates import (
    LARGEST,
    obstacles_to_ending_template,
    obstacles_to_keeping_template,
)
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if
from limen.outside.printing import Look, Looker, TemplateLooker

_looker: Looker = TemplateLooker()


@command("decisions.keep_template")
def keep_template(called: str, content: bytes, *, by: Actor, at: datetime) -> TemplateKept:
    """Put a Word template in force for the authority's decisions, once nothing stands against it. The one
    before ends and stays readable. Decisions that were signed keep theirs."""
    look = _looker.look(content) if len(content) <= LARGEST else Look(names=(), faults=())
    refuse_if(obstacles_to_keeping_template(look, called=called, size=len(content)))
    old = locked_template(by=by)
    if old is not None:
        templates_within(by).filter(ended_at=None).update(ended_by_id=by.id, ended_at=at)
    last = templates_within(by).aggregate(last=Max("number"))["last"] or 0
    row = PaperTemplate.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        number=last + 1,
        called=called[-200:],
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        names=list(look.names),
        kept_by_id=by.id,
        kept_at=at,
    )
    return TemplateKept(template_id=row.pk, title=row.called, number=row.number, digest=row.digest)


@command("decisions.end_template")
def end_template(*, by: Actor, at: datetime) -> TemplateEnded:
    """Go back to the template of the house. The authority's own stays readable."""
    old = locked_template(by=by)
    refuse_if(obstacles_to_ending_template(is_there=old is not None))
    if old is None:  # refused above
        raise Refused([])
    PaperTemplate.objects.filter(pk=old.pk).update(ended_by_id=by.id, ended_at=at)
    return TemplateEnded(template_id=old.pk, title=old.called, number=old.number)
