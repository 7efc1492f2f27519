"""The words of the hall: tickets, why somebody is seen first, appointments, opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.people.names import Told


class TicketState(TextChoices):
    """How far somebody in the hall has come."""

    WAITING = "waiting", _("Waiting")
    CALLED = "called", _("Called")
    SERVED = "served", _("At the desk")
    DONE = "done", _("Done")
    GONE = "gone", _("Gone")


class CameFor(TextChoices):
    """What somebody came for."""

    REGISTRATION = "registration", _("Registration")
    APPOINTMENT = "appointment", _("An appointment")
    DOCUMENTS = "documents", _("Handing in or fetching papers")
    QUESTION = "question", _("A question")
    OTHER = "other", _("Something else")


class SeeFirst(TextChoices):
    """Why a clerk asks that somebody be seen first. Said by the clerk, never worked out."""

    CHILD_ALONE = "child_alone", _("A child alone")
    SMALL_CHILDREN = "small_children", _("With small children")
    PREGNANT = "pregnant", _("Pregnant")
    ILL = "ill", _("Ill or injured")
    DISABILITY = "disability", _("Cannot wait because of a disability")
    OLD = "old", _("Old and frail")
    AFRAID = "afraid", _("Afraid of somebody in the hall")
    OTHER = "other", _("Another reason")


class Purpose(TextChoices):
    """What an appointment is for. A receipt says it in the languages of `limen/outside/printing`."""

    REGISTRATION = "registration", _("Registration")
    IDENTITY = "identity", _("Photograph and fingerprints")
    DOCUMENTS = "documents", _("Handing in documents")
    INTERVIEW = "interview", _("Interview")
    HEALTH = "health", _("Health check")
    ADVICE = "advice", _("Advice")
    OTHER = "other", _("Something else")


class AppointmentState(TextChoices):
    """What became of an appointment."""

    BOOKED = "booked", _("Booked")
    MOVED = "moved", _("Moved to another time")
    KEPT = "kept", _("Kept")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Who stands before the desk: how many, in which language, and for what. No name. `language` is a code of
    ISO 639-3."""

    party_size: int = 1
    language: str | None = None
    language_state: Told = Told.NOT_ASKED
    came_for: CameFor = CameFor.REGISTRATION
    first: SeeFirst | None = None
    first_says: str = ""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """An appointment as it is made: for what, where, when, for how long, and in which language."""

    purpose: Purpose
    starts_at: datetime
    minutes: int
    place: str
    says: str = ""
    language: str | None = None
    wants_interpreter: bool = False


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """A stretch of a day of the week in which a unit is open. Monday is 0."""

    weekday: int
    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M} {self.closes:%H:%M}"

    @classmethod
    def read(cls, text: str) -> Span:
        """A stretch as `str` wrote it. Raises `ValueError`."""
        weekday, opens, closes = text.split()
        return cls(weekday=int(weekday), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


@dataclass(frozen=True, kw_only=True)
class Opening:
    """When a unit sees people, and how many at once. `calendar` is one of the calendars of the law in force;
    on the days it has off, and on those in `closed_on`, nobody is seen."""

    place: str
    minutes: int
    at_once: int
    spans: tuple[Span, ...]
    calendar: str | None = None
    closed_on: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A time at which an appointment can begin, and for how many more people there is room."""

    starts_at: datetime
    left: int
