"""What was asked for in the cases of a scene, seen and hidden, and where it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.domain.assessments.analysed import ANALYSIS_LAW
from tests.security.law_of_scene import _edition
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

# Tables of rows under an application and the column that says whose doing one is.
WHO = {
    "applications_answers": "written_by_id",
    "applications_coveredperson": "said_by_id",
    "applications_evidencestep": "taken_by_id",
    "applications_letter": "printed_by_id",
    "procedure_casestage": "moved_by_id",
}
BELONGS_OF_APPLICATIONS = dict.fromkeys(
    ("applications_application", "applications_answersdraft", *WHO, "procedure_confirmation"),
    "case_id = any (%(c)s)",
)


def new_application(case: UUID, edition: UUID, by: UUID, now: datetime, **more: Any) -> Fact:
    """An application as the programme would record it."""
    return {
        "case_id": case, "edition_id": edition, "pack": "atlantis", "type": "shelter",
        "type_says": "Asking for shelter", "state": "draft", "made_on": now.date(), "recorded_by_id": by,
        "recorded_at": now, "version": 1,
    } | more  # fmt: skip


def new_under(table: str, application: Fact, person: UUID, by: UUID, now: datetime) -> Fact:
    """A row under an application; of a number that it does not have yet."""
    number = new_id().int % 1_000_000 + 10
    row: Fact = {"application_id": application["id"], "case_id": application["case_id"], WHO[table]: by}
    answer = {"state": "told", "value": f"{CANARY} {application['id']}", "as_told": ""}
    told: dict[str, Fact] = {
        "applications_answers": {
            "section": "claim", "version": number, "told": Jsonb({"reasons": answer}), "written_at": now,
        },
        "applications_coveredperson": {
            "person_id": person, "number": number, "is_covered": True, "is_separate": True, "why": CANARY,
            "said_at": now,
        },
        "applications_evidencestep": {
            "item": "paper", "number": number, "state": "received", "words": CANARY, "taken_at": now,
        },
        "applications_letter": {
            "person_id": person, "letter": "acknowledgement", "language": "en", "said": Jsonb(_said()),
            "digest": "d", "printed_at": now,
        },
        "procedure_casestage": {
            "procedure": "shelter", "stage": "lodged", "stage_says": "Lodged", "phase": "registered",
            "act": "lodge", "act_says": "Lodge", "since_on": now.date(), "moved_at": now,
        },
    }  # fmt: skip
    return row | told[table]


def new_confirmation(stage: Fact, by: UUID, now: datetime) -> Fact:
    """A condition that somebody confirmed; of a gate that was not confirmed yet."""
    return {
        "stage_id": stage["id"], "case_id": stage["case_id"], "gate": f"gate {new_id()}", "words": CANARY,
        "confirmed_by_id": by, "confirmed_at": now,
    }  # fmt: skip


def new_answers_draft(application: Fact, case: UUID, member: UUID, now: datetime) -> Fact:
    """What somebody is typing."""
    return {
        "application_id": application["id"], "case_id": case, "member_id": member, "section": "road",
        "typed": Jsonb({"q-by": CANARY}), "base_version": 0, "saved_at": now,
    }  # fmt: skip


def what_was_asked_for(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    persons: dict[str, UUID],
    restricted: UUID,
    now: datetime,
) -> None:
    """One application with everything under it in every kind of case, and what was typed in each."""
    at = now - timedelta(days=1)
    ours = _edition(cursor, cast.authority, cast.lena.id, "atlantis", ANALYSIS_LAW, at)
    agency = _edition(cursor, cast.agency, cast.dina.id, "atlantis", ANALYSIS_LAW, at)
    other = _edition(cursor, cast.other, cast.elio.id, "atlantis", ANALYSIS_LAW, at)
    for case, who, person, edition in (
        (cast.case, "berg", "amina", ours),
        (cast.other_case, "costa", "basim", ours),
        (restricted, "berg", "protected", ours),
        (cast.dina_case, "dina", "client", agency),
        (cast.elio_case, "elio", "celeste", other),
    ):
        by = people[who].id
        row = new_application(case, edition, by, now, state="lodged", lodged_on=now.date())
        row["id"] = insert(cursor, "applications_application", **row)
        made = {
            table: insert(cursor, table, **new_under(table, row, persons[person], by, now)) for table in WHO
        }
        for member in {who, "berg", "grit"}:
            insert(cursor, "applications_answersdraft",
                   **new_answers_draft(row, case, people[member].id, now))  # fmt: skip
        stage = {"id": made["procedure_casestage"], "case_id": case}
        insert(cursor, "procedure_confirmation", **new_confirmation(stage, by, now))


def _said() -> dict[str, Any]:
    return {
        "language": "en", "title": "x", "office": "x", "reference": "x", "name": CANARY, "paragraphs": ["x"],
        "items": [], "printed_at": "2026-11-02T09:30:00",
    }  # fmt: skip
