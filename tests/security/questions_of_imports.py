"""Every question about lists from elsewhere, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.imports.names import RowState
from limen.domain.imports.queries import reach, rows, sheets
from tests.security.expectations_of_imports import EXPECTED_OF_IMPORTS
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts, Somebody
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_IMPORTS = {
    "units_of": "of the actor alone", "imports_within": "a filter", "rows_within": "a filter",
    "files_within": "a filter", "taken_within": "a filter", "mappings_within": "a filter",
    "lock_source": "of no row", "card_of": "of a loaded row", "layout_of": "of a loaded row",
    "mapping_of": "of a loaded row", "first_lines": "of a file in hand",
    "errands_waiting": "the worker's: ids alone", "forget_what_is_over": "the worker's",
}  # fmt: skip


def asked_of_imports(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every list and every row there is."""
    by = scene.people[name].actor
    found = [row["id"] for row in facts.all("imports_import")]
    numbered = [(row["listing_id"], row["number"]) for row in facts.all("imports_row")]
    asker: dict[str, Any] = {"by": by}
    return {
        "import_seen": each(lambda key, **who: reach.import_seen(key, **who).file_name, found, **asker),
        "locked_import": each(lambda key, **who: reach.locked_import(key, **who).id, found, **asker),
        "locked_row": each(lambda key, **who: reach.locked_row(*key, **who).cells, numbered, **asker),
        "content_of": each(reach.content_of, found, **asker),
        "imports_of": lambda: sheets.imports_of(by),
        "import_sheet": each(sheets.import_sheet, found, **asker),
        "preview": each(
            lambda key, **who: sheets.preview(
                key, sheets.import_sheet(key, **who).mapping, on=at.date(), **who
            ),
            found,
            **asker,
        ),
        "saved_mappings": lambda: sheets.saved_mappings(by),
        "rows_in": each(
            lambda key, **who: [rows.rows_in(key, state, at=at, **who) for state in RowState], found, **asker
        ),
        "row_sheet": each(lambda key, **who: rows.row_sheet(*key, at=at, **who), numbered, **asker),
        "next_to_look_at": each(lambda key, **who: rows.next_to_look_at(key, 0, **who), found, **asker),
        "error_file": each(
            lambda key, **who: rows.error_file(key, says="Errors", right_to_left=False, **who), found, **asker
        ),
    }


def secrets_of_imports(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of lists, and names of mappings, of other desks."""
    hidden: dict[str, str] = {}
    for table in ("imports_import", "imports_savedmapping"):
        for row in facts.all(table, lambda row: not EXPECTED_OF_IMPORTS["imports_import"].sees(me, row)):
            hidden[str(row["id"])] = f"a row of {table}"
    return hidden
