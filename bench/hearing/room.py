"""A room with an open record: a whole Limen that can be killed, and a real Chromium before it."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

from bench.crashing.house import House
from gate.browsers import FLAGS
from gate.browsers import browser as browser_path
from limen.foundation.ids import new_id

SENTENCE = "They came at night and asked for my brother by his name "


@dataclass(frozen=True)
class Room:
    """Where the record is."""

    house: House
    interview: UUID

    @property
    def url(self) -> str:
        """The desk of the record."""
        case = self.house.cases[0]
        return f"http://127.0.0.1:{self.house.web_port}/adjudication/case/{case}/interviews/{self.interview}/desk/"

    def said(self) -> str:
        """All words that the server holds, in the order of the record."""
        with psycopg.connect(self.house.admin_dsn()) as connection:
            rows = connection.execute(
                "select words from interviews_block where interview_id = %s order by place, id",
                [self.interview],
            ).fetchall()
        return " ".join(row[0] for row in rows)


def furnish(house: House, *, blocks: int) -> Room:
    """An open record of the officer, with so many blocks in it already."""
    interview, case, now = new_id(), house.cases[0], datetime.now(UTC)
    with psycopg.connect(house.admin_dsn()) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        officer = connection.execute("select id from identity_member").fetchone()
        assert officer is not None
        connection.execute(
            "insert into interviews_interview (id, case_id, compartment, kind, state, starts_at, zone,"
            " minutes, place, link, interpreter, interpreter_wishes, present, officer_id, planned_by_id,"
            " planned_at, version, why, holder_id, opened_at, digest, why_not_put, read_by)"
            " values (%s, %s, 'general', 'substantive', 'open', %s, 'UTC', 180, 'Room', '', '', '', '', %s,"
            " %s, %s, 1, '', %s, %s, '', '', '')",
            [interview, case, now, officer[0], officer[0], now, officer[0], now],
        )
        connection.execute(
            "insert into interviews_block (id, interview_id, case_id, compartment, place, kind, speaker,"
            " said_at, words, markers, revision, written_by_id, kept_at)"
            " select gen_random_uuid(), %s, %s, 'general', n, case when n %% 2 = 0 then 'answer'"
            " else 'question' end, case when n %% 2 = 0 then 'applicant' else 'officer' end, now(),"
            " repeat(%s, 1 + n %% 4), '{}', 1, %s, now() from generate_series(1, %s) n",
            [interview, case, SENTENCE, officer[0], blocks],
        )
    return Room(house=house, interview=interview)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield browser
        browser.close()


def seat(browser: Browser, room: Room) -> BrowserContext:
    """A window in which the officer is signed in."""
    return _signed_in(browser.new_context(viewport={"width": 1280, "height": 900}), room)


def move_in(kind: BrowserType, room: Room, profile: Path) -> BrowserContext:
    """The same in a browser of its own, which keeps in a folder what it knows."""
    context = kind.launch_persistent_context(
        profile, executable_path=browser_path(), args=FLAGS, viewport={"width": 1280, "height": 900}
    )
    return _signed_in(context, room)


def kill_browser(profile: Path) -> None:
    """From one moment to the next: the browser that keeps what it knows in this folder."""
    told = f"--user-data-dir={profile}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if told in words:
                os.kill(int(process.name), signal.SIGKILL)


def _signed_in(context: BrowserContext, room: Room) -> BrowserContext:
    context.set_default_timeout(30_000)
    url = f"http://127.0.0.1:{room.house.web_port}"
    context.add_cookies([{"name": "limen", "value": room.house.cookie, "url": url}])
    return context


def sit_down(context: BrowserContext, room: Room) -> Page:
    """The desk, ready to type."""
    page = context.new_page()
    page.goto(room.url)
    page.locator("[data-interview][data-started]").wait_for()
    page.locator("textarea[name=words]").focus()
    return page
