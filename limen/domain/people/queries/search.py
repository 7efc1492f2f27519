"""Finding somebody among the persons whom one may see, whatever was misspelt, and who may be the same.

Names are found by the keys of `limen.likeness` through a function of the database that gives ids alone; these
are read again through both walls, compared in full, and ranked. Nobody is hinted at whom one may not list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from limen.domain.people.models import PersonDocument
from limen.domain.people.names import Registration
from limen.domain.people.queries.asking import Asked, asked, checked
from limen.domain.people.queries.compared import candidates_of
from limen.domain.people.queries.ranking import SHOWN, FoundCard, Pool, is_likely, ranked
from limen.domain.people.queries.reach import HowFar, how_far
from limen.foundation.actors import Actor, Reach
from limen.foundation.prepared import rows_of
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.days import Doubt, Precision
from limen.likeness.keys import name_keys
from limen.likeness.mrz.states import spellings

COMPARED = 60  # names that share the most keys, compared in full
MOST_WORDS = 4  # of a longer name the first are asked for, and all are compared
MOON = timedelta(days=2)

_BORN = """
select a.n, f.id from unnest(%(n)s::integer[], %(before)s::date[], %(earliest)s::date[], %(latest)s::date[],
    %(after)s::date[]) a (n, before, earliest, latest, after), lateral (
    select p.id from people_person p where p.birth_precision = 'exact'
        and p.birth_earliest between a.before and a.latest and p.birth_latest between a.earliest and a.after
        order by p.called, p.id limit %(most)s) f
"""


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
    far_told: HowFar = how_far,
    most: int = SHOWN,
) -> tuple[FoundCard, ...]:
    """The same for a question from a form. `among` keeps only these persons, such as those who share a case
    with somebody; `is_referred` says that a reference was given: with either nothing else need be asked."""
    if among is None and not is_referred:
        checked(one)
    return _ranked(one, by=by, at=at, referred=frozenset(referred), among=among, far_told=far_told, most=most)


def likely_same(told: Registration, *, by: Actor, at: datetime) -> tuple[FoundCard, ...]:
    """Persons on record who may be the one who is being registered: every name that was told is looked for.

    Asked before a person is created; it answers from what the actor may see, and decides nothing.
    """
    found: dict[UUID, FoundCard] = {}
    for one in asked_of(told):
        for card in _ranked(one, by=by, at=at, referred=frozenset()):
            if is_likely(card):
                found.setdefault(card.id, card)
    return tuple(found.values())[:SHOWN]


def asked_of(told: Registration) -> tuple[Asked, ...]:
    """What is asked about one who is being registered: every name, with the numbers and the day."""
    numbers = tuple(document.number for document in told.documents)
    return tuple(Asked(name=name.searched, numbers=numbers, day=told.birth.day) for name in told.names)


def _ranked(
    one: Asked,
    *,
    by: Actor,
    at: datetime,
    referred: frozenset[UUID],
    among: frozenset[UUID] | None = None,
    far_told: HowFar = how_far,
    most: int = SHOWN,
) -> tuple[FoundCard, ...]:
    numbered = _by_number(one)
    wanted = numbered | referred | _by_day(one)
    for name in one.all_names:
        wanted |= _by_name(name)
    if among is not None:
        wanted = wanted & among if one.kinds or referred else among
    far = far_told(wanted, by=by, at=at)
    pool = Pool(
        candidates=candidates_of(far, far).values(),
        numbered=frozenset(key for key in numbered if far.get(key, Reach.LIST) >= Reach.READ),
        referred=referred,
        is_kin=among is not None,
    )
    return ranked(one, pool, most=most)


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
    """Whoever was born on exactly that day: few, so that even a name with many errors is found among them."""
    days = [(0, earliest, latest) for earliest, latest in days_looked_up(one)]
    return frozenset(person_id for _, person_id in born_on(days))


def born_on(days: Sequence[tuple[int, date, date]]) -> list[tuple[int, UUID]]:
    """Persons born on each of these days, told with a number and as its earliest and latest: the number with
    each. A day told by the moon is kept as three; whichever of the two was told so, they meet."""
    if not days:
        return []
    numbers, earliest, latest = ([*column] for column in zip(*days, strict=True))
    values = {
        "n": numbers,
        "before": [day - MOON for day in earliest],
        "earliest": earliest,
        "latest": latest,
        "after": [day + MOON for day in latest],
        "most": COMPARED,
    }
    return [(n, person_id) for n, person_id in rows_of(_BORN, values)]


def days_looked_up(one: Asked) -> list[tuple[date, date]]:
    """The days on which whoever is meant may have been born, each as its earliest and latest. Not a first of
    January beside a name: offices write it when they know the year."""
    return [
        (day.earliest, day.latest)
        for day in one.days
        if day.precision is Precision.EXACT
        and day.earliest is not None
        and day.latest is not None
        and not (one.all_names and Doubt.FIRST_OF_THE_YEAR in day.doubts)
    ]


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
