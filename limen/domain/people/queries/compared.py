"""Those with whom a question is compared: a few persons, each with the names that the asker may know.

One prepared statement: a search box asks it at every pause of typing, and its walls take longer to plan than
to pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from limen.domain.people.queries.ranking import Candidate
from limen.foundation.actors import Reach
from limen.foundation.prepared import rows_of

_COMPARED = """
select n.written, p.id, p.called, p.sex, p.birth_state, p.birth_words, p.birth_calendar, p.birth_precision,
    p.birth_numbers, p.birth_earliest, p.birth_latest, p.birth_source
from people_person p, lateral (
    select coalesce(array_agg(m.written order by m.is_main desc, m.id), '{}') as written from people_name m
        where m.person_id = p.id and (m.is_main or p.id = any (%(read)s::uuid[]))) n
where p.id = any (%(listed)s::uuid[])
"""


class _Row(NamedTuple):
    written: list[str]
    id: UUID
    called: str
    sex: str | None
    birth_state: str
    birth_words: str | None
    birth_calendar: str | None
    birth_precision: str | None
    birth_numbers: list[int]
    birth_earliest: date | None
    birth_latest: date | None
    birth_source: str | None


def candidates_of(person_ids: Iterable[UUID], far: Mapping[UUID, Reach]) -> dict[UUID, Candidate]:
    """These persons as they are compared: of those whose file is read all names, of others the main one.
    `far` says how far the asker reaches, and holds at least those asked for. One query."""
    listed = list(person_ids)
    if not listed:
        return {}
    read = [key for key in listed if far[key] >= Reach.READ]
    rows = (_Row(*row) for row in rows_of(_COMPARED, {"listed": listed, "read": read}))
    return {row.id: Candidate.of(row, row.written) for row in rows}
