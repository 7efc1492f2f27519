"""Special needs as they are observed at a counter: what was seen, what follows, when to look again.

Nobody is diagnosed here. The categories are those under which the law of reception and procedures names
people who may need guarantees; they say what to think of, and nothing about whether somebody is believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedCategory(TextChoices):
    """Of what kind the indication is."""

    CHILD = "child", _("Child")
    CHILD_ALONE = "child_alone", _("Child without parent or guardian")
    DISABILITY = "disability", _("Disability")
    OLDER = "older", _("Older person")
    PREGNANT = "pregnant", _("Pregnancy")
    ORIENTATION_OR_GENDER = "orientation_or_gender", _("Sexual orientation or gender identity")
    SINGLE_PARENT = "single_parent", _("Alone with children")
    TRAFFICKING = "trafficking", _("Trafficking in human beings")
    ILLNESS = "illness", _("Serious illness")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    TORTURE = "torture", _("Torture or other serious violence")
    GENDER_VIOLENCE = "gender_violence", _("Gender-based or sexual violence")
    HARMFUL_PRACTICE = "harmful_practice", _("Child or forced marriage, or genital mutilation")
    COMMUNICATION = "communication", _("Reading, hearing, speaking or understanding")
    OTHER = "other", _("Other")


class Guarantee(TextChoices):
    """What is done so that somebody with a need can take part and live here as others do."""

    STAFF_OF_A_SEX = "staff_of_a_sex", _("Staff and interpreter of the sex they ask for")
    BREAKS = "breaks", _("Breaks")
    MORE_TIME = "more_time", _("More time, or a later day")
    SHORT_SESSIONS = "short_sessions", _("Several short sessions")
    COMPANION = "companion", _("Somebody they trust beside them")
    REPRESENTATIVE = "representative", _("A representative")
    MEDICAL_EXAMINATION = "medical_examination", _("A medical examination")
    PRIORITY = "priority", _("Earlier than others")
    NOT_ACCELERATED = "not_accelerated", _("No accelerated or border procedure")
    SEPARATE_TALK = "separate_talk", _("Spoken with apart from the family")
    ACCESSIBLE_ROOM = "accessible_room", _("A room they can reach")
    SIGN_LANGUAGE = "sign_language", _("Sign language, or help to read")
    SAFE_LODGING = "safe_lodging", _("Lodging apart, or another one")
    CARE = "care", _("Health care or psychosocial support")
    OTHER = "other", _("Other")


class NeedOutcome(TextChoices):
    """What was found when a need was looked at again."""

    STILL = "still", _("Still there")
    CHANGED = "changed", _("Changed")
    ENDED = "ended", _("Ended")


@dataclass(frozen=True, kw_only=True)
class GuaranteesGiven:
    """What follows from a need: some of the usual guarantees, and what else in words."""

    these: tuple[Guarantee, ...] = ()
    words: str | None = None


@dataclass(frozen=True, kw_only=True)
class NeedObserved:
    """Something that was seen or said, in words and by whom; no diagnosis. `observer` is somebody else than
    the writer, in words. `review_on` is when it is looked at again."""

    category: NeedCategory
    seen: str
    observed_on: date
    review_on: date
    observer: str | None = None
    guarantees: GuaranteesGiven = GuaranteesGiven()
