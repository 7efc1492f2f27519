"""Text messages through a gateway that takes JSON by HTTPS: {"id", "to", "from", "text"}, and a bearer token.

The id is the same on every attempt, so that a gateway that knows it can leave out what it has sent already.
"""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from limen.outside.messages.configured import Gateway
from limen.outside.messages.port import Letter, NotTaken, PerhapsTaken, RefusedForGood

_TAKEN = range(200, 300)
_BUSY = {408, 425, 429}
_MISTAKEN = range(300, 500)


@dataclass(frozen=True)
class TextMessages:
    """Hands text messages to one gateway."""

    gateway: Gateway

    def send(self, letter: Letter) -> None:
        """Hand a text message over, as `Sender.send` says."""
        sender = self.gateway.sender if letter.says_who else self.gateway.neutral_sender
        if sender is None:
            raise RefusedForGood("there is no sender without a name")
        told = {"id": letter.reference, "to": letter.address, "from": sender, "text": letter.text}
        connection, path = self._connection()
        try:
            try:
                connection.connect()
            except OSError as error:
                raise NotTaken(f"{type(error).__name__}: {error}") from error
            status, reason = self._posted(connection, path, json.dumps(told).encode())
        finally:
            connection.close()
        if status in _TAKEN:
            return
        if status in _MISTAKEN and status not in _BUSY:
            raise RefusedForGood(f"{status} {reason}")
        raise NotTaken(f"{status} {reason}")

    def _posted(self, connection: http.client.HTTPConnection, path: str, body: bytes) -> tuple[int, str]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.gateway.token}"}
        try:
            connection.request("POST", path, body=body, headers=headers)
            answer = connection.getresponse()
            answer.read()
        except (http.client.HTTPException, OSError) as error:
            raise PerhapsTaken(f"{type(error).__name__}: {error}") from error
        return answer.status, answer.reason

    def _connection(self) -> tuple[http.client.HTTPConnection, str]:
        to, timeout = urlsplit(self.gateway.url), self.gateway.timeout
        path = f"{to.path or '/'}?{to.query}" if to.query else to.path or "/"
        host = to.hostname or ""
        if to.scheme == "http":  # to this machine alone, as the settings hold
            return http.client.HTTPConnection(host, to.port, timeout=timeout), path
        authorities = self.gateway.authorities
        context = ssl.create_default_context(cafile=str(authorities) if authorities else None)
        return http.client.HTTPSConnection(host, to.port, timeout=timeout, context=context), path
