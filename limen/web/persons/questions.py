"""The question of a search on its way through an address: sealed for one session, so that no log, no history
and no bookmark holds a name."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from limen.domain.people.queries.asking import Asked, asked, checked, days_typed, numbers_typed
from limen.foundation.actors import Actor
from limen.likeness.calendars import Calendar
from limen.web import sealing


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was typed: `text` into the one box, the rest into the fields of the form."""

    text: str = ""
    name: str = ""
    other_name: str = ""
    born: str = ""
    calendar: str = ""
    number: str = ""
    issuing_state: str = ""
    reference: str = ""
    relative: str = ""

    @property
    def is_form(self) -> bool:
        """Whether anything was typed into the fields of the form."""
        return any(value for name, value in asdict(self).items() if name not in ("text", "calendar"))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it looks for, without saying for whom."""
        more = (("reference", self.reference), ("kin", self.relative))
        return (*understood(self).kinds, *(kind for kind, value in more if value))


def understood(question: Question) -> Asked:
    """The question as the search takes it. Raises `Refused` for a line that is a trawl."""
    if not question.is_form:
        return asked(question.text)
    calendar = Calendar(question.calendar) if question.calendar else None
    days = days_typed(question.born, calendar=calendar) if question.born else ()
    return Asked(
        name=question.name,
        other_names=(question.other_name,) if question.other_name else (),
        numbers=numbers_typed(question.number),
        day=next(iter(days), None),
        other_days=days[1:],
        issuing_state=question.issuing_state,
    )


def refuse_a_trawl(question: Question) -> None:
    """Raise `Refused` for a question that looks for nobody in particular."""
    one = understood(question)
    if question.relative:
        asked(question.relative)
    elif not question.reference:
        checked(one)


def sealed(question: Question, *, by: Actor) -> str:
    """The question as a token that only this session can open."""
    return sealing.sealed(asdict(question), by=by)


def opened(token: str, *, by: Actor) -> Question | None:
    """The question that a token holds; None for one of another session, or none at all."""
    told = sealing.opened(token, by=by)
    if told is None:
        return None
    known = {field.name for field in fields(Question)}
    return Question(**{name: value for name, value in told.items() if name in known})
