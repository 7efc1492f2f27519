"""The units whose cases one may see: each a tab while they are few, else found by what one types."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity.queries.choosing import FEW, units_called
from limen.domain.identity.queries.people import UnitCard, my_units
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address, show
from limen.web.choosing import answer_units, own_of
from limen.web.components import Crumb, Tab
from limen.web.components.choosing import TypeBox, found_words, typed_in
from limen.web.requests import Request


def units(request: Request) -> HttpResponse:
    """The units whose cases I may see, by what was typed; all of them while they are few. With `for=due` in
    the address they lead to what is due in them."""
    is_due = _is_for_due(request)
    reached = request.actor.units_within(Reach.READ if is_due else Reach.LIST)
    text = typed_in(request.GET.get("unit", ""))
    found = units_called(reached, text, by=request.actor)
    cards = found.cards if text else _beside(request.actor, reached)
    said = found_words(text, len(found.cards), is_more=found.is_more)
    title = _("Units")
    return show(
        request,
        "web/work/units.html",
        title=title,
        crumbs=(Crumb(label=title),),
        box=_box(request, typed=text, said=said),
        is_due=is_due,
        links=[Tab(label=card.name, url=_place(request, card.id)) for card in cards],
    )


def unit_suggestions(request: Request) -> HttpResponse:
    """At most twenty of them for what stands in a box: to go to, or to choose one for a form."""
    reach = Reach.READ if request.GET.get("reach") == "read" or _is_for_due(request) else Reach.LIST
    reached = request.actor.units_within(reach)
    return answer_units(request, reached, lambda unit_id: _place(request, unit_id))


def suggestions_url(request: Request, reach: Reach) -> str:
    """Where a script asks for units into which one reaches so far."""
    url = address(request, "unit_suggestions")
    return f"{url}?reach=read" if reach is Reach.READ else url


def worklist_url(request: Request, unit_id: UUID | None) -> str:
    """Where a worklist stands in this workspace."""
    return address(request, "unit_worklist", unit_id) if unit_id else address(request, "my_worklist")


def unit_named(request: Request, unit_id: UUID) -> str:
    """The name of a unit whose files one reads. Raises `Hidden`."""
    is_read = unit_id in request.actor.units_within(Reach.READ)
    return named_among(my_units(request.actor, among=(unit_id,)) if is_read else [], unit_id)


def named_among(cards: Iterable[UnitCard], unit_id: UUID) -> str:
    """The name of one of some units. Raises `Hidden`."""
    name = next((card.name for card in cards if card.id == unit_id), None)
    if name is None:
        raise Hidden(f"no worklist of unit {unit_id}")
    return name


def units_beside(request: Request, unit_id: UUID | None) -> list[UnitCard]:
    """The units whose files one reads that stand as tabs: all while they are few; else those in which one
    works, while these are few, and the one that is looked at. At most one query."""
    read = request.actor.units_within(Reach.READ)
    beside = own_of(request.actor, read)
    if unit_id in read and unit_id not in beside:
        beside = (*beside, unit_id)
    return my_units(request.actor, among=beside)


def unit_tabs(request: Request, unit_id: UUID | None, cards: list[UnitCard]) -> list[Tab]:
    """My own worklist, and those of the units beside it."""
    if not request.actor.units_within(Reach.READ):
        return []
    mine = Tab(label=_("Mine"), url=worklist_url(request, None), is_current=unit_id is None)
    others = [
        Tab(label=card.name, url=worklist_url(request, card.id), is_current=card.id == unit_id)
        for card in cards
    ]
    return [mine, *others]


def unit_box(request: Request) -> TypeBox | None:
    """The box by which one comes to another unit; none while all of them are tabs."""
    if len(request.actor.units_within(Reach.READ)) <= FEW:
        return None
    return _box(request)


def _box(request: Request, *, typed: str = "", said: str = "") -> TypeBox:
    return TypeBox(
        id="unit-box",
        name="unit",
        asks=_("Another unit: type part of its name"),
        typed=typed,
        url=address(request, "unit_suggestions") + ("?for=due" if _is_for_due(request) else ""),
        said=said,
        goes=True,
    )


def _beside(by: Actor, reached: tuple[UUID, ...]) -> list[UnitCard]:
    return my_units(by, among=own_of(by, reached))


def _is_for_due(request: Request) -> bool:
    return request.GET.get("for") == "due"


def _place(request: Request, unit_id: UUID) -> str:
    """The worklist of a unit for whoever reads its files; the list of its cases for everybody else."""
    if _is_for_due(request):
        return f"{address(request, 'due')}?{urlencode({'whose': 'unit', 'unit': str(unit_id)})}"
    if unit_id in request.actor.units_within(Reach.READ):
        return worklist_url(request, unit_id)
    return address(request, "unit_cases", unit_id)
