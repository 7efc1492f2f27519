"""Ending a share at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.cases.commands.sharing import revoke_share, share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles


@pytest.fixture
def given(cast: Cast, now: datetime) -> UUID:
    return share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.LEGAL_AID, basis=ShareBasis.LAW,
        basis_says="section 9", compartments=(), until_at=now + timedelta(days=1), by=cast.berg.actor, at=now,
    ).share_id  # fmt: skip


def test_the_case_is_gone_for_the_other_house(given: UUID, cast: Cast, now: datetime) -> None:
    revoke_share(given, by=cast.berg.actor, at=now)
    with acting_as(cast.dina.actor), pytest.raises(Hidden):
        case_sheet(cast.case, by=cast.dina.actor, at=now)


def test_it_is_revoked_once(given: UUID, cast: Cast, now: datetime) -> None:
    revoke_share(given, by=cast.berg.actor, at=now)
    assert obstacles(lambda: revoke_share(given, by=cast.berg.actor, at=now)) == {"revoked"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, given: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        revoke_share(given, by=getattr(cast, role).actor, at=now)


@pytest.mark.parametrize("role", ["elio", "dina", "farah", "grit"])
def test_whoever_does_not_work_on_the_case_cannot(role: str, given: UUID, cast: Cast, now: datetime) -> None:
    """The recipient sees it and still cannot end it."""
    with pytest.raises(Hidden):
        revoke_share(given, by=getattr(cast, role).actor, at=now)


def test_it_says_what_happened(given: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(revoke_share(given, by=cast.berg.actor, at=now), by=cast.berg)
