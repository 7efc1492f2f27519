"""A camera for walks through the demonstration that looks for what would shut somebody out on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

from tests.browser.looking import faults_of
from tour.camera import PHONE, Camera
from tour.steps import address_of

_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class Looking(Camera):
    """Looks at every page of which a picture is taken: for faults, and that its language goes the right way.
    `passed` are the addresses on the way, in their order; `visited` of each kind the last, by person."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.faults: list[str] = []
        self.passed: list[str] = []
        self.visited: dict[str, dict[str, str]] = {}

    @contextmanager
    def somebody(self, name: str, *, width: int = 0, language: str = "") -> Iterator[Page]:
        """A window of theirs, whose pages are noted."""
        with super().somebody(name, width=width, language=language) as page:
            seen = self.visited.setdefault(name, {})

            def note(at: Page) -> None:
                self.passed.append(address_of(at))
                seen[_IDS.sub("", address_of(at))] = address_of(at)

            page.on("domcontentloaded", note)
            yield page

    def picture(self, page: Page, name: str, *, height: int = 900) -> None:
        """The picture, after a look at the page."""
        page.wait_for_load_state("networkidle")
        spoken = page.locator("html").get_attribute("lang")
        written = page.locator("html").get_attribute("dir")
        if (written == "rtl") != (spoken == "ar"):
            self.faults.append(f"{name}: {spoken} is written {written}")
        self.faults += [f"{name}: {fault}" for fault in faults_of(page)]
        super().picture(page, name, height=height)

    def again_from_right_to_left(self) -> int:
        """Every kind of page that people came by, once, in Arabic on a phone; how many there were."""
        known: set[str] = set()
        for name, pages in self.visited.items():
            kinds = pages.keys() - known
            known |= kinds
            with super().somebody(name, width=PHONE, language="ar") as page:
                for where in sorted(pages[kind] for kind in kinds):
                    answer = page.goto(where)
                    if answer is None or answer.status not in (200, 409):
                        self.faults.append(f"{where} answers {answer and answer.status} to {name}")
                    if page.locator("html").get_attribute("dir") != "rtl":
                        self.faults.append(f"{where} is not from right to left")
                    self.faults += [f"{where} in Arabic: {fault}" for fault in faults_of(page)]
        return len(known)
