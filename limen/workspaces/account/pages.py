"""The pages of one's own account: where one is signed in, ending that, and preferences."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from limen.domain.identity.commands import oneself
from limen.domain.identity.names import Theme
from limen.domain.identity.queries.people import my_sessions
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.web.shell import THEME_COOKIE


class PreferencesForm(forms.Form):
    """How Limen should speak to somebody."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Times are shown as they are there."),
        choices=lambda: [(zone, zone) for zone in _zones()],
    )
    theme = forms.ChoiceField(label=gettext_lazy("Colours"), choices=Theme.choices, widget=forms.RadioSelect)


@page(None)
def security(request: Request) -> HttpResponse:
    """Where the person is signed in."""
    return render(request, "account/security.html", {"sessions": my_sessions()})


@require_POST
@page(None)
def end_session(request: Request, session_id: UUID) -> HttpResponse:
    """Sign out one of one's own browsers, other than this one: for this one there is signing out."""
    if session_id == request.person.session_id:
        return redirect("account_logout")
    event = oneself.end_session(session_id, by=request.actor, at=request.at)
    return told(event, "account:security")


@require_POST
@page(None)
def end_other_sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    others = [session.id for session in my_sessions() if not session.is_this_one]
    events = [oneself.end_session(other, by=request.actor, at=request.at) for other in others]
    return told(events[-1], "account:security") if events else redirect("account:security")


@page(None)
def preferences(request: Request) -> HttpResponse:
    """Choose language, time zone and colours."""
    person = request.person
    now = {"language": person.language, "time_zone": person.time_zone, "theme": person.theme}
    form = PreferencesForm(request.POST or None, initial=now)
    if acts(request) and form.is_valid():
        chosen = form.cleaned_data
        event = oneself.set_preferences(
            language=chosen["language"],
            time_zone=chosen["time_zone"],
            theme=Theme(chosen["theme"]),
            by=request.actor,
            at=request.at,
        )
        answer = told(event, "account:preferences")
        # What this browser was told before gives way to what the person has just said.
        for cookie in (settings.LANGUAGE_COOKIE_NAME, THEME_COOKIE):
            answer.delete_cookie(cookie)
        return answer
    context = {"form": form, "obstacles": [obstacle.says for obstacle in request.obstacles]}
    return render(request, "account/preferences.html", context, status=422 if form.errors else 200)


def _zones() -> list[str]:
    """The names of places, without the abbreviations and the aliases that nobody lives in."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return ["UTC", *sorted(places)]
