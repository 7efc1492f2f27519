"""Comparing what is stored of a clock with what the law says now: by the edition in force and by its own."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.nightly import (
    EditionAtWork,
    Finding,
    Kept,
    editions_at_work,
    law_in_force_now,
    own_law,
)
from limen.domain.deadlines.queries.ruled import answer_of
from limen.domain.deadlines.rules import obstacle_of
from limen.domain.policy.queries import Law
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable
from limen.law.rulings import Ruling

_LAST = "Etc/GMT+12"  # a day that is over there is over everywhere
_STORED = {
    "due_on": gettext_lazy("the legal end"),
    "due_at": gettext_lazy("the hour"),
    "work_to": gettext_lazy("the day to work to"),
    "raw_on": gettext_lazy("the end before it moved"),
    "days_left": gettext_lazy("the days left"),
    "effect": gettext_lazy("what the end means"),
    "state": gettext_lazy("whether it stands still"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Laws:
    """The law that ruled a clock and the one in force; in the place of a law, why it cannot be read."""

    edition: EditionAtWork
    own: Law | str
    in_force: Law | str

    @classmethod
    def of(cls, edition: EditionAtWork) -> Laws:
        """Both, as far as they can be read."""
        own = _readable(edition)
        if edition.in_force_id == edition.id:
            return cls(edition=edition, own=own, in_force=own)
        return cls(edition=edition, own=own, in_force=_readable(edition, in_force=True))


class Zones:
    """In which zone the days of a clock end, by the calendar in its own edition. Holds no law, only names."""

    def __init__(self) -> None:
        self._editions = {edition.id: edition for edition in editions_at_work()}
        self._known: dict[tuple[UUID, str], str] = {}

    def of(self, edition_id: UUID, calendar: str) -> str:
        """The zone; when nobody can say, the one on earth in which a day ends last."""
        asked = (edition_id, calendar)
        if asked not in self._known:
            self._known[asked] = self._read(*asked)
        return self._known[asked]

    def _read(self, edition_id: UUID, calendar: str) -> str:
        edition = self._editions.get(edition_id)
        law = _readable(edition) if edition else ""
        try:
            return _LAST if isinstance(law, str) else law.calendar(calendar).zone.key
        except Unanswerable:
            return _LAST


def _readable(edition: EditionAtWork, *, in_force: bool = False) -> Law | str:
    try:
        law = law_in_force_now(edition) if in_force else own_law(edition)
    except PackTroubles as wrong:
        return _("The edition can no longer be read: {why}").format(why=wrong.troubles[0])
    except (RuntimeError, ValueError, Unanswerable, zlib.error) as wrong:
        return _("The edition can no longer be read: {why}").format(why=wrong)
    return law or _("No edition of “{pack}” is in force any more.").format(pack=edition.pack)


def finding_of(kept: Kept, laws: Laws) -> Finding | None:
    """What is to be reported of a clock, or None when both laws say what is stored."""
    now = _answer(kept, laws.in_force)
    then = now if laws.in_force is laws.own else _answer(kept, laws.own)
    altered = _altered(kept, then)
    in_force_id = laws.edition.in_force_id or laws.edition.id
    if isinstance(now, str):
        return Finding(in_force_id, None, now)
    if _days(now) != (kept.due_on, kept.due_at, kept.work_to, kept.days_left):
        return Finding(in_force_id, now.due, altered or _beside_the_day(kept, now))
    if altered:
        return Finding(laws.edition.id, now.due if isinstance(then, str) else then.due, altered)
    return None


def _answer(kept: Kept, law: Law | str) -> Ruling | str:
    """What the law says of the clock, or in words why it says nothing."""
    if isinstance(law, str):
        return law
    try:
        return answer_of(
            law,
            kept.term,
            kept.told(),
            calendar=kept.calendar,
            stops=kept.stopped(),
            extensions=kept.extended(),
        )
    except Unanswerable as wrong:
        return obstacle_of(wrong).says
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as wrong:
        # Whatever is wrong with one clock, the others must be ruled.
        return _("The clock cannot be ruled again: what is stored of it is damaged ({fault}).").format(
            fault=type(wrong).__name__
        )


def _days(ruling: Ruling) -> tuple[object, ...]:
    return ruling.due, ruling.due_at, ruling.work_to, ruling.days_left


def _altered(kept: Kept, then: Ruling | str) -> str:
    """In words what the clock's own edition says otherwise than is stored; empty when nothing."""
    if isinstance(then, str):
        return then
    stands_still = kept.state == ClockState.STOPPED
    found = {
        "due_on": then.due == kept.due_on,
        "due_at": then.due_at == kept.due_at,
        "work_to": then.work_to == kept.work_to,
        "raw_on": then.raw == kept.raw_on,
        "days_left": then.days_left == kept.days_left,
        "effect": then.effect == kept.effect,
        "state": then.stands_still == stands_still,
    }
    if all(found.values()):
        return ""
    if then.calendar_fingerprint != kept.calendar_fingerprint:
        return _("The days off of the calendar “{calendar}” changed since the clock was ruled.").format(
            calendar=kept.calendar
        )
    what = ", ".join(str(_STORED[name]) for name, is_so in found.items() if not is_so)
    return _("Its own edition does not give what is stored ({what}): it was changed outside an act.").format(
        what=what
    )


def _beside_the_day(kept: Kept, now: Ruling) -> str:
    """What differs although the legal end is the same day; empty when the day says it."""
    if now.due != kept.due_on:
        return ""
    if now.due_at != kept.due_at:
        return _("The day is the same, and the hour is another.")
    if now.work_to != kept.work_to:
        return _("The legal end is the same, and the day to work to is {on}.").format(on=now.work_to)
    return _("It stands still, and {days} days would be left instead of {stored}.").format(
        days=now.days_left, stored=kept.days_left
    )
