"""The worker registers people from lists, in the name of whoever started them and as far as they may."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from limen.domain.imports.models import Import
from limen.domain.imports.names import ImportState
from limen.foundation.rows import acting_as
from limen.jobs.errand import carry_out
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.imports.lists import mapped, received, sheet_of, started


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _errand(import_id: UUID, by: Player) -> UUID:
    with acting_as(by.actor):
        errand = Import.objects.get(pk=import_id).errand
    assert errand is not None
    return errand


def test_the_worker_does_it_in_the_name_of_who_started_it(cast: Cast, now: datetime, house: House) -> None:
    import_id = received(cast.hana, now)
    mapped(import_id, cast.hana, now)
    started(import_id, cast.hana, now)
    errand = _errand(import_id, cast.hana)
    assert carry_out(import_id, errand, seconds=60) is False
    card = sheet_of(import_id, cast.hana)
    assert (card.state, card.registered) == (ImportState.FINISHED, 3)
