"""The words of the directory: who may see a service, where it stands, and what is said of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Said = dict[str, Any]  # an object of the published form, as JSON has it


class Level(TextChoices):
    """Who may see a service."""

    OWN = "own", _("Everybody who works on cases in this organisation")
    INSTALLATION = "installation", _("Everybody who works on cases here, in every organisation")
    PUBLISHED = "published", _("Everybody, also without signing in")


class Standing(TextChoices):
    """Whether a service is there."""

    ACTIVE = "active", _("Open to people")
    INACTIVE = "inactive", _("Not open now")
    DEFUNCT = "defunct", _("Ended for good")
    CLOSED = "temporarily closed", _("Closed for a time")


class PlaceKind(TextChoices):
    """What a location is."""

    PHYSICAL = "physical", _("A place one can go to")
    POSTAL = "postal", _("An address for letters")
    VIRTUAL = "virtual", _("On the internet")


class LineState(TextChoices):
    """What would become of a service of a file, or became of it."""

    NEW = "new", _("Can be added")
    CHANGED = "changed", _("Changes what is kept")
    HERE = "here", _("Is kept exactly so")
    WRONG = "wrong", _("Cannot be taken")
    TAKEN = "taken", _("Taken")
    LEFT = "left", _("Left out")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something wrong with what a file says: at which place in it, and what."""

    at: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What is said of a service. `languages` are codes of ISO 639-3; `topics` are words; `hours` are lines
    such as "MO,TU 09:00-17:00" in the time zone of the service; `language` is that of the text."""

    provider: str
    name: str
    description: str = ""
    standing: Standing = Standing.ACTIVE
    level: Level = Level.INSTALLATION
    language: str = "eng"
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    fees: str = ""
    how_to_apply: str = ""
    interpretation: str = ""
    alert: str = ""
    email: str = ""
    url: str = ""
    phone: str = ""
    hours: tuple[str, ...] = ()
    time_zone: str = "UTC"


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """A place at which a service is offered. Coordinates are decimal degrees. A confidential one is known to
    the members of the organisation that keeps it, and to nobody else."""

    called: str
    kind: PlaceKind = PlaceKind.PHYSICAL
    street: str = ""
    city: str = ""
    province: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    way: str = ""
    is_confidential: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """How many places are free: of what, and of how many."""

    unit: str
    available: int
    maximum: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A service of a file that was sent, with what would become of it and why. `known_as` is its identifier
    in the file, `said` the whole of it."""

    number: int
    name: str
    known_as: UUID | None
    state: LineState
    whys: tuple[str, ...]
    said: Said


def day_of(words: object) -> date | None:
    """A day as files write it."""
    try:
        return date.fromisoformat(str(words))
    except ValueError:
        return None
