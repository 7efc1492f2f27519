"""Coming in and going out: a login with a password, or a passkey; then the second step; and signing out."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from limen.domain.identity.names import Assurance
from limen.site.sign_in import factors, happenings, hashing, passkeys, proofs, throttling, ways
from limen.site.sign_in.devices import network_of
from limen.site.sign_in.doorkeeper import second_factor_page
from limen.site.sign_in.pages.arriving import arrive
from limen.site.sign_in.pages.demo import people_by_organisation
from limen.site.sign_in.passkeys import NotProven, Purpose
from limen.site.sign_in.passwords import PasswordField
from limen.web.moment import moment_of


class SignInForm(forms.Form):
    """What one knows: a login and a password."""

    login = forms.CharField(
        label=gettext_lazy("Login"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        ),
    )
    password = PasswordField(label=gettext_lazy("Password"), autocomplete="current-password")

    def clean_login(self) -> str:
        """One Unicode form, and no difference between capitals and small letters."""
        return unicodedata.normalize("NFC", self.cleaned_data["login"]).casefold()


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page at the door, and the password typed there."""
    if proofs.assurance_of(request) is Assurance.PASSWORD and request.method != "POST":
        ways.keep(request, ways.asked_for(request))
        return HttpResponseRedirect(reverse(second_factor_page(request)))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _checked(request, form.cleaned_data["login"], form.cleaned_data["password"])
        if account is not None:
            return _after_the_password(request, account)
        form.add_error(None, _("The login or the password is not right. Check both and try again."))
    context = {
        "form": form,
        "next": ways.asked_for(request),
        "ended": request.GET.get("ended", ""),
        "is_in": proofs.is_in(request),
        "organisations": people_by_organisation(),
    }
    return render(request, "sign_in/sign_in.html", context, status=422 if form.errors else 200)


def _checked(request: HttpRequest, login: str, password: str) -> Any:
    """The account, if the password is its own. Counts the try first, and takes it back when it was right."""
    at = moment_of(request)
    hashing.TURNSTILE.look()
    counted = throttling.of_a_password(login, network_of(request))
    throttling.count(counted, at=at)
    account = authenticate(request, username=login, password=password)
    if account is None:
        happenings.note_refusal(request, login, at=at)
        return None
    throttling.forgive(counted, at=at)
    return account


def _after_the_password(request: HttpRequest, account: Any) -> HttpResponse:
    """A new secret for the session, then the second step; without a second factor, the way to get one."""
    to = ways.asked_for(request) or ways.home()
    enter_with_password(request, account, to=to)
    if request.user.is_authenticated:
        ways.keep(request, to)
        return ways.onwards(reverse("account_enrol"))
    return ways.onwards(reverse("mfa_authenticate"))


def enter_with_password(request: HttpRequest, account: Any, *, to: str) -> None:
    """Somebody has proven their password, or has just chosen it. Whoever had this session before is out."""
    if request.user.is_authenticated:
        logout(request)
    request.session.cycle_key()
    record_authentication(request, account, "password")
    perform_login(request, Login(user=account, redirect_url=to))


@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    """What a browser needs to show a passkey: as nobody yet, in the second step, or to prove it again."""
    at = moment_of(request)
    throttling.count(throttling.of_a_challenge(network_of(request)), at=at)
    purpose, account_id = Purpose.SIGN_IN, None
    if request.user.is_authenticated:
        purpose, account_id = Purpose.PROVE, request.user.pk
    elif (stage := factors.pending(request)) is not None:
        purpose, account_id = Purpose.SECOND_STEP, stage.login.user.pk
    if request.POST.get("for") == Purpose.SIGN_IN:
        purpose, account_id = Purpose.SIGN_IN, None
    return JsonResponse(passkeys.challenge_to_show(request, purpose, account_id=account_id, at=at))


@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Come in with a passkey alone: it is something one has, and the device has checked who holds it."""
    at, to = moment_of(request), ways.asked_for(request) or ways.home()
    try:
        factor = passkeys.shown(request, Purpose.SIGN_IN, passkeys.sent_by(request), at=at)
    except NotProven:
        context = {"form": SignInForm(), "next": ways.asked_for(request), "passkey_failed": True}
        return render(request, "sign_in/sign_in.html", context, status=422)
    account = factor.user
    if request.user.is_authenticated:
        logout(request)
    proofs.record(request, account, factor, alone=True)
    perform_login(request, Login(user=account, redirect_url=to))
    return arrive(request, account, to=to)


def second_step(request: HttpRequest) -> HttpResponse:
    """After the password: a code from the app, a passkey, or a recovery code."""
    stage = factors.pending(request)
    account = stage.login.user if stage else None
    if stage is None or account is None or not account.is_active:
        return HttpResponseRedirect(reverse("account_login"))
    form = factors.CodeForm(request.POST if "code" in request.POST else None)
    found = factors.given(request, account, form, Purpose.SECOND_STEP)
    if found is not None:
        to = stage.login.redirect_url or ways.home()
        proofs.record(request, account, found)
        stage.exit()
        return arrive(request, account, to=to)
    context = factors.asked_of(account.pk) | {"form": form, "action": reverse("mfa_authenticate")}
    return render(
        request, "sign_in/second_step.html", context, status=422 if request.method == "POST" else 200
    )


def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave. The session is dead at once, and the browser is told to forget what it kept."""
    if request.method != "POST":
        return render(request, "sign_in/sign_out.html")
    logout(request)
    answer = ways.onwards(ways.with_next("account_login", "", ended="by_oneself"))
    answer["Clear-Site-Data"] = '"cache", "cookies"'
    return answer
