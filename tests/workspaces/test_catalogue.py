"""A catalogue on the page of the library: looked at line by line, added step by step, and never twice."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import NotThere
from limen.web.country import delivering
from tests.cast import Cast
from tests.conftest import House
from tests.outside.papers import pdf
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]
SEND = "/policy/country/catalogues/send/"
WORDS = "Sample text about ferries of an invented lake, long enough to be a passage of its own."


def line(file: str, **changes: Any) -> dict[str, Any]:
    said = {"file": file, "title": f"Sample {uuid4()}", "publisher": "Sample Institute", "language": "eng",
            "countries": ["ATA"], "published_on": "2026-03-01", "kind": "theme"}  # fmt: skip
    return said | changes


def table(lines: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    names = sorted({name for one in lines for name in one})
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows({**one, "countries": "".join(one.get("countries", []))} for one in lines)
    return text.getvalue().encode()


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def sample(*pages: str) -> bytes:
    return pdf(*(f"{page} {uuid4()}" for page in pages or (WORDS,)))


def sent(client: Client, files: dict[str, bytes], catalogue: tuple[str, bytes] | None = None) -> Any:
    more: dict[str, Any] = {"catalogue": SimpleUploadedFile(*catalogue)} if catalogue else {}
    return send(client, SEND, sent=[SimpleUploadedFile(*one) for one in files.items()], **more)


def place_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"].partition("?")[0])


def counts(page: str) -> dict[str, int]:
    """What stands on the doors of numbers."""
    found = re.findall(r"catalogues/[0-9a-f-]{36}/\?state=(\w+)\"[^>]*>.*?(\d+)", page, re.DOTALL)
    return {state: int(number) for state, number in found}


def stored(house: House, url: str) -> dict[str, tuple[UUID, bytes]]:
    """Where the files of lines that wait lie, and what opens them."""
    query = "select file_name, stored_as, file_key from country_deliveryline" \
            " where delivery_id = %s and stored_as is not null"  # fmt: skip
    return {name: (where, bytes(key)) for name, where, key in ask(house, query, url.split("/")[-2])}


def is_in_store(where: UUID, key: bytes) -> bool:
    try:
        return bool(b"".join(store_of(settings.FILES).read(where, key)))
    except NotThere:
        return False


def test_a_catalogue_is_looked_at_added_and_never_twice(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    lena, mats = browser_of(cast.lena), browser_of(cast.mats)
    good, note, broken = sample(WORDS, WORDS), f"{WORDS} {uuid4()}".encode(), b"%PDF-1.7 nothing"
    lines = [
        line("good.pdf"), line("note.txt"), line("broken.pdf"), line("gone.pdf"), line("tool.exe"),
        line("bad-day.pdf", published_on="soon"), line("copy.pdf"), line("good.pdf"),
    ]  # fmt: skip
    files = {"good.pdf": good, "note.txt": note, "broken.pdf": broken + uuid4().bytes.hex().encode(),
             "tool.exe": b"MZ" + bytes(90), "bad-day.pdf": sample(), "copy.pdf": good,
             "forgotten.pdf": sample(), "catalogue.yaml": yaml.safe_dump(lines).encode()}  # fmt: skip
    answer = sent(lena, files)
    url = place_of(answer)
    page = led_to(lena, answer)
    assert counts(page) == {"ready": 3, "wrong": 6}
    assert "sent a catalogue to the library" in page
    for why in ("did not come with the catalogue", "is no day written as", "The very same file stands in",
                "names this file more than once", "says nothing of this file"):  # fmt: skip
        assert why in page, why
    assert words(lena, f"{url}?state=wrong").count("gone.pdf") == 1
    waiting = stored(house, url)
    assert set(waiting) == {"good.pdf", "note.txt", "broken.pdf"}
    assert all(is_in_store(*one) for one in waiting.values())

    added = send(mats, f"{url}add/")
    page = led_to(mats, added)
    assert counts(page) == {"added": 2, "wrong": 7}
    assert "cannot be opened" in page
    assert stored(house, url) == {}
    assert [is_in_store(*waiting[name]) for name in ("good.pdf", "note.txt", "broken.pdf")] == [
        True,
        True,
        False,
    ]
    report = set(re.findall(r"/policy/country/reports/[0-9a-f-]{36}/", page))
    assert len(report) == 2
    assert any(b"".join(lena.get(f"{one}file/")) == good for one in report)
    assert any(WORDS in words(browser_of(cast.berg), one.replace("policy", "adjudication")) for one in report)

    again = led_to(lena, sent(lena, files))
    assert counts(again) == {"ready": 1, "here": 4, "wrong": 4}
    url = place_of(sent(lena, {"good.pdf": good, "catalogue.csv": table(lines[:1])}))
    assert counts(words(lena, url)) == {"here": 1}
    assert f"{url}add/" not in words(lena, url)


def test_failures_are_taken_away_mended_and_sent_again(cast: Cast, browser_of: Browsers) -> None:
    lena, content = browser_of(cast.lena), sample()
    lines = [line("one.pdf", title="", topics="=1+1"), line("two.pdf", countries=["QQQ"], why="Because")]
    answer = sent(lena, {"one.pdf": content, "two.pdf": sample()}, ("of-march.csv", table(lines)))
    url = place_of(answer)
    assert counts(led_to(lena, answer)) == {"wrong": 2}
    taken = lena.get(f"{url}failures/")
    rows = list(csv.DictReader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == ["one.pdf", "two.pdf"]
    assert "Say what it is called." in rows[0]["trouble"]
    assert "QQQ" in rows[1]["trouble"]
    assert (rows[0]["topics"], rows[1]["why"]) == ("'=1+1", "Because")
    rows[0]["title"] = "Sample that was mended"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows[:1])
    again = led_to(lena, sent(lena, {"one.pdf": content}, ("again.csv", text.getvalue().encode())))
    assert counts(again) == {"ready": 1}


def test_an_archive_is_unpacked_with_its_folders_and_without_litter(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    lena = browser_of(cast.lena)
    lines = [line("a.pdf"), line("sub/b.pdf"), line("../../etc/passwd")]
    archive = packed(
        {"catalogue.csv": table(lines), "sub/a.pdf": sample(), "sub/b.pdf": sample(),
         "__MACOSX/sub/a.pdf": b"litter", "sub/.DS_Store": b"litter"}
    )  # fmt: skip
    answer = sent(lena, {"march.zip": archive})
    page = led_to(lena, answer)
    assert counts(page) == {"ready": 2, "wrong": 1}
    assert set(stored(house, place_of(answer))) == {"sub/a.pdf", "sub/b.pdf"}


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.pdf": sample()}, "There is no catalogue.csv"),
        ({"catalogue.csv": b"title\nx\n"}, "does not say which `file`"),
        ({"catalogue.yaml": b"- &a [x]\n- *a\n"}, "cannot be read"),
        ({"catalogue.yaml": b"just words"}, "is no list of reports"),
        ({"catalogue.yaml": b"[" * 5000 + b"]" * 5000}, "It is no plain list."),
        ({"catalogue.yaml": b"- !!python/object/apply:os.getcwd []\n"}, "cannot be read"),
        ({"catalogue.csv": b"file\n"}, "names no file"),
        ({"catalogue.csv": b"file\n" + b"x.pdf\n" * 201}, "at most 200"),
        ({"catalogue.csv": b"file\n" + b"x" * 600_000}, "larger than 512 kB"),
        ({"of.zip": b"PK\x03\x04" + bytes(99)}, "is not a zip"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_words_and_nothing_stays(
    files: dict[str, bytes], why: str, cast: Cast, browser_of: Browsers, house: House
) -> None:
    before = ask(house, "select count(*) from country_delivery")
    answer = sent(browser_of(cast.lena), files)
    assert answer.status_code == 409
    assert why in answer.content.decode()
    assert ask(house, "select count(*) from country_delivery") == before


def test_limits_are_said_beforehand_and_kept(cast: Cast, browser_of: Browsers) -> None:
    lena = browser_of(cast.lena)
    assert "At most 200 files of 100 MB, and 300 MB together" in words(lena, SEND)
    archive = packed({"catalogue.csv": table([line("a.txt")]), "a.txt": b"a" * 50_000})
    with override_settings(CATALOGUE_LIMIT=40_000):
        answer = sent(lena, {"of.zip": archive})
        assert answer.status_code == 409
        assert "larger than 0 MB together" in answer.content.decode()
    with override_settings(FILE_LIMIT=40_000):
        page = led_to(lena, sent(lena, {"of.zip": archive}))
        assert counts(page) == {"wrong": 1}
    many = sent(lena, {f"{number}.txt": b"x" for number in range(101)})
    assert many.status_code == 400
    assert "More than 100 files were sent at once" in many.content.decode()


def test_a_catalogue_is_added_in_steps_and_what_is_left_can_be_left_out(
    cast: Cast, browser_of: Browsers, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lena = browser_of(cast.lena)
    files = {f"{number}.txt": f"{WORDS} {uuid4()}".encode() for number in range(3)}
    url = place_of(sent(lena, files | {"catalogue.csv": table([line(name) for name in files])}))
    monkeypatch.setattr(delivering, "STEP_SECONDS", 0.0001)
    page = led_to(lena, send(lena, f"{url}add/", op="the-same"))
    assert "1 of 3 reports added." in page
    assert f'hx-post="{url}add/"' in page
    assert counts(page) == {"ready": 2, "added": 1}
    assert counts(led_to(lena, send(lena, f"{url}add/", op="the-same"))) == {"ready": 2, "added": 1}
    waiting = stored(house, url)
    page = led_to(lena, send(lena, f"{url}end/"))
    assert counts(page) == {"added": 1, "left": 2}
    assert not any(is_in_store(*one) for one in waiting.values())
    assert "It was ended already" in send(lena, f"{url}end/").content.decode()
    send(lena, f"{url}add/")
    assert counts(words(lena, url)) == {"added": 1, "left": 2}
    assert lena.get(f"{url}failures/").content.decode().count(".txt") == 2


def test_only_keepers_of_the_house_have_it(cast: Cast, browser_of: Browsers) -> None:
    lena, berg = browser_of(cast.lena), browser_of(cast.berg)
    url = place_of(sent(lena, {"a.txt": WORDS.encode(), "catalogue.csv": table([line("a.txt")])}))
    for place in (url, SEND, "/policy/country/catalogues/"):
        words(browser_of(cast.mats), place)
        words(berg, place, status=403)
        assert berg.get(place.replace("/policy/", "/adjudication/")).status_code == 404
    listed = words(browser_of(cast.mats), "/policy/country/catalogues/")
    assert url in listed
    assert words(lena, "/policy/country/reports/").count("/policy/country/catalogues/") == 1
