"""What the stories of answers have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import psycopg

from limen.domain.identity.names import Role
from limen.domain.identity.roles import permissions_of
from limen.domain.policy.commands import propose
from limen.domain.policy.queries import AdoptionCard, adoption_sheet
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.lawbook import FILES


def proposed(cast: Cast, at: datetime, files: dict[str, str] = FILES) -> UUID:
    """Lena's proposal."""
    return propose("atlantis", files=files, why="It is the law.", by=cast.lena.actor, at=at).adoption_id


def seen(adoption: UUID, by: Player) -> AdoptionCard:
    """The proposal as somebody sees it. Raises `Hidden`."""
    with acting_as(by.actor):
        return adoption_sheet(adoption, by=by.actor)


def made_policy_lead(house: House, player: Player) -> Player:
    """Somebody of another organisation, posted there as a policy lead."""
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute(
            "update identity_posting set role = 'policy_lead', reach = 0 where member_id = %s", [player.id]
        )
    actor = replace(player.actor, permissions=permissions_of([Role.POLICY_LEAD]))
    return replace(player, actor=actor, role=Role.POLICY_LEAD)
