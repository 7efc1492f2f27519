"""Getting a second factor: an authenticator app or a passkey, the first one before anything opens."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from qrcode.image.svg import SvgPathFillImage

from limen.domain.identity.names import Assurance
from limen.site.sign_in import codes, happenings, passkeys, proofs, throttling, ways
from limen.site.sign_in.devices import network_of
from limen.site.sign_in.factors import CodeForm
from limen.site.sign_in.guards import for_adding, name_of
from limen.site.sign_in.models import What
from limen.site.sign_in.pages.arriving import arrive
from limen.site.sign_in.passkeys import NotProven
from limen.site.sign_in.proofs import account_of
from limen.web.moment import moment_of

_SHOWN = "limen_new_app"


class NameForm(forms.Form):
    """What its owner calls a passkey."""

    name = forms.CharField(
        label=gettext_lazy("A name for this passkey"),
        help_text=gettext_lazy("For example where it is: work laptop, blue key."),
        max_length=60,
    )


def enrol(request: HttpRequest) -> HttpResponse:
    """A password alone opens nothing: choose how to prove it a second time."""
    if proofs.assurance_of(request) is not Assurance.PASSWORD:
        return HttpResponseRedirect(ways.home())
    if proofs.has_second_factor(account_of(request).pk):
        return HttpResponseRedirect(reverse("account_reauthenticate"))
    return render(request, "sign_in/enrol.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_adding
def add_app(request: HttpRequest) -> HttpResponse:
    """Show a secret for an authenticator app, and keep it once a code proves that the app has it."""
    account, at = account_of(request), moment_of(request)
    if Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).exists():
        return HttpResponseRedirect(reverse("mfa_index"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    secret = _secret(request)
    if form.is_valid():
        counted = throttling.of_a_code(account.pk, network_of(request))
        throttling.count(counted, at=at)
        step = codes.matching_step(secret, form.cleaned_data["code"], at=at)
        if step is not None:
            throttling.forgive(counted, at=at)
            request.session.pop(_SHOWN)
            factor = codes.add_totp(account, secret, step=step, at=at)
            return _added(request, factor, What.TOTP_ADDED)
        form.add_error("code", _("This code does not fit. Is the clock of your phone right?"))
    return render(request, "sign_in/add_app.html", _drawn(account, secret) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_adding
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep a passkey that the browser has made."""
    form, problem = NameForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            factor = passkeys.make(
                request,
                account_of(request),
                passkeys.sent_by(request),
                name=form.cleaned_data["name"],
                at=moment_of(request),
            )
            return _added(request, factor, What.PASSKEY_ADDED)
        except NotProven:
            problem = _("The passkey could not be checked. Try again.")
    return render(request, "sign_in/add_passkey.html", {"form": form, "problem": problem})


@require_POST
@for_adding
def challenge_for_new_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    at = moment_of(request)
    throttling.count(throttling.of_a_challenge(network_of(request)), at=at)
    return JsonResponse(
        passkeys.challenge_to_make(request, account_of(request), name=name_of(request), at=at)
    )


def _added(request: HttpRequest, factor: Authenticator, what: What) -> HttpResponse:
    """Whoever has proven a new factor has given a second one: the first time this lets them in."""
    account, was_in = account_of(request), proofs.is_in(request)
    happenings.note(request, account, what, at=moment_of(request))
    if was_in:
        return ways.onwards(reverse("mfa_index"))
    proofs.record_again(request, account, factor)
    arrive(request, account, to=ways.home())
    return ways.onwards(reverse("mfa_generate_recovery_codes"))


def _secret(request: HttpRequest) -> str:
    """The secret shown on this page: a new one whenever the page is opened."""
    kept = request.session.get(_SHOWN)
    if request.method == "POST" and kept:
        return codes.opened(kept)
    secret = codes.new_secret()
    request.session[_SHOWN] = codes.sealed(secret)
    return secret


def _drawn(account: object, secret: str) -> dict[str, str]:
    """The secret as a picture for a camera, and as letters in groups for a hand."""
    # On white, with a margin: a camera must read it in the dark theme as well.
    picture = BytesIO()
    qrcode.make(get_adapter().build_totp_url(account, secret), image_factory=SvgPathFillImage).save(picture)
    return {
        "picture": "data:image/svg+xml;base64," + b64encode(picture.getvalue()).decode(),
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
    }
