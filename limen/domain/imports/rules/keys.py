"""What a row is known by when it comes again, and what it says in a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from limen.domain.imports.names import Field, Mapping


def key_of(cells: Sequence[str], mapping: Mapping) -> bytes:
    """The sender's reference if the row has one, otherwise what the row says; as a digest."""
    place = mapping.column_of(Field.REFERENCE)
    reference = cells[place].strip().casefold() if place is not None and place < len(cells) else ""
    if reference:
        return hashlib.sha256(b"reference\0" + reference.encode()).digest()
    return content_of(cells, mapping)


def content_of(cells: Sequence[str], mapping: Mapping) -> bytes:
    """A digest of what the row says, in whatever order the columns stand."""
    says = sorted(
        (held.value, cell) for held, cell in zip(mapping.fields, cells, strict=False) if held and cell
    )
    return hashlib.sha256(b"row\0" + json.dumps(says, ensure_ascii=False).encode()).digest()
