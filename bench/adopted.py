"""A pack as an organisation keeps it once two people adopted it, for measurements that need the real law."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

PACK = "eu-example"


def adopt(
    connection: psycopg.Connection[Any],
    organisation: UUID,
    member: UUID,
    files: dict[str, str],
    *,
    at: datetime,
) -> tuple[UUID, Any]:
    """The edition in force from now on, and the library that reads it. Triggers must rest."""
    from limen.domain.policy.queries import digest_of, packed
    from limen.foundation.ids import new_id
    from limen.law.library import read_library

    library = read_library(files, only=(PACK,))
    pack, content, edition = library.pack(PACK), packed(library.bundle(PACK)), new_id()
    connection.execute(
        "insert into policy_edition (id, organisation_id, pack, fingerprint, digest, says, as_of, is_signed,"
        " files, kept_at, kept_by_id) values (%s, %s, %s, %s, %s, %s, %s, false, %s, %s, %s)",
        [edition, organisation, pack.id, pack.fingerprint, digest_of(content), pack.says, pack.as_of,
         content, at, member],
    )  # fmt: skip
    connection.execute(
        "insert into policy_adoption (id, organisation_id, edition_id, pack, state, why, proposed_by_id,"
        " proposed_at, answer_says, answered_by_id, answered_at)"
        " values (%s, %s, %s, %s, 'adopted', '', %s, %s, '', %s, %s)",
        [new_id(), organisation, edition, pack.id, member, at, new_id(), at],
    )
    return edition, library
