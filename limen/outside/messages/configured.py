"""What an installation was told about sending, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Encryption(Enum):
    """How the connection to a mail server is protected. Without protection, only to this machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A mail server, and whose name stands on letters; `neutral_sender` on those that may not say who writes.
    `timeout` is in seconds, for each step of a conversation."""

    host: str
    port: int
    encryption: Encryption
    sender: str
    neutral_sender: str | None = None
    user: str | None = None
    password: str | None = None
    authorities: Path | None = None
    timeout: float = 10.0

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.encryption.value})"


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """A gateway for text messages: it takes JSON by POST, with a token."""

    url: str
    token: str
    sender: str
    neutral_sender: str | None = None
    authorities: Path | None = None
    timeout: float = 10.0

    def __repr__(self) -> str:
        return f"Gateway({self.url})"


@dataclass(frozen=True, kw_only=True)
class Messages:
    """Everything that was configured. With `folder` every message becomes a file there, and none leaves."""

    mail: MailServer | None = None
    sms: Gateway | None = None
    folder: Path | None = None

    @property
    def can(self) -> dict[str, bool]:
        """What can be sent, and whether it can without a name."""
        if self.folder is not None:
            return {"email": True, "email_neutral": True, "sms": True, "sms_neutral": True}
        return {
            "email": self.mail is not None,
            "email_neutral": bool(self.mail and self.mail.neutral_sender),
            "sms": self.sms is not None,
            "sms_neutral": bool(self.sms and self.sms.neutral_sender),
        }
