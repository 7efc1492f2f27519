"""What the worker asks and says of the library, as limen_jobs: passages that the model was not asked about
yet, and catalogues that nobody ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.country.events import DeliveryPutAway
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up
from limen.outside.meaning import Encoded


def passages_without_meaning(at_most: int) -> list[tuple[UUID, str]]:
    """Passages and their words, the longest waiting first."""
    with connection.cursor() as cursor:
        cursor.execute("select id, text from access.passages_without_meaning(%s)", [at_most])
        return list(cursor.fetchall())


def keep_meanings(passages: Sequence[UUID], told: Sequence[Encoded]) -> int:
    """Write down what they mean, once each; how many were new. Call it in a transaction."""
    signs, vectors = [one.signs for one in told], [one.vector for one in told]
    with connection.cursor() as cursor:
        cursor.execute(
            "select access.keep_meanings(%s::uuid[], %s::text[], %s::bytea[])",
            [list(passages), signs, vectors],
        )
        return int(cursor.fetchone()[0])


def put_deliveries_away(*, sent_before: datetime, at: datetime) -> list[UUID]:
    """End catalogues that were sent before and still wait; the places of the files that no row names any
    more. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select entry_id, files from access.put_deliveries_away(%s, %s, %s)", [new_id(), sent_before, at]
        )
        found: list[tuple[int, list[UUID]]] = cursor.fetchall()
    for entry_id, _files in found:
        follow_up(entry_id, DeliveryPutAway.kind)
    return [one for _entry_id, files in found for one in files]
