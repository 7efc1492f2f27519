"""A letter as the lines of an e-mail (RFC 5322)."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from limen.outside.messages.port import Letter


def domain_of(sender: str) -> str:
    """What stands after the @ of a sender such as `Office <office@example.org>`."""
    return parseaddr(sender)[1].rpartition("@")[2]


def written(letter: Letter, *, sender: str) -> EmailMessage:
    """The letter with its head. The reference makes the Message-ID: a mailbox that gets it twice can tell."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=78))
    message["From"] = sender
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.reference}@{domain_of(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(letter.text, cte="quoted-printable")
    return message
