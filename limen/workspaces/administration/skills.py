"""Which languages somebody speaks and which countries they know: what whoever gives cases out looks at."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.identity import rules
from limen.domain.identity.commands import skills
from limen.domain.identity.queries.people import colleague
from limen.domain.identity.queries.skills import skills_of
from limen.reference.countries import country_named
from limen.reference.languages import language_named
from limen.web.casefile.frame import Act
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.forms import SkillsForm
from limen.workspaces.administration.frame import address, show_act
from limen.workspaces.administration.people import people_crumb, person_crumb


@page("administration", permission="identity.set_skills")
def set_skills(request: Request, member_id: UUID) -> HttpResponse:
    """Say which languages and countries somebody knows."""
    card = colleague(member_id, by=request.actor, at=request.at)
    now, here = skills_of([member_id], by=request.actor)[member_id], get_language() or "en"
    initial = {
        "languages": ", ".join(language_named(code, here) for code in now.languages),
        "countries": ", ".join(country_named(code, here) for code in now.countries),
    }
    form = SkillsForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        event = skills.set_skills(member_id, **form.cleaned_data, by=request.actor, at=request.at)
        return told(event, "administration:person", member_id)
    act = Act(
        title=_("Languages and countries of %(name)s") % {"name": card.name},
        button=_("Keep"),
        back_url=address("person", member_id),
        lead=[_("Whoever gives cases out sees it beside the name. It opens no case.")],
        refused=rules.obstacles_to_changing(member_id, request.actor),
    )
    return show_act(request, act, form, crumbs=(people_crumb(), person_crumb(card)))
