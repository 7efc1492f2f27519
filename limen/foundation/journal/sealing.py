"""Sets seals: a signed statement of how far every chain had come, written to the database and to an anchor.

Whoever can rewrite the database can rewrite a chain with all its hashes, and even the seals, but cannot sign
them again without the key, and cannot reach an anchor that is kept elsewhere.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor

from limen.foundation.journal import keys
from limen.foundation.journal.keys import SealKey
from limen.foundation.journal.verifier import SIGNED, Seal

ANCHORS = "LIMEN_ANCHORS"  # the folder that anchors are written to


def seal_now(at: datetime, *, key: SealKey | None = None, anchors: Path | None = None) -> Seal | None:
    """Seal what has grown since the last seal, as limen_jobs; None when nothing has.

    The key and the folder come from LIMEN_SEAL_KEY(_FILE) and LIMEN_ANCHORS unless they are given. The anchor
    is written once the seal is committed. Raises `BadKey`, `django.db.Error`, and `OSError` when the anchor
    cannot be written: the seal then stands, and the next anchor covers it.
    """
    signing = key or keys.from_environment()
    folder = anchors or (Path(named) if (named := os.environ.get(ANCHORS)) else None)
    with transaction.atomic():
        with connection.cursor() as cursor:
            seal = seal_through(cursor, key=signing, at=at)
        if seal is not None and folder is not None:
            transaction.on_commit(partial(write_anchor, seal, folder))
    return seal


def seal_through(
    cursor: Cursor[tuple[Any, ...]] | CursorWrapper, *, key: SealKey, at: datetime
) -> Seal | None:
    """The same within a transaction that the caller commits; it writes no anchor."""
    cursor.execute(
        "select id, journal.instant(at), lines, streams, tree, root, key_id from journal.draft_seal(%s, %s)",
        [at, key.id],
    )
    row = cursor.fetchone()
    if row is None or row[0] is None:
        return None
    number, instant, lines, streams, tree, root, key_id = row
    signature = key.sign(SIGNED + bytes(root))
    cursor.execute("select journal.set_seal(%s, %s, %s, %s)", [number, at, key_id, signature])
    return Seal(number, instant, lines, streams, bytes(tree), bytes(root), key_id, signature)


def as_json(seal: Seal) -> dict[str, Any]:
    """A seal as an anchor and an export write it: bytes in hex."""
    words = seal._asdict()
    return {name: word.hex() if isinstance(word, bytes) else word for name, word in words.items()}


def write_anchor(seal: Seal, folder: Path) -> Path:
    """Write what is to be kept elsewhere: numbers and hashes, nothing about anybody."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"seal-{seal.number:08d}.json"
    making = path.with_suffix(".new")
    making.write_text(json.dumps(as_json(seal), indent=1) + "\n", encoding="utf-8")
    making.replace(path)
    return path
