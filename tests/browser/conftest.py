"""A real server before a real Chromium: the same application, headers and database roles as in production."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.cast import Player
from tests.conftest import House

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # A microphone that beeps, and nobody who has to allow it: our own policy of the page still decides.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The application has a log of its own."""


@pytest.fixture(scope="session")
def live(house: House) -> Iterator[str]:
    """Where the house is served while the tests run."""
    from django.db import connections

    from limen.site.wsgi import application

    def serve(environ: Any, start_response: Any) -> Any:
        try:
            return application(environ, start_response)
        finally:
            connections.close_all()

    server = make_server("127.0.0.1", 0, serve, server_class=_Server, handler_class=_Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture(scope="session")
def chromium(house: House) -> Iterator[Browser]:
    """Chromium: the one that LIMEN_CHROMIUM names, or one on the path. It goes before the house does: while
    its event loop runs, Django closes no connection."""
    path = os.environ.get("LIMEN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
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
        context.set_default_timeout(15_000)
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
