"""What the database itself holds of plans: settled steps, closed plans, who may let a step be left out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from limen.domain.plans.commands.keeping import close
from limen.domain.plans.commands.stepping import finish_step
from limen.domain.plans.models import Plan, Step
from limen.domain.plans.names import ClosingWhy, Proof
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.conftest import House
from tests.domain.plans.papers import begun, govern, leader, step


@pytest.fixture(autouse=True)
def _law(house: House, cast: Cast) -> None:
    govern(house, cast)


def past_the_act(by: Player, model: type[Plan | Step], key: UUID, **values: Any) -> None:
    """A change that no act of ours makes, as the application's role."""
    with acting_as(by.actor):
        with connection.cursor() as cursor:
            cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        model.objects.filter(pk=key).update(**values)


def test_what_is_settled_stays_settled(cast: Cast) -> None:
    plan, by = begun(cast), cast.dina.actor
    visit = step(plan, cast.dina, "visit").id
    finish_step(visit, done_on=ON, proof=Proof(says="Sample"), on=ON, version=1, by=by, at=AT)
    with pytest.raises(DatabaseError, match="settled does not change"):
        past_the_act(cast.dina, Step, visit, state="open", done_on=None)


def test_a_closed_plan_is_not_opened_again(cast: Cast) -> None:
    plan, by = begun(cast), cast.dina.actor
    close(plan, reason=ClosingWhy.OTHER, why="Sample", on=ON, version=1, by=by, at=AT)
    with pytest.raises(DatabaseError, match="closed does not change"):
        past_the_act(cast.dina, Plan, plan, state="open", closed_on=None, closed_why="", ended_by_id=None)


def test_only_who_leads_casework_lets_a_step_be_left_out(house: House, cast: Cast) -> None:
    plan, nora = begun(cast), leader(house, cast)
    visit = step(plan, cast.dina, "visit").id
    left_out = {"state": "excepted", "end_says": "Sample"}
    for allowed_by in (cast.dina.id, nora.id):
        with pytest.raises(DatabaseError, match="row-level security"):
            past_the_act(
                cast.dina, Step, visit, **left_out, allowed_by_id=allowed_by, changed_by_id=cast.dina.id
            )
    past_the_act(nora, Step, visit, **left_out, allowed_by_id=nora.id, changed_by_id=nora.id)
    assert step(plan, cast.dina, "visit").allowed_by == "Nora"
