"""What can happen to notices."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class MarkedRead(OrganisationEvent):
    kind = "notices.marked_read"
    personal = ()
    says = _("Notices were marked as read.")

    count: int
