"""No page that people open all day becomes dearer: statements, plans, and rows read for a row shown.

At ten thousand cases, through the front door, as the restricted role, behind every wall. The numbers are in
`expected_costs.py`; the last tests make pages dearer on purpose and see that each kind of gate says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from limen.domain.cases.models import Case
from limen.domain.cases.queries.lists import PAGE, CasePage, cases_in_unit
from tests.costs.country import Land
from tests.costs.expected_costs import EXPECTED
from tests.costs.measuring import complaints, measured
from tests.costs.pages import Watched, pages

PAGES = {page.name: page for page in pages()}
LISTED = "limen.web.casefile.lists.cases_in_unit"  # as the page "cases of a unit" calls it


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_it_costs_no_more_than_it_did(there: Land, page: Watched) -> None:
    found = measured(page, there)
    assert not complaints(EXPECTED[page.name], found), found


def test_every_expected_cost_is_of_a_page() -> None:
    assert EXPECTED.keys() == PAGES.keys()


def test_one_more_statement_is_noticed(there: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked_once_more(*given: Any, **named: Any) -> Any:
        assert Case.objects.exists()
        return cases_in_unit(*given, **named)

    monkeypatch.setattr(LISTED, asked_once_more)
    assert "6 statements, not 5" in _said_of("cases of a unit", there)


def test_rows_of_another_page_are_noticed(there: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LISTED, lambda *given, **named: _half_of(cases_in_unit(*given, **named)))
    assert "25 rows shown, not 50: it is another page" in _said_of("cases of a unit", there)


def test_an_order_without_its_index_is_noticed(there: Land) -> None:
    with _without(there, "cases_case", "opened_on"):
        said = _said_of("cases of a unit", there)
    assert any("rows read for each that is shown" in one for one in said), said
    assert "it sorts many of cases_case" in said
    assert not _said_of("cases of a unit", there)


def test_a_table_read_whole_is_noticed(there: Land) -> None:
    with _without(there, "people_persondocument", "number_key"):
        said = _said_of("person, a number", there)
    assert any("rows read for each that is shown" in one for one in said), said
    assert "it reads all of people_persondocument" in said


def _half_of(page: CasePage) -> CasePage:
    return replace(page, cards=page.cards[: PAGE // 2])


def _said_of(name: str, land: Land) -> list[str]:
    return complaints(EXPECTED[name], measured(PAGES[name], land))


@contextmanager
def _without(land: Land, table: str, column: str) -> Iterator[None]:
    """No index of the table that has the column, but its keys; afterwards they are back."""
    with psycopg.connect(land.house.admin_dsn, autocommit=True) as connection:
        found = connection.execute(
            "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i where"
            " i.indrelid = %s::regclass and not i.indisunique and pg_get_indexdef(i.indexrelid) like %s",
            [table, f"%{column}%"],
        ).fetchall()
        assert found, f"no index of {table} has {column}"
        for name, _ in found:
            connection.execute(f"drop index {name}".encode())
        try:
            yield
        finally:
            for _, definition in found:
                connection.execute(definition.encode())
            connection.execute(f"analyze {table}".encode())
