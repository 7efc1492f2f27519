"""The words of policy: how far the adoption of an edition has come."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AdoptionState(TextChoices):
    """An edition is proposed by one person and answered by another."""

    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("In force")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REPLACED = "replaced", _("Replaced by a later edition")
