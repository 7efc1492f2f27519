"""One's own calendar for other programs: appointments of one's cases, interviews one holds, and what is due.
Each is a neutral word and a reference. Nobody is signed in at it; the address is all it knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from limen.domain.deadlines.queries.clocks import ClockCard
from limen.domain.deadlines.queries.due import due_of_mine
from limen.domain.hall.queries.appointments import AppointmentCard, appointments_of_mine
from limen.domain.identity.queries.calendars import asking_calendar
from limen.domain.identity.queries.entering import Person
from limen.domain.interviews.queries.cards import InterviewCard
from limen.domain.interviews.queries.mine import interviews_of_mine
from limen.domain.tasks.queries import TaskCard, tasks_of_mine
from limen.foundation.actors import Actor
from limen.foundation.journal import reading
from limen.foundation.refusals import Hidden
from limen.outside.calendars import Entry, written_calendar
from limen.web import errors
from limen.web.framing import first_with
from limen.web.moment import moment_of

# What a calendar is for: what was lately, and what can be planned for.
BACK, AHEAD = timedelta(weeks=1), timedelta(weeks=26)
MOST = 500  # of each kind, the earliest first


class Asking(TypedDict):
    """Who asks, when, and for how many at most."""

    by: Actor
    at: datetime
    at_most: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """What belongs into the calendar; of the case nothing but its reference. A task may be of none."""

    id: UUID
    what: str
    starts: datetime | date
    case_id: UUID | None
    reference: str
    where: str = ""
    minutes: int = 0


def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar at an address; 404 for one that is wrong or was closed, 304 when nothing in it is new."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    at = moment_of(request)
    try:
        with asking_calendar(token) as person, translation.override(person.language):
            if person.is_demo and not settings.DEMO:
                raise Hidden("a demonstration")
            return _answer(request, person, token, at)
    except Hidden:
        return errors.missing(request)


def _answer(request: HttpRequest, person: Person, token: str, at: datetime) -> HttpResponse:
    """What the owner sees at this moment. Whoever asks keeps it to themselves and asks again each time, so
    that a closed address is closed at once. What they have already is neither sent nor read again."""
    found = _found(person, at)
    entries = [_entry(request, person, token, one) for one in found]
    told = repr((person.language, sorted(entries, key=lambda entry: entry.key)))
    etag = f'W/"{hashlib.sha256(told.encode()).hexdigest()}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        file = written_calendar(entries, name=_("My appointments"), language=person.language, at=at)
        answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
        if cases := list(dict.fromkeys(one.case_id for one in found if one.case_id)):
            reading.shown(cases, what="calendar", at=at)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _found(person: Person, at: datetime) -> list[Found]:
    """What is on, by its hour, then what is due, by its day; each asked as its owner asks. Seven queries."""
    who: Asking = {"by": person.actor, "at": at, "at_most": MOST}
    begins, ends = at - BACK, at + AHEAD
    on = at.astimezone(ZoneInfo(person.time_zone)).date()
    first, last = on - BACK, on + AHEAD
    visits = appointments_of_mine(begins=begins, ends=ends, **who)
    held = interviews_of_mine(begins=begins, ends=ends, **who)
    clocks = due_of_mine(begins=first, ends=last, **who)
    tasks = tasks_of_mine(begins=first, ends=last, **who)
    at_hours = [
        *(_at(card, _("Appointment"), card.reference) for card in visits),
        *(_at(one.card, _("Interview"), one.reference) for one in held),
    ]
    on_days = [
        *(_on(one.clock, one.clock.due_on, _("Time limit"), one.reference) for one in clocks),
        *(_on(card, card.due_on, _("Task"), card.reference) for card in tasks),
    ]
    return [*sorted(at_hours, key=_start), *sorted((one for one in on_days if one), key=_start)]


def _at(card: AppointmentCard | InterviewCard, what: str, reference: str) -> Found:
    return Found(
        id=card.id,
        what=what,
        starts=card.starts_at,
        case_id=card.case_id,
        reference=reference,
        where=card.place,
        minutes=card.minutes,
    )


def _on(card: ClockCard | TaskCard, due_on: date | None, what: str, reference: str) -> Found | None:
    if due_on is None:
        return None
    return Found(id=card.id, what=what, starts=due_on, case_id=card.case_id, reference=reference)


def _start(one: Found) -> str:
    return one.starts.isoformat()


def _entry(request: HttpRequest, person: Person, token: str, one: Found) -> Entry:
    """With the way to the file, and under a key that nobody can follow back to the row."""
    key = hashlib.sha256(token.encode() + one.id.bytes).hexdigest()[:40]
    door = first_with(person, "case", one.case_id) if one.case_id else first_with(person, "my_tasks")
    return Entry(
        key=key,
        what=f"{one.what} {one.reference}".strip(),
        starts=one.starts,
        url=request.build_absolute_uri(door or "/"),
        where=one.where,
        minutes=one.minutes,
    )
