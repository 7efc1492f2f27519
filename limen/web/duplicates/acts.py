"""The pages of the acts on two records: each says what it will do before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.duplicates.commands import answering, proposing, undoing
from limen.domain.duplicates.names import Topic
from limen.domain.duplicates.queries.checking import obstacles_of_pair
from limen.domain.duplicates.queries.comparing import Point, points_of
from limen.domain.duplicates.queries.proposals import (
    ProposalSheet,
    Ways,
    merging_sheet,
)
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components.shapes import Text
from limen.web.duplicates.forms import MergeForm, WhyForm
from limen.web.duplicates.pages import opened_pair, points_table, record_beside
from limen.web.duplicates.words import as_card, choices, pair_words
from limen.web.page import told
from limen.web.persons.noting import noted
from limen.web.requests import Request, acts

_IN_LISTS = frozenset({Topic.NAME, Topic.BIRTH, Topic.SEX})


def merge(request: Request, proposal_id: UUID) -> HttpResponse:
    """They are one person: say which record stands for both."""
    sheet = opened_pair(request, proposal_id)
    cards = [as_card(one.id, one.called, one.birth) for one in (sheet.first, sheet.second)]
    form = MergeForm(list(choices(*cards)), request.POST or None)
    if acts(request) and form.is_valid():
        event = answering.merge(
            proposal_id, kept_id=UUID(form.cleaned_data["kept"]), merging_id=new_id(),
            why=form.cleaned_data["why"], by=request.actor, at=request.at,
        )  # fmt: skip
        return told(event, f"{here(request)}:duplicate", proposal_id)
    lead = [
        _("Lists show the two as one person from now on. Nothing moves, and nobody reads more than before."),
        _("It can be undone at any time: both records are then as they are, with what was added to each."),
    ]
    title = _("They are the same person")
    return _show(request, sheet, form, title, _("Decide: the same person"), lead, lambda ways: ways.merging)


def tell_apart(request: Request, proposal_id: UUID) -> HttpResponse:
    """They are two persons, and this is remembered."""
    lead = [_("It is remembered: the two are not proposed again unless somebody asks anew and says why.")]
    return _answer(
        request, proposal_id, answering.tell_apart, _("They are not the same person"),
        _("Decide: not the same person"), lead, lambda ways: ways.answering,
    )  # fmt: skip


def defer(request: Request, proposal_id: UUID) -> HttpResponse:
    """Nobody can tell yet."""
    lead = [_("The pair stays open. Say what would help to tell: a document, a question, a photograph.")]
    return _answer(
        request, proposal_id, answering.defer, _("I cannot tell yet"), _("Leave it open"), lead,
        lambda ways: ways.answering,
    )  # fmt: skip


def withdraw(request: Request, proposal_id: UUID) -> HttpResponse:
    """One's own proposal, taken back."""
    return _answer(
        request, proposal_id, proposing.withdraw, _("Take my proposal back"), _("Take it back"), [],
        lambda ways: ways.withdrawing, to="duplicates",
    )  # fmt: skip


def take_up(request: Request, proposal_id: UUID) -> HttpResponse:
    """What the house found, proposed by a person."""
    sheet = opened_pair(request, proposal_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = proposing.propose(
            sheet.first.id, other_id=sheet.second.id, why=form.cleaned_data["why"], proposal_id=new_id(),
            by=request.actor, at=request.at,
        )  # fmt: skip
        return told(event, f"{here(request)}:duplicate", proposal_id)
    lead = [_("Another person who may read both records decides.")]
    title = _("Propose that they are one person")
    return _show(request, sheet, form, title, _("Propose"), lead, lambda ways: ways.proposing)


def propose(request: Request, first_id: UUID, other_id: UUID) -> HttpResponse:
    """Two records that somebody saw to be alike, side by side."""
    first, second = (person_sheet(one, by=request.actor, at=request.at) for one in (first_id, other_id))
    noted(request, {first_id, other_id})
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = proposing.propose(
            first_id, other_id=other_id, why=form.cleaned_data["why"], proposal_id=new_id(),
            by=request.actor, at=request.at,
        )  # fmt: skip
        return told(event, f"{here(request)}:duplicates")
    act = Act(
        title=_("Propose that they are one person"),
        button=_("Propose"),
        back_url=address(request, "person", first_id),
        lead=[_("Another person who may read both decides.")],
        refused=obstacles_of_pair(first_id, other_id, by=request.actor, at=request.at),
    )
    return show_act(
        request, act, form, template="web/duplicates/propose.html",
        records=[record_beside(request, one) for one in (first, second)],
        points=points_table(_points(first, second)),
    )  # fmt: skip


def _points(first: PersonSheet, second: PersonSheet) -> list[Point]:
    """What can be compared by somebody who perhaps only lists one of the two."""
    points = points_of(first, second)
    return [one for one in points if (first.is_read and second.is_read) or one.topic in _IN_LISTS]


def unmerge(request: Request, merging_id: UUID) -> HttpResponse:
    """They are two persons after all."""
    sheet = merging_sheet(merging_id, by=request.actor, at=request.at)
    noted(request, {sheet.kept.id, sheet.gone.id})
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = undoing.unmerge(merging_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return told(event, f"{here(request)}:duplicates_decided")
    act = Act(
        title=_("Undo: they are two persons"),
        button=_("Undo"),
        back_url=address(request, "duplicates_decided"),
        lead=[
            pair_words(sheet.kept, sheet.gone),
            _("%(proposer)s proposed it and %(decider)s decided it: %(why)s")
            % {"proposer": sheet.proposed_by, "decider": sheet.decided_by, "why": sheet.why},
            _("Each record is then as it is now, with what was written on it. Both colleagues are told."),
        ],
        kind="warning",
        refused=sheet.obstacles,
    )
    return show_act(request, act, form)


def _answer(
    request: Request, proposal_id: UUID, perform: Callable[..., Event], title: Text, button: Text,
    lead: Sequence[Text], refused: Callable[[Ways], tuple[Obstacle, ...]], *, to: str = "duplicate",
) -> HttpResponse:  # fmt: skip
    sheet = opened_pair(request, proposal_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = perform(proposal_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return told(event, f"{here(request)}:{to}", *((proposal_id,) if to == "duplicate" else ()))
    return _show(request, sheet, form, title, button, lead, refused)


def _show(
    request: Request, sheet: ProposalSheet, form: forms.Form, title: Text, button: Text, lead: Sequence[Text],
    refused: Callable[[Ways], tuple[Obstacle, ...]],
) -> HttpResponse:  # fmt: skip
    cards = [as_card(one.id, one.called, one.birth) for one in (sheet.first, sheet.second)]
    act = Act(
        title=title,
        button=button,
        back_url=address(request, "duplicate", sheet.id),
        lead=[pair_words(*cards), *lead],
        refused=refused(sheet.ways),
    )
    return show_act(request, act, form)
