"""What the tests of pages do over and over: send a form once, ask the database past its walls, count."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from limen.foundation.ids import new_id
from tests.conftest import House


def send(client: Client, url: str, *, op: str = "", **fields: Any) -> Any:
    """Send a form as a browser does, with a key of its own."""
    return client.post(url, {"op": op or str(uuid4()), **fields})


def led_to(client: Client, answer: Any) -> str:
    """The page after an act, as words."""
    assert answer.status_code == 303, answer.content.decode()
    return str(client.get(answer.headers["Location"]).content.decode())


def words(client: Client, url: str, *, status: int = 200) -> str:
    """A page as words."""
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def ask(house: House, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What is in the database, whoever may see it; for writing too."""
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        found = admin.execute(query, list(values) or None)
        return found.fetchall() if found.description else []


def readings(house: House, case_id: UUID, who: UUID) -> list[str]:
    """The pages on which somebody was shown a case."""
    query = "select what from journal_reading where case_ids @> array[%s::uuid] and by_id = %s order by id"
    return [row[0] for row in ask(house, query, case_id, who)]


def queries(client: Client, url: str) -> int:
    """How many questions a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def more_cases(house: House, organisation: UUID, unit: UUID, count: int) -> None:
    """As many open cases in a unit, one for each day from 2025 on."""
    ask(
        house,
        "insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on,"
        " is_restricted, is_walled, version) select gen_random_uuid(), %s, %s,"
        " 'N-' || left(gen_random_uuid()::text, 8) || n, 'Somebody ' || n, 'registered',"
        " date '2025-01-01' + n, false, false, 1 from generate_series(1, %s) n",
        organisation,
        unit,
        count,
    )


def many_people(house: House, organisation: UUID, unit: UUID, count: int, called: str = "Officer") -> None:
    """As many case officers more in a unit: Officer 0001 Arendt, Officer 0002 Bakker and so on, by turns."""
    ask(
        house,
        """
        with made as (
            select gen_random_uuid() id, n, (array['Arendt', 'Bakker', 'Çelik', 'Dubois', 'Müller', 'Nowak',
                'O’Hara', 'Öztürk', 'Petrov', 'Quispe'])[1 + n %% 10] family from generate_series(1, %s) n
        ), accounts as (
            insert into identity_account (id, login, password, is_active)
            select id, 'many-' || id, '!', true from made
        ), members as (
            insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)
            select id, %s, %s || ' ' || to_char(n, 'FM0000') || ' ' || family, 'en', 'UTC', 'auto', 1
            from made
        )
        insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
        select gen_random_uuid(), %s, id, %s, 'case_officer', 0, timestamptz '2026-01-01' from made
        """,
        count,
        organisation,
        called,
        organisation,
        unit,
    )


def many_units(house: House, who: UUID, organisation: UUID, count: int, *, reach: int) -> list[UUID]:
    """As many units more, to which somebody is posted as a supervisor: Unit 001 Bursa and so on, by turns."""
    rows = ask(
        house,
        """
        with made as (
            insert into identity_unit (id, organisation_id, name, is_listed)
            select gen_random_uuid(), %s, 'Unit ' || to_char(n, 'FM000') || ' ' || (array['Aachen', 'Bursa',
                'Córdoba', 'Dnipro', 'Évora'])[1 + n %% 5], false from generate_series(1, %s) n
            returning id, name
        ), posted as (
            insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
            select gen_random_uuid(), %s, %s, id, 'supervisor', %s, timestamptz '2026-01-01' from made
        )
        select id from made order by name
        """,
        organisation,
        count,
        organisation,
        who,
        reach,
    )
    return [row[0] for row in rows]
