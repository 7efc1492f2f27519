"""The sound of an interview through its pages: pieces from a desk, a file, bytes from anywhere, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings

from tests.cast import Cast
from tests.conftest import House
from tests.domain.interviews.heard import opened, opened_for_sound
from tests.workspaces.acting import ask, led_to, readings, send, words

Browsers = Callable[..., Client]
WEBM = b"\x1a\x45\xdf\xa3" + b"....webm" + bytes(range(200))
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(range(256)) * 1200  # more than one sealed piece


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[Path]:
    with override_settings(FILES=tmp_path):
        yield tmp_path


def _url(cast: Cast, interview: UUID) -> str:
    return f"/adjudication/case/{cast.case}/interviews/{interview}/"


def _post(client: Client, url: str, body: object, **headers: str) -> Any:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(
        url, sent, content_type="application/octet-stream",
        headers={"Accept": "application/json", **headers},
    )  # fmt: skip


def _begun(client: Client, url: str) -> dict[str, Any]:
    answer = _post(client, f"{url}recordings/begin/", {"media_type": "audio/webm;codecs=opus"})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def _taken(client: Client, url: str, recording: str, part: int, number: int, sound: bytes) -> Any:
    began = {"X-Begins-At": datetime.now(UTC).isoformat()}
    return _post(client, f"{url}recordings/{recording}/parts/{part}/{number}/", sound, **began)


def _file(now: datetime, sound: bytes, **more: Any) -> dict[str, Any]:
    began = now - timedelta(minutes=5)
    return {
        "sent": SimpleUploadedFile("room.wav", sound), "begins_on_day": began.day,
        "begins_on_month": began.month, "begins_on_year": began.year,
        "begins_at": f"{began:%H:%M:%S}", **more,
    }  # fmt: skip


def digest_of(house: House, recording: str) -> str:
    [[digest]] = ask(house, "select digest from interviews_recording where id = %s", recording)
    return str(digest) or "not ended"


def test_pieces_are_put_together_and_played_from_anywhere(
    house: House, cast: Cast, now: datetime, browser_of: Browsers, store: Path
) -> None:
    client, url = browser_of(cast.berg), _url(cast, opened_for_sound(cast, now))
    desk = client.get(f"{url}desk/")
    assert "microphone=(self)" in desk.headers["Permissions-Policy"]
    assert "media-src 'self'" in desk.headers["Content-Security-Policy"]
    assert "microphone=()" in client.get(url).headers["Permissions-Policy"]
    recording = _begun(client, url)["recording"]
    pieces = [WEBM, b"second", b"third"]
    for number, piece in enumerate(pieces, 1):
        for _ in range(2):
            assert _taken(client, url, recording, 1, number, piece).status_code == 200
    assert len([path for path in store.rglob("*") if path.is_file()]) == len(pieces)
    assert not [path for path in store.rglob("*") if path.is_file() and b"webm" in path.read_bytes()]
    again = _begun(client, url)
    assert (again["recording"], again["part"]) == (recording, 2)
    sound = f"{url}recordings/{recording}/parts/1/sound/"
    whole = client.get(sound)
    assert (whole.status_code, whole.headers["Content-Type"]) == (200, "audio/webm")
    assert b"".join(whole) == b"".join(pieces)
    said = b"".join(pieces)
    for asked, first, last in (("bytes=4-", 4, len(said) - 1), ("bytes=210-215", 210, 215),
                               ("bytes=-5", len(said) - 5, len(said) - 1)):  # fmt: skip
        some = client.get(sound, headers={"Range": asked})
        assert some.status_code == 206
        assert some.headers["Content-Range"] == f"bytes {first}-{last}/{len(said)}"
        assert b"".join(some) == said[first : last + 1]
    assert client.get(sound, headers={"Range": "bytes=9999-"}).status_code == 416
    assert readings(house, cast.case, cast.berg.id).count("adjudication:interview_sound") == 4
    assert _post(client, again["end_url"], {}).status_code == 200
    assert _taken(client, url, recording, 1, 4, b"late").status_code == 409
    assert digest_of(house, recording) in words(client, url)


def test_what_is_no_sound_is_not_kept(cast: Cast, now: datetime, browser_of: Browsers, store: Path) -> None:
    client, url = browser_of(cast.berg), _url(cast, opened_for_sound(cast, now))
    assert _post(client, f"{url}recordings/begin/", {"media_type": "text/html"}).status_code == 400
    assert client.get(f"{url}recordings/begin/").status_code == 405
    recording = _begun(client, url)["recording"]
    for sound in (b"<html>", b"", b"MZ" + bytes(90)):
        assert _taken(client, url, recording, 1, 1, sound).status_code == 400
    assert _taken(client, url, recording, 1, 1, WEBM + bytes(3 * 1024 * 1024)).status_code == 413
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_a_file_is_added_placed_and_played(
    house: House, cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    client, url = browser_of(cast.berg), _url(cast, opened_for_sound(cast, now))
    page = led_to(client, client.post(f"{url}recordings/add/", _file(now, WAV)))
    assert "room.wav" in page
    [[recording, digest]] = ask(house, "select id, digest from interviews_recording where file_name <> ''"
                                " and case_id = %s", cast.case)  # fmt: skip
    assert digest in page
    sound = f"{url}recordings/{recording}/parts/1/sound/"
    some = client.get(sound, headers={"Range": "bytes=300000-300009"})
    assert (some.headers["Content-Type"], b"".join(some)) == ("audio/wav", WAV[300000:300010])
    form = {key: value for key, value in _file(now, b"").items() if key != "sent"}
    page = led_to(
        client, send(client, f"{url}recordings/{recording}/place/", **form | {"begins_at": "0:00:07"})
    )
    assert "00:00:07" in page


def test_a_file_that_is_no_sound_is_refused_with_a_sentence(
    cast: Cast, now: datetime, browser_of: Browsers, store: Path
) -> None:
    client, url = browser_of(cast.berg), f"{_url(cast, opened_for_sound(cast, now))}recordings/add/"
    for sound, sentence in (
        (b"%PDF-1.7 not a song", "no sound file"),
        (b"\x1a\x45\xdf\xa3....webm..V_VP9", "moving pictures"),
    ):
        answer = client.post(url, _file(now, sound))
        assert answer.status_code == 409
        assert sentence in answer.content.decode()
    with override_settings(SOUND_LIMIT=1000):
        assert "larger than" in client.post(url, _file(now, WAV)).content.decode()
    later = client.post(url, _file(now + timedelta(days=2), WAV))
    assert "has not come yet" in later.content.decode()
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_where_sound_is_not_allowed_nothing_asks_for_it(
    cast: Cast, now: datetime, browser_of: Browsers
) -> None:
    client, url = browser_of(cast.berg), _url(cast, opened(cast, now))
    desk = client.get(f"{url}desk/")
    assert "microphone=()" in desk.headers["Permissions-Policy"]
    assert "data-recorder" not in desk.content.decode()
    assert _post(client, f"{url}recordings/begin/", {"media_type": "audio/webm"}).status_code == 409
    assert client.post(f"{url}recordings/add/", _file(now, WAV)).status_code == 409


def test_a_stranger_finds_no_sound(cast: Cast, now: datetime, browser_of: Browsers) -> None:
    client, url = browser_of(cast.berg), _url(cast, opened_for_sound(cast, now))
    recording = _begun(client, url)["recording"]
    assert _taken(client, url, recording, 1, 1, WEBM).status_code == 200
    other = browser_of(cast.elio)
    assert other.get(f"{url}recordings/{recording}/parts/1/sound/").status_code in (403, 404)
    hidden = browser_of(cast.farah).get(f"{url}recordings/{recording}/parts/1/sound/")
    assert hidden.status_code == 404
    elsewhere = _url(cast, opened_for_sound(cast, now))
    assert client.get(f"{elsewhere}recordings/{recording}/parts/1/sound/").status_code == 404
