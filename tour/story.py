"""The first whole story: from my day to a decision that was read by a second person, signed and served."""

from __future__ import annotations

from playwright.sync_api import Page

from tour.camera import PHONE, Camera
from tour.steps import SAMPLE, address_of, called, find, follow, press

OFFICER, READER, COLLEAGUE = "Ngozi Adebayo", "Ruth Okello", "Yusuf Demirel"
REFERENCE, APPLICANT = "OFP-2026-00013", "Rosa Quispe Mamani"
HEARD = "OFP-2026-00006"
_MOST = 40  # things that may be missing at once


def walk(camera: Camera) -> None:
    """As the officer, the second reader, the officer again; then the same pages in Arabic on a phone."""
    with camera.somebody(OFFICER) as officer, camera.somebody(READER) as reader:
        camera.picture(officer, "my-day")
        case = find(officer, REFERENCE)
        camera.picture(officer, "case", height=1100)
        decision = _to_the_decision(camera, officer, case)
        _write_what_is_missing(camera, officer, decision)
        _read_twice(camera, officer, reader, decision)
        _sign_and_serve(camera, officer, case, decision)
    with camera.somebody(COLLEAGUE) as page:
        _type_a_record(camera, page)
    with camera.somebody(OFFICER, width=PHONE, language="ar") as page:
        for name, where in (("my-day", "/adjudication/"), ("case", case), ("decision", decision)):
            page.goto(where)
            camera.picture(page, f"{name}-phone-arabic", height=844)


def _to_the_decision(camera: Camera, page: Page, case: str) -> str:
    """The application with its stages, the confirmed record, and the decision that is being written."""
    follow(page, "Application")
    with page.expect_navigation():
        page.locator("main a[href*='/applications/']").first.click()
    camera.picture(page, "application", height=1300)
    follow(page, "Interviews")
    with page.expect_navigation():
        page.locator("main table a").first.click()
    page.get_by_role("heading", name=called(page, "Record", whole=True)).scroll_into_view_if_needed()
    camera.picture(page, "interview", height=1500)
    page.goto(f"{case}decisions/")
    with page.expect_navigation():
        page.locator("main table a").first.click()
    return address_of(page)


def _write_what_is_missing(camera: Camera, page: Page, decision: str) -> None:
    """The decision says what is missing, and each sentence leads to where it is mended."""
    camera.picture(page, "decision", height=1300)
    for _one in range(_MOST):
        page.goto(decision)
        lacking = page.locator("#missing + ul a")
        if lacking.count() == 0:
            break
        with page.expect_navigation():
            lacking.first.click()
        _mend(page)
    follow(page, "Send to the second reader")
    press(page, "Send it")


def _mend(page: Page) -> None:
    """An outcome is set, a question answered, or a section written."""
    if page.locator("select[name=outcome]").count():
        page.locator("select[name=outcome]").select_option("subsidiary_protection")
        press(page, "Set the outcome")
    elif page.locator("input[name=kind]").count():
        page.locator("input[name=kind]").first.check()
        page.locator("textarea[name=says]").fill(SAMPLE)
        press(page, "Save the answer")
    else:
        page.locator("textarea[name=text]").fill("{{outcomes}}. Sample text (invented).")
        press(page, "Save as a version")


def _read_twice(camera: Camera, officer: Page, reader: Page, decision: str) -> None:
    """The second reader sends it back with a remark; it is mended; the same reader approves."""
    follow(reader, "decisions to read as second reader")
    camera.picture(reader, "to-read")
    _read(reader, decision)
    follow(reader, "Remark", "Conclusion")
    reader.get_by_label(called(reader, "Remark", whole=True)).fill(
        "Sample remark (invented): say from which day."
    )
    press(reader, "Save the remark")
    camera.picture(reader, "second-reader", height=1300)
    follow(reader, "Send it back")
    press(reader, "Send it back to the author")
    officer.goto(decision)
    follow(officer, "It is dealt with")
    press(officer, "It is dealt with")
    follow(officer, "Write", "Conclusion")
    officer.locator("textarea[name=text]").fill("{{outcomes}}, from today. Sample text (invented).")
    press(officer, "Save as a version")
    follow(officer, "Send to the second reader")
    press(officer, "Send it")
    _read(reader, decision)
    follow(reader, "Approve this version")
    press(reader, "Approve it")


def _read(page: Page, decision: str) -> None:
    page.goto(f"{decision}read/")
    press(page, "Open this version")


def _sign_and_serve(camera: Camera, page: Page, case: str, decision: str) -> None:
    """Signed, the application moved on by the steps of the law, and handed over."""
    page.goto(f"{decision}sign/")
    camera.picture(page, "signing")
    press(page, "Sign it")
    camera.picture(page, "signed")
    follow(page, "Move the application on")
    _move(page, "Draft the decision")
    _move(page, "Take the decision")
    page.goto(decision)
    follow(page, "Record the service", APPLICANT)
    page.get_by_label(called(page, "Handed over in person")).check()
    page.locator("main select[name=language]").select_option("spa")
    page.get_by_label(called(page, "Proof", whole=True)).fill(
        "Sample words (invented): signed for at the counter."
    )
    press(page, "Record the service")
    follow(page, "Move the application on")
    _move(page, "Notify")
    page.goto(case)
    camera.picture(page, "case-served", height=1100)


def _move(page: Page, step: str) -> None:
    """A step of the law: what the file does not say is confirmed in words."""
    follow(page, step)
    for one in page.locator("main form textarea").all():
        one.fill(SAMPLE)
    press(page, "Move the case")


def _type_a_record(camera: Camera, page: Page) -> None:
    """A record that was left open is gone on with: the desk is worked with the keyboard."""
    find(page, HEARD)
    follow(page, "Interviews")
    with page.expect_navigation():
        page.locator("main table a").first.click()
    follow(page, "Write the record")
    camera.picture(page, "interview-desk")
