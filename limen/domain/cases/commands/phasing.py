"""Following a procedure: the phase of a case is that of the stage at which it stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from limen.domain.cases.events import PhaseEntered
from limen.domain.cases.models import Case
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.sheets import locked_case
from limen.foundation.actors import Actor
from limen.foundation.commands import command


@command("cases.enter_phase", inner=True)
def enter_phase(case_id: UUID, *, phase: Phase, by: Actor, at: datetime) -> PhaseEntered:
    """Let the case stand in a phase. Performed by the acts of `procedure`, never by hand."""
    case = locked_case(case_id, by=by, at=at)
    Case.objects.filter(pk=case.pk).update(phase=phase, version=F("version") + 1)
    return PhaseEntered(case_id=case_id, phase=phase)
