"""What happened in a case or in the organisation, as sentences from the journal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints
from uuid import UUID

from django.db.models import Choices, Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.dateformat import format as format_day
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from limen.domain.cases.queries.reach import of_own, read_of
from limen.domain.identity.models import Posting
from limen.domain.identity.names import Role
from limen.domain.identity.queries.people import names_of
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.events import REGISTERED
from limen.foundation.journal.models import Entry

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class LineCard:
    """One line of the journal as a person reads it. `id` is its place in the journal, `seq` in its own
    chain."""

    id: int
    seq: int
    at: datetime
    by: str
    says: str
    kind: str


def timeline(
    case_id: UUID, *, by: Actor, at: datetime, before: int | None = None, at_most: int = PAGE
) -> list[LineCard]:
    """What happened in a case, the latest first; what the actor may not see is not there. Three queries."""
    # The stream of a line about a case is the case, and streams have an index, in the order of their lines.
    lines = Entry.objects.filter(_of_cases_read(by, at), stream_id=case_id, case_id=case_id)
    return _told(lines, by, before, at_most)


def person_timeline(person_id: UUID, *, by: Actor, at: datetime, before: int | None = None) -> list[LineCard]:
    """What happened to what is on record of a person, the latest first; nothing for whoever does not read
    them."""
    lines = _lines().filter(_of_persons_read(by, at), stream_id=person_id)
    return _told(lines, by, before)


def organisation_timeline(*, by: Actor, at: datetime, before: int | None = None) -> list[LineCard]:
    """What happened in the organisation beside its cases, the latest first; all of it for its keepers."""
    lines = Entry.objects.filter(_of_the_organisation(by, at), stream_id=by.organisation_id)
    return _told(lines, by, before)


def lines_since(
    entry_id: int, *, by: Actor, at: datetime, at_most: int, counted_up_to: int
) -> tuple[list[tuple[UUID, LineCard]], int]:
    """What others wrote after a line of the journal in the cases given to the actor by name: the latest
    first, each with its case, and how many there are, counted to one more than a limit. Four queries."""
    lines = Entry.objects.filter(
        of_own(by, "stream_id"), case_id=F("stream_id"), compartment__in=by.clearances, id__gt=entry_id
    )
    lines = lines.exclude(by_id=by.id)
    found = lines.order_by()[: counted_up_to + 1].count()
    rows = list(lines.order_by("-id").prefetch_related("personal_facts")[:at_most])
    cards = zip(rows, _cards(rows, by), strict=True)
    return [(row.case_id, card) for row, card in cards if row.case_id], found


def told(act_id: UUID, *, by: Actor, at: datetime) -> str:
    """What one act did, in a sentence; empty when it is not the actor's to see."""
    seen = _of_cases_read(by, at) | _of_persons_read(by, at) | _of_the_organisation(by, at)
    rows = _lines().filter(seen, act_id=act_id).order_by("-id").prefetch_related("personal_facts")[:1]
    lines = _cards(list(rows), by)
    return lines[0].says if lines else ""


def _lines() -> QuerySet[Entry]:
    """All lines, with the other person whom a line names."""
    named = KeyTextTransform("other_person_id", Cast("facts", JSONField()))
    return Entry.objects.alias(other_person_id=Cast(named, UUIDField()))


def _of_cases_read(by: Actor, at: datetime) -> Q:
    return read_of(by, at=at) & Q(compartment__in=by.clearances)


def _of_persons_read(by: Actor, at: datetime) -> Q:
    """Lines in the chains of persons one reads; of those that name another person, if one reads them too."""
    read = persons_within(by, need=Reach.READ, at=at).filter(organisation_id=by.organisation_id)
    other, own = (
        Subquery(read.filter(pk=OuterRef(name)).values("pk")) for name in ("other_person_id", "stream_id")
    )
    is_told = Q(other_person_id=None) | Q(other_person_id=other)
    return Q(case_id=None, stream_id=own) & is_told


def _of_the_organisation(by: Actor, at: datetime) -> Q:
    lines = Q(case_id=None, organisation_id=by.organisation_id, stream_id=F("organisation_id"))
    held = Posting.objects.filter(Q(until_at=None) | Q(until_at__gt=at), member_id=by.id, since_at__lte=at)
    keeps = Exists(held.filter(role__in=[Role.ADMINISTRATOR, Role.AUDITOR]))
    return lines & (Q(by_id=by.id) | Q(keeps))


def _told(lines: QuerySet[Entry], by: Actor, before: int | None, at_most: int = PAGE) -> list[LineCard]:
    """Lines of one chain, the latest first."""
    if before:
        lines = lines.filter(seq__lt=before)
    return _cards(list(lines.order_by("-seq").prefetch_related("personal_facts")[:at_most]), by)


def _cards(rows: list[Entry], by: Actor) -> list[LineCard]:
    names = names_of({row.by_id for row in rows if row.by_id}, by=by)
    return [
        LineCard(
            id=row.id,
            seq=row.seq,
            at=row.at,
            by=_who(row, names),
            says=_sentence(row, _who(row, names)),
            kind=row.kind,
        )
        for row in rows
    ]


def _who(row: Entry, names: Mapping[UUID, str]) -> str:
    if row.by_id is None:
        return row.by_system
    return names.get(row.by_id) or _("somebody of another organisation")


def _sentence(row: Entry, by: str) -> str:
    event = REGISTERED.get(row.kind)
    if event is None:
        return row.kind
    facts: dict[str, object] = json.loads(row.facts)
    facts.update({fact.field: json.loads(fact.value) for fact in row.personal_facts.all()})
    types = _types_of(row.kind)
    words = {name: _word(value, types.get(name)) for name, value in facts.items()}
    return str(event.says).format_map(defaultdict(lambda: "…", words | {"by": by}))


@cache
def _types_of(kind: str) -> dict[str, Any]:
    """What kind of fact each field holds. Kept: to read it anew for every line took most of a page's time."""
    return get_type_hints(REGISTERED[kind])


def _word(value: object, of: Any) -> str:
    """A fact as a person reads it: the label of a choice, a day, or that it was erased."""
    if isinstance(value, dict) and "sealed" in value:
        return _("[erased]")
    if isinstance(of, type) and issubclass(of, Choices):
        return str(of(value).label)
    if of is datetime and isinstance(value, str):
        return date_format(localtime(datetime.fromisoformat(value)), "j F Y, H:i")
    if date in (of, *get_args(of)) and isinstance(value, str):
        return format_day(date.fromisoformat(value), pgettext("format of a day", "j F Y"))
    return str(value)
