"""The decisions of a case, beginning one, and what waits for a second reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import applications_of
from limen.domain.cases.queries.parties import parties_of
from limen.domain.decisions.commands import beginning
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.cards import DecisionCard
from limen.domain.decisions.queries.sheets import decisions_of, waiting_for_reader
from limen.domain.decisions.rules.acting import obstacles_to_working
from limen.domain.identity.names import Compartment
from limen.domain.policy.queries import Law, laws_in_force
from limen.foundation.refusals import Obstacle
from limen.web.casefile.forms import offering, unchosen
from limen.web.casefile.frame import Act, Offer, address, may, read_sheet, show, show_act, show_file
from limen.web.components import Column, Empty, Row, Table, isolated, moment_mark
from limen.web.decisions.forms import BeginForm
from limen.web.decisions.frame import called, state_mark
from limen.web.page import told
from limen.web.requests import Request, acts, shows


def case_decisions(request: Request, case_id: UUID) -> HttpResponse:
    """The decisions of a case, the latest first."""
    sheet = read_sheet(request, case_id)
    found = decisions_of(case_id, by=request.actor, at=request.at)
    offer = Offer(
        label=_("Begin a decision"),
        url=address(request, "decision_begin", case_id),
        refused=obstacles_to_working(
            is_worked_on=sheet.is_worked_on, compartment=Compartment.GENERAL, by=request.actor
        ),
        kind="primary",
    )
    return show_file(
        request,
        sheet,
        "web/decisions/list.html",
        tab="case_decisions",
        title=_("Decisions"),
        table=_table(
            request,
            found,
            Empty(
                sentence=_("Nothing has been decided here yet."),
                advice=_("Begin a decision when the facts are gathered. It is a draft until it is signed."),
            ),
        ),
        offers=[offer] if may(request, "decisions.begin") else [],
    )


def to_read(request: Request) -> HttpResponse:
    """What waits for a second reader, the oldest first; not what one wrote in oneself."""
    found = waiting_for_reader(by=request.actor, at=request.at, after=_after(request))
    shows(request, {card.case_id for card in found.cards})
    more = f"?after={found.after[0].isoformat()},{found.after[1]}".replace("+", "%2B") if found.after else ""
    return show(
        request,
        "web/decisions/to_read.html",
        title=_("Waiting for a second reader"),
        table=_table(request, found.cards, Empty(sentence=_("No decision waits for you to read it."))),
        more_url=more,
    )


def begin(request: Request, case_id: UUID) -> HttpResponse:
    """Begin a decision about persons of the case."""
    sheet = read_sheet(request, case_id)
    laws = laws_in_force(request.actor)
    people = [one for one in parties_of(case_id, by=request.actor, at=request.at) if one.called]
    served = [
        one for one in decisions_of(case_id, by=request.actor, at=request.at)
        if one.state is DecisionState.SERVED
    ]  # fmt: skip
    own = request.actor.clearances
    decided = _decided(request, case_id, laws)
    given = {"decided": decided[0][0] if decided else "", "compartment": Compartment.GENERAL}
    form = offering(
        BeginForm(request.POST or None, initial=given),
        decided=decided,
        person_ids=[(str(one.person_id), isolated(one.called)) for one in people],
        compartment=[(part.value, str(part.label)) for part in Compartment if part in own],
        instead_of=unchosen([(str(one.id), _correcting(one)) for one in served]),
    )
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        pack, _slash, application = words["decided"].partition("/")
        event = beginning.begin(
            case_id,
            pack=pack,
            application_id=UUID(application) if application else None,
            person_ids=[UUID(one) for one in words["person_ids"]],
            compartment=Compartment(words["compartment"]),
            is_separate=words["is_separate"],
            instead_of=UUID(words["instead_of"]) if words["instead_of"] else None,
            why=words["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "decision", case_id, event.decision_id))
    refused = obstacles_to_working(
        is_worked_on=sheet.is_worked_on, compartment=Compartment.GENERAL, by=request.actor
    )
    if not laws:
        says = _("No law is in force here yet. The policy lead puts an edition of a pack in force.")
        refused.append(Obstacle("law", says))
    act = Act(
        title=_("Begin a decision"),
        button=_("Begin the decision"),
        back_url=address(request, "case_decisions", case_id),
        refused=refused,
    )
    return show_act(request, act, form, sheet=sheet)


def _decided(request: Request, case_id: UUID, laws: Sequence[Law]) -> list[tuple[str, str]]:
    """The applications that were lodged, the latest first, and then by each law without one."""
    known = {law.pack.id for law in laws}
    lodged = [
        one
        for one in reversed(applications_of(case_id, by=request.actor, at=request.at))
        if one.state is not ApplicationState.DRAFT and one.pack in known
    ]
    says = _("%(type)s, made on %(day)s")
    found = [
        (f"{one.pack}/{one.id}", says % {"type": one.type_says, "day": one.made_on.isoformat()})
        for one in lodged
    ]
    without = _("No application: by the law of %(law)s")
    return found + [(law.pack.id, without % {"law": law.pack.says}) for law in laws]


def _correcting(card: DecisionCard) -> str:
    names = ", ".join(one.called for one in card.persons)
    return _("%(names)s, begun on %(day)s") % {"names": names, "day": card.begun_at.date().isoformat()}


def _after(request: Request) -> tuple[datetime, UUID] | None:
    when, _comma, key = request.GET.get("after", "").partition(",")
    try:
        return datetime.fromisoformat(when), UUID(key)
    except ValueError:
        return None


def _table(request: Request, found: tuple[DecisionCard, ...] | list[DecisionCard], empty: Empty) -> Table:
    return Table(
        caption=_("Decisions"),
        hide_caption=True,
        columns=(
            Column(header=_("About")),
            Column(header=_("Case")),
            Column(header=_("State")),
            Column(header=_("Version"), is_number=True),
            Column(header=_("Begun")),
        ),
        rows=tuple(
            Row(
                cells=(
                    called(card),
                    card.reference,
                    state_mark(card.state),
                    str(card.number),
                    moment_mark(card.begun_at, now=request.at, time_zone=request.person.time_zone),
                ),
                url=address(request, "decision", card.case_id, card.id),
            )
            for card in found
        ),
        empty=empty,
    )
