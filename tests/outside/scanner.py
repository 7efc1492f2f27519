"""A peer that speaks as ClamAV's daemon does: it takes a file in pieces and answers what it was told to."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HELLO = b"zINSTREAM\0"


class Peer:
    """Where it listens, and the files that it was given."""

    def __init__(self, listener: socket.socket, address: str, answer: bytes | None, most: int) -> None:
        self.address = address
        self.heard: list[bytes] = []
        self._listener, self._answer, self._most = listener, answer, most

    def serve(self) -> None:
        """One after the other, until the door is closed."""
        with suppress(OSError):
            while True:
                connection, _from = self._listener.accept()
                with connection, suppress(OSError, struct.error):
                    self._answer_one(connection)

    def _answer_one(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        said = connection.makefile("rb")
        assert said.read(len(HELLO)) == HELLO
        file = b""
        while length := struct.unpack(">I", said.read(4))[0]:
            file += said.read(length)
            if len(file) > self._most:
                break
        self.heard.append(file)
        if self._answer is None:
            said.read(1)  # until the other side has enough
        else:
            connection.sendall(self._answer)
            connection.shutdown(socket.SHUT_WR)
            said.read()


@contextmanager
def answering(answer: bytes | None, *, at: Path | None = None, most: int = 10**9) -> Iterator[Peer]:
    """A peer that gives this answer to every file; with None it says nothing. It stops listening to a file
    beyond `most` bytes."""
    if at is None:
        listener = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(at))
        listener.listen()
        address = f"unix:{at}"
    peer = Peer(listener, address, answer, most)
    thread = threading.Thread(target=peer.serve, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(12)
