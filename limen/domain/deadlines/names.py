"""The words of clocks."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClockState(TextChoices):
    """What a clock is doing."""

    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Standing still")
    MET = "met", _("Met")
    SET_ASIDE = "set_aside", _("Set aside")


class Effect(TextChoices):
    """What the end of a term means; the words of `limen.law.terms.Effect`."""

    LIMIT = "limit", _("Time limit")
    TARGET = "target", _("Target")
    EARLIEST = "earliest", _("Earliest day")
    REVIEW = "review", _("Review")
    STORAGE = "storage", _("End of storage")
    VALIDITY = "validity", _("End of validity")


class Attribution(TextChoices):
    """Whose doing a stop is; the words of `limen.law.terms.Attribution`."""

    APPLICANT = "applicant", _("The applicant")
    AUTHORITY = "authority", _("The authority")
    THIRD_PARTY = "third_party", _("Somebody else")


LIVE = (ClockState.RUNNING, ClockState.STOPPED)
