"""One line as somebody types it: what was understood, in several languages, and what was left as it was."""

from __future__ import annotations

from datetime import date

import pytest

from limen.web.work.lines import references_in, understood, without

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("language", "line", "says", "due_on"),
    [
        ("en", "ring the school tomorrow", "ring the school", date(2026, 11, 3)),
        ("en", "ask on Friday for the report", "ask for the report", date(2026, 11, 6)),
        ("en", "the day after tomorrow, read the file", "read the file", date(2026, 11, 4)),
        ("en", "send by 3 May", "send", date(2027, 5, 3)),
        ("en", "visit 4.12. please", "visit please", date(2026, 12, 4)),
        ("en", "order chairs 2026-12-24", "order chairs", date(2026, 12, 24)),
        ("en", "monday", "monday", date(2026, 11, 9)),
        ("de", "Schule anrufen bis Freitag", "Schule anrufen", date(2026, 11, 6)),
        ("de", "am 3. Mai anrufen", "anrufen", date(2027, 5, 3)),
        ("de", "ring tomorrow", "ring", date(2026, 11, 3)),
        ("fr", "appeler l'école demain", "appeler l'école", date(2026, 11, 3)),
        ("fr", "appeler le 3 mars 2027", "appeler", date(2027, 3, 3)),
        ("uk", "подзвонити в школу завтра", "подзвонити в школу", date(2026, 11, 3)),
        ("uk", "подзвонити 3 травня", "подзвонити", date(2027, 5, 3)),
        ("ar", "اتصل بالمدرسة غدا", "اتصل بالمدرسة", date(2026, 11, 3)),
    ],
)
def test_a_day_is_understood(language: str, line: str, says: str, due_on: date) -> None:
    found = understood(line, on=MONDAY, language=language)
    assert (found.says, found.due_on, found.is_told) == (says, due_on, True)


@pytest.mark.parametrize("line", ["ring the school", "read the note of 30 February", "todayish", ""])
def test_without_a_day_it_is_today_and_nothing_is_taken_away(line: str) -> None:
    found = understood(line, on=MONDAY, language="en")
    assert (found.says, found.due_on, found.is_told) == (line, MONDAY, False)


def test_what_looks_like_a_reference() -> None:
    assert references_in("ring about AP-12/2026 on 2026-12-24, well-known") == ("AP-12/2026",)
    assert without("AP-1 ring about AP-12", "AP-12") == "AP-1 ring about"
