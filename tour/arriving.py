"""How a case begins: registered at the desk, given to an officer, applied for and acknowledged. An interview
is planned, and an interpreter answers who sees nothing of the case."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tour.camera import Camera
from tour.steps import SAMPLE, address_of, find, follow, press, send

CLERK, SUPERVISOR, OFFICER, INTERPRETER = "Tenzin Dolma", "Ruth Okello", "Ngozi Adebayo", "Claire Dubois"
ARRIVED = "Amaru Quispe Condori"
ROOM = "Room 2, 12 Quay Street (invented)"
# What the form asks at the least, section by section.
ANSWERS = {
    "making": {
        "place_of_making": "North Harbour (invented)",
        "authority_of_making": "Border post 3 (invented)",
        "applies_for_others": "no",
    },
    "journey": {"earlier_application": "no"},
    "claim": {"reasons": SAMPLE},
    "conduct": {"interviewer_sex": "either", "has_adviser": "no"},
}
_ZONE = ZoneInfo("Europe/Brussels")
_MOST = 12  # steps at the desk


def walk(camera: Camera) -> None:
    """As the clerk, the supervisor, the officer, the interpreter, and the officer again."""
    with camera.somebody(CLERK) as page:
        _register(camera, page)
    with camera.somebody(SUPERVISOR) as page:
        case = find(page, ARRIVED)
        _give(camera, page, case)
    with camera.somebody(OFFICER) as page:
        _apply(camera, page, case)
        interview = _plan(camera, page, case)
        with camera.somebody(INTERPRETER) as other:
            _answer(camera, other)
        page.goto(interview)
        camera.picture(page, "interpreter-answered")


def _register(camera: Camera, page: Page) -> None:
    """The desk asks one thing after the other; what was not told stays open."""
    page.goto("/registration/")
    send(page, page.locator("form[action$='/register/'] button"))
    page.locator("[data-row-name]").first.fill(ARRIVED)
    for _step in range(_MOST):
        if "/registered/" in page.url:
            break
        send(page, page.locator("form[data-path] .lm-path__end button[type=submit]").first)
    camera.picture(page, "registered")


def _give(camera: Camera, page: Page, case: str) -> None:
    page.goto(f"{case}assign/")
    page.locator("select[name=member_id]").select_option(label=OFFICER)
    page.locator("input[name=part]").first.check()
    page.locator("textarea[name=why]").fill(SAMPLE)
    camera.picture(page, "assigning")
    press(page, "Assign")


def _apply(camera: Camera, page: Page, case: str) -> None:
    """What is missing is a list, and each sentence leads to where it is mended. Then it is lodged, which
    starts the clocks, and acknowledged on paper."""
    page.goto(f"{case}applications/make/")
    page.locator("input[name=type]").first.check()
    send(page, page.locator("main form button[type=submit]").first)
    camera.picture(page, "application-begun", height=1300)
    application = address_of(page)
    for section, answers in ANSWERS.items():
        page.goto(f"{application}form/{section}/")
        for name, answer in answers.items():
            _answer_question(page, f"q-{name}", answer)
        press(page, "Save this section")
    page.goto(application)
    follow(page, ARRIVED)
    page.locator("input[name=is_covered][value=yes]").check()
    press(page, "Save")
    page.goto(application)
    follow(page, "Lodge the application")
    send(page, page.locator("main form button[type=submit]").first)
    page.goto(application)
    follow(page, "Print the acknowledgement")
    camera.picture(page, "acknowledgement")
    send(page, page.locator("main form button[type=submit]").first)


def _answer_question(page: Page, name: str, answer: str) -> None:
    one = page.locator(f"main [name='{name}']").first
    if one.get_attribute("type") == "radio":
        page.locator(f"main [name='{name}'][value='{answer}']").check()
    else:
        one.fill(answer)


def _plan(camera: Camera, page: Page, case: str) -> str:
    """An interview in a few minutes, and an interpreter is asked; the address of the interview."""
    soon = datetime.now(_ZONE) + timedelta(minutes=5)
    page.goto(f"{case}interviews/plan/")
    for name, part in (("day", soon.day), ("month", soon.month), ("year", soon.year)):
        page.locator(f"input[name=starts_on_{name}]").fill(str(part))
    page.locator("input[name=starts_at]").fill(f"{soon:%H:%M}")
    page.locator("input[name=place]").fill(ROOM)
    page.locator("main select[name=language]").select_option("spa")
    press(page, "Plan it")
    interview = address_of(page)
    follow(page, "Ask an interpreter")
    page.get_by_label(INTERPRETER).check()
    camera.picture(page, "asking-an-interpreter")
    press(page, "Ask")
    return interview


def _answer(camera: Camera, page: Page) -> None:
    """She sees when, where and in which language; says that she comes; and, having met, how it goes."""
    camera.picture(page, "interpreting")
    send(page, page.locator("main table tr", has_text=ROOM).locator("a").first)
    booking = address_of(page)
    follow(page, "Say whether you come")
    page.locator("input[name=comes][value=yes]").check()
    press(page, "Answer")
    follow(page, "We have met: say how it goes")
    page.locator("input[name=understands][value=yes]").check()
    page.locator("input[name=is_free][value=yes]").check()
    camera.picture(page, "understanding")
    press(page, "Say it to the officer")
    page.goto(booking)
