"""After how many days a case stands too long: what the nightly look goes by."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity.commands import patience
from limen.domain.identity.queries.patience import patience_of
from limen.web.casefile.frame import Act
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.forms import PatienceForm
from limen.workspaces.administration.frame import address, show


@page("administration", permission="identity.set_patience")
def set_patience(request: Request) -> HttpResponse:
    """Say how long is too long."""
    now = patience_of(request.actor)
    initial = {"stage_days": now.stage_days, "quiet_days": now.quiet_days}
    form = PatienceForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        event = patience.set_patience(**form.cleaned_data, by=request.actor, at=request.at)
        return told(event, "administration:set_patience")
    act = Act(
        title=_("Cases that stand too long"),
        button=_("Keep"),
        back_url=address("people"),
        lead=[
            _("Each night Limen looks for open cases that stand still and tells whoever holds them."),
            _("Of a case that nobody holds it tells those who allocate in its unit."),
            _("Clocks of the law need no number here: they are found when their day has passed."),
        ],
    )
    return show(request, "act", title=act.title, tab="set_patience", act=act, form=form)
