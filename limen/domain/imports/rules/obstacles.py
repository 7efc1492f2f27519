"""Why an act on an import cannot happen now."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.imports.names import Field, FileKind, ImportState, Mapping, RowState, Trouble
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle
from limen.outside.sheets import MOST_BYTES, MOST_ROWS, Unreadable

KEPT_DAYS = (0, 7, 30, 90)  # how long the office may keep the file after the last row
_NAMES = frozenset(
    {Field.NAME, Field.GIVEN, Field.FAMILY, Field.FATHERS, Field.PATRONYMIC, Field.GRANDFATHERS}
)
_MEGABYTE = 1024 * 1024


def unreadable(error: Unreadable) -> Obstacle:
    """Why a file cannot be read, in a sentence."""
    says = {
        "empty": _("The file is empty."),
        "too_large": _("The file is larger than %(count)d MB. Divide the list.")
        % {"count": MOST_BYTES // _MEGABYTE},
        "too_large_unpacked": _("Unpacked, the file would be far larger than any list. It was not opened."),
        "old_workbook": _(
            "This is a workbook of the old kind, or one with a password. Save it as .xlsx without one."
        ),
        "macros": _("This workbook holds a program. Save it as .xlsx, without macros."),
        "not_a_workbook": _("This package is not an Excel workbook."),
        "not_text": _("This is neither an Excel workbook nor text with separators, whatever it is called."),
        "damaged": _("The file is damaged or was not written by a table program."),
        "too_many_rows": _("The list has more than %(count)d rows. Divide it.") % {"count": MOST_ROWS},
        "too_many_columns": _("The list has too many columns."),
        "wrong_encoding": _("The letters of the file cannot be read this way. Choose another encoding."),
        "no_rows": _("There is no row below the headers."),
    }
    return Obstacle(error.code, says[error.code])


def obstacles_to_receiving(
    *, file_name: str, kind: FileKind, source: str, unit_id: UUID, by: Actor
) -> list[Obstacle]:
    """A list has a sender and goes to a unit of the actor; its name does not lie about what it is."""
    obstacles = []
    if unit_id not in by.units_within(Reach.LIST):
        obstacles.append(Obstacle("unit", _("Choose one of your units.")))
    if not source.strip():
        obstacles.append(Obstacle("source", _("Say who sent the list.")))
    ending = file_name.rpartition(".")[2].casefold()
    if (ending in ("xlsx", "xlsm", "xls")) != (kind is FileKind.XLSX):
        says = _("The file is called %(name)s, and is something else. Save it again under its own kind.")
        obstacles.append(Obstacle("lies", says % {"name": file_name[-60:]}))
    return obstacles


def obstacles_to_reading_anew(state: ImportState) -> list[Obstacle]:
    """How a file is read is chosen before the list runs."""
    if state not in (ImportState.RECEIVED, ImportState.MAPPED):
        return [Obstacle("state", _("The list has been started. It can no longer be read in another way."))]
    return []


def obstacles_to_mapping(mapping: Mapping, *, state: ImportState, columns: int) -> list[Obstacle]:
    """Columns are chosen before the list runs; one says a name; nothing stands in two columns."""
    obstacles = []
    if state not in (ImportState.RECEIVED, ImportState.MAPPED):
        obstacles.append(Obstacle("state", _("The list has been started. Its columns can no longer change.")))
    chosen = [one for one in mapping.fields if one is not Field.NOTHING]
    if len(mapping.fields) != columns:
        obstacles.append(Obstacle("columns", _("Say of every column what it holds.")))
    if not _NAMES & set(chosen):
        obstacles.append(Obstacle("name", _("Choose a column that holds a name.")))
    for one in Field:
        if sum(field is one for field in chosen) > 1:
            says = _("“%(field)s” is chosen for more than one column.") % {"field": one.label}
            obstacles.append(Obstacle("twice", says))
    if Field.DOCUMENT_STATE not in chosen and Field.DOCUMENT_NUMBER in chosen:
        says = _("A number of a document needs the state that issued it: choose its column.")
        obstacles.append(Obstacle("document_state", says))
    return obstacles


def obstacles_to_starting(*, state: ImportState, keep_days: int, prefix: str) -> list[Obstacle]:
    """A list is started once, when its columns were chosen."""
    obstacles = []
    if state is ImportState.RECEIVED:
        obstacles.append(Obstacle("state", _("Choose first what each column holds.")))
    elif state is not ImportState.MAPPED:
        obstacles.append(Obstacle("state", _("The list has already been started.")))
    if keep_days not in KEPT_DAYS:
        obstacles.append(Obstacle("keep_days", _("Choose how long the file is kept.")))
    if not 1 <= len(prefix.strip()) <= 20:
        obstacles.append(Obstacle("prefix", _("Write how the references begin, in at most 20 characters.")))
    return obstacles


def obstacles_to_pausing(state: ImportState) -> list[Obstacle]:
    """What runs can be paused."""
    if state is not ImportState.RUNNING:
        return [Obstacle("state", _("The list is not running."))]
    return []


def obstacles_to_going_on(state: ImportState, *, is_worked_on: bool) -> list[Obstacle]:
    """What was paused, or what nobody works on any more, can go on."""
    if state is ImportState.PAUSED or (state is ImportState.RUNNING and not is_worked_on):
        return []
    if state is ImportState.RUNNING:
        return [Obstacle("state", _("The list is running."))]
    return [Obstacle("state", _("The list is not paused."))]


def obstacles_to_cancelling(state: ImportState) -> list[Obstacle]:
    """What is over cannot be cancelled. Whoever was registered stays registered."""
    if state in (ImportState.FINISHED, ImportState.CANCELLED):
        return [Obstacle("state", _("The list is finished."))]
    return []


def obstacles_to_deciding(state: RowState, *, running: ImportState) -> list[Obstacle]:
    """Somebody decides about rows that were put aside or cannot be understood, once."""
    obstacles = []
    if state not in (RowState.ASIDE, RowState.WRONG):
        obstacles.append(Obstacle("row", _("This row has already been dealt with.")))
    if running is ImportState.CANCELLED:
        obstacles.append(Obstacle("state", _("The list was cancelled.")))
    return obstacles


def obstacles_to_mending(
    state: RowState, cells: Sequence[str], *, columns: int, running: ImportState
) -> list[Obstacle]:
    """A row that nobody was registered from can be mended."""
    obstacles = obstacles_to_deciding(state, running=running)
    if len(cells) != columns or not any(cell.strip() for cell in cells):
        obstacles.append(Obstacle("cells", _("Write what the row should say.")))
    return obstacles


def obstacles_to_forgetting(state: ImportState, *, has_file: bool) -> list[Obstacle]:
    """A file is removed when nothing is read from it any more."""
    obstacles = []
    if state in (ImportState.RUNNING, ImportState.PAUSED):
        obstacles.append(Obstacle("state", _("The list is still being read. Finish or cancel it first.")))
    if not has_file:
        obstacles.append(Obstacle("file", _("The file has already been removed.")))
    return obstacles


def same_is_seen(*, is_seen: bool) -> list[Obstacle]:
    """A row can only be a person whom the actor may know of."""
    if is_seen:
        return []
    return [Obstacle("same", _("Choose the person who is the same."))]


def obstacle_of(trouble: Trouble) -> Obstacle:
    """What is wrong with a row, as a reason."""
    return Obstacle(trouble.code, trouble.says)
