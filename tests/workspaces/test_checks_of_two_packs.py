"""Two packs govern in one installation: the opening checks of an interview are those of the case's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.applications.commands.making import make
from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands.planning import plan
from limen.domain.interviews.names import InterviewKind
from limen.domain.interviews.queries.sheets import opening_checks
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.conftest import House
from tests.domain.interviews.heard import appointment
from tests.workspaces.acting import ask, led_to, send, words
from tests.workspaces.whole_law import put_distributed_in_force

Browsers = Callable[..., Client]
OF_THE_UNION = "The applicant had the opportunity of an interview, or a ground to leave it out is named"
OF_THE_STATES = "Under oath or affirmation, the interpreter too"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def law(cast: Cast, now: datetime) -> None:
    put_distributed_in_force(cast, now, "eu-example", "us")


def _applied(cast: Cast, case_id: UUID, pack: str, type: str, at: datetime) -> None:
    on = at.date()
    make(case_id, application_id=new_id(), pack=pack, type=type, made_on=on - timedelta(days=3), on=on,
         by=cast.costa.actor, at=at)  # fmt: skip


def _planned(cast: Cast, case_id: UUID, at: datetime) -> UUID:
    return plan(
        case_id, interview_id=new_id(), about=InterviewKind.SUBSTANTIVE, told=appointment(at),
        officer_id=cast.costa.id, compartment=Compartment.GENERAL, by=cast.costa.actor, at=at,
    ).interview_id  # fmt: skip


def _packs_asking(cast: Cast, interview: UUID, at: datetime) -> set[str]:
    with acting_as(cast.costa.actor):
        asked = opening_checks(interview, on=at.date(), by=cast.costa.actor, at=at)
    return {one.key.partition("/")[0] for one in asked}


def test_each_case_is_asked_what_its_own_pack_asks_on_the_page_and_in_the_record(
    cast: Cast, law: None, browser_of: Browsers, house: House, now: datetime
) -> None:
    costa = browser_of(cast.costa)
    told = {"eu-example": (OF_THE_UNION, OF_THE_STATES), "us": (OF_THE_STATES, OF_THE_UNION)}
    for case_id, pack, type in (
        (cast.case, "eu-example", "international_protection"),
        (cast.other_case, "us", "family_reunification"),
    ):
        _applied(cast, case_id, pack, type, now)
        interview = _planned(cast, case_id, now)
        url = f"/adjudication/case/{case_id}/interviews/{interview}/"
        page = unescape(words(costa, f"{url}open/"))
        ours, theirs = told[pack]
        assert ours in page
        assert theirs not in page
        answers = {f"answer_{n}": "met" for n in range(page.count("<fieldset"))}
        answers |= {name.replace("answer", "words"): "" for name in answers}
        led_to(costa, send(costa, f"{url}open/", **answers))
        kept = ask(house, "select key, says, source from interviews_openingcheck where interview_id = %s",
                   interview)  # fmt: skip
        assert {key.partition("/")[0] for key, _says, _source in kept} == {pack}
        assert ours in {says for _key, says, _source in kept}
        assert all(source for _key, _says, source in kept)
        record = unescape(words(costa, url))
        assert ours in record
        assert theirs not in record


def test_both_ask_where_a_case_has_an_application_of_each_or_none(
    cast: Cast, law: None, now: datetime
) -> None:
    interview = _planned(cast, cast.case, now)
    assert _packs_asking(cast, interview, now) == {"eu-example", "us"}, "nothing says yet whose law it is"
    _applied(cast, cast.case, "us", "work_permit", now)
    assert _packs_asking(cast, interview, now) == {"us"}
    _applied(cast, cast.case, "eu-example", "international_protection", now)
    assert _packs_asking(cast, interview, now) == {"eu-example", "us"}
