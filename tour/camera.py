"""A browser window of one of the demonstration's people, and pictures of what stands in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

DESK, PHONE = 1280, 390
COLOURS = 128  # enough for quiet pages; a photograph in one still looks like one
HEIGHT = 900
LONGEST = 60_000  # milliseconds for one step, on a machine that has other things to do


class Camera:
    """Opens windows and keeps pictures under a folder. `taken` are their names, in their order."""

    def __init__(
        self, browser: Browser, address: str, folder: Path, *, width: int = DESK, language: str = "en"
    ) -> None:
        self.browser, self.address, self.folder = browser, address, folder
        self.width, self.language = width, language
        self.taken: list[str] = []

    @contextmanager
    def somebody(self, name: str, *, width: int = 0, language: str = "") -> Iterator[Page]:
        """A window in which one of the invented people has come in; as wide, and in the language, as asked
        for, or as the camera is."""
        width, language = width or self.width, language or self.language
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHT}, base_url=self.address, locale=language
        )
        context.set_default_timeout(LONGEST)
        context.add_cookies([{"name": "limen-language", "value": language, "url": self.address}])
        page = context.new_page()
        try:
            page.goto("/")
            # What follows goes to another page, and would break off a coming-in that is still on its way.
            with page.expect_navigation(wait_until="load"):
                page.locator("form", has_text=name).get_by_role("button").first.click()
            yield page
        finally:
            context.close()

    def picture(self, page: Page, name: str, *, height: int = HEIGHT) -> None:
        """What stands in the window from its top, so many points high at most."""
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement && document.activeElement.blur()")
        tall = min(height, page.evaluate("document.documentElement.scrollHeight"))
        width = page.viewport_size["width"] if page.viewport_size else DESK
        taken = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
        small = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(self.folder / f"{name}.png", optimize=True)
        self.taken.append(name)
