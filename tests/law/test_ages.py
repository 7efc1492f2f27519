"""Ages: whole years, with the later birthday for those born on 29 February."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from limen.law.ages import age_on, is_under, latest_birth_of
from limen.law.refusing import Unanswerable


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        ("2008-06-12", "2026-06-11", 17),
        ("2008-06-12", "2026-06-12", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("2026-06-12", "2026-06-12", 0),
    ],
)
def test_an_age_is_counted_in_whole_years(born_on: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(born_on), date.fromisoformat(on)) == age
    assert is_under(18, born_on=date.fromisoformat(born_on), on=date.fromisoformat(on)) == (age < 18)


@pytest.mark.parametrize("on", ["2026-02-28", "2026-03-01", "2028-02-29", "2026-06-12", "2026-01-01"])
def test_the_last_birth_of_an_adult_is_the_last(on: str) -> None:
    day = date.fromisoformat(on)
    last = latest_birth_of(18, day)
    assert age_on(last, day) == 18
    assert all(age_on(last + timedelta(days=more), day) == 17 for more in (1, 2, 3))


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(Unanswerable, match="2026-06-11 lies before the day of birth, 2026-06-12"):
        age_on(date(2026, 6, 12), date(2026, 6, 11))
