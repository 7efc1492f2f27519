"""The library of a scene: reports of every level in three houses, and questions to those who keep it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Json

from limen.domain.country.names import About
from limen.domain.country.queries.describing import written_down
from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import insert
from tests.security.rules_of_access import Fact

_OF_DELIVERIES = "delivery_id in (select id from country_delivery where organisation_id = any (%(o)s))"
_OF_REPORTS = "report_id in (select id from country_report where organisation_id = any (%(o)s))"
BELONGS_OF_COUNTRY = {
    "country_report": "organisation_id = any (%(o)s)",
    "country_earlierdescription": _OF_REPORTS,
    "country_passage": _OF_REPORTS,
    "country_meaning": _OF_REPORTS,
    "country_collection": "organisation_id = any (%(o)s)",
    "country_collected": _OF_REPORTS,
    "country_inquiry": "organisation_id = any (%(o)s)",
    "country_delivery": "organisation_id = any (%(o)s)",
    "country_deliveryline": _OF_DELIVERIES,
}
LEVELS = ("installation", "organisation", "keepers")


def new_report(organisation: UUID, by: UUID, now: datetime, level: str = "installation") -> Fact:
    """A report as the application would keep it."""
    return {
        "organisation_id": organisation, "level": level, "title": f"book of {organisation}", "publisher": "x",
        "authors": "", "kind": "country", "language": "eng", "countries": ["ATA"], "topics": [],
        "published_on": date(2026, 1, 1), "accessed_on": date(2026, 1, 1), "address": "", "leans_on": [],
        "source_who": "", "source_what": "", "source_why": "", "source_when": "", "source_how": "",
        "file_name": "x.pdf",
        "media_type": "application/pdf", "size": 1, "digest": uuid4().hex * 2, "stored_as": uuid4(),
        "file_key": b"k", "pages": 1, "passages": 1, "text_state": "read", "kept_by_id": by, "kept_at": now,
        "withdrawn_why": "", "version": 1,
    }  # fmt: skip


def new_description(report: UUID, by: UUID, now: datetime, version: int = 1) -> Fact:
    """What was said of it before."""
    said = Json(written_down(About(title="x", publisher="x")))
    return {"report_id": report, "version": version, "said": said, "replaced_by_id": by,
            "replaced_at": now}  # fmt: skip


def new_passage(report: UUID, language: str = "eng") -> Fact:
    """A passage of it."""
    return {"report_id": report, "language": language, "page": 1, "number": new_id().int % 1_000_000 + 9,
            "text": f"passage of {report}", "is_read_by_machine": False}  # fmt: skip


def new_collection(organisation: UUID, by: UUID, now: datetime, level: str = "installation") -> Fact:
    """A collection as the application would keep it."""
    return {"organisation_id": organisation, "level": level, "called": f"laid by {organisation}",
            "country": "ATA", "claim": "x", "note": "", "version": 1, "made_by_id": by,
            "made_at": now}  # fmt: skip


def new_collected(collection: UUID, report: UUID, by: UUID, now: datetime) -> Fact:
    """A report in it."""
    return {"collection_id": collection, "report_id": report, "put_in_by_id": by, "put_in_at": now}


def new_delivery(organisation: UUID, by: UUID, now: datetime) -> Fact:
    """A catalogue as the application would write it down."""
    return {"organisation_id": organisation, "catalogue": f"catalogue of {organisation}", "sent_by_id": by,
            "sent_at": now, "is_put_away": False}  # fmt: skip


def new_line(delivery: UUID, state: str = "ready") -> Fact:
    """A line of it, whose file waits."""
    waits = {"stored_as": uuid4(), "file_key": b"k"} if state == "ready" else {"file_key": b""}
    return {"delivery_id": delivery, "number": new_id().int % 1_000_000 + 9, "state": state, "whys": [],
            "file_name": f"file of {delivery}", "said": Json({"title": f"line of {delivery}"}), "size": 1,
            "media_type": "text/plain", "digest": uuid4().hex * 2, **waits}  # fmt: skip


def new_inquiry(organisation: UUID, by: UUID, now: datetime, level: str = "organisation") -> Fact:
    """A question as the application would keep it."""
    return {"organisation_id": organisation, "level": level, "countries": ["ATA"],
            "question": "a question to the library", "needed_on": date(2026, 12, 1), "asked_by_id": by,
            "asked_at": now, "answer": "", "found_nothing": False}  # fmt: skip


def what_is_in_the_library(
    cursor: psycopg.Cursor, cast: Cast, people: dict[str, Player], now: datetime
) -> None:
    """Kept by a policy lead, and in houses that have none by whoever was one."""
    for house, who in ((cast.authority, "lena"), (cast.other, "elio"), (cast.agency, "dina")):
        for level in LEVELS:
            report = insert(cursor, "country_report", **new_report(house, people[who].id, now, level))
            insert(cursor, "country_earlierdescription", **new_description(report, people[who].id, now))
            passage = insert(cursor, "country_passage", **new_passage(report))
            laid = insert(cursor, "country_collection", **new_collection(house, people[who].id, now, level))
            insert(cursor, "country_collected", **new_collected(laid, report, people[who].id, now))
            insert(cursor, "country_meaning", passage_id=passage, report_id=report, bits="1" * 512,
                   vector=b"\0" * 1024)  # fmt: skip
        sent = insert(cursor, "country_delivery", **new_delivery(house, people[who].id, now))
        for state in ("ready", "wrong"):
            insert(cursor, "country_deliveryline", **new_line(sent, state))
        over = insert(cursor, "country_delivery", ended_at=now, **new_delivery(house, people[who].id, now))
        insert(cursor, "country_deliveryline", **new_line(over, "left"))
    for who in ("berg", "costa", "elio", "dina"):
        actor = people[who].actor
        insert(cursor, "country_inquiry", **new_inquiry(actor.organisation_id, actor.id, now))
    lena, mats, elio = (people[who].id for who in ("lena", "mats", "elio"))
    out = {
        "answer": "a",
        "answered_by_id": lena,
        "answered_at": now,
        "reviewed_by_id": mats,
        "reviewed_at": now,
    }
    for level in LEVELS:
        insert(cursor, "country_inquiry", **new_inquiry(cast.authority, people["berg"].id, now, level) | out)
        insert(cursor, "country_inquiry", **new_inquiry(cast.other, elio, now, level) | out)
