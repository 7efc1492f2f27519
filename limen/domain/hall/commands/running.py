"""Running a hall: its opening hours, and the screens that show the numbers."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.hall import rules
from limen.domain.hall.events import DisplayClosed, DisplayOpened, HoursSet
from limen.domain.hall.models import Display, Hours
from limen.domain.hall.names import Opening
from limen.domain.hall.queries.displays import locked_display
from limen.domain.hall.queries.hours import calendars_of, hours_of
from limen.domain.hall.queries.reach import unit_of_desk
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("hall.set_hours")
def set_hours(unit_id: UUID, *, opening: Opening, version: int, by: Actor, at: datetime) -> HoursSet:
    """Say when a unit sees people. `version` is what the writer had before them, 0 for none; if others set
    the hours meanwhile, `Conflict` carries theirs. Appointments that are booked stay as they are."""
    unit = unit_of_desk(unit_id, by=by)
    refuse_if(rules.obstacles_to_setting_hours(opening, calendars=calendars_of(by)))
    Hours.objects.filter(pk=unit_id).select_for_update().first()
    before = hours_of(unit_id, by=by)
    if (before.version if before else 0) != version:
        theirs = "\n".join(map(str, before.opening.spans)) if before else ""
        by_name, set_at = (before.set_by, before.set_at) if before else ("", None)
        text = Text(says=theirs, by_name=by_name, at=set_at)
        raise Conflict(theirs=text, base=None, version=before.version if before else 0)
    spans, closed_on = sorted(opening.spans), sorted(set(opening.closed_on))
    values: dict[str, Any] = {
        "place": opening.place.strip(),
        "calendar": opening.calendar,
        "minutes": opening.minutes,
        "at_once": opening.at_once,
        "spans": [str(span) for span in spans],
        "closed_on": closed_on,
        "set_by_id": by.id,
        "set_at": at,
        "version": version + 1,
    }
    if before is None:
        Hours(unit_id=unit_id, **values).save(force_insert=True)
    else:
        Hours.objects.filter(pk=unit_id).update(**values)
    return HoursSet(
        unit_id=unit_id,
        unit_name=unit.name,
        place=opening.place.strip(),
        calendar=opening.calendar,
        minutes=opening.minutes,
        at_once=opening.at_once,
        spans=tuple(map(str, spans)),
        closed_on=tuple(day.isoformat() for day in closed_on),
        version=version + 1,
    )


@command("hall.open_display")
def open_display(unit_id: UUID, *, display_id: UUID, by: Actor, at: datetime) -> DisplayOpened:
    """Make an address for a screen in the hall. Whoever has it sees numbers and desks until it is closed."""
    unit = unit_of_desk(unit_id, by=by)
    row = Display(
        id=display_id, unit_id=unit_id, token=secrets.token_urlsafe(32), opened_by_id=by.id, opened_at=at
    )
    row.save(force_insert=True)
    return DisplayOpened(display_id=display_id, unit_id=unit_id, unit_name=unit.name)


@command("hall.close_display")
def close_display(display_id: UUID, *, by: Actor, at: datetime) -> DisplayClosed:
    """Close the address of a screen. It shows nothing from then on."""
    row = locked_display(display_id, by=by)
    Display.objects.filter(pk=display_id).update(closed_at=at)
    return DisplayClosed(display_id=display_id, unit_id=row.unit_id)
