"""The words of a proposal: where it came from, what was answered, what is compared and what it speaks for."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(TextChoices):
    """Where a proposal came from."""

    CREATION = "creation", _("Seen when a person was registered")
    NIGHTLY = "nightly", _("Found by the nightly comparison")
    PERSON = "person", _("Asked by somebody")


class ProposalState(TextChoices):
    """Where a proposal stands. Of an open one nothing follows."""

    OPEN = "open", pgettext_lazy("state", "Open")
    SAME = "same", _("The same person")
    NOT_SAME = "not_same", _("Not the same person")
    WITHDRAWN = "withdrawn", _("Taken back")


class Says(TextChoices):
    """What somebody answered."""

    SAME = "same", _("The same person")
    NOT_SAME = "not_same", _("Not the same person")
    CANNOT_TELL = "cannot_tell", _("Cannot tell yet")


class Topic(TextChoices):
    """What of two records is compared."""

    NAME = "name", _("Names")
    BIRTH = "birth", _("Date of birth")
    DOCUMENT = "document", _("Documents")
    SEX = "sex", _("Sex")
    NATIONALITY = "nationality", _("Nationality")


class Bearing(TextChoices):
    """What a comparison speaks for. None of them decides."""

    FOR = "for", _("Speaks for one person")
    AGAINST = "against", _("Speaks against it")
    NEITHER = "neither", _("Says nothing either way")
