"""Lists from elsewhere through their pages: sent, mapped, looked at, run, mended, decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from limen.domain.imports.names import ImportState, RowState
from tests.cast import Cast, Player
from tests.domain.imports.lists import HEADERS, ROWS, done, mapped, received, run, sheet_of, workbook

Door = Callable[[Player], Client]
WRONG = ("A-4", "Amir", "Nazari", "31.2.1990", "m", "Afghanistan", "")


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def door() -> Door:
    """A browser in which somebody is signed in."""

    def opened(player: Player) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = player.cookie
        return client

    return opened


def _at(client: Client, path: str) -> str:
    answer = client.get(f"/registration/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_a_list_from_the_file_to_the_people(cast: Cast, now: datetime, door: Door) -> None:
    client, by = door(cast.hana), cast.hana
    assert "No list has come yet" in _at(client, "imports/")
    sent = SimpleUploadedFile("list.xlsx", workbook(rows=(*ROWS, WRONG)))
    form = {"sent": sent, "source": "Agency", "unit_id": str(by.unit_id), "op": str(uuid4())}
    answer = client.post("/registration/imports/receive/", form)
    assert answer.status_code == 303, answer.content.decode()[:2000]
    import_id = UUID(answer["Location"].split("/")[3])
    page = _at(client, f"imports/{import_id}/columns/")
    assert "Samira" in page
    assert 'value="given" selected' in page
    columns = ("reference", "given", "family", "birth", "sex", "nationality", "family_number")
    words = {f"column_{place}": one for place, one in enumerate(columns)}
    words |= {"language": "en", "calendar": "gregorian", "day_order": "day_first", "save_as": "Agency"}
    answer = client.post(f"/registration/imports/{import_id}/columns/", words | {"op": str(uuid4())})
    assert answer.status_code == 303
    page = _at(client, f"imports/{import_id}/")
    assert "Haddad" in page
    assert "To mend" in page
    start = {
        "part": "applicant", "on_likely": "put_aside", "references": f"T{str(import_id)[-10:]}-",
        "keep_days": "7",
        "opened_on_day": "2", "opened_on_month": "11", "opened_on_year": "2026",
        "op": str(uuid4()),
    }  # fmt: skip
    answer = client.post(f"/registration/imports/{import_id}/start/", start)
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    assert "rows so far" in _at(client, f"imports/{import_id}/progress/")
    run(import_id, by, now)
    page = _at(client, f"imports/{import_id}/")
    assert "Finished" in page
    assert "Download the rows to mend" in page
    rows = _at(client, f"imports/{import_id}/rows/wrong/")
    assert "Amir" in rows
    errors = client.get(f"/registration/imports/{import_id}/errors/")
    sheet = load_workbook(BytesIO(errors.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == [*HEADERS, "To mend"]
    assert "Date of birth" in str(sheet[2][len(HEADERS)].value)


def test_a_row_is_mended_and_taken_again(cast: Cast, now: datetime, door: Door) -> None:
    import_id, card = done(cast.hana, now, workbook(rows=(WRONG,)))
    assert card.wrong == 1
    client = door(cast.hana)
    page = _at(client, f"imports/{import_id}/row/2/")
    assert "Write a date as" in page
    cells = {f"cell_{place}": str(cell) for place, cell in enumerate(WRONG)} | {"cell_3": "28.2.1990"}
    path = f"/registration/imports/{import_id}/row/2/mend/"
    stale = client.post(path, cells | {"version": "1", "op": str(uuid4())})
    assert stale.status_code == 409
    assert "28.2.1990" in stale.content.decode(), "what was typed is still there"
    answer = client.post(path, cells | {"version": "2", "op": str(uuid4())})
    assert answer.status_code == 303
    card = sheet_of(import_id, cast.hana)
    assert (card.registered, card.wrong) == (1, 0)


@pytest.mark.parametrize(("decision", "state"), [("register", "registered"), ("leave_out", "left_out")])
def test_somebody_decides_about_a_row_that_was_put_aside(
    cast: Cast, now: datetime, door: Door, decision: str, state: str
) -> None:
    done(cast.hana, now)
    rows = (("B-1", "Sameera", "Haddad", "12.05.1990", "f", "SYR", ""),)
    import_id, _ = done(cast.hana, now, workbook(rows=rows), source="Another agency")
    client = door(cast.hana)
    page = _at(client, f"imports/{import_id}/row/2/")
    assert "Samira Haddad" in page
    path = f"/registration/imports/{import_id}/row/2/decide/"
    answer = client.post(path, {"decision": decision, "op": str(uuid4())})
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    assert "Row 2" not in _at(client, f"imports/{import_id}/rows/aside/")
    assert str(RowState(state).label) in _at(client, f"imports/{import_id}/row/2/")


def test_the_same_person_registers_nobody(cast: Cast, now: datetime, door: Door) -> None:
    done(cast.hana, now)
    rows = (("B-1", "Sameera", "Haddad", "12.05.1990", "f", "SYR", ""),)
    import_id, _ = done(cast.hana, now, workbook(rows=rows), source="Another agency")
    client = door(cast.hana)
    page = _at(client, f"imports/{import_id}/row/2/")
    same = page.split('value="same:')[1].split('"')[0]
    path = f"/registration/imports/{import_id}/row/2/decide/"
    assert client.post(path, {"decision": f"same:{uuid4()}", "op": str(uuid4())}).status_code == 200
    answer = client.post(path, {"decision": f"same:{same}", "op": str(uuid4())})
    assert answer.status_code == 303
    card = sheet_of(import_id, cast.hana)
    assert (card.registered, card.aside, card.settled) == (0, 0, 1)


def test_pausing_and_going_on(cast: Cast, now: datetime, door: Door) -> None:
    import_id = received(cast.hana, now)
    mapped(import_id, cast.hana, now)
    client = door(cast.hana)
    page = _at(client, f"imports/{import_id}/pause/")
    assert "The list is not running." in page, "a button that cannot act says why"
    for act, state in (("cancel", ImportState.CANCELLED), ("forget", ImportState.CANCELLED)):
        answer = client.post(f"/registration/imports/{import_id}/{act}/", {"op": str(uuid4())})
        assert answer.status_code == 303
        assert sheet_of(import_id, cast.hana).state is state


@pytest.mark.parametrize("name", ["elio", "dina"])
def test_a_stranger_meets_nothing(cast: Cast, now: datetime, door: Door, name: str) -> None:
    import_id, _ = done(cast.hana, now)
    client = door(getattr(cast, name))
    for path in ("", "columns/", "errors/", "progress/", "rows/registered/", "row/2/", "pause/"):
        assert client.get(f"/registration/imports/{import_id}/{path}").status_code == 404, path


def test_the_quality_of_data_is_for_supervisors(cast: Cast, now: datetime, door: Door) -> None:
    done(cast.hana, now)
    assert door(cast.hana).get("/registration/quality/").status_code == 403
    client = door(cast.costa)
    page = _at(client, "quality/")
    assert "no safe way to reach the person" in page
    assert "Oksana Melnyk" in _at(client, "quality/no_safe_way/")
    assert client.get("/registration/quality/nothing/").status_code == 404
