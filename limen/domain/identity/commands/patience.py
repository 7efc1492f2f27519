"""Saying after how many days a case stands too long."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from limen.domain.identity import rules
from limen.domain.identity.events import PatienceSet
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("identity.set_patience")
def set_patience(*, stage_days: int | None, quiet_days: int | None, by: Actor, at: datetime) -> PatienceSet:
    """Say after how many days a case has stood too long at one stage, or without an act; None: never. The
    next night looks by it."""
    refuse_if(rules.obstacles_to_setting_patience(stage_days, quiet_days))
    with connection.cursor() as cursor:
        cursor.execute("select access.set_patience(%s, %s)", [stage_days, quiet_days])
    return PatienceSet(stage_days=stage_days, quiet_days=quiet_days)
