"""Correcting when somebody was born; whoever was faster is shown beside what one wrote."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.people.commands import correcting
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.refusals import Conflict
from limen.web.casefile.frame import Act
from limen.web.components import Fact, two_texts
from limen.web.persons.acting import read_person
from limen.web.persons.chapters import lines
from limen.web.persons.forms import BirthForm
from limen.web.persons.frame import back_to, changing_obstacles, person_url, show_person_act
from limen.web.persons.words import birth_lines
from limen.web.requests import Request, acts, today


def correct_birth(request: Request, person_id: UUID) -> HttpResponse:
    """Say better when somebody was born, and why."""
    sheet = read_person(request, person_id)
    form = BirthForm(request.POST or None, initial=_given(sheet))
    if acts(request) and form.is_valid():
        event = correcting.correct_birth(
            person_id,
            birth=form.birth(),
            why=form.cleaned_data["why"],
            version=form.cleaned_data["version"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return back_to(request, event, person_id)
    if request.conflict is not None:
        return _both(request, sheet, request.conflict)
    act = Act(
        title=_("Correct the date of birth"),
        button=_("Save the correction"),
        back_url=person_url(request, person_id),
        lead=[_("What is on record now is kept and can be read.")],
        refused=changing_obstacles(sheet),
    )
    now = Fact(term=_("On record now"), value=lines([*birth_lines(sheet.birth, on=today(request))]))
    return show_person_act(request, sheet, act, form, facts=[now])


def _given(sheet: PersonSheet) -> dict[str, object]:
    day, source = sheet.birth.day, sheet.birth.source
    return {
        "birth_state": sheet.birth.state,
        "born": day.told if day else "",
        "calendar": day.calendar if day else "",
        "birth_source": source or "",
        "version": sheet.version,
    }


def _both(request: Request, sheet: PersonSheet, conflict: Conflict) -> HttpResponse:
    """Both days side by side; what else was typed is sent again with whichever is kept."""
    sent = ("birth_state", "calendar", "birth_source", "why")
    both = two_texts(
        conflict,
        name="born",
        label=_("Date of birth"),
        yours=request.POST.get("born", ""),
        action_url=request.path,
        leave_url=person_url(request, sheet.id),
        fields=tuple((name, request.POST.get(name, "")) for name in sent),
    )
    return render(request, "web/errors/conflict.html", {"conflict": both})
