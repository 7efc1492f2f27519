"""The legal analysis on its pages: in its order, with what waits, reasons and links; strangers see none."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.applications.commands.making import cover
from limen.domain.assessments.commands.opening import open_board
from limen.domain.assessments.names import Finding
from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Registration
from limen.domain.practice.names import Ties
from limen.foundation.ids import new_id
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.assessments.analysed import ANALYSIS_ALONE, ANALYSIS_LAW, Analysed, analysed
from tests.domain.assessments.weighed import lodged
from tests.domain.citations.filed import paper
from tests.domain.people.conftest import nadia
from tests.domain.people.registrations import named
from tests.domain.practice.papers import in_use
from tests.workspaces.acting import led_to, queries, send, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def found(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now)


def root(found: Analysed) -> str:
    return f"/adjudication/case/{found.on.case}/boards/{found.id}/analysis/"


def test_an_analysis_is_opened_and_worked_through(
    house: House, cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    application = lodged(cast, nadia, now, ANALYSIS_LAW)
    document = paper(house, cast.case, cast.berg, now)[0]
    berg = browser_of(cast.berg)
    listed = f"/adjudication/case/{cast.case}/boards/"
    sent = send(berg, f"{listed}open/", about=f"{application} {nadia}", compartment="general")
    board = led_to(berg, sent)
    assert "Legal analysis: the questions of the law in their order" in board
    here = sent.headers["Location"].split("?")[0]
    fact = led_to(berg, send(berg, f"{here}facts/state/", says="The river took it.", element="flood"))
    name = fact.split('id="fact-', 1)[1].split('"', 1)[0].replace("-", "")[-8:]
    page = words(berg, f"{here}analysis/")
    assert "1. <bdi>Home was flooded</bdi>" in page
    assert "No harm is stated yet." in page
    told = {"says": "The water comes back.", f"facts.fact/{name}": "on"}
    page = led_to(berg, send(berg, f"{here}analysis/harms/state/", **told))
    assert "The water comes back." in page
    assert "fact 1: The river took it." in page
    harm = page.split('href="#q-at_risk-', 1)[1].split('"', 1)[0]
    where = f"{here}analysis/form/{harm}/"
    assert "Answer first what is examined before it: A real risk of this harm." in words(berg, where)
    page = led_to(berg, send(berg, f"{here}analysis/at_risk/{harm}/", answer="met", reasons="Each spring."))
    assert "Each spring." in page
    place = f"document/{document.hex[-8:]}/v1/p2"
    looked = berg.post(where, {"op": "1", "version": "0", "reasons": "Half a thought", "pick": place})
    assert place in looked.content.decode()
    assert "Half a thought" in looked.content.decode(), "picking loses no word"
    page = led_to(
        berg,
        send(
            berg, where, answer="met", reasons="By water.", places=place,
            **{"chosen.water": "on", f"facts.fact/{name}": "on"},
        ),
    )  # fmt: skip
    assert all(text in page for text in ("By water.", "<bdi>By water</bdi>", "page 2"))
    again = words(berg, where)
    assert all(text in again for text in (f'value="fact/{name}" checked', 'value="water" checked', place))


def test_what_waits_what_arises_and_who_must_show_it_is_said(found: Analysed, browser_of: Browsers) -> None:
    berg, first, second = browser_of(found.on.cast.berg), found.harm(), found.harm("Hunger.")
    found.answer("at_risk", first)
    found.answer("at_risk", second, "not_met")
    page = words(berg, root(found))
    assert "To be shown by the authority." in page
    assert f'href="#q-form-{first}">Open<' in page
    assert f'href="#q-form-{second}">Does not arise<' in page
    assert f'href="#q-no_help-{first}">Waits for another answer<' in page
    assert "Nobody helps against it (The water comes back.)" in page.replace("<bdi>", "").replace(
        "</bdi>", ""
    )
    assert "/analyses/shelter/#form" in page, "the way to the law book"
    found.answer("form", first)
    found.answer("at_risk", first, "not_met", version=1)
    assert "Met – no longer arises" in words(berg, root(found))


def test_a_refusal_keeps_what_was_typed(found: Analysed, browser_of: Browsers) -> None:
    berg, harm = browser_of(found.on.cast.berg), found.harm()
    sent = send(berg, f"{root(found)}at_risk/{harm}/", answer="met", reasons="Typed.", places="the letter")
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "This is no name of a page, a mark, a block, a moment of a recording or a passage." in page
    assert "Typed." in page
    assert found.question("at_risk", harm).answer is None


def test_what_was_answered_before_stays_readable(found: Analysed, browser_of: Browsers) -> None:
    harm = found.harm()
    found.answer("at_risk", harm)
    found.answer("form", harm, reasons="By water.", chosen="water")
    found.answer("form", harm, "not_met", reasons="It was a drizzle.", version=1)
    card = found.question("form", harm).answer
    assert card is not None
    berg = browser_of(found.on.cast.berg)
    assert f'href="../{card.id}/versions/"' in words(berg, root(found))
    page = words(berg, root(found).replace("analysis/", f"{card.id}/versions/"))
    second, first = page.split('id="version-1"')
    assert "<p>Not met</p>" in second
    assert "It was a drizzle." in second
    assert "<p>Met</p>" in first
    assert "<p>By water</p>" in first, "an item of the law’s list is said in words"
    assert 'analysis/"' in page, "the way back is the one that was come by"


def test_a_question_leads_to_what_colleagues_have_learned(found: Analysed, browser_of: Browsers) -> None:
    cast, way = found.on.cast, 'practice/?element=atlantis%3Ashelter%2Fflooded"'
    berg = browser_of(cast.berg)
    assert "What colleagues have learned" not in words(berg, root(found))
    in_use(cast.berg, cast.costa, ties=Ties(elements=("atlantis:shelter/flooded",)))
    page = words(berg, root(found))
    assert page.count("What colleagues have learned") == 1
    assert way in page


def test_two_officers_see_both_texts_and_their_base(found: Analysed, browser_of: Browsers) -> None:
    found.answer("flooded", reasons="First words.")
    found.answer("flooded", reasons="Second words.", version=1, by=found.on.cast.costa)
    berg, where = browser_of(found.on.cast.berg), f"{root(found)}flooded/{found.id}/"
    sent = send(berg, where, version="1", answer="met", reasons="My own words.")
    page = sent.content.decode()
    assert sent.status_code == 409
    assert all(text in page for text in ("First words.", "Second words.", "My own words."))
    assert "Both." in led_to(berg, send(berg, where, version="2", answer="met", reasons="Both."))


def test_what_is_typed_and_ticked_is_kept_for_its_writer_alone(found: Analysed, browser_of: Browsers) -> None:
    harm = found.harm()
    found.answer("at_risk", harm)
    berg, costa = browser_of(found.on.cast.berg), browser_of(found.on.cast.costa)
    where = f"/adjudication/drafts/board/{found.on.case}/{found.id}/answer-form-{harm}/"
    typed = {"reasons": "Half a reason", "chosen.hunger": "hunger", "places": ""}
    kept = berg.post(where, json.dumps({"typed": typed, "base_version": 0}), content_type="application/json")
    assert kept.status_code == 200, kept.content
    page = words(berg, f"{root(found)}form/{harm}/")
    assert "Half a reason" in page
    assert 'value="hunger" checked' in page
    assert "Half a reason" not in words(costa, f"{root(found)}form/{harm}/")
    found.answer("form", harm)
    assert "Half a reason" not in words(berg, f"{root(found)}form/{harm}/")


def test_each_member_of_a_family_is_examined_alone(
    cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    found = analysed(cast, nadia, now)
    zahra = found_other(cast, found, now)
    berg = browser_of(cast.berg)
    assert "no analysis is open" in words(berg, root(found))
    found.answer("flooded", reasons="Of Nadia alone.")
    other = open_board(
        cast.case, board_id=new_id(), application_id=found.on.application, person_id=zahra,
        by=cast.berg.actor, at=now,
    ).board_id  # fmt: skip
    page = words(berg, root(found))
    assert f"/boards/{other}/analysis/" in page
    assert "no analysis is open" not in page
    theirs = words(berg, f"/adjudication/case/{cast.case}/boards/{other}/analysis/")
    assert "Of Nadia alone." not in theirs
    assert f"/boards/{found.id}/analysis/" in theirs


def found_other(cast: Cast, found: Analysed, now: datetime) -> UUID:
    """Somebody else of the same case, for whom the application is as well."""
    told = Registration(names=(named("Zahra"),))
    person = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=told, on=ON, by=cast.berg.actor, at=now
    ).person_id
    cover(found.on.application, person_id=person, is_covered=True, by=cast.berg.actor, at=now)
    return person


def test_where_the_law_weighs_nothing_the_board_is_its_analysis(
    cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    found = analysed(cast, nadia, now, law=ANALYSIS_ALONE)
    berg = browser_of(cast.berg)
    page = words(berg, f"/adjudication/case/{cast.case}/boards/{found.id}/")
    assert "Home was flooded" in page
    assert "Back to the evidence board" not in page
    sent = send(berg, f"/adjudication/case/{cast.case}/boards/{found.id}/facts/state/", says="No place.")
    assert sent.status_code == 409
    assert "does not say how evidence is weighed" in sent.content.decode()


def test_the_stranger_sees_no_analysis(found: Analysed, browser_of: Browsers) -> None:
    for name in ("elio", "grit"):
        browser = browser_of(getattr(found.on.cast, name))
        assert browser.get(root(found)).status_code == 404
        assert browser.get(f"{root(found)}flooded/{found.id}/").status_code == 404


def test_an_analysis_costs_the_same_whatever_is_answered(found: Analysed, browser_of: Browsers) -> None:
    berg, fact = browser_of(found.on.cast.berg), found.on.fact()
    found.on.conclude(fact, Finding.ACCEPTED)
    name = f"fact/{fact.hex[-8:]}"
    found.answer("flooded", cites=name)
    words(berg, root(found))
    before = queries(berg, root(found))
    for number in range(8):
        harm = found.harm(f"Harm {number}", facts=name)
        found.answer("at_risk", harm, cites=name)
        found.answer("form", harm, chosen="water")
    assert queries(berg, root(found)) == before
