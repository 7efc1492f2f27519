"""Sending e-mails to a real mail server: taken, refused, put off, silent, hung up, protected."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from limen.outside.messages.configured import Encryption, MailServer
from limen.outside.messages.port import Letter, NotTaken, PerhapsTaken, RefusedForGood
from limen.outside.messages.smtp import Mail
from tests.outside.posting import Post, certificate, mail_server

LETTER = Letter(
    address="nadia@example.org",
    subject="Офіс Office",
    text="Вам призначено зустріч.\n.\nOffice",
    language="uk",
    says_who=True,
    reference="0190-ref",
    at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
)


def _mail(port: int, **more: Any) -> Mail:
    server = MailServer(
        host="127.0.0.1", port=port, encryption=Encryption.NONE, timeout=2.0,
        sender="Office of Protection <office@office.example>", neutral_sender="hello@plain.example",
    )  # fmt: skip
    return Mail(replace(server, **more))


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as post:
        _mail(post.port).send(LETTER)
    [letter] = post.letters
    assert letter.get_content().replace("\r\n", "\n").rstrip("\n") == LETTER.text
    assert (letter["Subject"], letter["To"]) == (LETTER.subject, LETTER.address)
    assert letter["Message-ID"] == "<0190-ref@office.example>"
    assert letter["Date"] == "Sun, 22 Nov 2026 10:00:00 +0000"
    assert post.senders == ["office@office.example"]


def test_a_letter_that_may_not_say_who_carries_no_trace_of_it() -> None:
    with mail_server() as post:
        _mail(post.port).send(replace(LETTER, says_who=False, subject="Please get in touch", text="Hello."))
    [letter] = post.letters
    heads = "\n".join(f"{name}: {value}" for name, value in letter.items())
    assert "ffice" not in heads
    assert socket.getfqdn() not in heads
    assert set(post.greeted) == {"plain.example"}
    assert post.senders == ["hello@plain.example"]


def test_without_a_neutral_sender_it_is_not_even_tried() -> None:
    with mail_server() as post:
        with pytest.raises(RefusedForGood):
            _mail(post.port, neutral_sender=None).send(replace(LETTER, says_who=False))
        assert post.greeted == []


def test_greylisting_is_put_off_and_taken_later() -> None:
    with mail_server() as post:
        post.to_receiver = ["450 4.2.0 Greylisted, come back in five minutes"]
        with pytest.raises(NotTaken, match=r"450 4\.2\.0 Greylisted"):
            _mail(post.port).send(LETTER)
        assert post.letters == []
        _mail(post.port).send(LETTER)
    assert len(post.letters) == 1


@pytest.mark.parametrize(
    ("answers", "raises"),
    [
        ({"to_sender": "550 no such sender"}, RefusedForGood),
        ({"to_sender": "421 going down"}, NotTaken),
        ({"to_receiver": ["550 5.1.1 no such mailbox"]}, RefusedForGood),
        ({"to_letter": "554 looks like spam"}, RefusedForGood),
        ({"to_letter": "451 not now"}, NotTaken),
    ],
)
def test_a_refusal_is_told_from_a_delay(answers: dict[str, Any], raises: type[Exception]) -> None:
    with mail_server() as post:
        for name, value in answers.items():
            setattr(post, name, value)
        with pytest.raises(raises):
            _mail(post.port).send(LETTER)


def test_hanging_up_after_the_letter_leaves_it_uncertain() -> None:
    with mail_server() as post:
        post.hangs_up_after_letter = True
        with pytest.raises(PerhapsTaken):
            _mail(post.port).send(LETTER)
    assert len(post.letters) == 1


def test_silence_and_nobody_there_are_tried_again() -> None:
    with mail_server() as post:
        post.is_silent = True
        with pytest.raises(NotTaken, match=r"imed out|TimeoutError|disconnected"):
            _mail(post.port, timeout=0.3).send(LETTER)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(NotTaken, match="ConnectionRefusedError"):
            _mail(port).send(LETTER)


def test_starttls_is_insisted_on_and_the_certificate_checked(tmp_path: Path) -> None:
    context, trusted = certificate(tmp_path)
    with mail_server(tls=context) as post:
        _mail(post.port, encryption=Encryption.STARTTLS, authorities=trusted).send(LETTER)
        assert post.was_protected == [True]
        with pytest.raises(NotTaken, match="CERTIFICATE_VERIFY_FAILED"):
            _mail(post.port, encryption=Encryption.STARTTLS).send(LETTER)
    with mail_server() as open_post:
        with pytest.raises(NotTaken, match="STARTTLS"):
            _mail(open_post.port, encryption=Encryption.STARTTLS, authorities=trusted).send(LETTER)
        assert open_post.letters == []


def test_it_signs_in_over_the_protected_connection(tmp_path: Path) -> None:
    context, trusted = certificate(tmp_path)
    at: dict[str, Any] = {"encryption": Encryption.STARTTLS, "authorities": trusted, "user": "limen"}
    with mail_server(tls=context, password="right") as post:
        with pytest.raises(NotTaken, match="535"):
            _mail(post.port, password="wrong", **at).send(LETTER)
        _mail(post.port, password="right", **at).send(LETTER)
    assert len(post.letters) == 1


def test_an_address_cannot_smuggle_in_another_one() -> None:
    with mail_server() as post:
        with pytest.raises(ValueError, match=r"linefeed|CR or LF|newline"):
            _mail(post.port).send(replace(LETTER, address="a@example.org\r\nBcc: b@example.org"))
        assert post.letters == []


def test_a_password_is_in_no_representation() -> None:
    assert "secret" not in repr(_mail(25, password="secret"))


def test_the_server_of_the_tests_is_real() -> None:
    """It answers to a client that is not ours."""
    import smtplib

    with mail_server() as post, smtplib.SMTP("127.0.0.1", post.port) as client:
        client.sendmail("a@example.org", ["b@example.org"], b"Subject: x\r\n\r\ny\r\n")
    assert isinstance(post, Post)
    assert len(post.letters) == 1
