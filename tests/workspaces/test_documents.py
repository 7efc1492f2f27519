"""Documents through their pages: sent, looked at, read, marked, searched, handed out."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from limen.jobs.looking import look_at_waiting
from limen.outside.storage.chosen import store_of
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.outside.papers import pdf, picture
from tests.workspaces.acting import ask, led_to, queries, readings, send, words

SAID = {
    "kind": "statement", "title": "", "language": "eng", "came_from": "applicant",
    "received_on_day": "2", "received_on_month": "11", "received_on_year": "2026",
    "translation": "wanted", "compartment": "general",
}  # fmt: skip


@pytest.fixture
def client(cast: Cast, browser_of: Any) -> Client:
    return browser_of(cast.berg)  # type: ignore[no-any-return]


def _all(cast: Cast) -> str:
    return f"/adjudication/case/{cast.case}/documents/"


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _sent(client: Client, cast: Cast, *files: SimpleUploadedFile, **other: str) -> Any:
    return send(client, f"{_all(cast)}receive/", sent=list(files), **(SAID | other))


def _worked(house: House) -> None:
    with as_worker(house):
        look_at_waiting(store_of(settings.FILES), "", should_stop=lambda: False)


def _documents(house: House, cast: Cast) -> list[UUID]:
    rows = ask(house, "select id from documents_document where case_id = %s order by title", cast.case)
    return [row[0] for row in rows]


def _read(client: Client, cast: Cast, house: House, *texts: str) -> str:
    """A PDF that was sent and looked at: the address of the document."""
    assert _sent(client, cast, _file("letter.pdf", pdf(*texts))).status_code == 303
    _worked(house)
    return f"{_all(cast)}{_documents(house, cast)[0]}/"


def test_from_the_hand_to_the_reader(cast: Cast, client: Client, house: House) -> None:
    assert "There is no document in this case yet" in words(client, _all(cast))
    content = pdf("The river was high", "They came at night")
    page = led_to(client, _sent(client, cast, _file("river.pdf", content)))
    assert "river" in page
    assert "Being looked at" in page
    url = f"{_all(cast)}{_documents(house, cast)[0]}/"
    assert "Kept apart until it was looked at" in words(client, url)
    words(client, f"{url}v/1/original/", status=404)
    words(client, f"{url}v/1/p/1/", status=404)
    _worked(house)
    page = words(client, url)
    assert "Not scanned" in page
    assert hashlib.sha256(content).hexdigest() in page
    page = words(client, f"{url}v/1/p/2/")
    assert "They came at night" in page
    assert "The river was high" not in page
    answer = client.get(f"{url}v/1/p/2/picture/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert answer.content[8:12] == b"WEBP"
    assert len(client.get(f"{url}v/1/p/2/picture/?small").content) < len(answer.content)
    assert "adjudication:document_picture" in readings(house, cast.case, cast.berg.id)


def test_the_original_is_handed_out_as_it_came_under_a_name_of_ours(
    cast: Cast, client: Client, house: House
) -> None:
    url = _read(client, cast, house, "one")
    answer = client.get(f"{url}v/1/original/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"%PDF")
    assert answer["Content-Type"] == "application/octet-stream"
    assert re.fullmatch(
        rf'attachment; filename="{cast.reference}-[0-9a-f]{{8}}-v1\.pdf"', answer["Content-Disposition"]
    )
    assert int(answer["Content-Length"]) == len(content)
    assert "adjudication:document_original" in readings(house, cast.case, cast.berg.id)


def test_nothing_lies_in_the_clear(cast: Cast, client: Client, house: House) -> None:
    secret = f"secret-{uuid4()}"
    _sent(client, cast, _file("note.txt", (secret * 3).encode()), title=secret)
    _worked(house)
    files = _files()
    assert files
    assert not [path for path in files if secret.encode() in path.read_bytes()]


def test_several_files_are_several_documents(cast: Cast, client: Client, house: House) -> None:
    page = led_to(client, _sent(client, cast, _file("a.txt", b"aa"), _file("b.txt", b"bb"), title="ignored"))
    assert ">a<" in page
    assert ">b<" in page
    assert len(_documents(house, cast)) == 2


def test_a_form_that_is_sent_twice_is_received_once(cast: Cast, client: Client, house: House) -> None:
    key = str(uuid4())
    for _ in range(2):
        answer = send(client, f"{_all(cast)}receive/", op=key, sent=[_file("a.txt", b"aa")], **SAID)
        assert answer.status_code == 303
    assert len(_documents(house, cast)) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("letter.pdf", b"MZ\x90\x00" + bytes(100), "letter.pdf is a program"),
        ("all.zip", b"PK\x03\x04" + bytes(100), "holds other files"),
        ("page.pdf", b"<!DOCTYPE html><script>", "is a web page"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "old kind of office file"),
        ("data.bin", b"\x00\x01\x02\x03", "of no kind that can be shown"),
    ],
)
def test_what_is_no_document_is_refused_in_words_and_nothing_is_kept(
    name: str, content: bytes, says: str, cast: Cast, client: Client, house: House
) -> None:
    before = _stored()
    answer = _sent(client, cast, _file("good.txt", b"good"), _file(name, content), title="Typed before")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert says in page
    assert "Typed before" in page
    assert _documents(house, cast) == []
    assert _stored() == before


def test_a_file_beyond_the_limit_is_refused(cast: Cast, client: Client, house: House) -> None:
    with override_settings(FILE_LIMIT=2 * 1024 * 1024):
        answer = _sent(client, cast, _file("large.txt", b"a" * (2 * 1024 * 1024 + 1)))
    assert answer.status_code == 409
    assert "large.txt is larger than 2 MB" in answer.content.decode()
    assert _documents(house, cast) == []


def _stored() -> int:
    return len(_files())


def _files() -> list[Path]:
    assert isinstance(settings.FILES, Path)
    return [path for path in settings.FILES.rglob("*") if path.is_file()]


def test_a_page_is_marked_and_the_mark_taken_off(cast: Cast, client: Client, house: House) -> None:
    url = f"{_read(client, cast, house, 'one', 'two')}v/1/p/2/"
    form = {"words": "The date is wrong", "quote": "two", "area": "100 100 300 200"}
    page = led_to(client, send(client, f"{url}mark/", **form))
    assert "The date is wrong" in page
    assert '<rect x="100" y="100" width="200" height="100"/>' in page
    end = re.search(r'href="([^"]+/marks/[^"]+)"', page)
    assert end is not None
    assert "The date is wrong" not in led_to(client, send(client, end[1]))
    answer = send(client, f"{url}mark/", words="x", quote="kept words", area="0 0 2000 10")
    assert answer.status_code == 409
    assert "kept words" in answer.content.decode()


def test_words_are_found_page_by_page(cast: Cast, client: Client, house: House) -> None:
    url = _read(client, cast, house, "The harbour was closed", "Nothing & nobody", "The harbour again")
    page = words(client, f"{_all(cast)}?q=harbour")
    assert "2 pages found" in page
    assert "<mark>harbour</mark>" in page
    assert f"{url}v/1/p/3/" in page
    assert "on no page that you could read" in words(client, f"{_all(cast)}?q=nowhere")
    assert "Nothing</mark> &amp; nobody" in words(client, f"{_all(cast)}?q=nothing")
    assert "adjudication:case_documents pages:2" in readings(house, cast.case, cast.berg.id)


def test_a_list_costs_the_same_whatever_its_length(cast: Cast, client: Client, house: House) -> None:
    _sent(client, cast, _file("a.txt", b"aa"))
    few = queries(client, _all(cast))
    _sent(client, cast, *(_file(f"{number}.txt", f"{number}".encode()) for number in range(60)))
    assert queries(client, _all(cast)) == few
    page = words(client, _all(cast))
    following = re.search(r'href="(\?after=[^"]+)"', page)
    assert following is not None
    assert words(client, f"{_all(cast)}{following[1]}").count("data-row-link") == 11


def test_a_reader_costs_the_same_whatever_the_length(cast: Cast, client: Client, house: House) -> None:
    short = f"{_read(client, cast, house, 'one')}v/1/p/1/"
    few = queries(client, short)
    _sent(client, cast, _file("bundle.pdf", pdf(*map(str, range(30)))), title="AA bundle")
    _worked(house)
    assert queries(client, f"{_all(cast)}{_documents(house, cast)[0]}/v/1/p/1/") == few


def test_what_is_said_is_changed_disputed_weighed_and_set_aside(
    cast: Cast, client: Client, house: House
) -> None:
    url = _read(client, cast, house, "one")
    change = SAID | {"title": "Police report", "kind": "court", "translation": "there", "revision": "1"}
    assert "Police report" in led_to(client, send(client, f"{url}describe/", **change))
    stale = send(client, f"{url}describe/", **(change | {"title": "Mine"}))
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Somebody else changed this document" in page
    assert 'value="Mine"' in page
    assert 'name="revision" value="2"' in page
    assert "The translation is disputed" in led_to(client, send(client, f"{url}dispute/", why="Line 3"))
    view = {"authenticity": "doubted", "why": "The stamp", "revision": "3"}
    assert "The stamp" in led_to(client, send(client, f"{url}weigh/", **view))
    assert "was set aside" in led_to(client, send(client, f"{url}set-aside/", why="Twice"))
    assert "No document is like that" not in words(client, _all(cast))
    assert "Police report" in words(client, f"{_all(cast)}?aside=1")
    assert send(client, f"{url}weigh/", **view).status_code == 409


def test_the_stranger_finds_nothing(cast: Cast, client: Client, browser_of: Any, house: House) -> None:
    url = _read(client, cast, house, "one")
    for player in (cast.elio, cast.grit):
        other = browser_of(player)
        for where in (_all(cast), url, f"{url}v/1/p/1/", f"{url}v/1/p/1/picture/", f"{url}v/1/original/"):
            words(other, where, status=404)
    elsewhere = url.replace(str(cast.case), str(cast.other_case))
    for where in (elsewhere, f"{elsewhere}v/1/p/1/picture/", f"{elsewhere}v/1/original/"):
        words(browser_of(cast.costa), where, status=404)


def test_a_picture_is_read_by_a_machine_where_there_is_one(cast: Cast, client: Client, house: House) -> None:
    _sent(client, cast, _file("scan.png", picture(text="QUAY STREET")))
    _worked(house)
    assert "Looked at" in words(client, f"{_all(cast)}{_documents(house, cast)[0]}/")
