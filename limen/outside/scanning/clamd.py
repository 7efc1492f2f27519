"""ClamAV's daemon: a file is streamed to it (INSTREAM), and it says what it found."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from enum import StrEnum

TIMEOUT = 120.0  # seconds without a word
LONGEST_ANSWER = 4096


class Verdict(StrEnum):
    """What the scanner said of a file."""

    CLEAN = "clean"
    FOUND = "found"
    TOO_LARGE = "too_large"


class ScannerAway(Exception):
    """The scanner did not answer, or not in words that we know. Nothing is known about the file."""


def scanned(address: str, pieces: Iterable[bytes], *, timeout: float = TIMEOUT) -> Verdict:
    """Have a file scanned by the daemon at `host:port` or `unix:/path`. Raises `ScannerAway`."""
    try:
        with _connected(address, timeout) as connection:
            return _meant(_asked(connection, pieces))
    except (OSError, ValueError) as error:
        raise ScannerAway(type(error).__name__) from error


def _connected(address: str, timeout: float) -> socket.socket:
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(address.removeprefix("unix:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout)


def _asked(connection: socket.socket, pieces: Iterable[bytes]) -> bytes:
    connection.sendall(b"zINSTREAM\0")
    try:
        for piece in pieces:
            if piece:
                connection.sendall(len(piece).to_bytes(4, "big") + piece)
        connection.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it stops listening when a file is too large, and says so
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        data = connection.recv(1024)
        if not data:
            break
        answer += data
    return answer.partition(b"\0")[0]


def _meant(answer: bytes) -> Verdict:
    if answer == b"stream: OK":
        return Verdict.CLEAN
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return Verdict.FOUND
    if b"size limit exceeded" in answer:
        return Verdict.TOO_LARGE
    raise ScannerAway("unknown answer")
