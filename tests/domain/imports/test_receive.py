"""Receiving a list: what a file is, whatever it is called, and what is refused before it is opened."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.imports.commands.receiving import read_anew
from limen.domain.imports.commands.receiving import receive as receive_list
from limen.domain.imports.events import Received
from limen.domain.imports.names import FileKind
from limen.domain.imports.queries.sheets import imports_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.imports.lists import HEADERS, received, sheet_of, workbook
from tests.domain.told import Journal, obstacles

_TEXT = b"Name;Born\nSamira Haddad;1990\n"


def _receive(by: Player, at: datetime, content: bytes, name: str = "list.csv", **more: object) -> Received:
    facts: dict[str, object] = {"source": "Agency", "unit_id": by.unit_id} | more
    return receive_list(import_id=new_id(), file_name=name, content=content, by=by.actor, at=at, **facts)  # type: ignore[arg-type]


def _bomb() -> bytes:
    """A package that is small, and says that it is large."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 1024 * 1024))
    return to.getvalue()


def _entities() -> bytes:
    """A workbook whose XML would grow a billion times."""
    to = io.BytesIO()
    grows = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole, zipfile.ZipFile(to, "w") as package:
        for part in whole.infolist():
            text = whole.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = grows.encode() + text[text.index(b"<worksheet") :].replace(b"Samira", b"&b;")
            package.writestr(part.filename, text)
    return to.getvalue()


def test_a_workbook_and_a_text_are_received(cast: Cast, now: datetime) -> None:
    import_id = received(cast.hana, now)
    assert sheet_of(import_id, cast.hana).columns == HEADERS
    event = _receive(cast.hana, now, _TEXT)
    card = sheet_of(event.import_id, cast.hana)
    assert (event.file_kind, card.columns, card.layout.separator) == (FileKind.CSV, ("Name", "Born"), ";")
    with acting_as(cast.hana.actor):
        assert [one.id for one in imports_of(cast.hana.actor)] == [event.import_id, import_id]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "empty"),
        (b"Name\n", "a.csv", "no_rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "old_workbook"),
        (b"%PDF-1.7\n...", "a.csv", "not_text"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "a.xls", "not_text"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "damaged"),
        (b"Name;Born\nx;1990\n", "a.xlsx", "lies"),
    ],
)
def test_what_is_no_list_is_refused(cast: Cast, now: datetime, content: bytes, name: str, code: str) -> None:
    assert obstacles(lambda: _receive(cast.hana, now, content, name)) == {code}


def test_a_workbook_under_another_name_is_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _receive(cast.hana, now, workbook(), "list.csv")) == {"lies"}


def test_what_would_grow_is_refused_before_it_does(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _receive(cast.hana, now, _bomb(), "a.xlsx")) == {"too_large_unpacked"}
    assert obstacles(lambda: _receive(cast.hana, now, _entities(), "a.xlsx")) == {"damaged"}


def test_a_program_in_a_workbook_is_refused(cast: Cast, now: datetime) -> None:
    to = io.BytesIO(workbook())
    with zipfile.ZipFile(to, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert obstacles(lambda: _receive(cast.hana, now, to.getvalue(), "a.xlsx")) == {"macros"}


def test_it_goes_to_a_unit_of_ones_own_and_has_a_sender(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _receive(cast.hana, now, _TEXT, unit_id=cast.agency_unit)) == {"unit"}
    assert obstacles(lambda: _receive(cast.hana, now, _TEXT, source=" ")) == {"source"}


def test_letters_that_were_guessed_wrong_are_read_anew(cast: Cast, now: datetime) -> None:
    content = "Имя;Год\nЖюль;1990\n".encode("cp1251")
    import_id = _receive(cast.hana, now, content).import_id
    assert sheet_of(import_id, cast.hana).columns != ("Имя", "Год")
    read_anew(import_id, sheet="", encoding="cp1251", separator=";", by=cast.hana.actor, at=now)
    assert sheet_of(import_id, cast.hana).columns == ("Имя", "Год")


@pytest.mark.parametrize("role", ["berg", "farah", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _receive(getattr(cast, role), now, _TEXT)


@pytest.mark.parametrize("role", ["elio", "dina"])
def test_a_stranger_cannot_even_see_the_list(role: str, cast: Cast, now: datetime) -> None:
    import_id: UUID = received(cast.hana, now)
    with pytest.raises(Hidden):
        sheet_of(import_id, getattr(cast, role))
    sheet_of(import_id, cast.costa)


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_receive(cast.hana, now, _TEXT), by=cast.hana)
