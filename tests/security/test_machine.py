"""Any order of grants and refusals: after every step, what everybody sees is what the rules of access say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import psycopg
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.security.rows import insert
from tests.security.scene import Scene, set_up
from tests.security.window import Window

NAMES = ("berg", "costa", "farah", "grit", "hana", "ivo", "lena", "dina", "elio")
CLOCKS = ("deadlines_clock", "deadlines_stop", "deadlines_extension", "deadlines_difference")
OWN = st.sampled_from(("berg", "costa", "farah", "grit", "hana", "ivo"))
CASES = st.sampled_from(("case", "other_case", "dina_case"))
COMPARTMENTS = st.sampled_from(("gbv", "medical"))
PERSONS = st.sampled_from(("amina", "basim", "both", "left", "new", "client"))
PARTS = st.sampled_from(("general", "gbv", "medical"))
HOURS = st.sampled_from((-1, 1))


class Play(RuleBasedStateMachine):
    """Rows appear, end and expire as acts would make them; the stage hands do it, no rule in their way."""

    house: ClassVar[House]
    window: ClassVar[Window]

    def __init__(self) -> None:
        super().__init__()
        self.scene: Scene = set_up(self.house.admin_dsn)
        self.now = datetime.now(UTC) - timedelta(minutes=1)

    def _case(self, which: str) -> Any:
        return getattr(self.scene.cast, which)

    def _does(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self.house.admin_dsn) as connection:
            connection.execute("select set_config('limen.act', 'x', true)")
            connection.execute(statement, values)

    def _adds(self, table: str, **values: Any) -> None:
        with psycopg.connect(self.house.admin_dsn) as connection, connection.cursor() as cursor:
            cursor.execute("select set_config('limen.act', 'x', true)")
            try:
                insert(cursor, table, **values)
            except psycopg.errors.UniqueViolation:
                connection.rollback()  # somebody has it already

    @rule(who=OWN, case=CASES)
    def grant(self, who: str, case: str) -> None:
        self._adds("cases_assignment", case_id=self._case(case), member_id=self.scene.people[who].id,
                   part="lead", since_at=self.now)  # fmt: skip

    @rule(who=OWN)
    def revoke(self, who: str) -> None:
        self._does(
            "update cases_assignment set until_at = now() where member_id = %s", self.scene.people[who].id
        )

    @rule(who=st.sampled_from(NAMES), case=CASES)
    def wall(self, who: str, case: str) -> None:
        self._adds("cases_wall", case_id=self._case(case), member_id=self.scene.people[who].id,
                   ground="other", why="",
                   raised_by_id=self.scene.cast.costa.id, since_at=self.now)  # fmt: skip

    @rule(who=OWN)
    def lift(self, who: str) -> None:
        self._does("update cases_wall set until_at = now() where member_id = %s", self.scene.people[who].id)

    @rule(case=CASES, hours=HOURS, parts=st.lists(COMPARTMENTS, max_size=2))
    def share(self, case: str, hours: int, parts: list[str]) -> None:
        self._adds("cases_share", case_id=self._case(case), unit_id=self.scene.cast.agency_unit,
                   purpose="referral", basis="law", basis_says="x", compartments=parts,
                   since_at=self.now - timedelta(hours=2),
                   until_at=self.now + timedelta(hours=hours))  # fmt: skip

    @rule(case=CASES)
    def end_shares(self, case: str) -> None:
        self._does("update cases_share set revoked_at = now() where case_id = %s", self._case(case))

    @rule(who=OWN, case=CASES, hours=HOURS)
    def break_glass(self, who: str, case: str, hours: int) -> None:
        self._adds("cases_opening", case_id=self._case(case), member_id=self.scene.people[who].id,
                   ground="danger", reason="x" * 30, review_says="", since_at=self.now - timedelta(hours=2),
                   until_at=self.now + timedelta(hours=hours))  # fmt: skip

    @rule(who=st.sampled_from(NAMES), part=COMPARTMENTS)
    def clear(self, who: str, part: str) -> None:
        player = self.scene.people[who]
        self._adds("identity_clearance", organisation_id=player.actor.organisation_id, member_id=player.id,
                   compartment=part, since_at=self.now)  # fmt: skip

    @rule(who=st.sampled_from(NAMES))
    def end_clearances(self, who: str) -> None:
        self._does(
            "update identity_clearance set until_at = now() where member_id = %s", self.scene.people[who].id
        )

    @rule(case=CASES, person=PERSONS)
    def join(self, case: str, person: str) -> None:
        self._adds("cases_party", case_id=self._case(case), person_id=self.scene.persons[person],
                   part="family", since_at=self.now)  # fmt: skip

    @rule(person=PERSONS)
    def end_parts(self, person: str) -> None:
        self._does("update cases_party set until_at = now() where person_id = %s", self.scene.persons[person])

    @rule(case=CASES, part=PARTS)
    def start_and_stop_a_clock(self, case: str, part: str) -> None:
        where = {"case_id": self._case(case), "compartment": part}
        clock, by = new_id(), self.scene.cast.costa.id
        edition = self.scene.editions["agency" if case == "dina_case" else "in force"]
        self._adds("deadlines_clock", id=clock, edition_id=edition, pack="atlantis", term="register",
                   term_says="x", about=str(clock), effect="limit", calendar="city", facts=Jsonb({}),
                   state="stopped", value="x", is_settled=True, ruling=Jsonb({}), started_by_id=by,
                   started_at=self.now, version=1, **where)  # fmt: skip
        self._adds("deadlines_stop", clock_id=clock, cause="x", cause_says="x", attributed_to="applicant",
                   does_stop=True, since_on=self.now.date(), why="", recorded_by_id=by,
                   recorded_at=self.now, **where)  # fmt: skip

    @rule(case=CASES, is_restricted=st.booleans())
    def restrict(self, case: str, is_restricted: bool) -> None:
        self._does("update cases_case set is_restricted = %s where id = %s", is_restricted, self._case(case))

    @rule(who=OWN, reach=st.integers(0, 3))
    def post(self, who: str, reach: int) -> None:
        if who != "ivo":  # keepers reach no case: a check of the table
            self._does("update identity_posting set reach = %s where member_id = %s", reach,
                       self.scene.people[who].id)  # fmt: skip

    @rule(who=OWN)
    def leave(self, who: str) -> None:
        self._does(
            "update identity_posting set until_at = now() where member_id = %s", self.scene.people[who].id
        )

    @rule(who=OWN)
    def return_(self, who: str) -> None:
        self._does(
            "update identity_posting set until_at = null where member_id = %s", self.scene.people[who].id
        )

    @invariant()
    def everybody_sees_what_the_rules_say(self) -> None:
        facts = self.scene.facts()
        for name in NAMES:
            me, ticket = self.scene.somebody(name, facts), self.scene.people[name].actor.ticket
            with self.window.shown(ticket) as cursor:
                cases = {row[0] for row in cursor.execute("select id from cases_case").fetchall()}
                notes = {row[0] for row in cursor.execute("select id from notes_note").fetchall()}
                persons = {row[0] for row in cursor.execute("select id from people_person").fetchall()}
                named = {row[0] for row in cursor.execute("select id from people_name").fetchall()}
                timed = {table: {row[0] for row in cursor.execute(f"select id from {table}").fetchall()}
                         for table in CLOCKS}  # fmt: skip
            assert cases == {row["id"] for row in facts.all("cases_case") if me.sees_case(row["id"])}, name
            assert notes == {row["id"] for row in facts.all("notes_note") if me.sees_note(row)}, name
            assert persons == {p["id"] for p in facts.all("people_person") if me.lists_person(p["id"])}, name
            assert named == {row["id"] for row in facts.all("people_name") if me.sees_name(row)}, name
            assert timed == {
                table: {row["id"] for row in facts.all(table) if me.sees_of_clock(row)} for table in CLOCKS
            }, name


def test_any_order_of_grants_and_refusals(house: House) -> None:
    Play.house, Play.window = house, Window(house.dsn(DatabaseRole.APP))
    try:
        run_state_machine_as_test(
            Play,
            settings=settings(
                max_examples=8,
                stateful_step_count=14,
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        Play.window.close()
