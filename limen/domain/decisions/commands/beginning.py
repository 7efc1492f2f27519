"""Beginning a decision, and setting one aside before it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationCard, application_sheet
from limen.domain.cases.models import Case, Party
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.decisions.events import Begun, SetAside
from limen.domain.decisions.models import Concerned, Decision
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.reach import decisions_seen_by, locked_decision, under
from limen.domain.decisions.queries.sheets import concerned_by
from limen.domain.decisions.rules import acting
from limen.domain.identity.names import Compartment
from limen.domain.policy.queries import Law, law_in_force
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Refused, refuse_if


@command("decisions.begin")
def begin(
    case_id: UUID,
    *,
    pack: str,
    person_ids: Sequence[UUID],
    application_id: UUID | None = None,
    compartment: Compartment = Compartment.GENERAL,
    is_separate: bool = False,
    instead_of: UUID | None = None,
    why: str = "",
    by: Actor,
    at: datetime,
) -> Begun:
    """Begin a decision about persons of a case, under the edition of the pack that is in force.
    `application_id` is what is decided on; `instead_of` the served decision that it corrects."""
    case = locked_case(case_id, by=by, at=at)
    reach = is_worked_on(case_id, by=by, at=at)
    refuse_if(acting.obstacles_to_working(is_worked_on=reach, compartment=compartment, by=by))
    law = law_in_force(pack, by=by)
    asked = _asked(case_id, application_id, by, at)
    parties = Party.objects.filter(case=case, until_at=None).values_list("person_id", flat=True)
    refuse_if(
        acting.obstacles_to_beginning(
            persons=person_ids,
            parties=set(parties),
            taken=_taken(case_id, instead_of, by, at),
            has_law=law is not None,
            was_lodged=asked is None or asked.state is not ApplicationState.DRAFT,
            is_separate=is_separate,
            why=why,
        )
    )
    _refuse_correction(case_id, instead_of, person_ids, by, at)
    if law is None:  # refused above
        raise Refused([])
    row = _kept(
        case, law, compartment, asked=asked, is_separate=is_separate, instead_of=instead_of, by=by, at=at
    )
    _name(row, person_ids, by)
    return Begun(
        case_id=case_id,
        compartment=compartment,
        decision_id=row.pk,
        person_ids=tuple(dict.fromkeys(person_ids)),
        application_id=application_id,
        pack=pack,
        fingerprint=row.fingerprint,
        is_separate=is_separate,
        instead_of_id=instead_of,
        why=why,
    )


def _asked(case_id: UUID, application_id: UUID | None, by: Actor, at: datetime) -> ApplicationCard | None:
    """What is decided on: an application of this case."""
    if application_id is None:
        return None
    found = application_sheet(application_id, by=by, at=at).card
    if found.case_id != case_id:
        raise Hidden(f"application {application_id} of case {case_id}")
    return found


def _kept(
    case: Case,
    law: Law,
    compartment: Compartment,
    *,
    asked: ApplicationCard | None,
    is_separate: bool,
    instead_of: UUID | None,
    by: Actor,
    at: datetime,
) -> Decision:
    """The decision itself, with the edition of the law that it names."""
    return Decision.objects.create(
        id=new_id(),
        case=case,
        compartment=compartment,
        application_id=asked.id if asked else None,
        asked_for=asked.type if asked and asked.pack == law.pack.id else "",
        edition_id=law.edition_id,
        pack=law.pack.id,
        fingerprint=law.pack.fingerprint,
        is_separate=is_separate,
        instead_of_id=instead_of,
        begun_by_id=by.id,
        begun_at=at,
    )


def _name(row: Decision, person_ids: Sequence[UUID], by: Actor) -> None:
    """Whom the decision is about, in the order in which they were chosen."""
    for person_id in dict.fromkeys(person_ids):
        Concerned.objects.create(
            id=new_id(),
            decision=row,
            case_id=row.case_id,
            compartment=row.compartment,
            person_id=person_id,
            added_by_id=by.id,
        )


def _taken(case_id: UUID, instead_of: UUID | None, by: Actor, at: datetime) -> set[UUID]:
    """Who stands in another decision of the case that counts, as far as the actor may know; not those of the
    one that is corrected, unless a correction is under way."""
    rows = under(Concerned, by, at=at).filter(case_id=case_id).exclude(decision__state=DecisionState.VOID)
    if instead_of is not None:
        rows = rows.exclude(decision_id=instead_of).exclude(decision__state=DecisionState.SERVED)
    return set(rows.values_list("person_id", flat=True))


def _refuse_correction(
    case_id: UUID, instead_of: UUID | None, persons: Sequence[UUID], by: Actor, at: datetime
) -> None:
    if instead_of is None:
        return
    old = decisions_seen_by(by, at=at).filter(pk=instead_of, case_id=case_id).first()
    if old is None:
        raise Hidden(f"decision {instead_of} of case {case_id}")
    concerned = {one.person_id for one in concerned_by(instead_of, by=by, at=at)}
    refuse_if(acting.obstacles_to_correcting(state=old.state, persons=persons, concerned=concerned))


@command("decisions.set_aside")
def set_aside(decision_id: UUID, *, why: str, by: Actor, at: datetime) -> SetAside:
    """Give up a decision that was not signed. Its versions stay readable."""
    row = locked_decision(decision_id, by=by, at=at)
    refuse_if(acting.obstacles_to_setting_aside(row.state, why=why))
    Decision.objects.filter(pk=decision_id).update(state=DecisionState.VOID)
    return SetAside(case_id=row.case_id, compartment=row.compartment, decision_id=decision_id, why=why)
