"""Giving cases out by what they ask for: languages and countries, load, conflicts; a person decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.identity.commands.skills import set_skills
from limen.domain.people.commands.speaking import add_language
from limen.domain.people.names import LanguageTold
from limen.domain.worklists.queries.candidates import Needs, needs_of
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import AT, Cast, Player
from tests.conftest import House
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import ask, led_to, send, words

__all__ = ["nadia"]
Browsers = Callable[..., Client]
ASSIGN = "/adjudication/work/assign/"


@pytest.fixture
def now() -> datetime:
    return AT


@pytest.fixture
def asked(cast: Cast, nadia: UUID, now: datetime) -> None:
    """Nadia of Amina's case speaks Dari and is a national of Afghanistan; Farah speaks Dari, Hana knows the
    country."""
    add_language(
        nadia, language=LanguageTold(language="prs"), language_id=new_id(), by=cast.berg.actor, at=now
    )
    by = cast.ivo.actor
    set_skills(cast.farah.id, languages=["prs", "ara"], countries=[], by=by, at=now)
    set_skills(cast.grit.id, languages=["prs"], countries=["AFG"], by=by, at=now)
    set_skills(cast.hana.id, languages=[], countries=["AFG"], by=by, at=now)


def _people(page: str) -> set[str]:
    """Who can be chosen."""
    return {
        label.split(" · ")[0].strip()
        for label in re.findall(r"<label[^>]*>\s*([^<]+ · open cases[^<]*)<", page)
    }


def _chosen(case: UUID) -> dict[str, Any]:
    return {"case": [str(case)]}


def _needs(case: UUID, by: Player) -> Needs:
    with acting_as(by.actor):
        return needs_of([case], by=by.actor, at=AT)


def test_what_a_case_asks_for_is_told_to_whoever_reads_it(cast: Cast, asked: None) -> None:
    assert _needs(cast.case, cast.costa) == Needs(languages=("prs",), countries=("AFG",))
    for stranger in (cast.elio, cast.grit, cast.farah, cast.dina):
        assert _needs(cast.case, stranger) == Needs()
    assert _needs(cast.other_case, cast.costa) == Needs()


def test_people_stand_with_what_they_know_and_are_narrowed_by_what_is_needed(
    cast: Cast, browser_of: Browsers, house: House, asked: None
) -> None:
    costa, cases = browser_of(cast.costa), [str(cast.case), str(cast.other_case)]
    page = send(costa, ASSIGN, case=cases).content.decode()
    assert "Farah · open cases: 0 · speaks: " in page
    assert "knows: Afghanistan" in page
    assert {"Berg", "Farah", "Grit", "Hana"} <= _people(page)
    shown: dict[str, Any] = {
        "case": cases,
        "show": "1",
        "speaks": "prs",
        "why": "Half a reason",
        "part": "lead",
    }
    page = send(costa, ASSIGN, **shown).content.decode()
    assert _people(page) == {"Farah", "Grit"}
    assert "Half a reason" in page, "what was typed stays"
    assert "Assign 2 cases" in page
    assert _people(send(costa, ASSIGN, **shown, knows="AFG").content.decode()) == {"Grit"}
    nobody = send(costa, ASSIGN, case=cases, show="1", speaks="ara", knows="AFG").content.decode()
    assert "Nobody who can be chosen is left." in nobody
    held = "select count(*) from cases_assignment where member_id in (%s, %s)"
    assert ask(house, held, cast.farah.id, cast.grit.id) == [(0,)], "looking gives nothing"
    sent: dict[str, Any] = {
        "case": cases,
        "speaks": "prs",
        "member_id": str(cast.farah.id),
        "part": "lead",
        "why": "Speaks Dari",
    }
    assert "2 of 2 cases were assigned" in send(costa, ASSIGN, **sent).content.decode()


def test_whoever_a_conflict_keeps_away_from_all_of_them_cannot_be_chosen(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, chosen = browser_of(cast.costa), _chosen(cast.case)
    page = send(costa, ASSIGN, **chosen).content.decode()
    assert "no language and no country is recorded by which to narrow" in page
    assert "Grit" not in _people(page)
    assert "a conflict keeps them away from every one of these cases" in page
    assert "<bdi>Grit · open cases: 0" in page
    sent: dict[str, Any] = {**chosen, "member_id": str(cast.grit.id), "part": "lead", "why": "All the same"}
    assert "were assigned" not in send(costa, ASSIGN, **sent).content.decode()
    assert ask(house, "select 1 from cases_assignment where member_id = %s", cast.grit.id) == []


def test_an_administrator_records_what_somebody_knows(cast: Cast, browser_of: Browsers, house: House) -> None:
    ivo, url = browser_of(cast.ivo), f"/administration/people/{cast.farah.id}/"
    page = led_to(ivo, send(ivo, f"{url}skills/", languages="Tigrinya, ara", countries="Eritrea"))
    assert "It was recorded which languages and countries Farah knows." in page
    assert "Tigrinya, Arabic" in page
    kept = "select languages, countries from identity_member where id = %s"
    assert ask(house, kept, cast.farah.id) == [(["tir", "ara"], ["ERI"])]
    assert 'value="Tigrinya, Arabic"' in words(ivo, f"{url}skills/")
    wrong = send(ivo, f"{url}skills/", languages="Tigrinya, Klingonese", countries="").content.decode()
    assert "Not understood: Klingonese" in wrong
    assert 'value="Tigrinya, Klingonese"' in wrong
    assert ask(house, kept, cast.farah.id) == [(["tir", "ara"], ["ERI"])]
    assert browser_of(cast.costa).get(f"{url}skills/").status_code == 403
