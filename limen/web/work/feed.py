"""One's own calendar for other programs: appointments of one's cases and interviews one holds, without a name
or a reference. Nobody is signed in at it; the address is all it knows."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.translation import gettext as _

from limen.domain.hall.queries.appointments import appointments_of_mine
from limen.domain.identity.queries.calendars import asking_calendar
from limen.domain.interviews.queries.mine import interviews_of_mine
from limen.foundation.actors import Actor
from limen.foundation.journal import reading
from limen.foundation.refusals import Hidden
from limen.outside.calendars import Entry, written_calendar
from limen.web import errors
from limen.web.moment import moment_of

# What a calendar is for: what was lately, and what can be planned for.
BACK, AHEAD = timedelta(weeks=1), timedelta(weeks=26)
MOST = 500  # of each kind, the earliest first


def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar at an address; 404 for one that is wrong or was closed."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    at = moment_of(request)
    try:
        with asking_calendar(token) as person, translation.override(person.language):
            if person.is_demo and not settings.DEMO:
                raise Hidden("a demonstration")
            entries, cases = _entries(token, by=person.actor, at=at)
            file = written_calendar(entries, name=_("My appointments"), language=person.language, at=at)
            if cases:
                reading.shown(cases, what="calendar", at=at)
    except Hidden:
        return errors.missing(request)
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")


def _entries(token: str, *, by: Actor, at: datetime) -> tuple[list[Entry], list[UUID]]:
    """What is on, and in which cases. Three queries."""
    begins, ends = at - BACK, at + AHEAD
    visits = appointments_of_mine(begins=begins, ends=ends, by=by, at=at, at_most=MOST)
    mine = interviews_of_mine(begins=begins, ends=ends, by=by, at=at, at_most=MOST)
    held = [one.card for one in mine]
    entries = [
        _entry(token, card.id, _("Appointment"), card.place, card.starts_at, card.minutes) for card in visits
    ]
    entries += [
        _entry(token, card.id, _("Interview"), card.place, card.starts_at, card.minutes) for card in held
    ]
    cases = dict.fromkeys([*(card.case_id for card in visits), *(card.case_id for card in held)])
    return sorted(entries, key=lambda entry: entry.starts_at), list(cases)


def _entry(token: str, id: UUID, what: str, where: str, starts_at: datetime, minutes: int) -> Entry:
    """Under a key that nobody can follow back to the row."""
    key = hashlib.sha256(token.encode() + id.bytes).hexdigest()[:40]
    return Entry(key=key, what=what, where=where, starts_at=starts_at, minutes=minutes)
