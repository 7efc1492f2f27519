"""A calendar as other programs read it (iCalendar, RFC 5545)."""

from limen.outside.calendars.writing import Entry, written_calendar

__all__ = ["Entry", "written_calendar"]
