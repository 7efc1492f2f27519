"""Ids of what is filled in: they grow with time, as real ones do, and say which table and which number."""

from __future__ import annotations

from uuid import UUID

KINDS = ("organisation", "unit", "member", "person", "name", "paper", "case", "party", "assignment",
         "wall", "share", "clock", "note", "document", "version", "page", "file", "act",
         "posting", "task", "application")  # fmt: skip


def text_of(kind: str, number: int) -> str:
    """The id as COPY wants it."""
    return f"{KINDS.index(kind) + 1:08x}-0000-7000-8000-{number:012x}"


def key(kind: str, number: int) -> UUID:
    """The id."""
    return UUID(text_of(kind, number))
