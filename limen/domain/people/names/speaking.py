"""How one can speak with a person: languages, how well they read, and whom they wish between them and us."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.people.names.told import Source, Told


class Speaking(TextChoices):
    """Whether somebody can say what matters in a language, or only follow."""

    SPEAKS = "speaks", _("Speaks")
    UNDERSTANDS = "understands", _("Understands")
    SIGNS = "signs", _("Signs")


class Reading(TextChoices):
    """Whether a letter in a language can be read by its addressee; or why nobody knows."""

    EASILY = "easily", _("Reads easily")
    WITH_DIFFICULTY = "with_difficulty", _("Reads with difficulty")
    NOT = "not", _("Does not read")
    NOT_ASKED = "not_asked", _("Not asked whether they read")
    REFUSED = "refused", _("Refused to say whether they read")
    UNKNOWN = "unknown", _("Not known whether they read")


class InterpreterSex(TextChoices):
    """Whom somebody wishes to interpret."""

    FEMALE = "female", _("A woman")
    MALE = "male", _("A man")
    EITHER = "either", _("A woman or a man")


@dataclass(frozen=True, kw_only=True)
class LanguageTold:
    """A language (three letters of ISO 639-3) and the dialect in words. `is_preferred`: for interpreting; a
    person may prefer more than one."""

    language: str
    dialect: str | None = None
    speaking: Speaking = Speaking.SPEAKS
    reading: Reading = Reading.NOT_ASKED
    is_preferred: bool = False
    source: Source = Source.PERSON


@dataclass(frozen=True, kw_only=True)
class InterpreterRefused:
    """Not this interpreter: a name or a number in words, and why. It is asked for no proof."""

    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class InterpreterWish:
    """Whom somebody wishes between them and us: of which sex, what else in words, and whom not."""

    sex: InterpreterSex | None = None
    sex_state: Told = Told.NOT_ASKED
    others: str | None = None
    not_these: tuple[InterpreterRefused, ...] = ()
