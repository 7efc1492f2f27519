"""An answer that calls for safety opens a matter in the same act; it stays until each step was taken, or a
reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from limen.domain.screenings.commands.safety import close_matter, open_matter, take_step
from limen.domain.screenings.commands.screening import answer
from limen.domain.screenings.events import MatterOpened
from limen.domain.screenings.names import StepKind
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.screenings.papers import HEARD, asked, heard, matters
from tests.domain.told import Journal, obstacles


def _steps(matter: UUID, by: Player, at: datetime, kinds: list[StepKind]) -> None:
    for kind in kinds:
        take_step(matter, kind=kind, says="Sample: I did", heard=heard(kind), by=by.actor, at=at)


def test_the_ninth_answer_opens_a_matter_at_once(
    cast: Cast, dina: Player, samira: UUID, now: datetime, journal: Journal
) -> None:
    screening = asked(cast, dina, samira, now)
    answer(screening, item="9", answer="0", by=dina.actor, at=now)
    assert matters(cast.dina_case, dina, now) == []
    told = answer(screening, item="9", answer="1", by=dina.actor, at=now)
    assert journal.tells(told, by=dina, after=(MatterOpened.kind,))
    [found] = matters(cast.dina_case, dina, now)
    assert (found.person_id, found.screening_id, found.missing) == (samira, screening, tuple(StepKind))
    assert found.follow_up_by == now + timedelta(hours=72)
    again = answer(screening, item="9", answer="2", by=dina.actor, at=now)
    assert journal.tells(again, by=dina)
    assert len(matters(cast.dina_case, dina, now)) == 1


def test_it_stays_until_each_step_was_taken(cast: Cast, dina: Player, samira: UUID, now: datetime) -> None:
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now).matter_id
    _steps(matter, dina, now, list(StepKind)[:-1])
    [found] = matters(cast.dina_case, dina, now)
    assert found.missing == (StepKind.FOLLOWED_UP,)
    assert not found.is_late
    assert matters(cast.dina_case, dina, now + timedelta(hours=73))[0].is_late
    _steps(matter, dina, now, [StepKind.FOLLOWED_UP])
    assert matters(cast.dina_case, dina, now) == []


def test_a_step_is_taken_once_with_all_four_questions(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now).matter_id

    def refused(kind: StepKind, heard: dict[str, str], says: str = "Sample") -> set[str]:
        return obstacles(lambda: take_step(matter, kind=kind, says=says, heard=heard, by=dina.actor, at=now))

    assert refused(StepKind.STAYED, {}, says=" ") == {"says"}
    assert refused(StepKind.ACUITY, {}) == {"heard"}
    assert refused(StepKind.ACUITY, HEARD | {"plan": "perhaps"}) == {"heard"}
    assert refused(StepKind.STAYED, HEARD) == {"heard"}
    _steps(matter, dina, now, [StepKind.ACUITY])
    assert refused(StepKind.ACUITY, HEARD) == {"kind"}


def test_it_is_closed_with_a_reason_and_stays_closed(
    cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now).matter_id
    assert obstacles(lambda: close_matter(matter, why=" ", by=dina.actor, at=now)) == {"why"}
    close_matter(matter, why="Sample: a slip of the thumb", by=dina.actor, at=now)
    assert matters(cast.dina_case, dina, now) == []
    assert obstacles(lambda: close_matter(matter, why="again", by=dina.actor, at=now)) == {"state"}
    taken = obstacles(
        lambda: take_step(matter, kind=StepKind.STAYED, says="x", heard={}, by=dina.actor, at=now)
    )
    assert taken == {"state"}


def test_the_wrong_role_and_strangers(cast: Cast, dina: Player, samira: UUID, now: datetime) -> None:
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now).matter_id
    with pytest.raises(Forbidden):
        open_matter(cast.case, person_id=samira, by=cast.costa.actor, at=now)
    with pytest.raises(Forbidden):
        close_matter(matter, why="x", by=cast.costa.actor, at=now)
    with pytest.raises(Hidden):
        close_matter(matter, why="x", by=cast.dina.actor, at=now)  # as Dina was before she was cleared


def test_every_act_is_told(cast: Cast, dina: Player, samira: UUID, now: datetime, journal: Journal) -> None:
    event = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now)
    assert journal.tells(event, by=dina)
    step = take_step(event.matter_id, kind=StepKind.TOLD, says="Sample", heard={}, by=dina.actor, at=now)
    assert journal.tells(step, by=dina)
    assert journal.tells(close_matter(event.matter_id, why="Sample", by=dina.actor, at=now), by=dina)


def test_supervisors_are_told_that_they_are_needed_and_nothing_else(
    house: House, cast: Cast, dina: Player, samira: UUID, now: datetime
) -> None:
    """Whether or not they are cleared; nobody else is, and nobody twice."""
    from limen.domain.identity.names import Role
    from limen.foundation.actors import Reach
    from limen.reactions.registry import following
    from limen.web.casefile.words import notice_words

    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', %s, true)", [str(samira)])
        row = admin.execute(
            "insert into identity_account (id, login, password, is_active)"
            " values (gen_random_uuid(), gen_random_uuid()::text, '!', true) returning id"
        ).fetchone()
        assert row is not None
        admin.execute(
            "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)"
            " values (%s, %s, 'Vera', 'en', 'UTC', 'auto', 1)", [row[0], cast.agency]
        )  # fmt: skip
        admin.execute(
            "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)"
            " values (gen_random_uuid(), %s, %s, %s, %s, %s, now() - interval '1 day')",
            [cast.agency, row[0], cast.agency_unit, Role.CASEWORK_SUPERVISOR, Reach.WORK],
        )
    event = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now)
    with psycopg.connect(house.admin_dsn) as admin:
        line = admin.execute("select id from journal_entry where act_id = %s", [event.act_id]).fetchone()
        assert line is not None
        told = [admin.execute("select access.tell_of_safety(%s)", [line[0]]).fetchone() for _ in range(2)]
        assert told == [(1,), (0,)]
        notices = admin.execute(
            "select member_id, kind from notices_notice where entry_id = %s", [line[0]]
        ).fetchall()
    assert notices == [(row[0], MatterOpened.kind)]
    assert "notices.tell_of_safety" in following(MatterOpened.kind)
    said = notice_words(MatterOpened.kind).casefold()
    assert "colleague needs you" in said
    assert not any(word in said for word in ("safety", "medical", "health", "screening"))
