"""Who holds the cases of a worklist: the choice in its filter, and colleagues found by what is typed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity.queries.choosing import Circle, look_around, people_called
from limen.domain.worklists.names import Whose
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address
from limen.web.choosing import Crowd, answer_people
from limen.web.components.choosing import Looking, TypeBox, found_words
from limen.web.requests import Request
from limen.web.work.asking import Asked

Held = tuple[tuple[str, str], ...]


def unit_people(request: Request, unit_id: UUID) -> HttpResponse:
    """At most twenty of a unit to which one is posted, for what stands in the box; with `me` in the address
    oneself among them. Raises `Hidden`."""
    if unit_id not in request.actor.units_within(Reach.ASSIGNED):
        raise Hidden(f"no people of unit {unit_id}")
    circle = Circle(unit_ids=(unit_id,)) if "me" in request.GET else _circle(request, unit_id)
    return answer_people(request, Crowd(circle=circle))


def holders(request: Request, unit_id: UUID | None, asked: Asked) -> tuple[Held, TypeBox | None]:
    """What one may choose from, and the box when there are too many to stand side by side. One query; one
    more when somebody is looked for."""
    held: Held = tuple((whose.value, str(whose.label)) for whose in Whose)
    if unit_id is None:
        return held, None
    looking = Looking.read(request.GET, "held")
    circle, holder = _circle(request, unit_id), asked.holder_id
    near = look_around(circle, by=request.actor, at=request.at, chosen=holder)
    if near.few is not None:
        return held + tuple((str(card.id), card.name) for card in near.few), None
    text = looking.text if looking.is_new else ""
    found = people_called(circle, text, by=request.actor, at=request.at)
    cards = {card.id: card for card in (*filter(None, [near.chosen]), *found.cards)}
    box = TypeBox(
        id="id_held",
        name="held",
        asks=_("Type part of the name"),
        typed=text,
        url=address(request, "unit_people", unit_id),
        said=found_words(text, len(found.cards), is_more=found.is_more),
    )
    return held + tuple((str(card.id), card.name) for card in cards.values()), box


def _circle(request: Request, unit_id: UUID) -> Circle:
    return Circle(unit_ids=(unit_id,), without=request.actor.id)
