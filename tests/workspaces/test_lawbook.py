"""The law to be read: who sees which, what a page says and what it does not promise, and trying a term."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from limen.domain.deadlines.commands.starting import start
from limen.foundation.rows import showing
from tests.cast import AT, Cast
from tests.conftest import House
from tests.lawbook import FILES, put_in_force
from tests.workspaces.acting import queries, readings, words
from tests.workspaces.whole_law import entries_of, put_distributed_in_force

Browsers = Callable[..., Client]
LAW = "/adjudication/law/"
PACK = f"{LAW}in-force/atlantis/"
TERM = f"{PACK}terms/"


@pytest.fixture
def lawful(cast: Cast) -> Cast:
    """A cast whose authority put the law of Atlantis in force."""
    put_in_force(cast, AT)
    return cast


def test_the_law_in_force_is_listed_with_its_standing(lawful: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(lawful.berg), LAW)
    assert "Law of Atlantis, for tests" in page
    assert "As distributed: draft, signed by no lawyer" in page
    assert "Proposed by <bdi>Lena</bdi>, adopted by <bdi>Mats</bdi>" in page


@pytest.mark.parametrize("pack", ["eu-example", "settlement-us"])
def test_every_page_of_a_whole_pack_opens(cast: Cast, browser_of: Browsers, pack: str) -> None:
    library = put_distributed_in_force(cast, AT, pack)
    client = browser_of(cast.berg)
    for entry in entries_of(library, pack):
        page = client.get(f"{LAW}in-force/{pack}/{entry}", follow=True)
        assert page.status_code == 200, entry
        assert "signed by no lawyer" in page.content.decode(), entry
