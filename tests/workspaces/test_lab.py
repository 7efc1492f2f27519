"""The pages of the policy lab, as a policy lead and as those who may not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from limen.domain.deadlines.commands.starting import start
from limen.domain.policy.commands import propose
from tests.cast import Cast, Player
from tests.lawbook import FILES, TERMS, changed, put_in_force
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[[Player], Client]
FACTS = {"made_on": "2026-11-10"}


@pytest.fixture
def at_work(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The small law governs, lies in the folder of packs, and one clock runs by it."""
    now = datetime.now(UTC)
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.setattr(settings, "PACKS", tmp_path)
    put_in_force(cast, now)
    start(cast.case, pack="atlantis", term="register", facts=FACTS, by=cast.berg.actor, at=now)
    return now


def _sent(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("all.yaml", text.encode(), "text/yaml")


def _gone_to_the_end(client: Client, answer: Any) -> str:
    """The trial's page after as many steps as it takes, each by its button."""
    shown = led_to(client, answer)
    for _step in range(20):
        step = re.search(r'action="([^"]+/go-on/)"', shown)
        if step is None:
            return shown
        shown = send(client, step[1]).content.decode()
    raise AssertionError("the trial does not end")


@pytest.mark.usefixtures("at_work")
def test_a_changed_file_is_tried_out_step_by_step(browser_of: Browsers, cast: Cast) -> None:
    client = browser_of(cast.lena)
    assert "You have tried nothing out yet" in words(client, "/policy/lab/")
    changed_text = TERMS.replace("value: 5 days", "value: 3 days")
    url, file = "/policy/lab/try/", _sent(changed_text)
    shown = _gone_to_the_end(client, send(client, url, pack="atlantis", of="changed", sent=file))
    assert "All 2 open cases were looked at; 1 would change." in shown
    assert "Register the application" in shown
    assert "Berg" in shown
    assert "Amina" not in shown
    assert "1 open case" in words(client, "/policy/lab/")


def test_a_proposal_is_tried_out_from_its_page(browser_of: Browsers, cast: Cast, at_work: datetime) -> None:
    longer = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 9 days")
    proposed = propose("atlantis", files=longer, why="To help.", by=cast.mats.actor, at=at_work)
    client = browser_of(cast.lena)
    url = f"/policy/proposals/{proposed.adoption_id}/lab/"
    assert url in words(client, f"/policy/proposals/{proposed.adoption_id}/")
    assert "Every open case is looked at" in words(client, url)
    assert "1 would change" in _gone_to_the_end(client, send(client, url))


@pytest.mark.usefixtures("at_work")
def test_a_step_asked_for_by_the_script_gives_back_only_the_part(browser_of: Browsers, cast: Cast) -> None:
    client = browser_of(cast.lena)
    answer = send(client, "/policy/lab/try/", pack="atlantis", of="distributed")
    step = re.search(r'action="([^"]+/go-on/)"', led_to(client, answer))
    assert step is not None
    part = client.post(
        step[1], {"op": "6f0f7f56-5c3b-4d0e-9a6e-0d9f2f3b1c11"}, headers={"HX-Request": "true"}
    )
    assert part.status_code == 200
    assert part.content.decode().strip().startswith('<div id="trial">')


@pytest.mark.usefixtures("at_work")
def test_what_cannot_be_read_is_told_by_file_and_line(browser_of: Browsers, cast: Cast) -> None:
    client = browser_of(cast.lena)
    broken = TERMS.replace("value: 5 days", "value: 5 fortnights")
    answer = send(client, "/policy/lab/try/", pack="atlantis", of="changed", sent=_sent(broken))
    assert answer.status_code == 200
    assert "atlantis/terms/all.yaml, line 8" in answer.content.decode()
    answer = send(client, "/policy/lab/try/", pack="atlantis", of="changed")
    assert "Choose the files that you changed." in answer.content.decode()


@pytest.mark.usefixtures("at_work")
def test_nobody_else_sees_a_trial(browser_of: Browsers, cast: Cast) -> None:
    client = browser_of(cast.lena)
    answer = send(client, "/policy/lab/try/", pack="atlantis", of="distributed")
    trial = answer.headers["Location"].partition("?")[0]
    assert browser_of(cast.mats).get(trial).status_code == 404
    for player in (cast.berg, cast.costa, cast.ivo, cast.dina, cast.elio):
        assert browser_of(player).get(trial).status_code == 403
        assert browser_of(player).get("/policy/lab/").status_code == 403
