"""The same key acts once, however often and however fast it is sent; two editors never lose a word."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connections

from limen.domain.identity.names import Compartment
from limen.domain.notes.commands import revise, write
from limen.foundation.refusals import Conflict
from tests.cast import ON, Cast, Player
from tests.conftest import House

Answer = tuple[int, str, bytes]


def _post(browser_of: Callable[..., Any], player: Player, path: str, key: str, **body: object) -> Answer:
    answer = browser_of(player).post(
        path, data=body, content_type="application/json", headers={"Idempotency-Key": key}
    )
    return answer.status_code, answer.headers.get("Location", ""), answer.content


def _count(house: House, text: str) -> tuple[int, int]:
    """Notes with this text, and lines about them."""
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select count(distinct n.id), count(e.id) from notes_note n left join journal_entry e"
            " on e.kind = 'notes.written' and e.facts::jsonb ->> 'note_id' = n.id::text where n.text = %s",
            [text],
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def test_twenty_at_once_write_one_note_and_get_one_answer(
    house: House, cast: Cast, browser_of: Callable[..., Any]
) -> None:
    """RL-01."""
    key, text, path = str(uuid4()), f"once-{uuid4()}", f"/api/v1/cases/{cast.case}/notes"

    def send(_: int) -> Answer:
        try:
            return _post(browser_of, cast.berg, path, key, text=text, happened_on=ON.isoformat())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        answers = set(threads.map(send, range(20)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 201
    assert _count(house, text) == (1, 1)


def test_the_same_key_for_something_else_is_refused(
    house: House, cast: Cast, browser_of: Callable[..., Any]
) -> None:
    """RL-02."""
    key, path, day = str(uuid4()), f"/api/v1/cases/{cast.case}/notes", ON.isoformat()
    first, other = f"first-{uuid4()}", f"other-{uuid4()}"
    assert _post(browser_of, cast.berg, path, key, text=first, happened_on=day)[0] == 201
    assert _post(browser_of, cast.berg, path, key, text=other, happened_on=day)[0] == 422
    assert (_count(house, first), _count(house, other)) == ((1, 1), (0, 0))


def test_a_key_belongs_to_whoever_sent_it(house: House, cast: Cast, browser_of: Callable[..., Any]) -> None:
    key, day = str(uuid4()), ON.isoformat()
    texts = [f"mine-{uuid4()}", f"mine-{uuid4()}"]
    for player, case, text in ((cast.berg, cast.case, texts[0]), (cast.elio, cast.elio_case, texts[1])):
        path = f"/api/v1/cases/{case}/notes"
        assert _post(browser_of, player, path, key, text=text, happened_on=day)[0] == 201
    assert [_count(house, text) for text in texts] == [(1, 1), (1, 1)]


def test_an_act_that_was_refused_may_be_tried_again_under_its_key(
    house: House, cast: Cast, browser_of: Callable[..., Any]
) -> None:
    """Only what was committed is remembered."""
    key, path, text = str(uuid4()), f"/api/v1/cases/{cast.case}/notes", f"later-{uuid4()}"
    sends = {"text": text, "happened_on": ON.isoformat()}
    assert _post(browser_of, cast.farah, path, key, **sends)[0] == 409
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute("update identity_posting set reach = 3 where member_id = %s", [cast.farah.id])
    assert _post(browser_of, cast.farah, path, key, **sends)[0] == 201
    assert _count(house, text) == (1, 1)


def test_of_many_editors_at_once_one_is_kept_and_the_others_are_shown_it(house: House, cast: Cast) -> None:
    """RL-04: every version follows the one its writer had before them; no text disappears unseen."""
    at = datetime.now(UTC)
    note = write(
        cast.case,
        text="v1",
        happened_on=ON,
        compartment=Compartment.GENERAL,
        on=ON,
        by=cast.berg.actor,
        at=at,
    ).note_id

    def edit(number: int) -> tuple[str, str]:
        by = (cast.berg, cast.costa)[number % 2]
        try:
            revise(note, text=f"edit {number}", version=1, by=by.actor, at=at)
            return "kept", f"edit {number}"
        except Conflict as conflict:
            return "shown", conflict.theirs.says
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as threads:
        ends = list(threads.map(edit, range(10)))
    kept = [text for end, text in ends if end == "kept"]
    assert len(kept) == 1
    assert {text for end, text in ends if end == "shown"} == set(kept)
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute("select text, version from notes_note where id = %s", [note]).fetchone()
    assert row == (kept[0], 2)
