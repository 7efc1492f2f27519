"""Lists from elsewhere in a scene: of each organisation one, with rows in every state that matters."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

HEADERS = ["Name", "Born"]


def new_list(organisation: UUID, unit: UUID, by: UUID, now: datetime) -> Fact:
    """A list as the application would write it."""
    return {
        "organisation_id": organisation, "unit_id": unit, "state": "paused", "source": CANARY,
        "source_key": f"{CANARY} {new_id()}", "file_name": f"{CANARY}.csv", "file_kind": "csv",
        "digest": b"d", "sheet": "", "encoding": "utf-8", "separator": ",", "header_row": 1,
        "columns": HEADERS,
        "fields": ["name", "birth"], "language": "en", "calendar": "gregorian", "day_order": "day_first",
        "part": "applicant", "on_likely": "put_aside", "prefix": "X", "keep_days": 30, "received_by_id": by,
        "received_at": now, "staged_to": 3, "is_staged": True, "trouble": "", "total": 2, "registered": 0,
        "known": 0, "aside": 1, "wrong": 1, "settled": 0, "version": 1,
    }  # fmt: skip


def new_row(listing: UUID, unit: UUID, number: int, state: str) -> Fact:
    """A row of it."""
    return {
        "listing_id": listing, "unit_id": unit, "number": number, "cells": [f"{CANARY} row", "1990"],
        "key": new_id().bytes, "content": new_id().bytes, "family": "", "state": state, "troubles": Jsonb([]),
        "likely": [], "decision": "", "version": 1,
    }  # fmt: skip


def new_taken(listing: UUID, unit: UUID) -> Fact:
    """That a row was dealt with."""
    return {
        "listing_id": listing, "unit_id": unit, "source_key": CANARY, "key": new_id().bytes,
        "content": new_id().bytes,
    }  # fmt: skip


def new_mapping(organisation: UUID, unit: UUID, by: UUID, now: datetime) -> Fact:
    """What columns hold, under a name."""
    return {
        "organisation_id": organisation, "unit_id": unit, "name": f"{CANARY} {new_id()}"[:80],
        "columns": HEADERS, "fields": ["name", "birth"], "language": "en", "calendar": "gregorian",
        "day_order": "day_first", "saved_by_id": by, "saved_at": now,
    }  # fmt: skip


def what_came_from_elsewhere(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], now: datetime
) -> dict[str, UUID]:
    """The lists, by whose they are."""
    found = {}
    for name, who, unit in (
        ("authority", "hana", cast.unit),
        ("agency", "dina", cast.agency_unit),
        ("other", "elio", people["elio"].unit_id),
    ):
        by = people[who]
        organisation = by.actor.organisation_id
        key = found[name] = insert(cursor, "imports_import", **new_list(organisation, unit, by.id, now))
        insert(cursor, "imports_file", id=key, unit_id=unit, content=b"Name,Born\ncanary,1990\n")
        insert(cursor, "imports_row", **new_row(key, unit, 2, "aside"))
        insert(cursor, "imports_row", **new_row(key, unit, 3, "wrong"))
        insert(cursor, "imports_taken", **new_taken(key, unit))
        insert(cursor, "imports_savedmapping", **new_mapping(organisation, unit, by.id, now))
    return found
