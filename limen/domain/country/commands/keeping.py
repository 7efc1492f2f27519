"""Putting a report into the library, and taking one out of use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from limen.domain.country import rules
from limen.domain.country.events import Kept, Withdrawn
from limen.domain.country.models import Passage, Report
from limen.domain.country.names import About, Archived, Cut, PageText, cut, text_state
from limen.domain.country.queries.describing import columns_of
from limen.domain.country.queries.reach import is_kept, locked_report
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if

AT_ONCE = 500


@command("country.keep")
def keep(
    about: About,
    *,
    file: Archived,
    pages: Sequence[PageText],
    on: date,
    follows: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Kept:
    """Keep a report with the file it came as. `pages` are its texts, in order. `follows`: the report that it
    takes the place of. `on` is today where the actor sits."""
    old = locked_report(follows, by=by) if follows is not None else None
    refuse_if(
        rules.obstacles_to_keeping(
            about,
            pages=len(pages),
            is_here=is_kept(file.digest, by=by),
            is_followed=old is not None and old.superseded_at is not None,
            on=on,
        )
    )
    passages = list(cut(pages))
    if old is not None:
        Report.objects.filter(pk=old.pk).update(superseded_at=at)
    row = _row(about, file, on=on, by=by, at=at)
    row.pages, row.passages, row.text_state = len(pages), len(passages), text_state(pages)
    row.follows = old
    row.save(force_insert=True)
    Passage.objects.bulk_create((_passage(row, one) for one in passages), batch_size=AT_ONCE)
    return Kept(
        report_id=row.pk,
        title=row.title,
        publisher=row.publisher,
        digest=row.digest,
        pages=row.pages,
        passages=row.passages,
        follows=follows,
    )


@command("country.withdraw")
def withdraw(report_id: UUID, *, why: str, by: Actor, at: datetime) -> Withdrawn:
    """Say that nobody should rely on a report any more. It stays where it is, with what cites it."""
    row = locked_report(report_id, by=by)
    refuse_if(rules.obstacles_to_withdrawing(row, why=why))
    Report.objects.filter(pk=report_id).update(
        withdrawn_by_id=by.id, withdrawn_at=at, withdrawn_why=why.strip()
    )
    return Withdrawn(report_id=report_id, title=row.title, why=why.strip())


def _row(about: About, file: Archived, *, on: date, by: Actor, at: datetime) -> Report:
    return Report(
        id=new_id(),
        organisation_id=by.organisation_id,
        **columns_of(about, on=on),
        file_name=file.file_name[-200:],
        media_type=file.media_type,
        size=file.size,
        digest=file.digest,
        stored_as=file.stored_as,
        file_key=file.key,
        kept_by_id=by.id,
        kept_at=at,
    )


def _passage(report: Report, one: Cut) -> Passage:
    return Passage(
        id=new_id(),
        report=report,
        language=report.language,
        page=one.page,
        number=one.number,
        text=one.text,
        is_read_by_machine=one.is_read_by_machine,
    )
