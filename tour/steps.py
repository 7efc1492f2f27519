"""What a walk does over and over: follow a link, press a button, find a case, fill in a form. Links and
buttons are named in English, and found by what the page calls them in its own language."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page

SAMPLE = "Sample words (invented): it is in the file."
_CATALOGUES = Path(__file__).resolve().parent.parent / "limen" / "web" / "locale"


def follow(page: Page, *name: str) -> None:
    """To where a link leads; its name in parts, where it is put together of several."""
    send(page, page.get_by_role("link", name=called(page, *name)).first)


def press(page: Page, name: str) -> None:
    """A button, and the page that follows."""
    send(page, page.get_by_role("button", name=called(page, name, whole=True)))


def called(page: Page, *name: str, whole: bool = False) -> re.Pattern[str]:
    """What the page calls this in its language. What a law or an office says stays in theirs."""
    known = _sentences(page.locator("html").get_attribute("lang") or "en")
    parts = (f"({'|'.join(map(re.escape, sorted(known.get(part, set()) | {part})))})" for part in name)
    says = r"[\s–]*".join(parts)
    return re.compile(rf"^\s*{says}\s*$" if whole else says)


@cache
def _sentences(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    place = _CATALOGUES / language / "LC_MESSAGES" / "django.po"
    if language != "en":
        with place.open("rb") as text:
            for message in read_po(text, locale=language):
                if isinstance(message.id, str) and message.string:
                    found[message.id].add(str(message.string))
    return found


def send(page: Page, by: Locator) -> None:
    """Click, and wait for the page that follows."""
    with page.expect_navigation():
        by.click()


def address_of(page: Page) -> str:
    """Where one is, without the host and without what was asked."""
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)


def find(page: Page, words: str) -> str:
    """Find a case by its reference or by a name, from the keyboard alone; its address."""
    page.get_by_placeholder(called(page, "Find a person or a case")).fill(words)
    with page.expect_navigation(url="**/people/**"):
        page.keyboard.press("Enter")
    with page.expect_navigation(url="**/case/**"):
        page.locator("main a[href*='/case/']").first.click()
    return address_of(page)
