"""The pages of an application: made, filled in, lodged, acknowledged, moved, in a browser's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.applications.commands.answering import answer
from limen.domain.procedure.commands.moving import begin, move
from limen.domain.procedure.queries.standing import stages_of
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.conftest import House
from tests.domain.people.conftest import nadia
from tests.lawbook import put_in_force
from tests.petitions import CLAIM, LAW, made, ready, seen, today
from tests.workspaces.acting import ask, led_to, queries, send, words

__all__ = ["nadia"]
Browsers = Callable[..., Client]
TYPED = {
    "q-reasons": "The water rose.",
    "q-alone": "yes",
    "q-left_on": "21.3.1370",
    "calendar-left_on": "persian",
}


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def root(cast: Cast) -> str:
    return f"/adjudication/case/{cast.case}/applications/"


def day(prefix: str, on: datetime) -> dict[str, str]:
    return {f"{prefix}_day": str(on.day), f"{prefix}_month": str(on.month), f"{prefix}_year": str(on.year)}


def lodged(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    application = ready(cast, nadia, now)
    version = seen(application, cast.berg, now).card.version
    begin(application, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now)
    return application


def test_an_application_is_lived_from_making_to_examination(
    house: House, cast: Cast, nadia: UUID, browser_of: Browsers, now: datetime
) -> None:
    put_in_force(cast, now, LAW)
    client = browser_of(cast.berg)
    page = led_to(client, send(client, root(cast) + "make/", type="atlantis/shelter", **day("made_on", now)))
    assert "“Why do you ask?” was not answered." in page
    [(application,)] = ask(house, "select id from applications_application where case_id = %s", cast.case)
    here = f"{root(cast)}{application}/"
    led_to(client, send(client, f"{here}form/claim/", version="0", **TYPED))
    [(told,)] = ask(house, "select told from applications_answers where application_id = %s", application)
    assert told["left_on"] == {"state": "told", "value": "1991-06-11", "as_told": "21.3.1370"}
    led_to(client, send(client, f"{here}for/{nadia}/", is_covered="yes"))
    page = led_to(client, send(client, f"{here}evidence/paper/", state="received", words="Card 12"))
    assert "Nothing. It can be lodged." in page
    [(version,)] = ask(house, "select version from applications_application where id = %s", application)
    page = led_to(client, send(client, f"{here}lodge/", version=str(version), **day("lodged_on", now)))
    assert "Berg lodged the application." in page
    page = led_to(client, send(client, f"{here}acknowledge/", person_id=str(nadia), language="ar"))
    [(letter,)] = ask(house, "select id from applications_letter where application_id = %s", application)
    paper = client.get(f"{here}letters/{letter}/")
    assert paper.content.startswith(b"%PDF-")
    [(stage,)] = ask(house, "select id from procedure_casestage where application_id = %s", application)
    url = f"{here}move/examine/examined/"
    page = led_to(client, send(client, url, stage_id=str(stage), **day("moved_on", now)))
    assert "Being examined" in page
    assert "Being examined" in words(client, f"/adjudication/case/{cast.case}/")
    assert ask(house, "select phase from cases_case where id = %s", cast.case) == [("examination",)]


def test_without_law_it_says_what_to_do(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.berg), root(cast))
    assert "Nothing was applied for in this case yet." in page
    assert "No law in force here says what can be applied for." in page


def test_wrong_input_keeps_what_was_typed(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    put_in_force(cast, now, LAW)
    client, application = browser_of(cast.berg), made(cast, cast.berg, now)
    url = f"{root(cast)}{application}/form/claim/"
    page = send(client, url, version="0", **TYPED | {"q-left_on": "1370"}).content.decode()
    assert "Write one real day" in page
    assert "The water rose." in page
    assert 'value="1370"' in page


def test_of_two_who_fill_in_the_second_sees_both(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    put_in_force(cast, now, LAW)
    application = made(cast, cast.berg, now)
    answer(application, section="claim", answers=CLAIM, version=0, by=cast.costa.actor, at=now)
    client, url = browser_of(cast.berg), f"{root(cast)}{application}/form/claim/"
    answered = send(client, url, version="0", **TYPED | {"q-reasons": "Mine."})
    page = answered.content.decode()
    assert answered.status_code == 409
    assert "Why do you ask?: The water rose." in page
    assert "Mine." in page
    led_to(client, send(client, url, version="1", **TYPED | {"q-reasons": "Both."}))


def draft(client: Client, application: UUID, typed: dict[str, str], version: int = 0) -> Any:
    url = f"/adjudication/drafts/of-application/{application}/claim/"
    body = json.dumps({"typed": typed, "base_version": version})
    return client.post(url, body, content_type="application/json", headers={"Accept": "application/json"})


def test_what_is_typed_is_kept_and_offered_again(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    put_in_force(cast, now, LAW)
    application, client = made(cast, cast.berg, now), browser_of(cast.berg)
    assert "saved_at" in draft(client, application, {"q-reasons": "Half a sen"}).json()
    url = f"{root(cast)}{application}/form/claim/"
    page = words(client, url)
    assert "Half a sen" in page
    assert "You left this unfinished" in page
    assert "Half a sen" not in words(browser_of(cast.costa), url)
    answer(application, section="claim", answers=CLAIM, version=0, by=cast.costa.actor, at=now)
    assert draft(client, application, {"q-reasons": "x"}).status_code == 409
    assert draft(client, application, {"q-reasons": "x" * 100_001}, 1).status_code == 400
    assert client.post(url.replace("form", "x")).status_code == 404


def test_a_move_that_lost_the_race_says_where_the_case_stands(
    cast: Cast, nadia: UUID, browser_of: Browsers, now: datetime
) -> None:
    application = lodged(cast, nadia, now)
    with acting_as(cast.berg.actor):
        stage = stages_of(application, by=cast.berg.actor, at=now)[0].id
    at = now + timedelta(seconds=1)
    move(
        application, stage_id=stage, act="examine", to="examined", moved_on=today(now), on=today(now),
        by=cast.costa.actor, at=at,
    )  # fmt: skip
    client, url = browser_of(cast.berg), f"{root(cast)}{application}/move/examine/examined/"
    answered = send(client, url, stage_id=str(stage), **day("moved_on", now))
    assert answered.status_code == 409
    assert "This step does not lead on from here" in answered.content.decode()
    assert client.get(f"{root(cast)}{application}/move/fly/examined/").status_code == 404


def test_a_condition_is_asked_in_words_and_refused_without(
    cast: Cast, nadia: UUID, browser_of: Browsers, now: datetime
) -> None:
    application = lodged(cast, nadia, now)
    client, url = browser_of(cast.berg), f"{root(cast)}{application}/move/withdraw/withdrawn/"
    page = words(client, url)
    assert "The applicant withdrew in writing." in page
    with acting_as(cast.berg.actor):
        stage = stages_of(application, by=cast.berg.actor, at=now)[0].id
    assert send(client, url, stage_id=str(stage), **day("moved_on", now)).status_code == 200
    page = led_to(
        client,
        send(
            client, url, stage_id=str(stage), **day("moved_on", now),
            **{"gate-withdrawal_in_writing": "Letter of today, page 3."},
        ),
    )  # fmt: skip
    assert "Letter of today, page 3." in page


def test_lodging_twice_and_too_early_are_refused_with_the_reasons(
    cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    put_in_force(cast, now, LAW)
    application, client = made(cast, cast.berg, now), browser_of(cast.berg)
    answered = send(client, f"{root(cast)}{application}/lodge/", version="1", **day("lodged_on", now))
    page = answered.content.decode()
    assert answered.status_code == 409
    assert f"{root(cast)}{application}/form/claim/#id_q-reasons" in page
    assert f"{root(cast)}{application}/evidence/paper/" in page


def test_the_page_costs_the_same_whatever_is_in_it(
    cast: Cast, nadia: UUID, browser_of: Browsers, now: datetime
) -> None:
    application = ready(cast, nadia, now)
    client, url = browser_of(cast.berg), f"{root(cast)}{application}/"
    before = queries(client, url)
    for version in range(1, 6):
        answer(application, section="claim", answers=CLAIM, version=version, by=cast.berg.actor, at=now)
    assert queries(client, url) == before
