"""A real server before a real Chromium: the same application, headers and database roles as in production."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from gate import browsers
from tests.cast import Player
from tests.conftest import House
from tour.camera import LONGEST

FLAGS = [
    *browsers.FLAGS,
    # A microphone that beeps, and nobody who has to allow it: our own policy of the page still decides.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
THREADS = 6  # as many as a browser asks at once
# A machine that does other things as well is waited for.
expect.set_options(timeout=LONGEST)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The application has a log of its own."""


@pytest.fixture(scope="session")
def live(house: House) -> Iterator[str]:
    """Where the house is served while the tests run: by a few threads that stay connected as in production,
    whatever becomes of the settings while a test acts as somebody else."""
    from django.db import connections

    from limen.site.wsgi import application

    ways_in: list[Any] = []

    def connect() -> None:
        for way_in in connections.all():
            way_in.settings_dict = way_in.settings_dict | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
            way_in.inc_thread_sharing()  # so that the thread which ends all this may close it
            ways_in.append(way_in)

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        with contextlib.closing(application(environ, start_response)) as answered:
            return list(answered)

    def serve(environ: Any, start_response: Any) -> list[bytes]:
        return pool.submit(answer, environ, start_response).result()

    pool = ThreadPoolExecutor(THREADS, initializer=connect)
    server = make_server("127.0.0.1", 0, serve, server_class=_Server, handler_class=_Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)
    pool.shutdown()
    with ThreadPoolExecutor(1) as last:  # not this thread: the browser's event loop may still run in it
        list(last.map(lambda way_in: way_in.close(), ways_in))


@pytest.fixture(scope="session")
def chromium(house: House) -> Iterator[Browser]:
    """Chromium: the one that LIMEN_CHROMIUM names, or one on the path. It goes before the house does: while
    its event loop runs, Django closes no connection."""
    path = browsers.browser()
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


Window = Callable[..., Any]


@pytest.fixture
def window(live: str, chromium: Browser) -> Window:
    """A browser window in which somebody is signed in, of a width, in a language."""

    @contextmanager
    def opened(player: Player, *, width: int = 1280, language: str = "en") -> Iterator[BrowserContext]:
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=live)
        context.set_default_timeout(LONGEST)
        context.add_cookies(
            [
                {"name": settings.SESSION_COOKIE_NAME, "value": player.cookie, "url": live},
                {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live},
            ]
        )
        try:
            yield context
        finally:
            context.close()

    return opened
