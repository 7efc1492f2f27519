"""What is wrong with a page as it stands in a browser: for those who cannot see it, and for small screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Page

T = TypeVar("T")


def faults_of(page: Page) -> Iterator[str]:
    """Violations that axe finds, and a page that is wider than its screen."""
    for violation in Axe().run(page).response["violations"]:
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"{over} pixels wider than the screen"


def apart(deed: Callable[[], T]) -> T:
    """Do something with Django in a thread of its own: the browser's event loop runs in this one."""

    def done() -> T:
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()
