"""Adding a name to what is on record of a person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.people.commands import adding
from limen.foundation.ids import new_id
from limen.web.casefile.frame import Act
from limen.web.persons.acting import read_person
from limen.web.persons.forms import NameForm
from limen.web.persons.frame import back_to, changing_obstacles, person_url, show_person_act
from limen.web.requests import Request, acts


def add_name(request: Request, person_id: UUID) -> HttpResponse:
    """Another name: claimed, borne once, read in a document."""
    sheet = read_person(request, person_id)
    form = NameForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = adding.add_name(
            person_id, name=form.told(), name_id=new_id(), by=request.actor, at=request.at
        )
        return back_to(request, event, person_id)
    act = Act(
        title=_("Add a name"),
        button=_("Add the name"),
        back_url=person_url(request, person_id),
        lead=[
            _("Write the parts in the order in which the person says them, in any script."),
            _("Nothing that is on record is changed, and the main name stays the main one."),
        ],
        refused=changing_obstacles(sheet),
    )
    return show_person_act(request, sheet, act, form, template="web/persons/name.html")
