"""Acts on a family: relating, weighing, acting for somebody, with whom a child came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.queries.companions import others_in_cases_of
from limen.domain.families.commands import appointing, relating
from limen.domain.families.names import (
    Accompanied,
    AppointmentKind,
    AppointmentTold,
    Kind,
    RelationshipTold,
    Stance,
    Union,
    Weight,
)
from limen.domain.families.queries.cards import RelationshipCard
from limen.domain.families.queries.family import family_of
from limen.domain.people.names import Source
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.web.casefile.forms import offering
from limen.web.persons.acting import ActPage, Deed, Words
from limen.web.persons.family_forms import (
    FIRST,
    AccompanimentForm,
    AppointForm,
    EndRelationshipForm,
    LeaveForm,
    RelateForm,
    WeighForm,
)
from limen.web.requests import Request, today

FAMILY = "person_family"


def _weight(words: Words) -> Weight:
    return Weight(
        stance=Stance(words["stance"]),
        source=Source(words["source"]),
        said_by=words["said_by"] or None,
        evidence=words["evidence"] or None,
    )


def with_others(request: Request, sheet: PersonSheet, form: forms.Form) -> forms.Form:
    """The form with those who share a case with the person."""
    found = others_in_cases_of(sheet.id, by=request.actor, at=request.at)
    others = [(str(key), called) for key, called in found]
    name = "other_id" if "other_id" in form.fields else "others"
    return offering(form, **{name: others})


def _relate(deed: Deed) -> Event:
    words = deed.words
    this, other = deed.sheet.id, UUID(words["other_id"])
    first, second = (this, other) if words["direction"] == FIRST else (other, this)
    kind = Kind(words["kind"])
    is_joined = kind is Kind.PARTNER and words["union"]
    told = RelationshipTold(
        person_id=first,
        kind=kind,
        other_id=second,
        union=Union(words["union"]) if is_joined else None,
        words=words["words"] or None,
        weight=_weight(words),
        since_on=words["since_on"],
    )
    return relating.relate(told, relationship_id=new_id(), **deed.who)


def _relationships(request: Request, sheet: PersonSheet) -> Iterator[RelationshipCard]:
    card = family_of(sheet.id, by=request.actor, at=request.at)
    return (one for one in card.relationships if not one.is_ended)


def _running_relationships(request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in _relationships(request, sheet))


def _weight_given(request: Request, sheet: PersonSheet, thing: UUID) -> Words:
    card = next(one for one in _relationships(request, sheet) if one.id == thing)
    weight = card.weighing.weight
    return {
        "version": card.version,
        "stance": weight.stance,
        "source": weight.source,
        "said_by": weight.said_by or "",
        "evidence": weight.evidence or "",
        "until_on": today(request),
    }


def _weigh(deed: Deed) -> Event:
    return relating.weigh_relationship(
        deed.thing,
        weight=_weight(deed.words),
        why=deed.words["why"],
        version=deed.words["version"],
        **deed.who,
    )


def _end_relationship(deed: Deed) -> Event:
    words = deed.words
    return relating.end_relationship(
        deed.thing,
        until_on=words["until_on"],
        why=words["why"],
        version=words["version"],
        on=deed.on,
        **deed.who,
    )


def today_given(request: Request, _sheet: PersonSheet, _thing: UUID) -> Words:
    """A form that begins with today as the end."""
    return {"until_on": today(request)}


def _appoint(deed: Deed) -> Event:
    words = deed.words
    told = AppointmentTold(
        kind=AppointmentKind(words["kind"]),
        name=words["name"],
        organisation=words["organisation"] or None,
        contact=words["contact"] or None,
        appointed_on=words["appointed_on"],
        authority=words["authority"] or None,
        evidence=words["evidence"] or None,
        until_on=words["until_on"],
    )
    return appointing.appoint(deed.sheet.id, told=told, appointment_id=new_id(), **deed.who)


def _appointments(request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    card = family_of(sheet.id, by=request.actor, at=request.at)
    return (one.id for one in card.appointments if not one.is_ended)


def _end_appointment(deed: Deed) -> Event:
    words = deed.words
    return appointing.end_appointment(
        deed.thing, until_on=words["until_on"], why=words["why"], on=deed.on, **deed.who
    )


def _accompaniment_given(request: Request, sheet: PersonSheet, _thing: UUID) -> Words:
    said = family_of(sheet.id, by=request.actor, at=request.at).accompaniment
    if said is None:
        return {"version": 0}
    return {"version": said.version, "state": said.state, "words": said.words or "", "why": said.why or ""}


def _say_accompaniment(deed: Deed) -> Event:
    words = deed.words
    return appointing.say_accompaniment(
        deed.sheet.id,
        state=Accompanied(words["state"]),
        words=words["words"] or None,
        why=words["why"] or None,
        version=words["version"],
        **deed.who,
    )


relate = ActPage(
    title=_("Put a relationship on record"),
    button=_("Put on record"),
    form=RelateForm,
    perform=_relate,
    shaped=with_others,
    lead=[_("Both people's histories tell it. Whoever reads only one of them does not see it.")],
    to=FAMILY,
)
weigh_relationship = ActPage(
    title=_("Weigh a relationship anew"),
    button=_("Save what is thought now"),
    form=WeighForm,
    perform=_weigh,
    given=_weight_given,
    things=_running_relationships,
    lead=[_("What was thought before is kept, with its reason.")],
    to=FAMILY,
)
end_relationship = ActPage(
    title=_("End a relationship"),
    button=_("End it"),
    form=EndRelationshipForm,
    perform=_end_relationship,
    given=_weight_given,
    things=_running_relationships,
    lead=[_("By death, divorce, or a parting of ways. That it never was so is weighed, and not ended.")],
    to=FAMILY,
)
appoint = ActPage(
    title=_("Put on record who acts for the person"),
    button=_("Put on record"),
    form=AppointForm,
    perform=_appoint,
    to=FAMILY,
)
end_appointment = ActPage(
    title=_("End an appointment"),
    button=_("End it"),
    form=LeaveForm,
    perform=_end_appointment,
    given=today_given,
    things=_appointments,
    to=FAMILY,
)
say_accompaniment = ActPage(
    title=_("With whom the person came"),
    button=_("Save"),
    form=AccompanimentForm,
    perform=_say_accompaniment,
    given=_accompaniment_given,
    to=FAMILY,
)
