"""A statement that is written once finds for everybody what Django would have found for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from limen.domain.cases.models import Case
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.lists import COUNTED_UP_TO
from limen.domain.worklists.names import Question, SortedBy, Whose
from limen.domain.worklists.queries import lists
from limen.foundation.actors import Actor
from limen.foundation.rows import acting_as
from limen.foundation.statements import asked, counted, padded
from limen.foundation.written import Unwritable
from tests.cast import AT, Cast

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"phases": frozenset({Phase.EXAMINATION, Phase.REGISTERED})},
    {"whose": Whose.NOBODY},
    {"whose": Whose.ME},
    {"due_until": date(2027, 1, 1)},
    {"quiet_since": AT + timedelta(days=1)},
    {"is_found": True},
    {"language": "fra"},
    {"is_down": True},
    {"sorted_by": SortedBy.REFERENCE},
)


def _questions(by: Actor) -> list[Question]:
    wheres: list[dict[str, Any]] = [{"unit_id": unit} for unit, _ in by.units] + [{"unit_id": None}]
    wheres.append({"unit_id": None, "member_id": by.id})
    return [Question(**where, **narrowed) for where in wheres for narrowed in FILTERS]


def test_it_finds_what_the_question_itself_finds(cast: Cast) -> None:
    found = 0
    for player in cast.everyone:
        by = player.actor
        with acting_as(by):
            for question in _questions(by):
                mine = lists._normal(question, by)
                given = (mine, None, question.is_down, lists.PAGE + 1)
                anew = [row[0] for row in lists._one_page(by, AT, given)]
                once = [card.case_id for card in lists.worklist(question, by=by, at=AT).cards]
                assert once == anew[: lists.PAGE], question
                assert lists.count_of(question, by=by, at=AT).found == len(
                    lists._some(by, AT, (mine, COUNTED_UP_TO))
                )
                found += len(once)
    assert found, "nobody finds anything: the comparison says nothing"


def test_nobody_inherits_what_somebody_else_asked_for(cast: Cast) -> None:
    by, other = cast.costa.actor, cast.berg.actor
    with acting_as(by):
        first = asked(_named_so, (cast.case, "x"), by=by, at=AT)
        again = asked(_named_so, (UUID(int=9), "x"), by=by, at=AT)
    assert [row[0] for row in first] == [cast.case]
    assert again == []
    with acting_as(other):
        assert counted(_named_so, (cast.case, "x"), by=other, at=AT) == len(
            _named_so(other, AT, (cast.case, "x"))
        )


def _named_so(_by: Actor, _at: datetime, given: tuple[UUID, str]) -> QuerySet[Case, Any]:
    return Case.objects.filter(pk=given[0]).exclude(called=given[1]).values_list("pk")


def _hides(_by: Actor, _at: datetime, given: UUID) -> QuerySet[Case, Any]:
    return Case.objects.filter(called=f"of {given}").values_list("pk")


def _has_its_own(_by: Actor, _at: datetime, _given: UUID) -> QuerySet[Case, Any]:
    return Case.objects.filter(pk=UUID(int=7)).values_list("pk")


def _hides_a_word(_by: Actor, _at: datetime, given: str) -> QuerySet[Case, Any]:
    return Case.objects.filter(called__startswith=given).values_list("pk")


@pytest.mark.parametrize(
    ("build", "given"), [(_hides, UUID(int=5)), (_has_its_own, UUID(int=5)), (_hides_a_word, "A")]
)
def test_a_statement_that_hides_a_value_or_has_its_own_is_refused(cast: Cast, build: Any, given: Any) -> None:
    with pytest.raises(Unwritable):
        asked(build, given, by=cast.berg.actor, at=AT)


def test_a_number_of_ids_is_one_of_few() -> None:
    ids = [UUID(int=number) for number in range(1, 100)]
    assert {len(padded(ids[:size])) for size in range(100)} == {0, 1, 8, 64, 512}
    assert set(padded(ids[:5])) == set(ids[:5])
    assert padded(ids[:1] * 3) == tuple(ids[:1])
