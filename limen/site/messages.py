"""What the environment says about sending messages to people."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from limen.outside.messages.configured import Encryption, Gateway, MailServer, Messages
from limen.site.env import BadEnvironment, number, text

_PORTS = {Encryption.STARTTLS: 587, Encryption.TLS: 465, Encryption.NONE: 25}
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def messages_from_environment() -> Messages:
    """A mail server (LIMEN_SMTP_…), a gateway for text messages (LIMEN_SMS_…), or a folder in their place
    (LIMEN_MESSAGES_FOLDER). Nothing at all is fine: then nothing is sent."""
    folder = text("LIMEN_MESSAGES_FOLDER", "")
    return Messages(mail=_mail_server(), sms=_gateway(), folder=Path(folder) if folder else None)


def _mail_server() -> MailServer | None:
    host = text("LIMEN_SMTP_HOST", "")
    if not host:
        return None
    encryption = _encryption(host)
    return MailServer(
        host=host,
        port=number("LIMEN_SMTP_PORT", _PORTS[encryption]),
        encryption=encryption,
        sender=text("LIMEN_MAIL_FROM"),
        neutral_sender=text("LIMEN_MAIL_NEUTRAL_FROM", "") or None,
        user=text("LIMEN_SMTP_USER", "") or None,
        password=text("LIMEN_SMTP_PASSWORD", "") or None,
        authorities=_authorities("LIMEN_SMTP_AUTHORITIES"),
        timeout=float(number("LIMEN_SMTP_TIMEOUT", 10)),
    )


def _encryption(host: str) -> Encryption:
    said = text("LIMEN_SMTP_ENCRYPTION", Encryption.STARTTLS.value)
    try:
        encryption = Encryption(said)
    except ValueError as error:
        raise BadEnvironment(
            f"LIMEN_SMTP_ENCRYPTION is {said!r}; it can be starttls, tls or none."
        ) from error
    if encryption is Encryption.NONE and host not in _THIS_MACHINE:
        raise BadEnvironment("LIMEN_SMTP_ENCRYPTION can be none only for a mail server on this machine.")
    return encryption


def _gateway() -> Gateway | None:
    url = text("LIMEN_SMS_URL", "")
    if not url:
        return None
    to = urlsplit(url)
    if to.scheme != "https" and not (to.scheme == "http" and to.hostname in _THIS_MACHINE):
        raise BadEnvironment("LIMEN_SMS_URL must begin with https://, unless it is on this machine.")
    return Gateway(
        url=url,
        token=text("LIMEN_SMS_TOKEN"),
        sender=text("LIMEN_SMS_FROM"),
        neutral_sender=text("LIMEN_SMS_NEUTRAL_FROM", "") or None,
        authorities=_authorities("LIMEN_SMS_AUTHORITIES"),
        timeout=float(number("LIMEN_SMS_TIMEOUT", 10)),
    )


def _authorities(name: str) -> Path | None:
    """A file of certificates of authorities; None for those that the machine trusts."""
    file = text(name, "")
    return Path(file) if file else None
