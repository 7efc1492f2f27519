"""Answering for the law: looking before proposing, two people, and nothing half read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from limen.domain.policy.commands import adopt, propose
from tests.cast import AT, Cast, assemble
from tests.conftest import House
from tests.lawbook import FILES, changed, put_in_force
from tests.workspaces.acting import led_to, queries, send, words

Browsers = Callable[..., Client]
PROPOSE = "/policy/propose/"
TERMS = "atlantis/terms/all.yaml"
SHORTER = FILES[TERMS].replace("value: 5 days", "value: 4 days")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings_packs: Callable[[Path], None]) -> Path:
    """A folder of packs that holds the law of Atlantis."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings_packs(tmp_path)
    return tmp_path


@pytest.fixture
def settings_packs(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Point LIMEN_PACKS somewhere else for one test."""
    from django.conf import settings

    return lambda path: monkeypatch.setattr(settings, "PACKS", path)


def test_home_says_what_is_distributed_and_not_in_force(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.lena), "/policy/")
    assert "No pack is in force here." in page
    assert "/policy/propose/?pack=atlantis" in page
    put_in_force(cast, AT)
    page = words(browser_of(cast.lena), "/policy/")
    assert "Everything in the folder of packs is in force here, as it is there." in page
    assert "Mats" in page


def test_home_sees_a_changed_file_and_a_changed_calendar(
    cast: Cast, browser_of: Browsers, folder: Path
) -> None:
    put_in_force(cast, AT)
    lena = browser_of(cast.lena)
    (folder / TERMS).write_text(SHORTER, encoding="utf-8")
    assert "Differs from what is in force" in words(lena, "/policy/")
    (folder / TERMS).write_text(FILES[TERMS], encoding="utf-8")
    assert "Differs from what is in force" not in words(lena, "/policy/")
    calendar = folder / "calendars" / "city.yaml"
    calendar.write_text(calendar.read_text(encoding="utf-8").replace("11-16", "11-17"), encoding="utf-8")
    assert "Differs from what is in force" in words(lena, "/policy/")


def test_one_broken_pack_hides_no_other(cast: Cast, browser_of: Browsers, folder: Path) -> None:
    (folder / "ruined").mkdir()
    (folder / "ruined" / "pack.yaml").write_text("id: other\nsays: x\n", encoding="utf-8")
    page = unescape(words(browser_of(cast.lena), "/policy/"))
    assert "Law of Atlantis" in page
    assert "ruined/pack.yaml, line 1: It calls itself “other”." in page


def test_who_is_no_policy_lead_has_no_policy(cast: Cast, browser_of: Browsers) -> None:
    waits = _proposed(cast)
    for player in (cast.berg, cast.costa, cast.ivo, cast.jun, cast.dina, cast.elio):
        for way in ("", "history/", "propose/", f"proposals/{waits}/", f"proposals/{waits}/adopt/"):
            words(browser_of(player), f"/policy/{way}", status=403)


def test_a_proposal_of_another_organisation_is_not_there(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    waits, theirs = _proposed(cast), assemble(house.admin_dsn)
    lena, stranger = browser_of(cast.lena), browser_of(theirs.lena)
    for way in ("", "adopt/", "decline/", "withdraw/"):
        words(lena, f"/policy/proposals/{waits}/{way}")
        words(stranger, f"/policy/proposals/{waits}/{way}", status=404)
    assert send(stranger, f"/policy/proposals/{waits}/adopt/", says="").status_code == 404
    assert "Nothing was ever proposed." in words(stranger, "/policy/history/")


def test_a_distributed_pack_is_looked_at_proposed_and_adopted(cast: Cast, browser_of: Browsers) -> None:
    lena, mats = browser_of(cast.lena), browser_of(cast.mats)
    looked = send(lena, PROPOSE, step="look", pack="atlantis", of="distributed", why="It is the law.")
    page = looked.content.decode()
    assert "Nothing of this pack is in force yet" in page
    assert "It has no worked example." in page
    assert "It is the law." in page
    assert "Law of Atlantis" not in words(lena, "/policy/history/")
    proposed = led_to(lena, send(lena, PROPOSE, **_carried(page), why="It is the law."))
    assert "Lena proposed an edition of the pack atlantis" in proposed
    assert "You proposed it. Somebody else must answer" in unescape(proposed)
    waits = _waiting(mats)
    assert "signed by no lawyer" in words(mats, f"{waits}adopt/")
    adopted = led_to(mats, send(mats, f"{waits}adopt/", says="Read with counsel."))
    assert "it governs from now on" in adopted
    assert "Read with counsel." in adopted
    assert "Law of Atlantis" in words(browser_of(cast.berg), "/adjudication/law/")


def test_changed_files_are_laid_over_the_law_in_force(cast: Cast, browser_of: Browsers) -> None:
    put_in_force(cast, AT)
    lena = browser_of(cast.lena)
    looked = _look(lena, _file("all.yaml", SHORTER)).content.decode()
    page = unescape(looked)
    assert "1 difference from what is in force:" in page
    assert '<bdi lang="en">5 days</bdi> becomes <bdi lang="en">4 days</bdi> (shorter)' in page
    assert "terms/all.yaml" in page
    led_to(lena, send(lena, PROPOSE, **_carried(looked), why="Faster."))
    proposal = unescape(words(browser_of(cast.mats), _waiting(lena)))
    assert 'becomes <bdi lang="en">4 days</bdi> (shorter)' in proposal
    assert "Faster." in proposal


def test_a_zip_puts_files_into_their_folders(cast: Cast, browser_of: Browsers) -> None:
    put_in_force(cast, AT)
    lena = browser_of(cast.lena)
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("atlantis/terms/all.yaml", SHORTER)
        archive.writestr("terms/more.yaml", FILES[TERMS].split("decide:")[0].replace("register:", "again:"))
        archive.writestr("calendars/city.yaml", FILES["calendars/city.yaml"].replace("11-16", "11-17"))
    page = unescape(_look(lena, SimpleUploadedFile("law.zip", made.getvalue())).content.decode())
    assert "terms/more.yaml" in page
    assert "calendars/city.yaml" in page
    assert "2 differences" in page


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("all.yaml", "register: {says: x", "atlantis/terms/all.yaml, line"),
        ("all.yaml", SHORTER.replace("4 days", "4 moons"), "“4 moons” is not a length of time"),
        ("new.yaml", "x: 1", "Send it in a zip, in its folder"),
        ("law.txt", "x: 1", "is not a file of a pack"),
        ("law.zip", "no zip", "is not a zip that can be read"),
        ("all.yaml", "x" * 1_000_001, "more than 200 files or 1000 kB"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_and_nothing_is_kept(
    cast: Cast, browser_of: Browsers, name: str, text: str, told: str
) -> None:
    put_in_force(cast, AT)
    lena = browser_of(cast.lena)
    answer = _look(lena, _file(name, text), why="A reason that took an hour.")
    page = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert told in page
    assert "A reason that took an hour." in page
    assert "Propose this edition" not in page


def test_what_changed_since_the_look_is_not_proposed(cast: Cast, browser_of: Browsers, folder: Path) -> None:
    lena = browser_of(cast.lena)
    looked = send(lena, PROPOSE, step="look", pack="atlantis", of="distributed", why="").content.decode()
    (folder / TERMS).write_text(SHORTER, encoding="utf-8")
    again = send(lena, PROPOSE, **_carried(looked), why="Typed with care.")
    assert again.status_code == 200
    assert "The law changed since you looked at it." in again.content.decode()
    assert "Typed with care." in again.content.decode()
    assert "No proposal waits" in words(lena, "/policy/")


def test_a_proposal_without_a_reason_is_not_made(cast: Cast, browser_of: Browsers) -> None:
    lena = browser_of(cast.lena)
    looked = send(lena, PROPOSE, step="look", pack="atlantis", of="distributed", why="").content.decode()
    answer = send(lena, PROPOSE, **_carried(looked), why=" ")
    assert answer.status_code == 200
    assert "This field is required." in answer.content.decode()


def test_a_second_proposal_of_a_pack_is_refused_and_kept(cast: Cast, browser_of: Browsers) -> None:
    _proposed(cast)
    lena = browser_of(cast.lena)
    looked = send(lena, PROPOSE, step="look", pack="atlantis", of="distributed", why="").content.decode()
    answer = send(lena, PROPOSE, **_carried(looked), why="Mine.")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "waits for an answer. Answer that one first." in page
    assert "Mine." in page


def test_an_example_that_does_not_hold_stands_in_the_way(
    cast: Cast, browser_of: Browsers, folder: Path
) -> None:
    (folder / "atlantis" / "examples").mkdir()
    (folder / "atlantis" / "examples" / "all.yaml").write_text(
        "- {id: X1, says: A guess, term: register, facts: {made_on: 2026-11-02},"
        " expect: {due: 2026-12-24}}\n",
        encoding="utf-8",
    )
    lena = browser_of(cast.lena)
    looked = send(lena, PROPOSE, step="look", pack="atlantis", of="distributed", why="x").content.decode()
    assert "atlantis/examples/all.yaml, line 1: example X1 does not hold" in looked
    assert send(lena, PROPOSE, **_carried(looked), why="x").status_code == 409


def test_who_proposed_cannot_answer_and_who_did_not_cannot_withdraw(cast: Cast, browser_of: Browsers) -> None:
    url = f"/policy/proposals/{_proposed(cast)}/"
    lena, mats = browser_of(cast.lena), browser_of(cast.mats)
    assert send(lena, f"{url}adopt/", says="").status_code == 409
    assert send(mats, f"{url}withdraw/").status_code == 409
    assert "Withdrawn" in led_to(lena, send(lena, f"{url}withdraw/"))
    assert "Adopt</a>" not in words(mats, url)


def test_a_proposal_is_declined_with_a_reason(cast: Cast, browser_of: Browsers) -> None:
    url = f"/policy/proposals/{_proposed(cast)}/"
    mats = browser_of(cast.mats)
    assert "This field is required." in send(mats, f"{url}decline/", why="").content.decode()
    page = led_to(mats, send(mats, f"{url}decline/", why="Section 4 is wrong."))
    assert "Declined" in page
    assert "Section 4 is wrong." in page
    assert send(mats, f"{url}adopt/", says="").status_code == 409


def test_the_history_is_paged_and_costs_the_same(cast: Cast, browser_of: Browsers) -> None:
    lena = browser_of(cast.lena)
    put_in_force(cast, AT)
    words(lena, "/policy/history/")
    few = queries(lena, "/policy/history/")
    for number in range(1, 52):
        files = changed(TERMS, "value: 5 days", f"value: {number + 10} days")
        at = AT + timedelta(minutes=number)
        waits = propose("atlantis", files=files, why=f"Reason {number}.", by=cast.lena.actor, at=at)
        adopt(waits.adoption_id, says="", by=cast.mats.actor, at=at)
    assert queries(lena, "/policy/history/") == few
    page = words(lena, "/policy/history/")
    assert page.count("data-row-link") == 50
    older = unescape(re.findall(r'href="(\?before=[^"]+)"', page)[0])
    assert words(lena, f"/policy/history/{older}").count("data-row-link") == 2
    assert words(lena, "/policy/history/?before=nonsense").count("data-row-link") == 50


def _proposed(cast: Cast) -> UUID:
    return propose("atlantis", files=FILES, why="It is the law.", by=cast.lena.actor, at=AT).adoption_id


def _file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def _look(client: Client, *files: SimpleUploadedFile, why: str = "") -> Any:
    return send(client, PROPOSE, step="look", pack="atlantis", of="changed", why=why, sent=list(files))


def _carried(page: str) -> dict[str, str]:
    """What the page that shows the difference would send."""
    fields = {}
    for name in ("pack", "of", "changed", "seal"):
        found = re.search(rf'<input type="hidden" name="{name}"([^>]*)>', page)
        value = re.search(r'value="([^"]*)"', found[1]) if found else None
        fields[name] = unescape(value[1]) if value else ""
    return {"step": "propose", **fields}


def _waiting(client: Client) -> str:
    """The address of the proposal that waits."""
    return str(re.findall(r'href="(/policy/proposals/[^"]+/)"', words(client, "/policy/"))[0])
