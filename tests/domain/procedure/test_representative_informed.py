"""Whether whoever represents a person was informed: said by the service of a decision, else by a person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.families.commands.appointing import appoint
from limen.domain.families.names import AppointmentKind, AppointmentTold
from limen.domain.procedure.names import GateAnswer
from limen.domain.procedure.queries.gates import answer_gates
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.petitions import ready, seen


def _asked(cast: Cast, application: UUID, now: datetime) -> GateAnswer:
    sheet, by = seen(application, cast.berg, now), cast.berg.actor
    with acting_as(by):
        (found,) = answer_gates(["representative_informed"], sheet, on=ON, by=by, at=now)
    return found


def test_it_names_who_is_on_file_and_leaves_it_to_a_person(cast: Cast, nadia: UUID, now: datetime) -> None:
    application = ready(cast, nadia, now)
    assert (_asked(cast, application, now).holds, _asked(cast, application, now).why) == (None, "")
    acting = {AppointmentKind.LEGAL_ADVISER: "A. Adviser", AppointmentKind.TRUSTED_ADULT: "Aunt"}
    for kind, name in acting.items():
        told = AppointmentTold(kind=kind, name=name, appointed_on=ON)
        appoint(nadia, told=told, appointment_id=new_id(), by=cast.berg.actor, at=now)
    found = _asked(cast, application, now)
    assert found.holds is None
    assert found.why == "Nothing in the file says that it was sent to: A. Adviser."
