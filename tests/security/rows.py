"""Rows of a scene, made by the stage hands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from limen.foundation.ids import new_id

CANARY = "canary"  # in every text of a scene, followed by whose organisation it is


def insert(cursor: psycopg.Cursor[Any], table: str, **values: Any) -> UUID:
    """One row, made by the stage hands; gives back its id."""
    row = {"id": new_id()} | values
    places = ", ".join(["%s"] * len(row))
    cursor.execute(f"insert into {table} ({', '.join(row)}) values ({places})", list(row.values()))
    key: UUID = row["id"]
    return key
