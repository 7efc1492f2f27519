"""How an account is weighed: the board, what the law asks in its order, what is known of a country, and what
colleagues have learned."""

from __future__ import annotations

from playwright.sync_api import Page

from tour.camera import Camera
from tour.steps import SAMPLE, address_of, called, find, follow, press, send
from tour.story import COLLEAGUE, HEARD, OFFICER, REFERENCE

_COMMON_WORD = "Sample"  # every text of the demonstration's library begins with it


def walk(camera: Camera) -> None:
    """A board that is concluded, read by its officer; then a colleague's, which is worked on."""
    with camera.somebody(OFFICER) as page:
        case = find(page, REFERENCE)
        _read_a_board(camera, page, case)
    with camera.somebody(COLLEAGUE) as page:
        case = find(page, HEARD)
        board = _be_refused(camera, page, case)
        _answer_a_question(camera, page, board)
        _cite_the_library(camera, page, board)
        page.goto(f"{case}practice/")
        camera.picture(page, "practice", height=1100)


def _read_a_board(camera: Camera, page: Page, case: str) -> None:
    """Facts with what lies beside them, the account by its sources, and the questions of the law."""
    board = _board(page, case)
    camera.picture(page, "board", height=1500)
    page.goto(f"{board}account/")
    camera.picture(page, "account", height=1100)
    page.goto(f"{board}analysis/")
    camera.picture(page, "analysis", height=1500)


def _be_refused(camera: Camera, page: Page, case: str) -> str:
    """Nothing is concluded against somebody who was not asked."""
    board = _board(page, case)
    follow(page, "Conclude")
    page.get_by_label(called(page, "Not accepted", whole=True)).check()
    page.locator("main textarea[name=reasons]").fill(SAMPLE)
    press(page, "Save the conclusion")
    camera.picture(page, "board-refused", height=1100)
    return board


def _answer_a_question(camera: Camera, page: Page, board: str) -> None:
    """The next question that is open, with reasons."""
    page.goto(f"{board}analysis/")
    follow(page, "Answer")
    page.get_by_label(called(page, "Met", whole=True)).check()
    page.locator("main textarea[name=reasons]").fill(SAMPLE)
    camera.picture(page, "analysis-answer", height=1300)
    press(page, "Save the answer")


def _cite_the_library(camera: Camera, page: Page, board: str) -> None:
    """A passage is found by words, opened, and laid beside a fact of one's own board."""
    page.goto("/adjudication/country/")
    page.locator("main input[name=q]").fill(_COMMON_WORD)
    send(page, page.locator("main").get_by_role("button", name=called(page, "Search", whole=True)))
    camera.picture(page, "library", height=1300)
    with page.expect_navigation():
        page.locator("main ol a[href*='/reports/']").first.click()
    camera.picture(page, "library-report", height=1300)
    follow(page, "Cite on the board")
    with page.expect_navigation():
        page.locator(f"main a[href*='{board.split('/case/')[1].split('/')[0]}']").first.click()
    with page.expect_navigation():
        page.locator("main a[href*='/evidence/']").first.click()
    page.locator("main input[name=stance]").last.check()
    page.locator("main textarea[name=shows]").fill(SAMPLE)
    camera.picture(page, "library-cited", height=1100)
    press(page, "Link it")


def _board(page: Page, case: str) -> str:
    page.goto(f"{case}boards/")
    with page.expect_navigation():
        page.locator("main table a").first.click()
    return address_of(page)
