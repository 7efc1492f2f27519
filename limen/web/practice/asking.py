"""Questions to colleagues: the list of those one may read, and asking one."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity.queries.choosing import Circle
from limen.domain.identity.queries.people import my_units
from limen.domain.practice.commands import asking
from limen.domain.practice.queries.questions import questions as found_questions
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, Offer, address, may, show_act
from limen.web.choosing import Crowd, answer_people, answer_units, filled, offer_people, offer_units
from limen.web.components import Empty, Paging
from limen.web.page import told
from limen.web.practice.forms import AskForm
from limen.web.practice.frame import choices_of, named_here, show_part
from limen.web.practice.questions import question_table
from limen.web.requests import Request, acts, looked_for


def questions(request: Request) -> HttpResponse:
    """Those that are open, the last asked first; with the others where they are asked for."""
    with_closed = "with_closed" in request.GET
    found = found_questions(with_closed=with_closed, after=request.GET.get("after", ""), by=request.actor)
    again = {"with_closed": "1"} if with_closed else {}
    following = "?" + urlencode(again | {"after": found.after}) if found.after else None
    ask_url = address(request, "practice_ask")
    empty = Empty(
        sentence=_("There is no question that you could see."),
        advice=_("What no note says can be asked of colleagues, without a name and without a file."),
    )
    paging = Paging(next_url=following) if following else None
    return show_part(
        request,
        "questions",
        tab="practice_questions",
        with_closed=with_closed,
        offers=[Offer(label=_("Ask colleagues"), url=ask_url, kind="primary")]
        if may(request, "practice.ask")
        else [],
        table=question_table(request, found.cards, named=named_here(request), empty=empty, paging=paging),
    )


def ask(request: Request) -> HttpResponse:
    """Ask a colleague, a unit, or the house."""
    form = filled(AskForm, request, "to_unit", "to_member")
    topics = named_here(request).topics
    offering(form, claims=choices_of(topics.claims), elements=choices_of(topics.elements))
    offer_units(request, form, "to_unit", _units(request), url=address(request, "practice_units"))
    offer_people(request, form, "to_member", _everybody(request))
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = asking.ask(
            said["says"],
            ties=form.ties(),
            to_member=_chosen(said, "colleague", "to_member"),
            to_unit=_chosen(said, "unit", "to_unit"),
            none_says=said["none_says"],
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "practice_question", event.question_id))
    if request.obstacles:
        looked_for(request, f"practice:{len(request.obstacles)}")
    act = Act(
        title=_("Ask colleagues"),
        button=_("Ask"),
        back_url=address(request, "practice_questions"),
        lead=[
            _("A question carries no name and no file. Before it is sent, what looks like a person's data is "
              "shown to you; you take it out, or say why it is none.")
        ],
    )  # fmt: skip
    return show_act(request, act, form)


def colleagues(request: Request) -> HttpResponse:
    """At most twenty colleagues for what stands in a box."""
    return answer_people(request, _everybody(request))


def units(request: Request) -> HttpResponse:
    """At most twenty units of the house for what stands in a box."""
    return answer_units(request, _units(request))


def _chosen(said: dict[str, str], whom: str, name: str) -> UUID | None:
    return UUID(said[name]) if said["whom"] == whom and said[name] else None


def _units(request: Request) -> list[UUID]:
    return [unit.id for unit in my_units(request.actor)]


def _everybody(request: Request) -> Crowd:
    circle = Circle(unit_ids=tuple(_units(request)), without=request.actor.id)
    return Crowd(circle=circle, url=address(request, "practice_colleagues"))
