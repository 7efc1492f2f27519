"""The words of practice notes: where one stands, what it is tied to, and what looks like a person's data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# In so many words: what the second person says before a note can be read by anybody else.
NOBODY_IN_IT = _(
    "I have read every word. Nobody is named in it, no file and no number, and nobody who knows the case "
    "would recognise it."
)


class NoteState(TextChoices):
    """Where a note stands."""

    DRAFT = "draft", _("Draft")
    CHECKING = "checking", _("Being checked")
    IN_USE = "in_use", _("In use")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Looks(TextChoices):
    """What a piece of a text looks like."""

    EMAIL = "email", _("an e-mail address")
    TELEPHONE = "telephone", _("a telephone number")
    NUMBER = "number", _("the number of a file or a document")
    DAY = "day", _("a day, perhaps of birth")
    REFERENCE = "reference", _("the reference of a case")
    NAME = "name", _("the name of somebody in a case")


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """A piece of a text that looks like a person's data."""

    looks: Looks
    words: str


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What a note or a question is about. `elements` are questions of an analysis ("eu:protection/risk"),
    `claims` are kinds of application ("eu:asylum"), `countries` codes of ISO 3166-1 with three letters."""

    elements: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it is tied to anything."""
        return bool(self.elements or self.countries or self.claims)


NOTHING = Ties()


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a note says. `language` is a code of ISO 639-3."""

    title: str
    says: str
    ties: Ties = NOTHING
    language: str = "eng"

    def tidy(self) -> Wording:
        """The same, without blanks around it and nothing twice."""
        return replace(
            self, title=" ".join(self.title.split()), says=self.says.strip(), ties=tidied(self.ties)
        )


def tidied(ties: Ties) -> Ties:
    """The same ties, each once and in order."""
    return Ties(elements=_once(ties.elements), countries=_once(ties.countries), claims=_once(ties.claims))


def element_tie(pack: str, analysis: str, question: str) -> str:
    """How a question of an analysis is named in a tie."""
    return f"{pack}:{analysis}/{question}"


def claim_tie(pack: str, kind: str) -> str:
    """How a kind of application is named in a tie."""
    return f"{pack}:{kind}"


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names if name.strip()}))
