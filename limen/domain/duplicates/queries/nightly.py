"""What the nightly linkage asks and says. Its role has no table: only these two functions of the database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from limen.domain.duplicates.queries.columns import compared
from limen.domain.people.names import Ground
from limen.foundation.ids import new_id
from limen.linkage.records import Record

RECORDS_AT_ONCE = 5000
_FIRST = UUID(int=0)

_GROUNDS = {
    "name.same": Ground.SAME,
    "name.sounds_alike": Ground.SOUNDS_ALIKE,
    "name.one_letter": Ground.ONE_LETTER,
    "name.part_missing": Ground.LOOKS_ALIKE,
    "name.two_letters": Ground.LOOKS_ALIKE,
    "name.all_but_one": Ground.LOOKS_ALIKE,
    "birth.same": Ground.SAME_BIRTH,
    "birth.swapped": Ground.LIKE_BIRTH,
    "birth.one_digit": Ground.LIKE_BIRTH,
    "birth.year_alone": Ground.LIKE_BIRTH,
    "birth.may_be": Ground.LIKE_BIRTH,
    "number.same": Ground.SAME_DOCUMENT,
}


class Likely(NamedTuple):
    """Two records that are likely one person, and the outcomes of the comparison that speak for it."""

    first: UUID
    second: UUID
    agrees: tuple[str, ...]

    @property
    def grounds(self) -> list[str]:
        """Why, in the words in which a search says it."""
        found = {_GROUNDS[one] for one in self.agrees if one in _GROUNDS}
        return [ground.value for ground in Ground if ground in found]


def records_compared(*, at_once: int = RECORDS_AT_ONCE) -> Iterator[Record]:
    """Every record of every organisation in the columns that are compared, page after page, by key."""
    after = _FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select * from access.records_compared(%s, %s)", [after, at_once])
            page = cursor.fetchall()
        for key, house, name, also, born_from, born_until, is_exact, sex, numbers, place in page:
            yield compared(
                key=str(key),
                house=str(house),
                name=name,
                also=also or (),
                born_from=born_from,
                born_until=born_until,
                is_exact=is_exact,
                sex=sex,
                numbers=[tuple(one.split(" ", 1)) for one in numbers or ()],
                place=place.casefold() if place else None,
            )
        if len(page) < at_once:
            return
        after = page[-1][0]


def propose_found(pairs: Sequence[Likely], *, at: datetime) -> int:
    """Propose what is new among these pairs; how many that were. What was answered is not proposed again."""
    told = [{"one": str(one.first), "other": str(one.second), "grounds": one.grounds} for one in pairs]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select access.propose_duplicates(%s, %s, %s::jsonb)", [new_id(), at, json.dumps(told)]
        )
        return int(cursor.fetchone()[0])


def take_turn() -> bool:
    """Whether nobody else links at this moment; kept until the connection ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended('limen.link', 0))")
        return bool(cursor.fetchone()[0])
