"""Stating what somebody fears, and answering the questions of the law with reasons and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.assessments.commands import analysing
from limen.domain.assessments.names import Answered, Harm, PieceKind, slot_of
from limen.domain.assessments.queries.analysing import QuestionCard, facts_of_board
from limen.domain.assessments.queries.cards import BoardSheet, PieceCard
from limen.domain.assessments.queries.naming import concluded_words
from limen.domain.assessments.rules.analysing import obstacles_to_arising, said_of_choosing
from limen.domain.citations.names import FactKey, key_from
from limen.foundation.refusals import Hidden
from limen.web.assessments.analysis import found_on, place_of
from limen.web.assessments.forms import AnswerForm, EachByName, HarmForm
from limen.web.assessments.frame import Desk, Writing, at_desk, write
from limen.web.casefile.forms import offering
from limen.web.components import isolated, joined
from limen.web.components.shapes import Text
from limen.web.lawbook.analyses import BURDENS
from limen.web.requests import Request

F = TypeVar("F", bound=forms.Form)


def state_harm(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """State what the person fears."""
    return _state(request, at_desk(request, case_id, board_id), None)


def restate_harm(request: Request, case_id: UUID, board_id: UUID, harm_id: UUID) -> HttpResponse:
    """Say it better; what it said before stays readable."""
    desk = at_desk(request, case_id, board_id)
    return _state(request, desk, _harm(desk.sheet, harm_id))


def answer_question(
    request: Request, case_id: UUID, board_id: UUID, element: str, about_id: UUID
) -> HttpResponse:
    """Answer a question about the person, or about one harm. The id of the board is the person."""
    desk = at_desk(request, case_id, board_id)
    harm_id = None if about_id == board_id else _harm(desk.sheet, about_id).id
    card = found_on(request, desk.sheet).question(element, harm_id)
    if card is None:
        raise Hidden(f"question {element} of board {board_id}")
    writing = Writing(
        title=card.question.says,
        button=_("Save the answer"),
        slot=slot_of(PieceKind.ANSWER, harm_id, act=element),
        version=card.answer.number if card.answer else 0,
        lead=_lead(card),
        refused=obstacles_to_arising(card.arises, card.waits_for),
        picks=("places",),
        gathers=True,
        back="board_analysis",
        about=card.harm.harm.says if card.harm else desk.sheet.card.called,
        anchor=place_of(desk.sheet, element, harm_id),
    )
    return write(
        request,
        desk,
        writing,
        now=_answer_now(card),
        make=lambda data, begun: _answer_form(desk.sheet, card, data, begun),
        perform=lambda form, version: analysing.answer_question(
            board_id,
            of_id=harm_id,
            answered=_answered(element, form),
            version=version,
            by=request.actor,
            at=request.at,
        ),
    )


def _state(request: Request, desk: Desk, piece: PieceCard | None) -> HttpResponse:
    found_on(request, desk.sheet)
    held = piece.harm if piece else Harm(says="")
    writing = Writing(
        title=_("What is feared"),
        button=_("Save it"),
        slot=slot_of(PieceKind.HARM, piece.id if piece else None),
        version=piece.number if piece else 0,
        lead=[_("One harm at a time, so that each can be examined by itself.")],
        back="board_analysis",
        anchor=f"piece-{piece.id}" if piece else "",
    )
    return write(
        request,
        desk,
        writing,
        now={"says": held.says, "told": held.told, **_boxes("facts", held.facts)},
        make=lambda data, begun: _with_facts(
            desk.sheet, HarmForm(data, initial={**begun, "facts": EachByName.ticked(begun, "facts")})
        ),
        perform=lambda form, version: analysing.state_harm(
            desk.sheet.card.id,
            harm=Harm(**{**form.cleaned_data, "facts": " ".join(form.cleaned_data.get("facts", ()))}),
            piece_id=piece.id if piece else None,
            version=version,
            by=request.actor,
            at=request.at,
        ),
    )


def _lead(card: QuestionCard) -> list[Text]:
    """What the law says to it: whose burden it is, and where it stands."""
    burden: list[Text] = [BURDENS[card.question.burden]] if card.question.burden else []
    words: list[Text] = [one for one in (card.question.about, card.question.source) if one]
    if card.question.must_choose and card.goes_through and card.items:
        words.append(said_of_choosing(card.question.must_choose, card.goes_through.says))
    return [*words, *burden]


def _answer_form(sheet: BoardSheet, card: QuestionCard, data: Any, begun: Mapping[str, Any]) -> AnswerForm:
    ticked = {name: EachByName.ticked(begun, name) for name in ("chosen", "facts")}
    form = _with_facts(sheet, AnswerForm(data, initial={**begun, **ticked}))
    if card.goes_through is None or not card.items:
        del form.fields["chosen"]
        return form
    form.fields["chosen"].label = card.goes_through.says
    return offering(form, chosen=[(one.id, one.says) for one in card.items])


def _with_facts(sheet: BoardSheet, form: F) -> F:
    """The form with the facts of the board, each with what is concluded on it."""
    offered = [
        (name, joined(f"{fact.place}. ", isolated(fact.fact.says), f" – {concluded_words(sheet, one)}"))
        for name, one in facts_of_board(sheet).items()
        if (fact := one.fact) is not None
    ]
    if offered:
        return offering(form, facts=offered)
    del form.fields["facts"]
    return form


def _answer_now(card: QuestionCard) -> dict[str, Any]:
    if card.answer is None:
        return {}
    held = card.answer.answered
    facts = [name for name in held.cites.split() if isinstance(key_from(name), FactKey)]
    places = [name for name in held.cites.split() if name not in facts]
    return {
        "answer": held.answer,
        "reasons": held.reasons,
        "places": "\n".join(places),
        **_boxes("chosen", held.chosen),
        **_boxes("facts", " ".join(facts)),
    }


def _boxes(name: str, values: str) -> dict[str, str]:
    """Ticked boxes as a draft of a form keeps them."""
    return {f"{name}.{value}": value for value in values.split()}


def _answered(element: str, form: forms.Form) -> Answered:
    given = form.cleaned_data
    return Answered(
        question=element,
        answer=given["answer"],
        reasons=given["reasons"],
        chosen=" ".join(given.get("chosen", ())),
        cites=" ".join([*given.get("facts", ()), *given["places"].split()]),
    )


def _harm(sheet: BoardSheet, harm_id: UUID) -> PieceCard:
    found = next((one for one in sheet.harms if one.id == harm_id), None)
    if found is None:
        raise Hidden(f"harm {harm_id} of board {sheet.card.id}")
    return found
