"""A device that hears no answer sends again: in any order and however often, each family is there once."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from limen.domain.registration.commands.families import register_family
from limen.domain.registration.names.merging import Edit, merged
from limen.domain.registration.names.typed import Fields
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from tests.cast import ON, Cast, assemble
from tests.conftest import House
from tests.domain.registration.families import told, two
from tests.workspaces.acting import ask

# Names that nobody would take for each other; each trial is in an organisation of its own.
FAMILIES = ("Quintero", "Bashkova", "Oyelaran")


def test_any_order_and_any_number_of_sends_is_done_once(house: House) -> None:
    @settings(max_examples=12, deadline=None, database=None)
    @given(sends=st.lists(st.integers(0, 2), min_size=1, max_size=8))
    def each_family_is_there_once(sends: list[int]) -> None:
        cast = assemble(house.admin_dsn)
        families = [(new_id(), new_id(), two(name)) for name in FAMILIES]
        answers = [_sent(*families[place], cast) for place in sends]
        firsts = [place not in sends[:at] for at, place in enumerate(sends)]
        assert answers == ["done" if is_first else "received" for is_first in firsts]
        for place, name in enumerate(FAMILIES):
            rows = ask(
                house, "select count(*) from people_person where called like %s and organisation_id = %s",
                f"%{name}", cast.authority,
            )  # fmt: skip
            assert rows == [(2 if place in sends else 0,)]

    each_family_is_there_once()


def _sent(registration: UUID, case: UUID, content: Fields, cast: Cast) -> str:
    try:
        register_family(
            told(content, registration), registration_id=registration, case_id=case,
            unit_id=cast.hana.unit_id, on=ON, by=cast.hana.actor, at=datetime.now(UTC),
        )  # fmt: skip
    except Refused as refused:
        return ",".join(one.code for one in refused.obstacles)
    return "done"


_VALUES = st.sampled_from(["", "a", "b", "c"])
_PAGES = st.dictionaries(st.sampled_from(["family-shared", "family-reference", "way-0-value"]), _VALUES)


@given(base=_PAGES, mine=_PAGES, theirs=_PAGES)
def test_two_windows_never_lose_a_word_in_silence(base: Fields, mine: Fields, theirs: Fields) -> None:
    stored = {**base, **theirs}
    found = merged(stored, Edit(now=mine, was=base), is_own=False)
    told_apart = {one.key for one in found.differences}
    for key, value in mine.items():
        was_changed_here = (value or "") != (base.get(key) or "")
        was_changed_there = (stored.get(key) or "") != (base.get(key) or "")
        if was_changed_here and (found.content.get(key) or "") != (value or ""):
            assert key in told_apart
        if was_changed_there and (found.content.get(key) or "") != (stored.get(key) or ""):
            assert was_changed_here
            assert stored.get(key) is None or stored[key] == base.get(key, "")
    assert {key: value for key, value in stored.items() if key not in mine}.items() <= found.content.items()


@given(content=_PAGES, edits=st.lists(_PAGES, max_size=4))
def test_an_edit_that_is_sent_twice_is_as_good_as_sent_once(content: Fields, edits: list[Fields]) -> None:
    for now in edits:
        edit = Edit(now=now, was=content, window="one")
        once = merged(content, edit, is_own=True).content
        twice = merged(once, edit, is_own=False)
        assert (twice.content, twice.differences) == (once, ())
        content = once
