"""A programme of Atlantis for tests, and plans begun from it at the agency. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg

from limen.domain.identity.names import Role
from limen.domain.plans.commands.beginning import begin
from limen.domain.plans.names import Outline
from limen.domain.plans.queries.cards import PlanSheet, StepCard
from limen.domain.plans.queries.sheets import plan_sheet
from limen.domain.policy.queries import digest_of, packed
from limen.foundation.actors import Reach
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.law.library import read_library
from tests.cast import AT, ON, Cast, Player, colleague
from tests.conftest import House
from tests.lawbook import FACTS, FILES
from tests.security.rows import insert

PLANS = """
arrival:
  says: The first weeks
  about: For whoever has just come ashore.
  starts_from: arrived_on
  since: 2020-01-01
  source: "Act, section 20"
  certainty: verified
  steps:
    - {id: visit, says: First visit, by: worker, for: household, counted_by: city,
       values: [{since: 2020-01-01, value: 5 days, source: "Act, section 21", certainty: verified}],
       evidence: [visit note]}
    - {id: school, says: Children at school, by: client, for: children, counted_by: city,
       runs_from: housed_on,
       values: [{since: 2020-01-01, value: 10 days, source: "Act, section 22", certainty: unverified}]}
    - {id: map, says: Shown the town on a map, by: partner, for: each person}
ended:
  says: The old programme
  starts_from: arrived_on
  since: 2020-01-01
  until: 2021-01-01
  source: "Act, section 19"
  certainty: verified
  steps:
    - {id: old, says: Old step, by: worker, for: household}
"""
LAW = FILES | {
    "atlantis/facts.yaml": FACTS
    + "arrived_on: {says: Day of arrival, kind: date}\nhoused_on: {says: Day of moving in, kind: date}\n",
    "atlantis/plans/all.yaml": PLANS,
}
ARRIVED = ON - timedelta(days=2)
OUTLINE = Outline(
    pack="atlantis", template="arrival", person_id=None, language="ara",
    facts={"arrived_on": ARRIVED.isoformat()},
)  # fmt: skip


def govern(house: House, cast: Cast, files: dict[str, str] = LAW) -> None:
    """The agency has this law in force, as two policy leads of it would have left it."""
    library = read_library(files, only=("atlantis",))
    found, content, key = library.pack("atlantis"), packed(library.bundle("atlantis")), new_id()
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        insert(
            connection.cursor(), "policy_edition", id=key, organisation_id=cast.agency, pack="atlantis",
            fingerprint=found.fingerprint, digest=digest_of(content), says=found.says, as_of=found.as_of,
            is_signed=found.is_signed, files=content, kept_at=AT, kept_by_id=cast.dina.id,
        )  # fmt: skip
        insert(
            connection.cursor(), "policy_adoption", organisation_id=cast.agency, edition_id=key,
            pack="atlantis", state="adopted", why="x", proposed_by_id=cast.dina.id, proposed_at=AT,
            answered_by_id=cast.elio.id, answered_at=AT, answer_says="",
        )  # fmt: skip


def leader(house: House, cast: Cast) -> Player:
    """Somebody who leads casework at the agency."""
    return colleague(
        house.admin_dsn, "Nora", cast.agency, cast.agency_unit, Role.CASEWORK_SUPERVISOR, Reach.WORK
    )


def second(house: House, cast: Cast, reach: Reach = Reach.WORK) -> Player:
    """A second caseworker of the agency."""
    return colleague(house.admin_dsn, "Omar", cast.agency, cast.agency_unit, Role.CASEWORKER, reach)


def begun(cast: Cast, **changes: Any) -> UUID:
    """A plan in Dina's case."""
    outline = replace(OUTLINE, **changes)
    return begin(cast.dina_case, outline=outline, on=ON, by=cast.dina.actor, at=AT).plan_id


def sheet(plan: UUID, by: Player, on: date = ON) -> PlanSheet:
    """The plan as somebody sees it on a day."""
    with acting_as(by.actor):
        return plan_sheet(plan, on=on, by=by.actor, at=AT)


def step(plan: UUID, by: Player, name: str) -> StepCard:
    """A step of the template."""
    return next(one for one in sheet(plan, by).steps if one.template_step == name)
