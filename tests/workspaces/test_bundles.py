"""Documents in one file, through the pages: chosen, put in order, made, handed out to whoever asked."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pypdfium2 as pdfium
import pytest
from django.conf import settings
from django.test import Client

from limen.jobs.binding import make_waiting
from limen.outside.storage.chosen import store_of
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.outside.papers import pdf, picture
from tests.workspaces.acting import ask, led_to, queries, readings, send, words
from tests.workspaces.test_documents import _all, _documents, _file, _sent, _worked

TAKEN = '" checked><label'


@pytest.fixture
def client(cast: Cast, browser_of: Any) -> Client:
    return browser_of(cast.berg)  # type: ignore[no-any-return]


@pytest.fixture
def papers(cast: Cast, client: Client, house: House) -> list[UUID]:
    """Two letters, by their titles: A of two pages, B of one."""
    for title, content in (("A letter", pdf("one", "two")), ("B letter", pdf("three"))):
        assert _sent(client, cast, _file("x.pdf", content), title=title).status_code == 303
    _worked(house)
    return _documents(house, cast)


def _asked(client: Client, cast: Cast, order: dict[UUID, str], **said: str) -> Any:
    typed = {f"place_{one}": place for one, place in order.items()}
    taken = {f"take_{one}": "on" for one in order}
    return send(client, f"{_all(cast)}bundle/", **({"title": "For the court"} | typed | taken | said))


def _made(house: House) -> None:
    with as_worker(house):
        make_waiting(store_of(settings.FILES), should_stop=lambda: False)


def test_from_the_list_to_the_file(
    cast: Cast, client: Client, house: House, papers: list[UUID], browser_of: Any
) -> None:
    assert f"{_all(cast)}bundle/" in words(client, _all(cast))
    page = words(client, f"{_all(cast)}bundle/")
    assert page.count(TAKEN) == 2
    answer = _asked(client, cast, {papers[0]: "2", papers[1]: "1"})
    url = str(answer["Location"]).partition("?")[0]
    page = led_to(client, answer)
    assert "The file waits to be made" in page
    assert f'hx-get="{url}state/"' in page
    words(client, f"{url}file/", status=404)
    _made(house)
    assert "3 pages of documents" in words(client, f"{url}state/")
    file = client.get(f"{url}file/")
    assert file["Content-Disposition"].startswith('attachment; filename="AP-')
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]
    made = pdfium.PdfDocument(content)
    assert len(made) == 5
    index = made[1].get_textpage().get_text_range()
    assert index.index("B letter") < index.index("A letter")
    assert "adjudication:document_bundle_file" in "".join(readings(house, cast.case, cast.berg.id))
    assert "For the court" in words(client, f"{_all(cast)}bundle/")
    for player in (cast.costa, cast.elio):
        for where in (url, f"{url}state/", f"{url}file/"):
            words(browser_of(player), where, status=404)
    elsewhere = url.replace(str(cast.case), str(cast.other_case))
    words(client, elsewhere, status=404)


def test_what_was_typed_is_kept_when_it_is_refused(cast: Cast, client: Client, papers: list[UUID]) -> None:
    answer = _asked(client, cast, {}, title="Kept title")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Choose at least one document" in page
    assert "Kept title" in page
    assert TAKEN not in page
    page = _asked(client, cast, {papers[1]: "1"}, title="").content.decode()
    assert page.count(TAKEN) == 1


def test_what_is_not_looked_at_says_so_and_is_not_chosen(cast: Cast, client: Client, house: House) -> None:
    assert "could be put into a file" in words(client, f"{_all(cast)}bundle/")
    _sent(client, cast, _file("x.pdf", pdf("one")), title="A letter")
    page = words(client, f"{_all(cast)}bundle/")
    assert "It is still being looked at" in page
    assert "take_" not in page
    assert _asked(client, cast, {_documents(house, cast)[0]: "1"}).status_code == 409
    assert ask(house, "select from documents_bundle where case_id = %s", cast.case) == []


def test_a_choice_costs_the_same_whatever_the_number(
    cast: Cast, client: Client, house: House, papers: list[UUID]
) -> None:
    few = queries(client, f"{_all(cast)}bundle/")
    _sent(client, cast, *(_file(f"{number}.txt", f"{number}".encode()) for number in range(30)))
    page = words(client, f"{_all(cast)}bundle/")
    assert len(re.findall("still being looked at", page)) == 30
    assert queries(client, f"{_all(cast)}bundle/") == few


def test_a_photograph_is_taken_where_files_are_sent(cast: Cast, client: Client, house: House) -> None:
    page = words(client, f"{_all(cast)}receive/")
    assert re.search(r'<input[^>]* name="sent" accept="image/jpeg" capture="environment"', page)
    taken = _file("camera.jpg", picture("JPEG"))
    assert _sent(client, cast, taken, title="Taken here").status_code == 303
    assert len(_documents(house, cast)) == 1
