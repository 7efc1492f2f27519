"""Why an act in the hall cannot happen now. Pure questions about rows already loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from limen.domain.cases.names import Phase
from limen.domain.hall.models import Appointment, Ticket
from limen.domain.hall.names import AppointmentState, Arrival, Opening, Slot, TicketState, Visit
from limen.domain.people.names import Told
from limen.foundation.refusals import Obstacle
from limen.reference.languages import is_language

# Limits of the house: what fits on a screen and on paper.
PARTY_AT_MOST = 50
WORDS_AT_MOST = 200
SHORTEST, LONGEST = 5, 480


def obstacles_to_taking_ticket(arrival: Arrival) -> list[Obstacle]:
    """Somebody is there, and a language is one that has a code."""
    obstacles = []
    if not 1 <= arrival.party_size <= PARTY_AT_MOST:
        says = _("Say how many people came together: from 1 to %(most)d.") % {"most": PARTY_AT_MOST}
        obstacles.append(Obstacle("party_size", says))
    is_told = arrival.language_state is Told.TOLD
    if is_told != (arrival.language is not None) or (arrival.language and not is_language(arrival.language)):
        obstacles.append(Obstacle("language", _("Choose the language, or say why it is not known.")))
    if arrival.first_says.strip() and arrival.first is None:
        obstacles.append(Obstacle("first", _("Say why this person should be seen first.")))
    if len(arrival.first_says) > WORDS_AT_MOST:
        obstacles.append(_too_long("first_says"))
    return obstacles


def obstacles_to_calling(
    ticket: Ticket | None, *, desk: str, is_out_of_turn: bool, why: str
) -> list[Obstacle]:
    """Somebody waits; they are called to a desk; and whoever is called out of turn is so for a reason."""
    obstacles = []
    if not desk.strip():
        obstacles.append(Obstacle("desk", _("Say to which desk you call.")))
    if ticket is None:
        obstacles.append(nobody_waits())
    elif ticket.state != TicketState.WAITING:
        obstacles.append(Obstacle("state", _("This number was called already, or has gone.")))
    if is_out_of_turn and not why.strip():
        obstacles.append(Obstacle("why", _("Others wait longer. Say why this number is called now.")))
    return obstacles


def nobody_waits() -> Obstacle:
    """Said as well beside the button."""
    return Obstacle("nobody", _("Nobody is waiting."))


def obstacles_to_recalling(ticket: Ticket, *, desk: str) -> list[Obstacle]:
    """Only whoever was called and did not come, or had gone and came back."""
    obstacles = []
    if not desk.strip():
        obstacles.append(Obstacle("desk", _("Say to which desk you call.")))
    if ticket.state not in (TicketState.CALLED, TicketState.GONE):
        says = _("Only a number that was called, or had gone, can be called again.")
        obstacles.append(Obstacle("state", says))
    return obstacles


def obstacles_to_serving(ticket: Ticket) -> list[Obstacle]:
    """Only whoever was called comes to the desk."""
    if ticket.state != TicketState.CALLED:
        return [Obstacle("state", _("This number has not been called, or is at a desk already."))]
    return []


def obstacles_to_finishing(ticket: Ticket) -> list[Obstacle]:
    """Only whoever is at the desk."""
    if ticket.state != TicketState.SERVED:
        return [Obstacle("state", _("This number is not at a desk."))]
    return []


def obstacles_to_leaving(ticket: Ticket) -> list[Obstacle]:
    """Whoever waits or was called can go."""
    if ticket.state not in (TicketState.WAITING, TicketState.CALLED):
        return [Obstacle("state", _("This number is not waiting any more."))]
    return []


def obstacles_to_setting_hours(opening: Opening, *, calendars: Iterable[str]) -> list[Obstacle]:
    """Times that lie in order, do not overlap, and are long enough for one appointment."""
    obstacles = []
    if not opening.place.strip():
        obstacles.append(Obstacle("place", _("Say where people come to.")))
    if not SHORTEST <= opening.minutes <= LONGEST:
        obstacles.append(Obstacle("minutes", _("An appointment lasts from 5 minutes to 8 hours.")))
    if opening.at_once < 1:
        obstacles.append(Obstacle("at_once", _("At least one person is seen at a time.")))
    if opening.calendar is not None and opening.calendar not in calendars:
        obstacles.append(Obstacle("calendar", _("The law in force has no such calendar.")))
    spans = sorted(opening.spans)
    if any(span.opens >= span.closes or not 0 <= span.weekday <= 6 for span in spans):
        obstacles.append(Obstacle("spans", _("Each time must end after it begins.")))
    follow = pairwise(spans)
    if any(one.weekday == two.weekday and one.closes > two.opens for one, two in follow):
        obstacles.append(Obstacle("overlap", _("Two times on the same day overlap.")))
    return obstacles


def obstacles_to_booking(
    visit: Visit, *, phase: str, slots: Sequence[Slot] | None, at: datetime
) -> list[Obstacle]:
    """A time that lies ahead, in the opening hours, with room for one more. `slots`: those of the day on
    which a visit of this length can begin, full ones included; None when no hours are set."""
    obstacles = []
    if phase == Phase.CLOSED:
        obstacles.append(Obstacle("closed", _("The case is closed.")))
    if not SHORTEST <= visit.minutes <= LONGEST:
        obstacles.append(Obstacle("minutes", _("An appointment lasts from 5 minutes to 8 hours.")))
    if not visit.place.strip():
        obstacles.append(Obstacle("place", _("Say where people come to.")))
    if visit.starts_at <= at:
        obstacles.append(Obstacle("past", _("The appointment must lie in the future.")))
    if visit.language is not None and not is_language(visit.language):
        obstacles.append(Obstacle("language", _("Choose a language from the list.")))
    if visit.wants_interpreter and visit.language is None:
        obstacles.append(Obstacle("interpreter", _("Say for which language an interpreter is needed.")))
    if len(visit.says) > WORDS_AT_MOST:
        obstacles.append(_too_long("says"))
    return obstacles + _no_room(visit, slots)


def _no_room(visit: Visit, slots: Sequence[Slot] | None) -> list[Obstacle]:
    if slots is None:
        return [Obstacle("no_hours", _("The unit has no opening hours yet. A supervisor can set them."))]
    slot = next((one for one in slots if one.starts_at == visit.starts_at), None)
    if slot is None:
        return [
            Obstacle("not_open", _("No appointment can begin at this time. Choose one of those offered."))
        ]
    if slot.left < 1:
        return [Obstacle("full", _("This time is full. Choose another one."))]
    return []


def obstacles_to_ending(appointment: Appointment) -> list[Obstacle]:
    """An appointment ends once: moved, kept, missed or cancelled."""
    return [] if appointment.state == AppointmentState.BOOKED else [no_longer_booked()]


def no_longer_booked() -> Obstacle:
    """Said as well beside the buttons."""
    return Obstacle("state", _("This appointment is no longer booked."))


def obstacles_to_cancelling(appointment: Appointment, *, why: str) -> list[Obstacle]:
    """With a reason, since somebody was told to come."""
    obstacles = obstacles_to_ending(appointment)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the appointment is cancelled.")))
    return obstacles


def obstacles_to_marking_missed(appointment: Appointment, *, at: datetime) -> list[Obstacle]:
    """Nobody has missed what has not begun."""
    obstacles = obstacles_to_ending(appointment)
    if at < appointment.starts_at:
        obstacles.append(Obstacle("early", _("The appointment has not begun yet.")))
    return obstacles


def obstacles_to_issuing_receipt(*, is_party: bool, language: str | None) -> list[Obstacle]:
    """For somebody who is part of the case now."""
    obstacles = []
    if not is_party:
        obstacles.append(Obstacle("party", _("This person is not part of the case.")))
    if language is not None and not is_language(language):
        obstacles.append(Obstacle("language", _("Choose a language from the list.")))
    return obstacles


def not_printed() -> Obstacle:
    """The press gave up. Nothing was issued."""
    return Obstacle("not_printed", _("The receipt could not be printed. Try again."))


def received_before() -> Obstacle:
    """The same id was sent before."""
    return Obstacle("received", _("This was received before."))


def starts_of(opening: Opening, day: date, *, minutes: int) -> list[tuple[timedelta, timedelta]]:
    """When visits of a length can begin on an open day and when they end, from midnight where the unit is."""
    found = []
    for span in opening.spans:
        if span.weekday != day.weekday():
            continue
        start = timedelta(hours=span.opens.hour, minutes=span.opens.minute)
        closes = timedelta(hours=span.closes.hour, minutes=span.closes.minute)
        while start + timedelta(minutes=minutes) <= closes:
            found.append((start, start + timedelta(minutes=minutes)))
            start += timedelta(minutes=opening.minutes)
    return sorted(found)


def _too_long(code: str) -> Obstacle:
    return Obstacle(code, _("Use at most %(most)d characters.") % {"most": WORDS_AT_MOST})
