"""The words of tasks: where one comes from."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """Where a task comes from."""

    TYPED = "typed", _("Written by a person")
    FOUND = "found", _("Found by the nightly look")
