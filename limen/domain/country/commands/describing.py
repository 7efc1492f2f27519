"""Putting right what is said of a report. What it says itself stays as it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from limen.domain.country import rules
from limen.domain.country.events import Redescribed
from limen.domain.country.models import EarlierDescription, Passage, Report
from limen.domain.country.names import About
from limen.domain.country.queries.describing import about_of, changed_in, columns_of, written_down
from limen.domain.country.queries.reach import locked_report
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("country.redescribe")
def redescribe(
    report_id: UUID, about: About, *, version: int, on: date, by: Actor, at: datetime
) -> Redescribed:
    """Say of a report what is so. `version` is the one the actor had before them; if somebody else was
    faster, nothing is changed, and `Conflict` says who. Who may read it stays as it is. With another language
    its words are bent by another grammar."""
    row = locked_report(report_id, by=by)
    before = about_of(row)
    if row.version != version:
        raise _conflict(row, version, by)
    columns = columns_of(replace(about, level=before.level), on=on)
    after = about_of(Report(**columns))
    changed = changed_in(before, after)
    refuse_if(rules.obstacles_to_redescribing(row, about, changed=changed, on=on))
    EarlierDescription.objects.create(
        id=new_id(),
        report_id=report_id,
        version=row.version,
        said=written_down(before),
        replaced_by_id=by.id,
        replaced_at=at,
    )
    del columns["level"]
    Report.objects.filter(pk=report_id).update(**columns, version=row.version + 1)
    if "language" in changed:
        Passage.objects.filter(report_id=report_id).update(language=after.language)
    return Redescribed(report_id=report_id, title=after.title, version=row.version + 1, changed=changed)


def _conflict(row: Report, version: int, by: Actor) -> Conflict:
    """Who put it right last, and what it came to: the fields that were changed since."""
    since = list(EarlierDescription.objects.filter(report=row, version__gte=version).order_by("version"))
    names = names_of({one.replaced_by_id for one in since}, by=by)
    last = since[-1] if since else None
    theirs = Text(
        says=row.title,
        by_name=names.get(last.replaced_by_id, "") if last else "",
        at=last.replaced_at if last else row.kept_at,
    )
    return Conflict(theirs=theirs, base=None, version=row.version)
