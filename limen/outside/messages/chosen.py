"""Who carries a message in this installation."""

from __future__ import annotations

from limen.outside.messages.configured import Messages
from limen.outside.messages.files import Files
from limen.outside.messages.gateway import TextMessages
from limen.outside.messages.port import Sender
from limen.outside.messages.smtp import Mail


def mail_sender(configured: Messages) -> Sender | None:
    """Who carries e-mails; None when nobody does."""
    if configured.folder is not None:
        return Files(configured.folder)
    return Mail(configured.mail) if configured.mail is not None else None


def text_sender(configured: Messages) -> Sender | None:
    """Who carries text messages; None when nobody does."""
    if configured.folder is not None:
        return Files(configured.folder)
    return TextMessages(configured.sms) if configured.sms is not None else None
