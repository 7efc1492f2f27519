"""A wall that is written once says for everybody what Django would have written for them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.models import Exists, OuterRef, Q

from limen.domain.cases.models import Case, Party
from limen.domain.cases.queries import reach
from limen.domain.cases.queries.parties import persons_through_cases
from limen.domain.people.models import Person
from limen.domain.people.queries.reach import within
from limen.foundation.actors import Actor, Reach
from limen.foundation.rows import acting_as
from limen.foundation.written import Unwritable, written
from tests.cast import AT, Cast


@pytest.mark.parametrize("need", list(Reach))
def test_it_finds_what_the_condition_itself_finds(cast: Cast, need: Reach) -> None:
    found = set()
    for player in cast.everyone:
        with acting_as(player.actor):
            once = set(Case.objects.filter(reach.within_reach(player.actor, need=need, at=AT)))
            anew = set(Case.objects.filter(reach._within_reach(need, player.actor, AT)))
        assert once == anew
        found |= once
    assert found, "nobody reaches anything: the comparison says nothing"


def test_nobody_inherits_the_values_of_whoever_came_before(cast: Cast) -> None:
    first, second = cast.costa.actor, cast.elio.actor
    for by, at in ((first, AT), (second, AT + timedelta(days=1)), (first, AT + timedelta(days=2))):
        _, values = Case.objects.filter(
            reach.within_reach(by, need=Reach.READ, at=at)
        ).query.sql_with_params()
        other = second if by is first else first
        assert by.id in values
        assert at in values
        assert not {other.id, *(unit for unit, _ in other.units)} & set(values)


def test_it_means_the_same_wherever_it_is_put(cast: Cast) -> None:
    """As the inner of two questions that Django gives the same names, and once more inside itself."""
    by = cast.costa.actor
    with acting_as(by):
        inner = Case.objects.filter(reach.within_reach(by, need=Reach.READ, at=AT), pk=OuterRef("pk"))
        outer = Case.objects.filter(Exists(inner), reach.within_reach(by, need=Reach.LIST, at=AT))
        assert cast.case in set(outer.values_list("pk", flat=True))
        parties = Party.objects.filter(person__in=Person.objects.filter(within(by, need=Reach.READ, at=AT)))
        anew = Party.objects.filter(
            person__in=Person.objects.filter(persons_through_cases(by, need=Reach.READ, at=AT))
        )
        assert set(parties) == set(anew)


def test_a_condition_that_joins_or_hides_a_value_is_refused(cast: Cast) -> None:
    by = cast.berg.actor

    def joins(by: Actor, at: datetime) -> Q:
        return Q(unit__name="First unit")

    def hides(by: Actor, at: datetime) -> Q:
        return Q(called=f"of {by.id}")

    def hides_when(by: Actor, at: datetime) -> Q:
        return Q(called=at.isoformat())

    def has_its_own(by: Actor, at: datetime) -> Q:
        return Q(pk=cast.case)

    for build in (joins, hides, hides_when, has_its_own):
        with pytest.raises(Unwritable):
            written(Case, build, by=by, at=AT)


def test_everything_and_nothing_stay_what_they_are(cast: Cast) -> None:
    def nothing(by: Actor, at: datetime) -> Q:
        return Q(pk__in=[])

    def everything(by: Actor, at: datetime) -> Q:
        return ~Q(pk__in=[])

    by = cast.berg.actor
    with acting_as(by):
        assert not Case.objects.filter(written(Case, nothing, by=by, at=AT))
        assert set(Case.objects.filter(written(Case, everything, by=by, at=AT))) == set(Case.objects.all())
