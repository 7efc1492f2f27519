"""One's own second factors: a list, taking one away, new recovery codes, and a new password."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from limen.domain.identity.sessions import SessionStore
from limen.site.sign_in import codes, happenings, passkeys, proofs, throttling, ways
from limen.site.sign_in.devices import network_of
from limen.site.sign_in.guards import freshly_proven, of_a_real_person
from limen.site.sign_in.models import What
from limen.site.sign_in.passwords import NewPasswordForm, PasswordField
from limen.site.sign_in.proofs import account_of
from limen.web.moment import moment_of
from limen.web.page import page
from limen.web.requests import Request

_TAKEN_AWAY = {
    Authenticator.Type.TOTP: What.TOTP_REMOVED,
    Authenticator.Type.WEBAUTHN: What.PASSKEY_REMOVED,
}


@page(None)
def second_factors(request: Request) -> HttpResponse:
    """What one can prove oneself with, and what happened at one's door lately."""
    account_id = request.person.actor.id
    app = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).first()
    keys = passkeys.passkeys_of(account_id)
    context = {
        "app": app,
        "passkeys": keys,
        "codes_left": codes.recovery_codes_left(account_id),
        "refused": _obstacles_to_removing(len(keys) + bool(app)),
        "happenings": happenings.latest(account_id),
        "is_demo": request.person.is_demo,
    }
    return render(request, "sign_in/second_factors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@freshly_proven
def remove(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Take one second factor away, but never the last."""
    account = account_of(request)
    real = Authenticator.objects.filter(user_id=account.pk, type__in=_TAKEN_AWAY)
    factor = real.filter(pk=factor_id).first()
    if factor is None:
        raise Http404
    refused = _obstacles_to_removing(real.count())
    if request.method == "POST" and not refused:
        factor.delete()
        happenings.note(request, account, _TAKEN_AWAY[factor.type], at=moment_of(request))
        SessionStore.end_all_of(account.pk, at=moment_of(request), but=request.session.session_key)
        return ways.onwards(reverse("mfa_index"))
    context = {"name": factor.data.get("name", ""), "refused": refused}
    return render(request, "sign_in/remove.html", context, status=409 if request.method == "POST" else 200)


def _obstacles_to_removing(held: int) -> list[str]:
    return [_("It is the only one. Add another first, so that you can still sign in.")] if held < 2 else []


@require_http_methods(["GET", "HEAD", "POST"])
@freshly_proven
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    account, made = account_of(request), []
    if request.method == "POST" and proofs.has_second_factor(account.pk):
        made = codes.make_recovery_codes(account)
        happenings.note(request, account, What.CODES_MADE, at=moment_of(request))
    context = {
        "codes": made,
        "left": codes.recovery_codes_left(account.pk),
        "login": account.login,
        "onwards": ways.kept(request) if made else "",
    }
    return render(request, "sign_in/recovery_codes.html", context)


class ChangePasswordForm(NewPasswordForm):
    """A new password, and the one it replaces."""

    current = PasswordField(label=gettext_lazy("Your password until now"), autocomplete="current-password")
    field_order = ("current", "password", "again")


@require_http_methods(["GET", "HEAD", "POST"])
@page(None)
def change_password(request: Request) -> HttpResponse:
    """Choose another password. Every other session of the account ends."""
    of_a_real_person(request)
    account, at = account_of(request), request.at
    form = ChangePasswordForm(request.POST or None, account=account, name=request.person.actor.name)
    if request.method == "POST" and form.is_valid():
        counted = throttling.of_a_password(account.login, network_of(request))
        throttling.count(counted, at=at)
        if account.check_password(form.cleaned_data["current"]):
            throttling.forgive(counted, at=at)
            _choose(request, form.cleaned_data["password"])
            return ways.onwards(reverse("mfa_index"))
        form.add_error("current", _("This is not your password."))
    return render(request, "sign_in/change_password.html", {"form": form}, status=422 if form.errors else 200)


def _choose(request: Request, password: str) -> None:
    account = account_of(request)
    account.set_password(password)
    account.save(update_fields=["password"])
    # This also gives the session a new secret.
    update_session_auth_hash(request, account)
    SessionStore.end_all_of(account.pk, at=request.at, but=request.session.session_key)
    happenings.note(request, account, What.CHOSEN, at=request.at)
