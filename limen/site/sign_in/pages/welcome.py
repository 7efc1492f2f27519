"""Coming by an invitation: choose a password, then go on to a second factor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from limen.domain.identity.sessions import SessionStore
from limen.site.sign_in import codes, happenings, invitations, throttling, ways
from limen.site.sign_in.models import What
from limen.site.sign_in.pages.entry import enter_with_password
from limen.site.sign_in.passwords import NewPasswordForm
from limen.web.moment import moment_of

_KEPT = "limen_welcome"


@require_safe
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link out of the address, where others could read it, and go on to the form."""
    if invitations.account_of(token) is None:
        return _dead(request)
    # Sealed, since it lies in the database: whoever reads a copy of that must not come in by it.
    request.session[_KEPT] = codes.sealed(token)
    return ways.onwards(reverse("account_welcome_password"))


@require_http_methods(["GET", "HEAD", "POST"])
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a password. This uses the link up, and ends every session the account had."""
    kept = request.session.get(_KEPT)
    account = invitations.account_of(codes.opened(kept)) if kept else None
    if account is None:
        return _dead(request)
    name = invitations.name_of(account.pk)
    form = NewPasswordForm(request.POST or None, account=account, name=name)
    if request.method == "POST" and form.is_valid():
        return _chosen(request, account, form.cleaned_data["password"])
    context = {"form": form, "name": name, "login": account.login}
    return render(request, "sign_in/welcome.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, account: Any, password: str) -> HttpResponse:
    at = moment_of(request)
    account.set_password(password)
    account.save(update_fields=["password"])
    SessionStore.end_all_of(account.pk, at=at)
    throttling.open_again(account.login, account.pk)
    happenings.note(request, account, What.CHOSEN, at=at)
    request.session.pop(_KEPT, None)
    enter_with_password(request, account, to=ways.home())
    is_through = request.user.is_authenticated
    return ways.onwards(reverse("account_enrol" if is_through else "mfa_authenticate"))


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "sign_in/welcome_dead.html", status=410)
