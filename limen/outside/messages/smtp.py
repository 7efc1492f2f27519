"""E-mails by SMTP (RFC 5321), over a connection that is protected or does not leave this machine.

What goes wrong before the letter was handed over is tried again or refused; after that it is uncertain.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass

from limen.outside.messages.configured import Encryption, MailServer
from limen.outside.messages.port import Letter, NotTaken, PerhapsTaken, RefusedForGood
from limen.outside.messages.writing import domain_of, written

_NEVER = range(500, 600)
_TAKEN = range(200, 300)


@dataclass(frozen=True)
class Mail:
    """Hands e-mails to one mail server."""

    server: MailServer

    def send(self, letter: Letter) -> None:
        """Hand an e-mail over, as `Sender.send` says."""
        sender = self.server.sender if letter.says_who else self.server.neutral_sender
        if sender is None:
            raise RefusedForGood("there is no sender without a name")
        content = written(letter, sender=sender).as_bytes()
        try:
            client = self._connected(domain_of(sender))
        except (smtplib.SMTPException, ssl.SSLError, OSError) as error:
            raise NotTaken(_said(error)) from error
        try:
            self._hand_over(client, sender, letter.address, content)
        finally:
            _part_from(client)

    def _connected(self, called: str) -> smtplib.SMTP:
        """A conversation that was opened, protected and signed in. The name given in greeting is that of the
        sender, since it is written into the head of the letter: not that of this machine."""
        at = self.server
        if at.encryption is Encryption.TLS:
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                at.host, at.port, local_hostname=called, timeout=at.timeout, context=self._context()
            )
        else:
            client = smtplib.SMTP(at.host, at.port, local_hostname=called, timeout=at.timeout)
        try:
            if at.encryption is Encryption.STARTTLS:
                client.starttls(context=self._context())
            if at.user is not None:
                client.login(at.user, at.password or "")
        except BaseException:
            client.close()
            raise
        return client

    def _context(self) -> ssl.SSLContext:
        authorities = self.server.authorities
        return ssl.create_default_context(cafile=str(authorities) if authorities else None)

    def _hand_over(self, client: smtplib.SMTP, sender: str, address: str, content: bytes) -> None:
        try:
            client.ehlo_or_helo_if_needed()
            _must_be_taken(*client.mail(_mailbox(sender)))
            _must_be_taken(*client.rcpt(address))
        except (smtplib.SMTPException, OSError) as error:
            raise NotTaken(_said(error)) from error
        try:
            code, says = client.data(content)
        except smtplib.SMTPDataError as error:  # it did not even want to hear it
            _must_be_taken(error.smtp_code, error.smtp_error)
            raise NotTaken(_said(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise PerhapsTaken(_said(error)) from error
        _must_be_taken(code, says)


def _must_be_taken(code: int, says: bytes | str) -> None:
    """Raise what the answer of a mail server means. A code that means nothing is rather tried again."""
    if code in _TAKEN:
        return
    text = says.decode("utf-8", "replace") if isinstance(says, bytes) else says
    raise (RefusedForGood if code in _NEVER else NotTaken)(f"{code} {text}")


def _mailbox(sender: str) -> str:
    return sender.rpartition("<")[2].rstrip("> ") if "<" in sender else sender


def _part_from(client: smtplib.SMTP) -> None:
    """What happened is known by now: that a farewell fails changes nothing."""
    try:
        client.quit()
    except (smtplib.SMTPException, OSError):
        client.close()


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        says = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        return f"{error.smtp_code} {says}"
    return f"{type(error).__name__}: {error}"
