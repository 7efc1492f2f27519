"""The application's own wall around what was asked for: read with the file, whatever hangs on it too."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from limen.domain.applications.models import Application
from limen.domain.cases.queries.reach import cases_read_by
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

M = TypeVar("M", bound=Model)


def within(rows: QuerySet[M], by: Actor, *, at: datetime) -> QuerySet[M]:
    """Those of cases whose file the actor reads."""
    return rows.filter(case__in=cases_read_by(by, at=at))


def applications_within(by: Actor, *, at: datetime) -> QuerySet[Application]:
    """Every application the actor may know of."""
    return within(Application.objects.all(), by, at=at)


def locked_application(application_id: UUID, *, by: Actor, at: datetime) -> Application:
    """One of them, locked for the rest of the act. Raises `Hidden`."""
    rows = applications_within(by, at=at).filter(pk=application_id)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise Hidden(f"application {application_id}")
    return found
