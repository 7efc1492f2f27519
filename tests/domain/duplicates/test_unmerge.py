"""Ending the link between two records."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.duplicates.commands.undoing import unmerge
from limen.domain.duplicates.queries.groups import groups_of
from limen.domain.duplicates.queries.proposals import decisions, merging_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.duplicates.pairs import Pair, merged, proposed
from tests.domain.told import Journal, obstacles


def test_they_are_two_again_and_may_be_asked_about_anew(cast: Cast, now: datetime, pair: Pair) -> None:
    by, link = cast.costa.actor, merged(pair, cast, now).merging_id
    unmerge(link, why="Twins.", by=by, at=now)
    with acting_as(by):
        assert groups_of(pair[:2], by=by, at=now) == {}
        (card,) = decisions(by=by, at=now)
        assert (card.merging_id, card.undone_by, card.undone_why) == (link, "Costa", "Twins.")
        assert [one.code for one in merging_sheet(link, by=by, at=now).obstacles] == ["undone"]
    proposed(pair, by=cast.grit, at=now)


def test_without_reason_or_twice_is_refused(cast: Cast, now: datetime, pair: Pair) -> None:
    link = merged(pair, cast, now).merging_id
    assert obstacles(lambda: unmerge(link, why=" ", by=cast.costa.actor, at=now)) == {"why"}
    unmerge(link, why="Twins.", by=cast.costa.actor, at=now)
    assert obstacles(lambda: unmerge(link, why="Twins.", by=cast.costa.actor, at=now)) == {"undone"}


@pytest.mark.parametrize("role", ["hana", "farah", "berg", "grit", "dina", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, pair: Pair) -> None:
    link = merged(pair, cast, now).merging_id
    with pytest.raises(Forbidden):
        unmerge(link, why="x", by=getattr(cast, role).actor, at=now)


def test_a_stranger_cannot_even_see_it(cast: Cast, now: datetime, pair: Pair) -> None:
    link = merged(pair, cast, now).merging_id
    with pytest.raises(Hidden):
        unmerge(link, why="x", by=cast.elio.actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, pair: Pair, journal: Journal) -> None:
    link = merged(pair, cast, now)
    event = unmerge(link.merging_id, why="Twins.", by=cast.costa.actor, at=now)
    assert (event.decided_by_id, event.proposed_by_id) == (cast.costa.id, cast.grit.id)
    assert journal.tells(event, by=cast.costa, after=("duplicates.unmerged",))
