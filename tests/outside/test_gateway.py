"""Sending text messages to a gateway on this machine, and writing letters to files."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from limen.outside.messages.chosen import mail_sender, text_sender
from limen.outside.messages.configured import Gateway, Messages
from limen.outside.messages.files import Files
from limen.outside.messages.gateway import TextMessages
from limen.outside.messages.port import NotTaken, PerhapsTaken, RefusedForGood
from limen.site.env import BadEnvironment
from limen.site.messages import messages_from_environment
from tests.outside.test_smtp import LETTER

TEXT = replace(LETTER, address="+32470123456", text="Привіт")


@dataclass
class Exchange:
    """What the gateway answers, and what it got."""

    status: int = 202
    hangs_up: bool = False
    got: list[tuple[str, str | None, dict[str, Any]]] = field(default_factory=list)
    url: str = ""


@contextmanager
def exchange() -> Iterator[Exchange]:
    """A gateway that listens on a port of its own."""
    told = Exchange()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take what comes, and answer as told."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.got.append((self.path, self.headers["Authorization"], body))
            if told.hangs_up:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(told.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    told.url = f"http://127.0.0.1:{server.server_port}/send?v=1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


def _texts(url: str) -> TextMessages:
    return TextMessages(Gateway(url=url, token="t0ken", sender="Office", neutral_sender="INFO", timeout=2.0))


def test_a_text_message_is_handed_over_with_its_number() -> None:
    with exchange() as told:
        _texts(told.url).send(TEXT)
        _texts(told.url).send(replace(TEXT, says_who=False))
    [(path, token, first), (_, _, second)] = told.got
    assert (path, token) == ("/send?v=1", "Bearer t0ken")
    assert first == {"id": "0190-ref", "to": "+32470123456", "from": "Office", "text": "Привіт"}
    assert second["from"] == "INFO"
    assert "t0ken" not in repr(_texts(told.url))


@pytest.mark.parametrize(
    ("status", "raises"),
    [(400, RefusedForGood), (401, RefusedForGood), (302, RefusedForGood), (429, NotTaken), (503, NotTaken)],
)
def test_a_refusal_is_told_from_a_delay(status: int, raises: type[Exception]) -> None:
    with exchange() as told:
        told.status = status
        with pytest.raises(raises, match=str(status)):
            _texts(told.url).send(TEXT)


def test_hanging_up_leaves_it_uncertain_and_nobody_there_is_tried_again() -> None:
    with exchange() as told:
        told.hangs_up = True
        with pytest.raises(PerhapsTaken):
            _texts(told.url).send(TEXT)
    with pytest.raises(NotTaken):
        _texts(told.url).send(TEXT)


def test_the_stand_in_writes_one_file_for_each_message(tmp_path: Path) -> None:
    sender = Files(tmp_path / "out")
    sender.send(LETTER)
    sender.send(LETTER)
    [file] = (tmp_path / "out").iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (file.name, letter["To"]) == ("0190-ref.eml", LETTER.address)
    assert file.stat().st_mode & 0o077 == 0
    (tmp_path / "taken").write_text("not a folder", encoding="utf-8")
    with pytest.raises(NotTaken):
        Files(tmp_path / "taken").send(LETTER)


def test_the_environment_decides_who_carries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert messages_from_environment() == Messages()
    assert Messages().can == dict.fromkeys(("email", "email_neutral", "sms", "sms_neutral"), False)
    monkeypatch.setenv("LIMEN_SMTP_HOST", "mail.example")
    with pytest.raises(BadEnvironment, match="LIMEN_MAIL_FROM"):
        messages_from_environment()
    monkeypatch.setenv("LIMEN_MAIL_FROM", "office@office.example")
    told = messages_from_environment()
    assert told.mail is not None
    assert (told.mail.port, told.can["email"], told.can["email_neutral"]) == (587, True, False)
    monkeypatch.setenv("LIMEN_SMTP_ENCRYPTION", "none")
    with pytest.raises(BadEnvironment, match="only for a mail server on this machine"):
        messages_from_environment()
    monkeypatch.setenv("LIMEN_SMTP_ENCRYPTION", "tls")
    monkeypatch.setenv("LIMEN_SMS_URL", "http://sms.example/send")
    with pytest.raises(BadEnvironment, match="https"):
        messages_from_environment()
    monkeypatch.delenv("LIMEN_SMS_URL")
    monkeypatch.setenv("LIMEN_MESSAGES_FOLDER", str(tmp_path))
    told = messages_from_environment()
    assert all(told.can.values())
    assert isinstance(mail_sender(told), Files)
    assert isinstance(text_sender(told), Files)
    assert mail_sender(Messages()) is None
