"""Finding somebody among the persons whom one may see, whatever was misspelt, and who may be the same.

Names are found by the keys of `limen.likeness` through a function of the database that gives ids alone; these
are read again through both walls, compared in full, and ranked. Nobody is hinted at whom one may not list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from limen.domain.people.models import Name, Person, PersonDocument
from limen.domain.people.names import Birth, Ground, Registration, Sex
from limen.domain.people.queries.asking import Asked, asked, checked
from limen.domain.people.queries.reach import (
    names_of,
    persons_and_how_far,
)
from limen.domain.people.queries.sheets import birth_of
from limen.foundation.actors import Actor
from limen.likeness.comparing.days import compare_days
from limen.likeness.comparing.names import compare_names
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.comparing.verdicts import Code, Comparison, Level
from limen.likeness.comparing.verdicts import Reason as Detail
from limen.likeness.days import Doubt, Precision, UncertainDay
from limen.likeness.keys import name_keys
from limen.likeness.mrz.states import spellings

SHOWN = 10
COMPARED = 60  # names that share the most keys, compared in full
MOST_WORDS = 4  # of a longer name the first are asked for, and all are compared


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


@dataclass(frozen=True, kw_only=True)
class _Hit:
    person: Person
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


_MOON = timedelta(days=2)
_NOTHING = Comparison(level=Level.UNKNOWN, reasons=())
_ALIKE_DAYS = (Level.ALIKE, Level.NEAR, Level.PARTLY)


def find(text: str, *, by: Actor, at: datetime, referred: Iterable[UUID] = ()) -> tuple[FoundCard, ...]:
    """The ten likeliest persons, with the grounds. At most six queries. Raises `Refused` for a trawl.

    `referred` are persons to whom a reference in the text leads: this floor knows no references.
    """
    return find_asked(asked(text), by=by, at=at, referred=referred)


def find_asked(
    one: Asked,
    *,
    by: Actor,
    at: datetime,
    referred: Iterable[UUID] = (),
    among: frozenset[UUID] | None = None,
    is_referred: bool = False,
) -> tuple[FoundCard, ...]:
    """The same for a question from a form. `among` keeps only these persons, such as those who share a case
    with somebody; `is_referred` says that a reference was given: with either nothing else need be asked."""
    if among is None and not is_referred:
        checked(one)
    return _ranked(one, by=by, at=at, referred=frozenset(referred), among=among)


def likely_same(told: Registration, *, by: Actor, at: datetime) -> tuple[FoundCard, ...]:
    """Persons on record who may be the one who is being registered: every name that was told is looked for.

    Asked before a person is created; it answers from what the actor may see, and decides nothing.
    """
    numbers = tuple(document.number for document in told.documents)
    found: dict[UUID, FoundCard] = {}
    for name in told.names or ():
        one = Asked(name=name.searched, numbers=numbers, day=told.birth.day)
        for card in _ranked(one, by=by, at=at, referred=frozenset()):
            if _is_likely(card):
                found.setdefault(card.id, card)
    return tuple(found.values())[:SHOWN]


def _is_likely(card: FoundCard) -> bool:
    """A number, or a name; but not part of a name beside another date of birth."""
    if Ground.SAME_DOCUMENT in card.grounds:
        return True
    is_partly = any(detail.code in (Code.PART_DIFFERS, Code.PART_MISSING) for detail in card.details)
    return not is_partly or Ground.SAME_BIRTH in card.grounds


def _ranked(
    one: Asked,
    *,
    by: Actor,
    at: datetime,
    referred: frozenset[UUID],
    among: frozenset[UUID] | None = None,
) -> tuple[FoundCard, ...]:
    numbered = _by_number(one)
    wanted = numbered | referred | _by_day(one)
    for name in one.all_names:
        wanted |= _by_name(name)
    if among is not None:
        wanted = wanted & among if one.kinds or referred else among
    persons, read = persons_and_how_far(wanted, by=by, at=at)
    names = names_of(persons, read=read).order_by("-is_main", "id")
    best = _best_names(one.all_names, names)
    hits = [
        _Hit(
            person=person,
            by_name=best[key][0] if key in best else person.called,
            name=best[key][1] if key in best else _NOTHING,
            day=_compared(one.days, person),
            is_by_number=key in numbered and key in read,
            is_by_reference=key in referred,
            is_kin=among is not None,
            is_only_kin=among is not None and not one.kinds and not referred,
        )
        for key, person in persons.items()
    ]
    return tuple(_card(hit) for hit in sorted(filter(_counts, hits), key=lambda hit: hit.order)[:SHOWN])


def _counts(hit: _Hit) -> bool:
    """Whether something was found that was asked for, and that the actor may know."""
    if hit.is_by_number or hit.is_by_reference or hit.is_only_kin:
        return True
    if hit.name is _NOTHING:
        return hit.day.level in (Level.SAME, *_ALIKE_DAYS)
    return hit.name.level is not Level.DIFFERENT


# What follows collects candidates, behind row security alone: who of them is shown, and why, is asked
# afterwards by the application's own filter, which is dear to build.


def _by_number(one: Asked) -> frozenset[UUID]:
    keys = {folded_number(number) for number in one.numbers}
    if not keys:
        return frozenset()
    rows = PersonDocument.objects.filter(number_key__in=keys)
    if one.issuing_state:
        rows = rows.filter(issuing_state__in=spellings(one.issuing_state))
    return frozenset(rows.values_list("person_id", flat=True)[:COMPARED])


def _by_day(one: Asked) -> frozenset[UUID]:
    """Whoever was born on exactly that day: few, so that even a name with many errors is found among them.
    Not on a first of January beside a name: offices write it when they know the year."""
    born = Q()
    for day in one.days:
        if day.precision is not Precision.EXACT or day.earliest is None or day.latest is None:
            continue
        if one.all_names and Doubt.FIRST_OF_THE_YEAR in day.doubts:
            continue
        # A day told by the moon is kept as three; whichever of the two was told so, they meet.
        born |= Q(
            birth_precision=Precision.EXACT,
            birth_earliest__range=(day.earliest - _MOON, day.latest),
            birth_latest__range=(day.earliest, day.latest + _MOON),
        )
    if not born:
        return frozenset()
    rows = Person.objects.filter(born).order_by("called", "id")
    return frozenset(rows.values_list("pk", flat=True)[:COMPARED])


def _by_name(name: str) -> frozenset[UUID]:
    asked_for = name_keys(name).asked[:MOST_WORDS]
    if not asked_for:
        return frozenset()
    keys = [[*one] for _, one in asked_for]
    words: list[list[int] | None] = [*keys, *[None] * (MOST_WORDS - len(keys))]
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from access.people_named(%s::bigint[], %s::bigint[], %s::bigint[],"
            " %s::bigint[], %s::bigint[], %s)",
            [*words, [number for number, _ in asked_for], COMPARED],
        )
        return frozenset([row[0] for row in cursor.fetchall()][:COMPARED])


def _best_names(names: Sequence[str], rows: Iterable[Name]) -> Mapping[UUID, tuple[str, Comparison]]:
    """Of each person the name that is most alike."""
    best: dict[UUID, tuple[str, Comparison]] = {}
    if not names:
        return best
    for row in rows:
        compared = min((compare_names(name, row.written) for name in names), key=lambda one: one.order)
        if row.person_id not in best or compared.order < best[row.person_id][1].order:
            best[row.person_id] = row.written, compared
    return best


def _compared(days: Sequence[UncertainDay], person: Person) -> Comparison:
    born = birth_of(person).day
    if born is None or not days:
        return _NOTHING
    return min((compare_days(day, born) for day in days), key=lambda one: one.order)


def _card(hit: _Hit) -> FoundCard:
    return FoundCard(
        id=hit.person.id,
        called=hit.person.called,
        by_name=hit.by_name,
        birth=birth_of(hit.person),
        sex=Sex(hit.person.sex) if hit.person.sex else None,
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
