"""Clocks and lines of time: a due date with its reason, and what happened in a case, in order."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.web.components.shapes import Text, Tone

WIDTH = 1000
"""The length of a ribbon in its own units; the page stretches it."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time limit: what is due, on which day, and why on that day. A clock informs; it never decides."""

    label: Text
    due_on: date
    today: date
    because: Text
    started_on: date | None = None
    tone: Tone = Tone.QUIET
    stopped: Text = ""

    @property
    def left(self) -> str:
        """How much time is left, in words."""
        if self.stopped:
            return str(self.stopped)
        days = (self.due_on - self.today).days
        if days == 0:
            return _("Due today")
        if days < 0:
            return ngettext("%(days)s day over", "%(days)s days over", -days) % {"days": -days}
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}

    @property
    def run(self) -> int | None:
        """How far the ribbon has run, from 0 to `WIDTH`; None when nobody knows when it started."""
        if self.started_on is None or self.started_on >= self.due_on:
            return None
        share = (self.today - self.started_on) / (self.due_on - self.started_on)
        return round(WIDTH * min(max(share, 0.0), 1.0))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a timeline: what happened, who did it, and when: a day in law or an instant."""

    what: Text
    on: date | datetime
    who: Text = ""
    detail: Text = ""
    url: str | None = None
    tone: Tone = Tone.QUIET

    @property
    def is_instant(self) -> bool:
        """Whether the time of day is known."""
        return isinstance(self.on, datetime)
