"""Who was asked to interpret: of an interview, for whoever reads the file; of oneself, for an interpreter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from limen.domain.cases.models import Wall
from limen.domain.identity.names import Role
from limen.domain.identity.queries.people import my_units, names_of, people_of_units
from limen.domain.identity.queries.skills import skills_of
from limen.domain.interviews.models import Booking
from limen.domain.interviews.names import BookingState
from limen.domain.interviews.queries.cards import InterviewCard
from limen.domain.interviews.queries.reach import within_file
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 100
LIVE = (BookingState.ASKED, BookingState.ACCEPTED)
_INTERPRETS = "interviews.answer_booking"


@dataclass(frozen=True, kw_only=True)
class BookingCard:
    """A booking as both sides see it: nothing of the case is in it. `interpreter` and `officer` are names."""

    id: UUID
    state: BookingState
    starts_at: datetime
    zone: str
    minutes: int
    place: str
    link: str
    language: str
    interpreter: str
    officer: str
    understands: bool | None
    is_free: bool | None
    said_at: datetime | None
    why: str

    @property
    def local(self) -> datetime:
        """When it begins by the clock on the wall there."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


@dataclass(frozen=True, kw_only=True)
class InterpreterCard:
    """Somebody who interprets here. `speaks`: the language of the interview is among theirs. Whether they are
    free is theirs to say: their other bookings belong to files that one may not read."""

    id: UUID
    name: str
    speaks: bool


def bookings_of(interview_id: UUID, *, by: Actor, at: datetime) -> list[BookingCard]:
    """Everybody who was asked to interpret at an interview, the latest first. Two queries."""
    rows = Booking.objects.filter(within_file(by, at=at), interview_id=interview_id)
    return _cards(rows.order_by("-asked_at", "-id")[:MOST], by)


def bookings_of_mine(*, begins: datetime, by: Actor) -> list[BookingCard]:
    """What an interpreter was asked for from some instant on, the next first; 100 at most. Two queries."""
    return _cards(bookings_seen_by(by).filter(starts_at__gte=begins).order_by("starts_at", "id")[:MOST], by)


def my_booking(booking_id: UUID, *, by: Actor) -> tuple[BookingCard, UUID]:
    """One booking of the actor's own, and the case whose reading is to be remembered. Raises `Hidden`. Two
    queries."""
    row = bookings_seen_by(by).filter(pk=booking_id).first()
    if row is None:
        raise Hidden(f"booking {booking_id}")
    return _cards([row], by)[0], row.case_id


def interpreters_for(card: InterviewCard, *, by: Actor, at: datetime) -> list[InterpreterCard]:
    """Who interprets in the actor's organisation, those who speak the language of an interview first.
    Whoever is behind a wall around the case is not among them. Four queries."""
    units = tuple(unit.id for unit in my_units(by))
    people = people_of_units(units, by=by, at=at, roles=(Role.INTERPRETER,))
    skills = skills_of((one.id for one in people), by=by)
    walled = set(walls_around(card.case_id).values_list("member_id", flat=True))
    found = [
        InterpreterCard(
            id=one.id, name=one.name, speaks=one.id in skills and card.language in skills[one.id].languages
        )
        for one in people
        if one.id not in walled
    ]
    return sorted(found, key=lambda one: (not one.speaks, one.name))


def walls_around(case_id: UUID) -> QuerySet[Wall]:
    """The walls that stand around a case."""
    return Wall.objects.filter(case_id=case_id, until_at=None)


def bookings_seen_by(by: Actor) -> QuerySet[Booking]:
    """What somebody who interprets was asked for, except for cases that a wall keeps from them."""
    if not by.may(_INTERPRETS):
        return Booking.objects.none()
    walls = Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")
    return Booking.objects.filter(interpreter_id=by.id).exclude(case_id__in=walls)


def locked_own_booking(booking_id: UUID, *, by: Actor) -> Booking:
    """A booking of the actor's own, locked for the rest of the act. Raises `Hidden`."""
    row = bookings_seen_by(by).filter(pk=booking_id).select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"booking {booking_id}")
    return row


def locked_booking(booking_id: UUID, *, by: Actor, at: datetime) -> Booking:
    """A booking in a file that the actor reads, locked for the rest of the act. Raises `Hidden`."""
    rows = Booking.objects.filter(within_file(by, at=at), pk=booking_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"booking {booking_id}")
    return row


def is_left_by_interpreter() -> Q:
    """For a query of interviews: whoever is named to interpret has declined, and nobody else was asked."""
    asked = Booking.objects.filter(interview=OuterRef("pk"), interpreter__name=OuterRef("interpreter"))
    return Q(Exists(asked.filter(state=BookingState.DECLINED))) & ~Q(Exists(asked.filter(state__in=LIVE)))


def _cards(rows: Iterable[Booking], by: Actor) -> list[BookingCard]:
    found = list(rows)
    names = names_of({one for row in found for one in (row.interpreter_id, row.officer_id)}, by=by)
    return [
        BookingCard(
            id=row.id,
            state=BookingState(row.state),
            starts_at=row.starts_at,
            zone=row.zone,
            minutes=row.minutes,
            place=row.place,
            link=row.link,
            language=row.language,
            interpreter=names.get(row.interpreter_id, ""),
            officer=names.get(row.officer_id, ""),
            understands=row.understands,
            is_free=row.is_free,
            said_at=row.said_at,
            why=row.why,
        )
        for row in found
    ]
