"""Many hands at once: chains stay whole, nobody waits for ever, nothing is left half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest

from limen.site.postgres.roles import DatabaseRole
from tests.journal.conftest import Archive

THREADS, EACH = 8, 200


def together(work: Callable[[int], None]) -> None:
    """Run `work` in every thread at once, and raise what any of them raised."""
    errors: list[BaseException] = []
    begin = threading.Barrier(THREADS)

    def run(number: int) -> None:
        try:
            begin.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001  told to the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=run, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def counted(archive: Archive) -> dict[UUID, int]:
    with archive.admin() as connection:
        return dict(connection.execute("select stream_id, count(*) from journal_entry group by 1").fetchall())


def test_eight_hands_on_one_chain(archive: Archive) -> None:
    def work(number: int) -> None:
        with psycopg.connect(archive.dsn(DatabaseRole.APP)) as connection:
            for step in range(EACH):
                archive.append(connection, archive.cast.case, hand=number, step=step)
                connection.commit()

    together(work)
    assert counted(archive) == {archive.cast.case: THREADS * EACH}
    verdict = archive.verify()
    assert verdict.is_sound, verdict.shown
    assert verdict.lines == THREADS * EACH


def test_eight_hands_on_many_chains(archive: Archive) -> None:
    chains = [archive.cast.case, archive.cast.other_case, None]

    def work(number: int) -> None:
        with psycopg.connect(archive.dsn(DatabaseRole.APP)) as connection:
            for step in range(EACH):
                archive.append(connection, chains[(number + step) % 3], hand=number, step=step)
                if step % 5 == 4:
                    connection.rollback()  # an act that was refused leaves no gap
                else:
                    connection.commit()

    together(work)
    assert sum(counted(archive).values()) == THREADS * EACH * 4 // 5
    verdict = archive.verify()
    assert verdict.is_sound, verdict.shown


def test_two_acts_on_two_cases_in_opposite_order(archive: Archive) -> None:
    """PostgreSQL ends one of the two; that one's line on its first case is gone with it."""
    one, two = archive.cast.case, archive.cast.other_case
    with (
        psycopg.connect(archive.dsn(DatabaseRole.APP)) as first,
        psycopg.connect(archive.dsn(DatabaseRole.APP)) as second,
    ):
        archive.append(first, one, act="first")
        archive.append(second, two, act="second")
        ended: list[str] = []

        def go_on(connection: psycopg.Connection[tuple[object, ...]], case: UUID, act: str) -> None:
            try:
                archive.append(connection, case, act=act)
                connection.commit()
            except psycopg.errors.DeadlockDetected:
                connection.rollback()
                ended.append(act)

        hands = [
            threading.Thread(target=go_on, args=[first, two, "first"]),
            threading.Thread(target=go_on, args=[second, one, "second"]),
        ]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
    assert len(ended) == 1
    with archive.admin() as connection:
        left = connection.execute("select facts from journal_entry").fetchall()
    assert len(left) == 2
    assert not any(f'"act":"{ended[0]}"' in facts for (facts,) in left)
    assert archive.verify().is_sound
    assert counted(archive) == {one: 1, two: 1}


@pytest.mark.parametrize("ending", ["rollback", "close"])
def test_an_act_that_ends_before_its_commit_leaves_no_line(archive: Archive, ending: str) -> None:
    archive.write(archive.cast.case)
    connection = psycopg.connect(archive.dsn(DatabaseRole.APP))
    archive.append(connection, archive.cast.case)
    getattr(connection, ending)()
    connection.close()
    archive.write(archive.cast.case)
    assert counted(archive) == {archive.cast.case: 2}
    assert archive.verify().is_sound
