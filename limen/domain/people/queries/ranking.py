"""Comparing those whom a search found with what was asked, in full, and putting the likeliest first.

Nothing here asks the database. Who is compared, and by which of their names, both walls decided before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from limen.domain.people.names import Birth, Ground, Registration, Sex
from limen.domain.people.queries.asking import Asked
from limen.domain.people.queries.sheets import Born, birth_of
from limen.likeness.comparing.days import compare_days
from limen.likeness.comparing.names import compare_names
from limen.likeness.comparing.verdicts import Code, Comparison, Level
from limen.likeness.comparing.verdicts import Reason as Detail

SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class FoundCard:
    """Somebody who was found. `by_name` is the name that was alike, `details` what is alike in it and what is
    not."""

    id: UUID
    called: str
    by_name: str
    birth: Birth
    sex: Sex | None
    grounds: tuple[Ground, ...]
    details: tuple[Detail, ...]


class OnRecord(Born, Protocol):
    """The columns of a person that are compared or shown."""

    @property
    def id(self) -> UUID: ...
    @property
    def called(self) -> str: ...
    @property
    def sex(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who is compared. `names` are those that the asker may know, the main one first."""

    id: UUID
    called: str
    birth: Birth
    sex: Sex | None
    names: tuple[str, ...]

    @classmethod
    def of(cls, row: OnRecord, names: Iterable[str]) -> Candidate:
        """A person on record."""
        sex = Sex(row.sex) if row.sex else None
        return cls(id=row.id, called=row.called, birth=birth_of(row), sex=sex, names=tuple(names))

    @classmethod
    def told(cls, person_id: UUID, told: Registration) -> Candidate:
        """Somebody who is about to be put on record."""
        names = tuple(name.written for name in told.names)
        return cls(id=person_id, called=names[0], birth=told.birth, sex=told.sex, names=names)


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Those who are compared with one question. `numbered` bear one of its numbers, as far as the asker may
    know, `referred` are led to by one of its references, `is_kin` says that all share a case with somebody
    else who was named."""

    candidates: Iterable[Candidate]
    numbered: frozenset[UUID] = frozenset()
    referred: frozenset[UUID] = frozenset()
    is_kin: bool = False


@dataclass(frozen=True, kw_only=True)
class _Hit:
    person: Candidate
    by_name: str
    name: Comparison
    day: Comparison
    is_by_number: bool
    is_by_reference: bool
    is_kin: bool = False
    is_only_kin: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """Numbers and references first; then the name, and the day among those of one name."""
        named = self.name.order
        return (not self.is_by_number, not self.is_by_reference, named[0], self.day.level.place, named[1],
                self.person.called, self.person.id)  # fmt: skip


_NOTHING = Comparison(level=Level.UNKNOWN, reasons=())
_ALIKE_DAYS = (Level.ALIKE, Level.NEAR, Level.PARTLY)


def ranked(one: Asked, pool: Pool, *, most: int = SHOWN) -> tuple[FoundCard, ...]:
    """The likeliest of a pool, with the grounds."""
    hits = [_hit(one, person, pool) for person in pool.candidates]
    return tuple(_card(hit) for hit in sorted(filter(_counts, hits), key=lambda hit: hit.order)[:most])


def is_likely(card: FoundCard) -> bool:
    """Whether somebody may be the one who is being registered: a number, or a name; but not part of a name
    beside another date of birth."""
    if Ground.SAME_DOCUMENT in card.grounds:
        return True
    is_partly = any(detail.code in (Code.PART_DIFFERS, Code.PART_MISSING) for detail in card.details)
    return not is_partly or Ground.SAME_BIRTH in card.grounds


def _hit(one: Asked, person: Candidate, pool: Pool) -> _Hit:
    by_name, name = _best_name(one.all_names, person)
    return _Hit(
        person=person,
        by_name=by_name,
        name=name,
        day=_compared(one, person),
        is_by_number=person.id in pool.numbered,
        is_by_reference=person.id in pool.referred,
        is_kin=pool.is_kin,
        is_only_kin=pool.is_kin and not one.kinds and not pool.referred,
    )


def _counts(hit: _Hit) -> bool:
    """Whether something was found that was asked for, and that the actor may know."""
    if hit.is_by_number or hit.is_by_reference or hit.is_only_kin:
        return True
    if hit.name is _NOTHING:
        return hit.day.level in (Level.SAME, *_ALIKE_DAYS)
    return hit.name.level is not Level.DIFFERENT


def _best_name(asked_for: Sequence[str], person: Candidate) -> tuple[str, Comparison]:
    """Of a person the name that is most alike: the main one, when another is only as much alike."""
    if not asked_for or not person.names:
        return person.called, _NOTHING
    best = {
        written: min((compare_names(name, written) for name in asked_for), key=lambda one: one.order)
        for written in person.names
    }
    return min(best.items(), key=lambda item: item[1].order)


def _compared(one: Asked, person: Candidate) -> Comparison:
    born = person.birth.day
    if born is None or not one.days:
        return _NOTHING
    return min((compare_days(day, born) for day in one.days), key=lambda day: day.order)


def _card(hit: _Hit) -> FoundCard:
    return FoundCard(
        id=hit.person.id,
        called=hit.person.called,
        by_name=hit.by_name,
        birth=hit.person.birth,
        sex=hit.person.sex,
        grounds=tuple(_grounds(hit)),
        details=(*hit.name.reasons, *hit.day.reasons),
    )


def _grounds(hit: _Hit) -> Iterable[Ground]:
    if hit.is_by_number:
        yield Ground.SAME_DOCUMENT
    if hit.is_by_reference:
        yield Ground.REFERENCE
    if hit.is_kin:
        yield Ground.KIN
    codes = {reason.code for reason in hit.name.reasons}
    if codes and hit.name.level is not Level.DIFFERENT:
        yield _ground_of(codes)
    if hit.day.level is Level.SAME:
        yield Ground.SAME_BIRTH
    elif hit.day.level in _ALIKE_DAYS:
        yield Ground.LIKE_BIRTH


def _ground_of(codes: set[Code]) -> Ground:
    """The weakest likeness that the name rests on."""
    if codes & {Code.TWO_LETTERS, Code.NEARLY_IN_ANOTHER_SCRIPT, Code.INITIAL_ONLY}:
        return Ground.LOOKS_ALIKE
    if codes & {Code.SOUNDS_ALIKE, Code.SAME_IN_ANOTHER_LANGUAGE, Code.SAME_IN_ANOTHER_SCRIPT, Code.JOINED}:
        return Ground.SOUNDS_ALIKE
    return Ground.ONE_LETTER if Code.ONE_LETTER in codes else Ground.SAME
