"""What names lead to, for somebody: behind the walls of documents and interviews, and of one case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.timezone import get_current_timezone

from limen.domain.citations.names import (
    BlockKey,
    CitedState,
    Key,
    MomentKey,
    PageKey,
    PassageKey,
    short,
)
from limen.domain.citations.queries import wording
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.ends import SETTLED, end_of, numbered, only
from limen.domain.citations.queries.moments import moments
from limen.domain.country.models import Report
from limen.domain.country.queries.reach import passages_within, reports_within
from limen.domain.documents.models import Mark, Version
from limen.domain.documents.names import LookState, Translation
from limen.domain.documents.queries.reach import marks_within, versions_within
from limen.domain.identity.names import Compartment
from limen.domain.interviews.models import Interview
from limen.domain.interviews.names import InterviewState
from limen.domain.interviews.queries.reach import interviews_seen_by
from limen.foundation.actors import Actor


def cited(keys: Iterable[Key], case_id: UUID, *, language: str, by: Actor, at: datetime) -> dict[Key, Cited]:
    """What each of them leads to; one that leads nowhere, or to what the actor may not see, is left out.
    Eight queries at most, however many there are."""
    asked = tuple(keys)
    pages = [key for key in asked if isinstance(key, PageKey)]
    blocks = [key for key in asked if isinstance(key, BlockKey)]
    passages = [key for key in asked if isinstance(key, PassageKey)]
    heard = [key for key in asked if isinstance(key, MomentKey)]
    with translation.override(language):
        found: dict[Key, Cited] = {}
        found |= _pages(pages, case_id, by, at) if pages else {}
        found |= _passages(passages, by, at) if passages else {}
        found |= moments(heard, case_id, by=by, at=at) if heard else {}
        return found | (_blocks(blocks, case_id, by, at) if blocks else {})


def _pages(keys: Sequence[PageKey], case_id: UUID, by: Actor, at: datetime) -> dict[Key, Cited]:
    rows = versions_within(by, at=at).filter(case_id=case_id).select_related("document")
    rows = rows.annotate(end=end_of("document_id")).filter(end__in={key.of for key in keys})
    versions = only(((row.document_id, row.number), row) for row in rows.defer("file_key", "copies_key"))
    ends = {key.mark for key in keys if key.mark}
    marks = {short(row.pk): row for row in _marks(ends, case_id, by, at)} if ends else {}
    found: dict[Key, Cited] = {}
    for key in keys:
        version = versions.get((key.of, key.version))
        if version is None or not _is_there(key.page, version):
            continue
        mark = marks.get(key.mark)
        if mark is not None and (mark.version_id, mark.page) != (version.pk, key.page):
            mark = None
        found[key] = Cited(
            key=key,
            compartment=Compartment(version.compartment),
            words=wording.page_words(key, version),
            line=wording.page_line(key, version),
            around=mark.words if mark else "",
            states=tuple(_states(version, is_mark_gone=bool(key.mark) and mark is None)),
            thing_id=version.document_id,
            part_id=version.pk,
        )
    return found


def _blocks(keys: Sequence[BlockKey], case_id: UUID, by: Actor, at: datetime) -> dict[Key, Cited]:
    rows = interviews_seen_by(by, at=at).filter(case_id=case_id)
    rows = rows.annotate(end=end_of("id")).filter(end__in={key.of for key in keys})
    interviews = only(((row.pk, 0), row) for row in rows)
    blocks = numbered((row.pk for row in interviews.values()), by=by, at=at)
    found: dict[Key, Cited] = {}
    for key in keys:
        interview = interviews.get((key.of, 0))
        said = blocks.get(interview.pk, []) if interview else []
        if interview is None or key.block > len(said):
            continue
        block = said[key.block - 1]
        found[key] = Cited(
            key=key,
            compartment=Compartment(interview.compartment),
            words=wording.block_words(key, interview),
            line=wording.block_line(key, interview, block),
            around="",
            states=tuple(_states_of_record(interview)),
            thing_id=interview.pk,
            part_id=block.pk,
        )
    return found


def _passages(keys: Sequence[PassageKey], by: Actor, at: datetime) -> dict[Key, Cited]:
    rows = reports_within(by).filter(cited_as__in={key.of for key in keys})
    reports = only(((row.pk, 0), row) for row in rows)
    places = Q(pk__in=[])
    for key in keys:
        if report := reports.get((key.of, 0)):
            places |= Q(report_id=report.pk, page=key.page, number=key.number)
    found: dict[Key, Cited] = {}
    for passage in passages_within(by).filter(places).select_related("report").defer("report__file_key"):
        name = PassageKey(of=short(passage.report_id), page=passage.page, number=passage.number)
        found[name] = Cited(
            key=name,
            compartment=Compartment.GENERAL,
            words=wording.passage_words(name, passage),
            line=wording.passage_line(name, passage),
            around=passage.text,
            states=tuple(_states_of_report(passage.report, at)),
            thing_id=passage.report_id,
            part_id=passage.pk,
            published_on=passage.report.published_on,
        )
    return found


def _states_of_report(report: Report, at: datetime) -> Iterator[CitedState]:
    """What became of it. A day begins where the actor sits, whose zone the door has made the current one."""
    here = at.astimezone(get_current_timezone()).date()
    if report.withdrawn_at is not None:
        yield CitedState.WITHDRAWN
    if report.superseded_at is not None:
        yield CitedState.SUPERSEDED
    if report.look_again_on is not None and report.look_again_on <= here:
        yield CitedState.STALE


def _marks(ends: set[str], case_id: UUID, by: Actor, at: datetime) -> QuerySet[Mark]:
    rows = marks_within(by, at=at).filter(case_id=case_id, ended_at=None)
    return rows.annotate(end=end_of("id")).filter(end__in=ends)


def _is_there(page: int, version: Version) -> bool:
    """How many pages a file has is known once it was looked at."""
    return version.state == LookState.WAITING or page <= version.pages


def _states(version: Version, *, is_mark_gone: bool) -> Iterator[CitedState]:
    document = version.document
    if version.state == LookState.WAITING:
        yield CitedState.WAITING
    if document.set_aside_at is not None:
        yield CitedState.SET_ASIDE
    if is_mark_gone:
        yield CitedState.MARK_GONE
    if document.latest > version.number:
        yield CitedState.NEWER
    if document.translation == Translation.DISPUTED:
        yield CitedState.DISPUTED


def _states_of_record(interview: Interview) -> Iterator[CitedState]:
    if interview.state not in SETTLED:
        yield CitedState.NOT_CONFIRMED
    if interview.state == InterviewState.REFUSED:
        yield CitedState.REFUSED
