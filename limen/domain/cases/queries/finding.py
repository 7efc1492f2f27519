"""The box in which one looks for somebody: persons by name, number, date or the reference of a case, and the
cases in which they have a part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from limen.domain.cases.models import Party
from limen.domain.cases.queries.parties import FileCard, files_of
from limen.domain.cases.queries.reach import cases_seen_by
from limen.domain.people.queries import search
from limen.domain.people.queries.asking import asked
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """Somebody who was found, with the cases that the actor may know of."""

    person: search.FoundCard
    files: tuple[FileCard, ...]


def find_people(text: str, *, by: Actor, at: datetime) -> tuple[FoundPerson, ...]:
    """The ten likeliest persons. At most seven queries. Raises `Refused` for a trawl."""
    references = asked(text).numbers
    referred = Party.objects.filter(
        Q(until_at=None) | Q(until_at__gt=at),
        case__in=cases_seen_by(by, at=at).filter(reference__in=references),
    ).values_list("person_id", flat=True)
    cards = search.find(text, by=by, at=at, referred=referred if references else ())
    files = files_of({card.id for card in cards}, by=by, at=at)
    return tuple(FoundPerson(person=card, files=files.get(card.id, ())) for card in cards)
