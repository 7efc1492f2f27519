"""The words of screenings: what somebody answered when asked, how they were asked, and the steps of
safety."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Consent(TextChoices):
    """What somebody said when asked whether they want to answer. No answer here is worse than another."""

    GIVEN = "given", _("Yes")
    DECLINED = "declined", _("No")
    LATER = "later", _("Not now, perhaps later")


class Manner(TextChoices):
    """How the questions reach the person."""

    ALONE = "alone", _("The person reads and answers alone")
    ALOUD = "aloud", _("Read aloud by me")
    INTERPRETED = "interpreted", _("Read aloud by an interpreter")


class State(TextChoices):
    """Where a screening stands. It follows from what happened to it."""

    DECLINED = "declined", _("Declined")
    LATER = "later", _("Perhaps later")
    OPEN = "open", _("Being answered")
    FINISHED = "finished", _("Finished")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class StepKind(TextChoices):
    """What is to be done when an answer calls for safety, in the order of doing."""

    STAYED = "stayed", _("Somebody stayed with the person")
    TOLD = "told", _("A supervisor was told")
    ACUITY = "acuity", _("The four questions were asked")
    PLAN = "plan", _("A safety plan was written on paper and given")
    FOLLOWED_UP = "followed_up", _("The person was asked again how they are")


class Acuity(TextChoices):
    """The four questions about how near a danger is."""

    THOUGHTS = "thoughts", _("Does the person think of ending their life now?")
    PLAN = "plan", _("Do they know how they would do it?")
    MEANS = "means", _("Do they have what they would need for it?")
    INTENT = "intent", _("Do they mean to do it, and soon?")


class Heard(TextChoices):
    """What was heard to one of the four questions."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known, or not said")
