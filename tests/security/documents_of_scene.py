"""The documents of a scene: in cases seen and hidden, in compartments, with files, pages and marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert

TABLES = ("documents_document", "documents_version", "documents_page", "documents_mark", "documents_bundle",
          "documents_bundlepart", "documents_box", "documents_redaction")  # fmt: skip
DOCUMENTS = dict.fromkeys(TABLES, "case_id = any (%(c)s)")


def what_was_handed_in(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], restricted: UUID, now: datetime
) -> None:
    """A document of every kind of case, each with one file of two pages and two marks, one of them ended."""
    for case, compartment, who in (
        (cast.case, "general", "berg"),
        (cast.case, "gbv", "costa"),
        (cast.case, "medical", "costa"),
        (cast.other_case, "general", "costa"),
        (restricted, "general", "berg"),
        (cast.dina_case, "general", "dina"),
        (cast.elio_case, "general", "elio"),
    ):
        by, where = people[who].id, {"case_id": case, "compartment": compartment}
        text = f"{CANARY} paper {compartment} {str(case)[-12:]}"
        document = insert(cursor, "documents_document", **new_document(case, compartment, by, now, text))
        version = insert(
            cursor, "documents_version",
            **new_version(document, case, compartment, by, now)
            | {"state": "shown", "pages": 2, "copies_key": bytes(32), "looked_at": now, "file_name": text},
        )  # fmt: skip
        for number in (1, 2):
            insert(
                cursor, "documents_page", version_id=version, number=number, text=f"{text} page {number}",
                is_read_by_machine=False, width=10, height=10, picture=new_id(), thumbnail=new_id(), **where,
            )  # fmt: skip
        mark = new_mark(version, case, compartment, by, now) | {"words": f"{text} marked"}
        bundle = insert(cursor, "documents_bundle", **new_bundle(case, [compartment], by, now, text))
        insert(cursor, "documents_bundlepart", **new_part(bundle, version, case, compartment))
        box = new_box(version, case, compartment, by, now) | {"why": f"{text} boxed"}
        kept = insert(cursor, "documents_box", **box)
        insert(cursor, "documents_box", **box | {"id": new_id(), "ended_at": now, "ended_by_id": by})
        redaction = new_redaction(version, kept, case, compartment, by, now)
        insert(cursor, "documents_redaction", **redaction | {"title": f"{text} redacted"})
        insert(cursor, "documents_mark", **mark)
        insert(cursor, "documents_mark", **mark | {"id": new_id(), "ended_at": now, "ended_by_id": by})


def new_document(case: UUID, compartment: str, by: UUID, now: datetime, text: str = "x") -> dict[str, Any]:
    """A row of a document."""
    return {"case_id": case, "compartment": compartment, "kind": "other", "title": text, "language": "",
            "came_from": "applicant", "received_on": now.date(), "translation": "not_asked",
            "translation_why": "", "authenticity": "not_weighed", "authenticity_why": "", "latest": 1,
            "revision": 1, "added_by_id": by, "added_at": now, "set_aside_why": ""}  # fmt: skip


def new_version(document: UUID, case: UUID, compartment: str, by: UUID, now: datetime) -> dict[str, Any]:
    """A row of a file that waits."""
    return {"id": new_id(), "document_id": document, "case_id": case, "compartment": compartment,
            "number": 1, "file_name": "x", "media_type": "application/pdf", "size": 1, "digest": "0" * 64,
            "stored_as": new_id(), "file_key": bytes(32), "state": "waiting", "trouble": "", "findings": [],
            "scan": "not_scanned", "pages": 0, "tries": 0, "sent_by_id": by, "sent_at": now}  # fmt: skip


def new_mark(version: UUID, case: UUID, compartment: str, by: UUID, now: datetime) -> dict[str, Any]:
    """A row of a mark."""
    return {"id": new_id(), "version_id": version, "case_id": case, "compartment": compartment, "page": 1,
            "quote": "", "words": "x", "made_by_id": by, "made_at": now}  # fmt: skip


def new_bundle(
    case: UUID, compartments: list[str], by: UUID, now: datetime, text: str = "x"
) -> dict[str, Any]:
    """A row of a bundle that waits."""
    return {"id": new_id(), "case_id": case, "compartments": compartments, "title": f"{text} bound",
            "language": "en", "time_zone": "UTC", "by_name": "x", "office": "x", "reference": "x", "pages": 2,
            "done": 0, "state": "waiting", "tries": 0, "asked_by_id": by, "asked_at": now, "size": 0,
            "digest": ""}  # fmt: skip


def new_part(bundle: UUID, version: UUID, case: UUID, compartment: str) -> dict[str, Any]:
    """A row of a file in a bundle."""
    return {"id": new_id(), "bundle_id": bundle, "version_id": version, "case_id": case,
            "compartment": compartment, "place": 1}  # fmt: skip


def new_box(version: UUID, case: UUID, compartment: str, by: UUID, now: datetime) -> dict[str, Any]:
    """A row of a box."""
    return {"id": new_id(), "version_id": version, "case_id": case, "compartment": compartment, "page": 1,
            "area": [1, 1, 9, 9], "reason": "safety", "why": "x", "drawn_by_id": by,
            "drawn_at": now}  # fmt: skip


def new_redaction(
    version: UUID, box: UUID, case: UUID, compartment: str, by: UUID, now: datetime
) -> dict[str, Any]:
    """A row of a redacted copy that waits."""
    return {"id": new_id(), "version_id": version, "case_id": case, "compartment": compartment,
            "boxes": [box], "title": "x", "received_on": now.date(), "state": "waiting", "tries": 0,
            "asked_by_id": by, "asked_at": now}  # fmt: skip
