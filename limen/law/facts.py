"""Facts: what a rule asks about a case, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from limen.law.calendars import Calendar
from limen.law.refusing import Unanswerable, meant

FactValue = date | datetime | bool | Decimal | str
Facts = Mapping[str, FactValue]


class FactKind(StrEnum):
    """What sort of answer a fact has."""

    DATE = "date"
    INSTANT = "instant"
    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNTRY = "country"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that rules may ask. `one_of`: the answers to a choice, with what they mean."""

    id: str
    says: str
    kind: FactKind
    one_of: tuple[tuple[str, str], ...] = ()
    about: str = ""

    @property
    def is_a_day(self) -> bool:
        """Whether a period can run from it."""
        return self.kind in (FactKind.DATE, FactKind.INSTANT)

    def read(self, given: str, *, calendar: Calendar | None = None) -> FactValue:
        """The answer as written. An instant without a zone is in the calendar's. Raises `Unanswerable`."""
        given = given.strip()
        if self.kind is FactKind.DATE and "T" not in given.upper():
            return _a_date(self.id, given)
        if self.is_a_day:
            return _an_instant(self.id, given, calendar)
        if self.kind is FactKind.YES_NO:
            return _yes_or_no(self.id, given)
        if self.kind is FactKind.CHOICE:
            return _choice(self.id, given, [code for code, _says in self.one_of])
        if self.kind is FactKind.COUNTRY:
            if not re.fullmatch(r"[A-Z]{2}", given):
                raise Unanswerable("not_a_country", name=self.id, given=given)
            return given
        if self.kind is FactKind.NUMBER:
            try:
                return Decimal(given)
            except InvalidOperation:
                raise Unanswerable("not_a_number", name=self.id, given=given) from None
        return given


def read_facts(
    given: Mapping[str, str], known: Mapping[str, Fact], *, pack: str, calendar: Calendar | None
) -> dict[str, FactValue]:
    """All answers, read by their kind. Raises `Unanswerable` for the first that cannot be read."""
    answers: dict[str, FactValue] = {}
    for name, answer in given.items():
        if name not in known:
            raise Unanswerable("unknown_fact", pack=pack, name=name, meant=meant(name, known))
        answers[name] = known[name].read(answer, calendar=calendar)
    return answers


def _a_date(name: str, given: str) -> date:
    try:
        # fromisoformat alone would take 20260612 and 2026-W24 as well.
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        raise Unanswerable("no_such_date", name=name, given=given) from None


def _an_instant(name: str, given: str, calendar: Calendar | None) -> FactValue:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return _a_date(name, given)
    try:
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is not None:
            return moment
        if calendar is None:
            raise ValueError
        there = moment.replace(tzinfo=calendar.zone)
        # In the night when clocks are put forward an hour is missing: no clock of the place ever showed it.
        if there.astimezone(UTC).astimezone(calendar.zone).replace(tzinfo=None) != moment:
            raise ValueError
    except (ValueError, OverflowError):
        raise Unanswerable("no_such_instant", name=name, given=given) from None
    return there


def _yes_or_no(name: str, given: str) -> bool:
    if given.lower() in ("yes", "true"):
        return True
    if given.lower() in ("no", "false"):
        return False
    raise Unanswerable("not_yes_no", name=name, given=given)


def _choice(name: str, given: str, answers: list[str]) -> str:
    if given not in answers:
        raise Unanswerable("not_a_choice", name=name, given=given, known=", ".join(answers))
    return given
