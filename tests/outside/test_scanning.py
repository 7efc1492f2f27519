"""A scanner that is asked over a socket, as ClamAV's daemon answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from limen.outside.scanning.clamd import ScannerAway, Verdict, scanned
from tests.outside.scanner import answering

PIECES = [b"one", b"", b"x" * 100_000]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"stream: Eicar-Test-Signature FOUND\0", Verdict.FOUND),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.TOO_LARGE),
    ],
)
def test_what_it_says(answer: bytes, verdict: Verdict) -> None:
    with answering(answer) as peer:
        assert scanned(peer.address, PIECES) is verdict
    assert peer.heard == [b"".join(PIECES)]


def test_one_that_stops_listening_is_still_heard() -> None:
    with answering(b"INSTREAM size limit exceeded. ERROR\0", most=1000) as peer:
        assert scanned(peer.address, [b"x" * 1000] * 5000) is Verdict.TOO_LARGE


def test_a_socket_in_a_folder(tmp_path: Path) -> None:
    with answering(b"stream: OK\0", at=tmp_path / "clamd.sock") as peer:
        assert peer.address.startswith("unix:")
        assert scanned(peer.address, PIECES) is Verdict.CLEAN


@pytest.mark.parametrize("answer", [b"", b"stream: OK?\0", b"UNKNOWN COMMAND\0", b"x" * 10_000])
def test_an_answer_that_is_none_says_nothing_of_the_file(answer: bytes) -> None:
    with answering(answer) as peer, pytest.raises(ScannerAway):
        scanned(peer.address, PIECES)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/at/all", "no address"])
def test_nobody_there(address: str) -> None:
    with pytest.raises(ScannerAway):
        scanned(address, PIECES)


def test_one_that_never_answers_is_not_waited_for() -> None:
    with answering(None) as peer, pytest.raises(ScannerAway):
        scanned(peer.address, PIECES, timeout=0.3)
