"""“Cite on the board”: from a page, a mark, a block, a moment or a passage to the board, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from limen.domain.citations.names import PassageKey, short
from tests.cast import Cast
from tests.conftest import House
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.citations.filed import TITLE, confirm, paper
from tests.domain.citations.heard_sound import SECONDS, recorded
from tests.domain.country.shelves import WELLS, shelved
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=10)


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def _where(weighed: Weighed, name: str) -> str:
    return f"/adjudication/case/{weighed.case}/boards/cite/?name={name.replace('/', '%2F')}"


def test_from_a_page_of_a_document_to_the_board_and_back(
    house: House, weighed: Weighed, now: datetime, browser_of: Browsers
) -> None:
    fact = weighed.fact()
    document = paper(house, weighed.case, weighed.cast.berg, now)[0]
    berg = browser_of(weighed.cast.berg)
    reader = reverse("adjudication:document_page", args=(weighed.case, document, 1, 2))
    where = _where(weighed, f"document/{short(document)}/v1/p2")
    assert f'href="{where}"' in words(berg, reader)
    page = words(berg, where)
    assert f"{TITLE}, page 2" in page
    laying = f"/adjudication/case/{weighed.case}/boards/{weighed.id}/{fact}/evidence/"
    named = f"{laying}?cites=document%2F{short(document)}%2Fv1%2Fp2"
    assert f'href="{named}"' in page
    form = words(berg, named)
    assert f'value="document/{short(document)}/v1/p2"' in form
    assert f"You came from: {TITLE}, page 2." in form
    sent = send(
        berg, named, cites=f"document/{short(document)}/v1/p2", stance="for", shows="It was hers."
    )  # fmt: skip
    assert sent.headers["Location"].startswith(f"{reader}?told=")
    assert "Text of this page" in led_to(berg, sent)
    (linked,) = weighed.beside(fact).evidence
    assert linked.evidence.cites == f"document/{short(document)}/v1/p2"


def test_what_was_left_unfinished_keeps_its_words_and_takes_the_new_place(
    house: House, weighed: Weighed, now: datetime, browser_of: Browsers
) -> None:
    fact = weighed.fact()
    document = paper(house, weighed.case, weighed.cast.berg, now)[0]
    berg = browser_of(weighed.cast.berg)
    laying = f"/adjudication/case/{weighed.case}/boards/{weighed.id}/{fact}/evidence/"
    draft = f"/adjudication/drafts/board/{weighed.case}/{weighed.id}/evidence-{fact}/"
    body = {"typed": {"cites": "document/00000000/v1/p1", "shows": "Half a thought"}, "base_version": 0}
    assert berg.post(draft, body, content_type="application/json").status_code == 200
    form = words(berg, f"{laying}?cites=document/{short(document)}/v1/p1")
    assert "Half a thought" in form
    assert f'value="document/{short(document)}/v1/p1"' in form
    assert 'value="document/00000000/v1/p1"' in words(berg, laying)


def test_from_a_block_and_from_a_moment_of_its_sound(
    weighed: Weighed, now: datetime, browser_of: Browsers
) -> None:
    cast = weighed.cast
    interview, sound = recorded(cast.case, cast.berg, now)
    berg = browser_of(cast.berg)
    record = f"/adjudication/case/{cast.case}/interviews/{interview}/"
    assert "boards/cite/" not in words(berg, record), "the blocks of an open record are still numbered anew"
    confirm(interview, cast.berg, now + timedelta(seconds=SECONDS))
    page = words(berg, f"{record}?recording={sound}&second=42")
    assert f'href="{_where(weighed, f"interview/{short(interview)}/b2")}"' in page
    moment = _where(weighed, f"recording/{short(sound)}/t42")
    assert f'href="{moment}"' in page
    chosen = words(berg, moment)
    assert "at 0:00:42" in chosen
    laying = f"/adjudication/case/{cast.case}/boards/{weighed.id}/{weighed.id}/evidence/"
    assert f"{laying}?cites=recording%2F{short(sound)}%2Ft42" in chosen, "beside the account as a whole"
    named = f"{laying}?cites=recording/{short(sound)}/t42"
    sent = send(berg, named, cites=f"recording/{short(sound)}/t42", stance="against", shows="She stops.")
    back = sent.headers["Location"]
    assert back.startswith(f"{record}?recording={sound}&second=42&told=")
    assert back.endswith("#moment")


def test_from_a_passage_of_the_library_by_the_boards_of_ones_own_cases(
    weighed: Weighed, browser_of: Browsers
) -> None:
    report = shelved(weighed.cast.lena, WELLS).report_id
    name = str(PassageKey(of=short(report), page=1, number=1)).replace("/", "%2F")
    berg, where = browser_of(weighed.cast.berg), f"/adjudication/country/cite/?name={name}"
    assert f'href="{where}"' in words(berg, f"/adjudication/country/reports/{report}/")
    assert f'href="/adjudication/case/{weighed.case}/boards/cite/?name={name}"' in words(berg, where)
    assert "Sample report (invented)" in words(
        berg, f"/adjudication/case/{weighed.case}/boards/cite/?name={name}"
    )
    assert "No case that is yours" in words(browser_of(weighed.cast.costa), where)


@pytest.mark.parametrize("name", ["", "x", "document/00000000/v1/p1", "fact/00000000"])
def test_a_name_that_leads_nowhere_is_told_so(weighed: Weighed, browser_of: Browsers, name: str) -> None:
    berg = browser_of(weighed.cast.berg)
    assert "leads to nothing that you may see here" in words(berg, _where(weighed, name))
    assert "leads to nothing" in words(berg, f"/adjudication/country/cite/?name={name}")


def test_a_stranger_and_the_wrong_role_find_no_such_page(weighed: Weighed, browser_of: Browsers) -> None:
    where = _where(weighed, "document/00000000/v1/p1")
    assert browser_of(weighed.cast.elio).get(where).status_code == 404
    assert browser_of(weighed.cast.ivo).get(where).status_code == 403
