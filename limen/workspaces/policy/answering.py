"""A proposal, read by the second person: what it would change, and adopting, declining or taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.policy.commands import adopt as adopt_edition
from limen.domain.policy.commands import decline as decline_edition
from limen.domain.policy.commands import withdraw as withdraw_edition
from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import (
    AdoptionCard,
    Ways,
    adoption_sheet,
    law_in_force,
    law_of,
    ways_to_answer,
)
from limen.web.casefile.frame import Act, Offer
from limen.web.components import Crumb, Fact, day_mark, isolated, moment_mark
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.policy.differing import Differing, differing
from limen.workspaces.policy.forms import AdoptForm, DeclineForm
from limen.workspaces.policy.frame import address, show, show_act
from limen.workspaces.policy.marks import adoption_mark, signed_mark
from limen.workspaces.policy.proposing import examples_words
from limen.workspaces.policy.trying import with_examples


@page("policy")
def proposal(request: Request, adoption_id: UUID) -> HttpResponse:
    """One proposal: who, why, what differs from the law in force, how its examples fare."""
    card = adoption_sheet(adoption_id, by=request.actor)
    law = law_of(card.edition_id, by=request.actor)
    may_try = request.actor.may("deadlines.try_out")
    is_open = card.state is AdoptionState.PROPOSED
    found = with_examples(card.pack, law.library)
    return show(
        request,
        "proposal",
        title=_title(card),
        crumbs=(Crumb(label=_title(card)),),
        state=adoption_mark(card),
        facts=_facts(request, card),
        edition_url=address("edition_pack", card.edition_id),
        files_url=address("edition_files", card.edition_id),
        difference=_difference(request, card) if is_open else None,
        tried=found,
        examples=examples_words(found),
        lab_url=address("try_out_proposal", card.id) if is_open and may_try else "",
        offers=_offers(card, ways_to_answer(adoption_id, by=request.actor)) if is_open else (),
    )


@page("policy", permission="policy.adopt")
def adopt(request: Request, adoption_id: UUID) -> HttpResponse:
    """Put it in force, as the second person."""
    card = adoption_sheet(adoption_id, by=request.actor)
    form = AdoptForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = adopt_edition(adoption_id, says=form.cleaned_data["says"], by=request.actor, at=request.at)
        return told(event, "policy:proposal", adoption_id)
    act = Act(
        title=_("Adopt this edition"),
        button=_("Adopt: it governs from now on"),
        back_url=address("proposal", adoption_id),
        lead=[
            _("From this moment new clocks are ruled by it. What was in force before is replaced at once."),
            _("A clock that runs keeps the edition that ruled it until somebody has it ruled again."),
        ],
        warning=_("As distributed it was signed by no lawyer. Your organisation answers for it.")
        if not card.is_signed
        else "",
        refused=ways_to_answer(adoption_id, by=request.actor).answering,
    )
    return show_act(request, act, form, crumbs=(_crumb(card),))


@page("policy", permission="policy.decline")
def decline(request: Request, adoption_id: UUID) -> HttpResponse:
    """Turn it down, and say why."""
    card = adoption_sheet(adoption_id, by=request.actor)
    form = DeclineForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = decline_edition(adoption_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return told(event, "policy:proposal", adoption_id)
    act = Act(
        title=_("Decline this edition"),
        button=_("Decline"),
        back_url=address("proposal", adoption_id),
        lead=[_("What is in force stays in force. Another edition can be proposed at once.")],
        refused=ways_to_answer(adoption_id, by=request.actor).answering,
    )
    return show_act(request, act, form, crumbs=(_crumb(card),))


@page("policy", permission="policy.withdraw")
def withdraw(request: Request, adoption_id: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    card = adoption_sheet(adoption_id, by=request.actor)
    if acts(request):
        event = withdraw_edition(adoption_id, by=request.actor, at=request.at)
        return told(event, "policy:proposal", adoption_id)
    act = Act(
        title=_("Take the proposal back"),
        button=_("Take it back"),
        back_url=address("proposal", adoption_id),
        lead=[_("What is in force stays in force. The proposal stays in the history.")],
        refused=ways_to_answer(adoption_id, by=request.actor).withdrawing,
    )
    return show_act(request, act, None, crumbs=(_crumb(card),))


def _title(card: AdoptionCard) -> str:
    return _("Proposal: %(pack)s") % {"pack": card.says}


def _crumb(card: AdoptionCard) -> Crumb:
    return Crumb(label=_title(card), url=address("proposal", card.id))


def _facts(request: Request, card: AdoptionCard) -> list[Fact]:
    zone, now = request.person.time_zone, request.at
    proposed = format_html(
        "{}, {}", isolated(card.proposed_by), moment_mark(card.proposed_at, now=now, time_zone=zone)
    )
    facts = [
        Fact(term=_("Proposed by"), value=proposed),
        Fact(term=_("Why"), value=isolated(card.why)),
        Fact(term=_("As distributed"), value=signed_mark(is_signed=card.is_signed)),
        Fact(term=_("Sources read on"), value=day_mark(card.as_of)),
        Fact(term=_("Edition"), value=format_html("<code>{}</code>", card.fingerprint[:16])),
    ]
    if card.answered_at is not None:
        answered = format_html(
            "{}, {}", isolated(card.answered_by), moment_mark(card.answered_at, now=now, time_zone=zone)
        )
        facts.append(Fact(term=_("Answered by"), value=answered))
    if card.answer_says:
        facts.append(Fact(term=_("In their words"), value=isolated(card.answer_says)))
    return facts


def _difference(request: Request, card: AdoptionCard) -> Differing:
    before = law_in_force(card.pack, by=request.actor)
    return differing(before.pack if before else None, law_of(card.edition_id, by=request.actor).pack)


def _offers(card: AdoptionCard, ways: Ways) -> tuple[Offer, ...]:
    return (
        Offer(label=_("Adopt"), url=address("adopt", card.id), refused=ways.answering, kind="primary"),
        Offer(label=_("Decline"), url=address("decline", card.id), refused=ways.answering),
        Offer(label=_("Take it back"), url=address("withdraw", card.id), refused=ways.withdrawing),
    )
