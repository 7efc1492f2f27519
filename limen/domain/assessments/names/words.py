"""The words of an evidence board: what can be laid on it, and how it is answered.

Nothing here is a number that could be added up: people weigh, with reasons, and one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from limen.law.weighing import Weighed

LONGEST = 20_000  # letters of one text
MOST_FACTS = 200  # of one board, and of what lies under one fact


class PieceKind(TextChoices):
    """What can be laid on a board."""

    FACT = "fact", _("Material fact")
    EVIDENCE = "evidence", _("Evidence")
    DISCREPANCY = "discrepancy", _("Discrepancy")
    INDICATORS = "indicators", _("Indicators")
    CIRCUMSTANCES = "circumstances", _("Circumstances")
    DISTORTIONS = "distortions", _("What may distort")
    CONDITIONS = "conditions", _("Conditions without proof")
    CONCLUSION = "conclusion", _("Conclusion")
    HAPPENING = "happening", _("Event of the account")
    TELLING = "telling", _("How it was told")
    HARM = "harm", _("Feared harm")
    ANSWER = "answer", _("Answer of the legal analysis")
    ARGUMENT = "argument", _("Argument")


# Of these there is one in its place: beside a fact, or beside the account as a whole.
ONE_EACH = (
    PieceKind.INDICATORS, PieceKind.CIRCUMSTANCES, PieceKind.DISTORTIONS, PieceKind.CONDITIONS,
    PieceKind.CONCLUSION,
)  # fmt: skip


class Stance(TextChoices):
    """How something bears on a fact."""

    SUPPORTS = "for", _("Speaks for it")
    OPPOSES = "against", _("Speaks against it")
    NEUTRAL = "neutral", _("Neither")


class Bearing(TextChoices):
    """Whether a circumstance, or what may distort, bears on this account."""

    BEARS = "bears", _("It matters here")
    DOES_NOT = "does_not", _("Looked at; it does not matter here")
    NOT_KNOWN = "not_known", _("Asked, and not known")


class Met(TextChoices):
    """Whether a condition of the law is met."""

    # A clock is met by doing something, a condition by how things are: other languages have two words.
    MET = "met", pgettext_lazy("condition of the law", "Met")
    NOT_MET = "not_met", pgettext_lazy("condition of the law", "Not met")
    NOT_ARISING = "not_arising", _("Does not arise: there is more than statements")


class Finding(TextChoices):
    """What is concluded."""

    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")


class Settled(TextChoices):
    """What the officer makes of a discrepancy once it was put."""

    EXPLAINED = "explained", _("The explanation is accepted")
    REMAINS = "remains", _("It remains")


class Outcome(TextChoices):
    """What somebody answers to a question of the law; the words of `limen.law.analysis.Answer`."""

    MET = "met", pgettext_lazy("condition of the law", "Met")
    NOT_MET = "not_met", pgettext_lazy("condition of the law", "Not met")


class Arguer(TextChoices):
    """Who put an argument forward."""

    APPLICANT = "applicant", _("The applicant")
    REPRESENTATIVE = "representative", _("The representative or adviser")
    OTHER = "other", _("Somebody else on behalf of the applicant")


# The lists of a template that are worked through as one, and how each item of them is answered.
LISTS: Mapping[PieceKind, tuple[Weighed, ...]] = {
    PieceKind.INDICATORS: (Weighed.INDICATORS,),
    PieceKind.CIRCUMSTANCES: (Weighed.CIRCUMSTANCES,),
    PieceKind.DISTORTIONS: (
        Weighed.OF_APPLICANT, Weighed.OF_OFFICER, Weighed.OF_INTERPRETER, Weighed.OF_SETTING,
    ),
    PieceKind.CONDITIONS: (Weighed.WITHOUT_PROOF,),
}  # fmt: skip
ANSWERS: Mapping[PieceKind, type[TextChoices]] = {
    PieceKind.INDICATORS: Stance,
    PieceKind.CIRCUMSTANCES: Bearing,
    PieceKind.DISTORTIONS: Bearing,
    PieceKind.CONDITIONS: Met,
}
# An answer that means nothing without words.
NEEDS_WORDS = frozenset(
    {Stance.SUPPORTS.value, Stance.OPPOSES.value, Bearing.BEARS.value, Met.MET.value, Met.NOT_MET.value}
)
