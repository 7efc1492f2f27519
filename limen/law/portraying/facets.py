"""Facets: the named parts of a thing, each as plain text or as dated values."""

from __future__ import annotations

from typing import Any

from limen.law.dated import Timeline

VALUE = "value"
Facet = str | Timeline[Any]
Facets = dict[tuple[str, str], Facet]


def texts(part: str, **fields: object) -> Facets:
    """Fields as text; `runs_from` becomes “runs from”, True yes, and what is missing or False nothing."""
    return {(part, name.replace("_", " ").strip()): _text(field) for name, field in fields.items()}


def _text(field: object) -> str:
    if field is None or field is False:
        return ""
    if field is True:
        return "yes"
    if isinstance(field, tuple | frozenset):
        parts = [str(one) for one in field]
        return ", ".join(sorted(parts) if isinstance(field, frozenset) else parts)
    return str(field)
