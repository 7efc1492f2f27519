"""A catalogue that lies in a folder. What its lines mean is told to the page of the library too."""

from __future__ import annotations

from pathlib import Path

from limen.domain.country.queries.catalogues import Row, Unreadable, lines_of


def catalogue_in(path: Path) -> dict[str, Row]:
    """The lines of a catalogue by the names of their files. Raises `Unreadable`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error}") from error
    return {str(row["file"]): row for row in lines_of(path.name, content)}
