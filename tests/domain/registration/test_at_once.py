"""Two clerks and one family at the same moment: one family, one proposal, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from limen.domain.registration.commands.drafting import keep, start
from limen.domain.registration.commands.families import LikelySame, register_family
from limen.domain.registration.events import FamilyRegistered
from limen.domain.registration.names.typed import Fields, person_key
from limen.domain.registration.queries.drafts import DraftSheet, draft_sheet
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.registration.families import edit, told, two, unheard
from tests.workspaces.acting import ask


def begun(by: Player, content: Fields) -> DraftSheet:
    """A draft at somebody's desk."""
    at = datetime.now(UTC)
    with acting_as(by.actor):
        draft = start(unit_id=by.unit_id, by=by.actor, at=at)
        keep(draft.id, edit(content), by=by.actor, at=at)
        return draft_sheet(draft.id, by=by.actor)


def sent(by: Player, draft: DraftSheet) -> FamilyRegistered | LikelySame:
    """What happens when the clerk presses the button."""
    try:
        return register_family(
            told(draft.content, draft.id),
            registration_id=draft.id,
            case_id=draft.opens,
            unit_id=draft.unit_id,
            on=ON,
            by=by.actor,
            at=datetime.now(UTC),
        )
    except LikelySame as likely:
        return likely


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do things at the same moment, each over a connection of its own."""
    gate = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        try:
            gate.wait(10)
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result(30) for future in [pool.submit(one, deed) for deed in deeds]]


@pytest.mark.parametrize("attempt", range(5))
def test_two_clerks_register_one_family(attempt: int, house: House, cast: Cast) -> None:
    name = unheard()
    drafts = {player: begun(player, two(name)) for player in (cast.hana, cast.costa)}
    answers = at_once(*(lambda p=p, d=d: sent(p, d) for p, d in drafts.items()))
    done = [one for one in answers if isinstance(one, FamilyRegistered)]
    shown = [one for one in answers if isinstance(one, LikelySame)]
    assert (len(done), len(shown)) == (1, 1)
    assert {card.id for one in shown[0].likely for card in one.cards} == set(done[0].person_ids)
    rows = ask(house, "select count(*) from people_person where called like %s", f"%{name}")
    assert rows == [(2,)]
    second = (cast.hana, cast.costa)[answers.index(shown[0])]
    with acting_as(second.actor):
        kept = draft_sheet(drafts[second].id, by=second.actor)
    assert kept.content == drafts[second].content
    assert kept.case_id is None


def test_who_compared_and_registers_anyway_leaves_a_proposal(house: House, cast: Cast) -> None:
    name = unheard()
    first = sent(cast.hana, begun(cast.hana, two(name)))
    draft = begun(cast.costa, two(name))
    likely = sent(cast.costa, draft)
    assert isinstance(first, FamilyRegistered)
    assert isinstance(likely, LikelySame)
    seen: Fields = {
        person_key(one.person_id, "seen"): [str(card.id) for card in one.cards] for one in likely.likely
    }
    with acting_as(cast.costa.actor):
        keep(draft.id, edit(seen), by=cast.costa.actor, at=datetime.now(UTC))
        draft = draft_sheet(draft.id, by=cast.costa.actor)
    second = sent(cast.costa, draft)
    assert isinstance(second, FamilyRegistered)
    pairs = ask(
        house, "select first_id, second_id from duplicates_proposal where state = 'open' and"
        " first_id = any (%s)", list(first.person_ids)
    )  # fmt: skip
    assert {frozenset(pair) for pair in pairs} == {
        frozenset(pair) for pair in zip(first.person_ids, second.person_ids, strict=True)
    }


def test_many_desks_with_other_families_do_not_hinder_each_other(cast: Cast) -> None:
    drafts = [begun(player, two()) for player in (cast.hana, cast.costa) for _one in range(3)]
    players = [player for player in (cast.hana, cast.costa) for _one in range(3)]
    answers = at_once(*(lambda p=p, d=d: sent(p, d) for p, d in zip(players, drafts, strict=True)))
    assert all(isinstance(one, FamilyRegistered) for one in answers)
    references = {one.reference[-8:-2] for one in answers}
    assert references == {f"{number:06}" for number in range(1, 7)}
