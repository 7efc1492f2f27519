"""Choosing a colleague or a unit on a page: all of them while they are few, else those whose name begins with
what was typed. What may be chosen is asked of the database again each time; what was sent is never believed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from limen.domain.identity.queries.choosing import (
    FEW,
    Circle,
    look_around,
    people_among,
    people_called,
    units_called,
)
from limen.domain.identity.queries.people import NameCard, UnitCard, my_units
from limen.foundation.actors import Actor, Reach
from limen.web.components.choosing import Looking, TypeBox, TypeToChoose, found_words, typed_in
from limen.web.components.shapes import Text
from limen.web.requests import Request

F = TypeVar("F", bound=forms.Form)
Choices: TypeAlias = list[tuple[str, Text]]
Says: TypeAlias = Callable[[Sequence[NameCard]], Choices]


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Whom one may choose from: a circle, the address that a script asks, which other fields of the form it
    sends there, and how each of them is told."""

    circle: Circle
    url: str = ""
    sends: str = ""
    says: Says | None = None

    def told(self, cards: Sequence[NameCard]) -> Choices:
        """These colleagues as choices."""
        return self.says(cards) if self.says else [(str(card.id), card.name) for card in cards]


def looks(request: Request, *names: str) -> bool:
    """Whether the form was sent to look for somebody, and for nothing else yet."""
    return request.method == "POST" and any(Looking.read(request.POST, name).is_new for name in names)


def filled(make: Callable[[QueryDict | None], F], request: Request, *names: str) -> F:
    """A form as it was sent; while one still looks for somebody, with all that was typed and no errors."""
    if not looks(request, *names):
        return make(request.POST or None)
    form = make(None)
    sent = request.POST
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(sent, request.FILES, name)
    return form


def offer_people(request: Request, form: F, name: str, crowd: Crowd, *, first: Choices | None = None) -> F:
    """The form with whom one may choose in this field, after some choices of another kind. One query for few,
    two more for many."""
    first = first or []
    field = _field(form, name)
    near = look_around(crowd.circle, by=request.actor, at=request.at)
    if near.few is not None:
        field.choices = [*first, *crowd.told(near.few)]
        return form
    looking = Looking.read(request.POST, name)
    found = people_called(crowd.circle, looking.text, by=request.actor, at=request.at)
    ids = {card.id for card in found.cards}
    chosen = _id(_given(request, form, name))
    is_there = chosen is None or chosen in ids or str(chosen) in dict(first)
    kept = [] if is_there else people_among(crowd.circle, _one(chosen), by=request.actor, at=request.at)
    box = TypeBox(
        id=f"id_{name}",
        name=name,
        asks=_("Type part of the name"),
        typed=looking.text,
        url=crowd.url,
        sends=crowd.sends,
        said=found_words(looking.text, len(found.cards), is_more=found.is_more),
    )
    _boxed(field, box, [*_real(first), *crowd.told([*kept, *found.cards])])
    return form


def offer_units(
    request: Request,
    form: F,
    name: str,
    unit_ids: Sequence[UUID],
    *,
    url: str = "",
    first: Choices | None = None,
) -> F:
    """The form with which units of one's own organisation one may choose in this field, after some choices
    that are no unit. One query for few; two for many."""
    field, first = _field(form, name), first or []
    if len(unit_ids) <= FEW:
        field.choices = [*first, *units_told(my_units(request.actor, among=unit_ids))]
        return form
    looking = Looking.read(request.POST, name)
    found = units_called(unit_ids, looking.text, by=request.actor)
    chosen = _id(_given(request, form, name))
    is_kept = chosen in unit_ids and all(card.id != chosen for card in found.cards)
    kept = my_units(request.actor, among=_one(chosen)) if is_kept else []
    box = TypeBox(
        id=f"id_{name}",
        name=name,
        asks=_("Type part of the name"),
        typed=looking.text,
        url=url,
        said=found_words(looking.text, len(found.cards), is_more=found.is_more),
    )
    _boxed(field, box, [*_real(first), *units_told([*kept, *found.cards])])
    return form


def answer_people(request: Request, crowd: Crowd) -> HttpResponse:
    """What a script is told while one types: at most twenty whom one could choose."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    text = typed_in(request.POST.get("q", ""))
    found = people_called(crowd.circle, text, by=request.actor, at=request.at)
    names = {str(card.id): card.name for card in found.cards}
    lines = [
        {
            "value": value,
            "label": str(label),
            "called": names[value],
            "under": _rest(str(label), names[value]),
        }
        for value, label in crowd.told(found.cards)
    ]
    return JsonResponse({"found": lines, "is_more": found.is_more})


def answer_units(
    request: Request, unit_ids: Sequence[UUID], url_of: Callable[[UUID], str] | None = None
) -> HttpResponse:
    """The same of units: to be chosen, or to go to where an address is given."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = units_called(unit_ids, typed_in(request.POST.get("q", "")), by=request.actor)
    lines = [
        {"value": str(card.id), "label": card.name, "called": card.name, "under": ""}
        | ({"url": url_of(card.id)} if url_of else {})
        for card in found.cards
    ]
    return JsonResponse({"found": lines, "is_more": found.is_more})


def own_of(by: Actor, reached: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Of the units into which one reaches, those that are shown without being asked for: all while they are
    few, else those in which one works, while these are."""
    if len(reached) <= FEW:
        return reached
    works = set(by.units_within(Reach.WORK)) & set(reached)
    return tuple(unit for unit in reached if unit in works) if len(works) <= FEW else ()


def units_told(cards: Sequence[UnitCard]) -> Choices:
    """Units as choices."""
    return [(str(card.id), card.name) for card in cards]


def _real(choices: Choices) -> Choices:
    """Radio buttons need none for nothing."""
    return [one for one in choices if one[0] or one[1]]


def _boxed(field: forms.ChoiceField, box: TypeBox, choices: Choices) -> None:
    field.widget = TypeToChoose(box)
    field.choices = choices


def _field(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice")
    return field


def _given(request: Request, form: forms.Form, name: str) -> str:
    """Whom the form names already."""
    return str(request.POST.get(name, "") if form.is_bound else form.initial.get(name) or "")


def _one(chosen: UUID | None) -> tuple[UUID, ...]:
    return (chosen,) if chosen else ()


def _rest(label: str, name: str) -> str:
    return label.removeprefix(name).removeprefix(" · ")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
