"""A catalogue that nobody ends goes at night with the files that wait, and nothing of the library with it;
one whose transaction fails while it is committed leaves no file behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from limen.jobs.leaving import put_away
from limen.outside.storage.chosen import store_of
from limen.outside.storage.folder import FolderStore
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.workspaces.acting import ask, led_to, send, words
from tests.workspaces.test_catalogue import is_in_store, line, place_of, sample, sent, stored, table

Browsers = Callable[..., Client]
DAYS = 30


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path) -> Iterator[None]:
    """Other tests write into the store that all share while this one counts its files."""
    with override_settings(FILES=tmp_path):
        yield


def night(house: House, *, later: int) -> int:
    """What the worker does some days later."""
    with as_worker(house):
        at = datetime.now(UTC) + timedelta(days=later)
        return put_away(store_of(settings.FILES), days=DAYS, at=at)


def test_what_nobody_ended_goes_and_the_library_stays(cast: Cast, browser_of: Browsers, house: House) -> None:
    lena = browser_of(cast.lena)
    first = {"one.pdf": sample(), "catalogue.csv": table([line("one.pdf")])}
    url = place_of(sent(lena, first))
    kept = stored(house, url)["one.pdf"]
    page = led_to(lena, send(lena, f"{url}add/"))
    [report] = set(re.findall(r"/policy/country/reports/[0-9a-f-]{36}/", page))
    both = [line("two.pdf"), line("three.pdf")]
    left = place_of(sent(lena, {"two.pdf": sample(), "three.pdf": sample(), "catalogue.csv": table(both)}))
    waiting = stored(house, left)
    assert len(waiting) == 2
    night(house, later=DAYS - 1)
    assert stored(house, left) == waiting, "not before its time"
    assert night(house, later=DAYS + 1) >= 2
    assert stored(house, left) == {}
    assert not any(is_in_store(*one) for one in waiting.values())
    assert is_in_store(*kept), "what was added is the library's"
    assert words(lena, report)
    assert night(house, later=DAYS + 2) == 0
    listed = words(lena, "/policy/country/catalogues/")
    assert "Nobody ended it. It was put away on" in listed
    page = words(lena, left)
    assert "with the files that waited" in page
    assert f"{left}add/" not in page
    assert "three.pdf" in lena.get(f"{left}failures/").content.decode()
    lines = ask(
        house, "select facts::jsonb ->> 'left' from journal_entry where kind = 'country.delivery_put_away'"
        " and facts::jsonb ->> 'delivery_id' = %s", left.split("/")[-2],
    )  # fmt: skip
    assert lines == [("2",)]


def files_in(root: Path) -> set[Path]:
    """Everything that the store keeps."""
    return {one for one in root.rglob("*") if one.is_file()}


@contextmanager
def no_commit(house: House) -> Iterator[None]:
    """The database refuses every new catalogue at the very end of its transaction."""
    with psycopg.connect(house.admin_dsn, autocommit=True) as admin:
        admin.execute(
            "create function public.say_no() returns trigger language plpgsql as"
            " $$ begin raise exception 'no' using errcode = 'serialization_failure'; end $$"
        )
        admin.execute(
            "create constraint trigger say_no after insert on country_delivery deferrable initially deferred"
            " for each row execute function public.say_no()"
        )
        admin.execute("grant execute on function public.say_no() to limen_app")
        try:
            yield
        finally:
            admin.execute("drop trigger say_no on country_delivery")
            admin.execute("drop function public.say_no()")


def test_a_commit_that_fails_leaves_no_file(cast: Cast, browser_of: Browsers, house: House) -> None:
    lena, store = browser_of(cast.lena), store_of(settings.FILES)
    if not isinstance(store, FolderStore):
        pytest.fail("the tests keep files in a folder")
    before = files_in(store.root)
    with no_commit(house):
        answer = sent(lena, {"one.pdf": sample(), "catalogue.csv": table([line("one.pdf")])})
    assert answer.status_code >= 500
    assert files_in(store.root) == before
    again = sent(lena, {"one.pdf": sample(), "catalogue.csv": table([line("one.pdf")])})
    assert len(stored(house, place_of(again))) == 1
    assert len(files_in(store.root)) == len(before) + 1
