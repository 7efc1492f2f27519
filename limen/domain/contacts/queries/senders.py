"""What this installation can send."""

from __future__ import annotations

from django.conf import settings

from limen.domain.contacts.names import Senders


def senders_here() -> Senders:
    """As the settings say: whether e-mails and text messages go out, and whether also without a name."""
    told: dict[str, bool] = settings.SENDERS
    return Senders(**told)
