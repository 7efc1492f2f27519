"""What the worker asks and says about passages that the model was not asked about yet, as limen_jobs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

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
