"""The registration desk: who is found, who may be the same, and the hall."""

from __future__ import annotations

from tour.camera import PHONE, Camera

CLERK, SUPERVISOR = "Tenzin Dolma", "Ruth Okello"


def walk(camera: Camera) -> None:
    """At the counter, on a phone in Arabic, and two records side by side."""
    with camera.somebody(CLERK) as page:
        page.goto("/registration/")
        camera.picture(page, "registration-desk")
        page.get_by_placeholder("Find a person or a case").fill("Ibrahim Dialo")
        with page.expect_navigation(url="**/people/**"):
            page.keyboard.press("Enter")
        camera.picture(page, "finding-somebody", height=760)
    with camera.somebody(CLERK, width=PHONE, language="ar") as page:
        page.goto("/registration/")
        camera.picture(page, "registration-desk-phone-arabic", height=844)
    with camera.somebody(SUPERVISOR) as page:
        page.goto("/adjudication/duplicates/")
        with page.expect_navigation():
            page.locator("table a").first.click()
        camera.picture(page, "same-person", height=1100)
