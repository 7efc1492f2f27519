"""Writers that never lose count: each note has a number and a key, and each answer is written down."""

from __future__ import annotations

import http.client
import json
import random
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID, uuid4

PATIENCE = 8.0  # seconds until an answer counts as unknown


class Door(Protocol):
    """Where writers come in, and as whom."""

    web_port: int
    cookie: str


@dataclass
class Attempt:
    """One note that somebody wanted to write: acknowledged with its id, or unknown, or refused."""

    text: str
    key: str
    case: UUID
    note_id: str | None = None
    refused: str = ""
    is_resolved: bool = False
    told_at: float = 0.0  # on the clock of `time.monotonic`


@dataclass
class Writer(threading.Thread):
    """Writes one note after the other into its own case, through the JSON door, until it is told to stop."""

    house: Door
    case: UUID
    name_: str
    stop: threading.Event
    attempts: list[Attempt] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        while not self.stop.is_set():
            attempt = Attempt(text=f"{self.name_}-{len(self.attempts)}", key=str(uuid4()), case=self.case)
            self.attempts.append(attempt)
            if not send(self.house, attempt):
                time.sleep(random.uniform(0.3, 0.9))  # somebody who sees that it is down does not hammer


def send(house: Door, attempt: Attempt) -> bool:
    """Send it once. True when an answer came that says what became of it."""
    token = secrets.token_hex(16)
    body = {"text": attempt.text, "happened_on": datetime.now(UTC).date().isoformat()}
    connection = http.client.HTTPConnection("127.0.0.1", house.web_port, timeout=PATIENCE)
    try:
        connection.request(
            "POST",
            f"/api/v1/cases/{attempt.case}/notes",
            body=json.dumps(body),
            headers={
                "Content-Type": "application/json",
                "Idempotency-Key": attempt.key,
                "Cookie": f"limen={house.cookie}; limen-csrf={token}",
                "X-CSRFToken": token,
            },
        )
        answer = connection.getresponse()
        said = answer.read()
        if answer.status == 201:
            attempt.note_id, attempt.told_at = json.loads(said)["note_id"], time.monotonic()
            return True
        if 400 <= answer.status < 500:
            attempt.refused = f"{answer.status} {said[:200]!r}"
            return True
    except (OSError, http.client.HTTPException, ValueError):
        pass
    finally:
        connection.close()
    return False


def resolve(house: Door, attempts: list[Attempt], *, at_once: int = 4, patience: float = 30.0) -> None:
    """Send every unknown one again under its key, until each has an answer; each is given some time."""

    def ask(attempt: Attempt) -> None:
        until = time.monotonic() + patience
        while not attempt.is_resolved and time.monotonic() < until:
            attempt.is_resolved = send(house, attempt)
            if not attempt.is_resolved:
                time.sleep(0.1)

    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(ask, attempts))
