"""My day: what is on, due, to do and half done; a task caught in one line and shown before it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.notes.commands import keep_draft
from limen.foundation.rows import acting_as
from tests.cast import Cast, clear
from tests.conftest import House
from tests.lawbook import put_in_force
from tests.workspaces.acting import ask, led_to, queries, readings, send, words
from tests.workspaces.clocks import running

Browsers = Callable[..., Client]
HOME, TASKS = "/adjudication/", "/adjudication/tasks/"
ADD = f"{TASKS}add/"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _typed(client: Client, day: date, **other: Any) -> Any:
    fields = {
        "says": "Ring the school", "due_on_day": str(day.day), "due_on_month": str(day.month),
        "due_on_year": str(day.year), "reference": "", "compartment": "",
    }  # fmt: skip
    return send(client, ADD, **(fields | other))


def _task(house: House, client: Client) -> UUID:
    rows = ask(
        house, "select id from tasks_task where origin = 'typed' order by given_at desc, id desc limit 1"
    )
    return UUID(str(rows[0][0]))


def _visit(house: House, case: UUID, unit: UUID, by: UUID, starts_at: datetime, says: str) -> None:
    ask(
        house,
        "insert into hall_appointment (id, case_id, unit_id, purpose, says, place, starts_at, zone, minutes,"
        " wants_interpreter, language, state, why, booked_by_id, booked_at) values (gen_random_uuid(), %s,"
        " %s, 'interview', %s, 'Room 4', %s, 'UTC', 90, true, 'tir', 'booked', '', %s, now())",
        case,
        unit,
        says,
        starts_at,
        by,
    )


def test_a_line_is_shown_as_understood_and_kept_only_then(
    cast: Cast, browser_of: Browsers, house: House, now: datetime
) -> None:
    berg = browser_of(cast.berg)
    answer = send(berg, ADD, line=f"{cast.reference} ring the school tomorrow")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="ring the school"' in page
    assert f'value="{cast.reference}"' in page
    assert f'value="{(now + timedelta(days=1)).day}"' in page
    assert "Nothing is kept until you say so." in page
    assert ask(house, "select count(*) from tasks_task where for_member_id = %s", cast.berg.id) == [(0,)]

    day = now.date() + timedelta(days=1)
    answer = _typed(berg, day, reference=cast.reference, for_member_id=str(cast.berg.id))
    assert "wrote down a task" in led_to(berg, answer)
    assert "Ring the school" in words(berg, HOME)
    assert "Ring the school" in words(berg, f"/adjudication/case/{cast.case}/tasks/")
    assert "adjudication:my_tasks" not in readings(house, cast.case, cast.berg.id)
    words(berg, TASKS)
    assert "adjudication:my_tasks" in readings(house, cast.case, cast.berg.id)


def test_a_task_for_a_colleague_of_no_case_is_on_their_day(
    cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    costa, farah = browser_of(cast.costa), browser_of(cast.farah)
    led_to(costa, _typed(costa, now.date(), for_member_id=str(cast.farah.id), says="Order new chairs"))
    assert "Order new chairs" in words(farah, HOME)
    assert "Order new chairs" not in words(costa, HOME)
    assert "Order new chairs" not in words(browser_of(cast.berg), HOME)


def test_what_was_typed_wrongly_comes_back(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    berg = browser_of(cast.berg)
    answer = _typed(
        berg, now.date(), for_member_id=str(cast.berg.id), reference="no-such-1", says="Keep this"
    )
    assert answer.status_code == 200
    assert "There is no case of this reference that you may see." in answer.content.decode()
    assert 'value="Keep this"' in answer.content.decode()
    late = _typed(berg, now.date() - timedelta(days=3), for_member_id=str(cast.berg.id), says="Too late")
    assert late.status_code == 409
    assert "cannot lie in the past" in late.content.decode()
    assert 'value="Too late"' in late.content.decode()


def test_done_undone_and_put_off(cast: Cast, browser_of: Browsers, house: House, now: datetime) -> None:
    berg = browser_of(cast.berg)
    led_to(berg, _typed(berg, now.date(), for_member_id=str(cast.berg.id), reference=cast.reference))
    task = _task(house, berg)
    led_to(berg, send(berg, f"{TASKS}{task}/done/"))
    assert "Open again" in words(berg, TASKS)
    assert "Ring the school" not in words(berg, HOME)
    led_to(berg, send(berg, f"{TASKS}{task}/open-again/"))
    day = now.date() + timedelta(days=9)
    answer = send(berg, f"{TASKS}{task}/put-off/", due_on_day=day.day, due_on_month=day.month,
                  due_on_year=day.year, why="The school is closed")  # fmt: skip
    page = led_to(berg, answer)
    assert "The school is closed" in page
    for player in (cast.grit, cast.elio):
        assert browser_of(player).get(f"{TASKS}{task}/put-off/").status_code == 404


def test_the_day_shows_what_is_on_due_and_half_done(
    cast: Cast, browser_of: Browsers, house: House, now: datetime
) -> None:
    put_in_force(cast, now)
    running(cast, now, about="of Amina")
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    _visit(house, cast.case, cast.unit, cast.costa.id, noon, "bring the passport")
    _visit(house, cast.case, cast.unit, cast.costa.id, noon + timedelta(days=1), "the next day")
    _visit(house, cast.other_case, cast.unit, cast.costa.id, noon, "of another officer")
    with acting_as(cast.berg.actor):
        keep_draft(cast.case, note_id=None, text="Half a sentence about", base_version=0,
                   by=cast.berg.actor, at=now)  # fmt: skip
    page = words(browser_of(cast.berg), HOME)
    assert "bring the passport" in page
    assert "Room 4" in page
    assert "Interpreter: Tigrinya" in page
    assert "Half a sentence about" in page
    assert "Decide" in page or "deadlines/" in page
    assert "the next day" not in page
    assert "of another officer" not in page
    assert "Half a sentence about" not in words(browser_of(cast.costa), HOME)


def test_the_day_asks_as_many_questions_for_sixty_rows_as_for_three(
    cast: Cast, browser_of: Browsers, house: House, now: datetime
) -> None:
    berg, costa = browser_of(cast.berg), clear(house.admin_dsn, cast.costa)
    asked = {}
    for count in (3, 60):
        have = ask(house, "select count(*) from hall_appointment where case_id = %s", cast.case)[0][0]
        for number in range(count - int(have)):
            starts_at = now.replace(hour=8, minute=0) + timedelta(minutes=number)
            _visit(house, cast.case, cast.unit, costa.id, starts_at, f"visit {number}")
            ask(
                house,
                "insert into tasks_task (id, organisation_id, case_id, compartment, says, due_on,"
                " for_member_id, origin, finding, because, given_by_id, given_at, put_off_why) values"
                " (gen_random_uuid(), %s, %s, 'general', %s, current_date, %s, 'typed', '', '', %s,"
                " now(), '')",
                cast.authority,
                cast.case,
                f"task {number}",
                cast.berg.id,
                cast.costa.id,
            )
        queries(berg, HOME)
        asked[count] = (queries(berg, HOME), queries(berg, TASKS))
    assert asked[3] == asked[60]
