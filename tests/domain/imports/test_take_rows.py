"""Registering people from the rows of a list."""

from __future__ import annotations

from datetime import datetime

from limen.domain.imports.names import ImportState, RowState
from limen.domain.imports.queries.rows import rows_in
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.imports.lists import done


def test_people_are_registered_and_a_family_has_one_case(cast: Cast, now: datetime) -> None:
    import_id, card = done(cast.hana, now)
    assert (card.state, card.registered, card.total) == (ImportState.FINISHED, 3, 3)
    with acting_as(cast.hana.actor):
        rows = rows_in(import_id, RowState.REGISTERED, by=cast.hana.actor, at=now)
    assert len({row.case_id for row in rows}) == 2
    assert all(row.cells == () for row in rows), "words are kept only until somebody was registered from them"
