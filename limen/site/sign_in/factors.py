"""Giving a second factor: which ones somebody has, the form for a code, and looking at what was sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.site.sign_in import codes, happenings, passkeys, throttling
from limen.site.sign_in.devices import network_of
from limen.site.sign_in.models import What
from limen.site.sign_in.passkeys import NotProven, Purpose
from limen.web.moment import moment_of


class CodeForm(forms.Form):
    """A code from an authenticator app, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )

    # What was wrong with a passkey, which is not typed into any field.
    problem = ""


def pending(request: HttpRequest) -> LoginStage | None:
    """The second step that somebody stands at who has given their password."""
    return LoginStageController.enter(request, AuthenticateStage.key)


def asked_of(account_id: UUID) -> dict[str, Any]:
    """What a page that asks for a second factor needs to know."""
    kinds = set(Authenticator.objects.filter(user_id=account_id).values_list("type", flat=True))
    return {
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "has_recovery_codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }


def given(request: HttpRequest, account: Any, form: CodeForm, purpose: Purpose) -> Authenticator | None:
    """The second factor that was sent with this request, if it was right; else the form says why not."""
    if request.method != "POST":
        return None
    if "credential" in request.POST:
        return _passkey(request, account, form, purpose)
    return _code(request, account, form) if form.is_valid() else None


def _passkey(request: HttpRequest, account: Any, form: CodeForm, purpose: Purpose) -> Authenticator | None:
    try:
        sent = passkeys.sent_by(request)
        return passkeys.shown(request, purpose, sent, account_id=account.pk, at=moment_of(request))
    except NotProven:
        form.problem = _("The passkey could not be checked. Try again, or use another way.")
        return None


def _code(request: HttpRequest, account: Any, form: CodeForm) -> Authenticator | None:
    at, typed = moment_of(request), form.cleaned_data["code"]
    counted = throttling.of_a_code(account.pk, network_of(request))
    throttling.count(counted, at=at)
    found = codes.use_totp(account.pk, typed, at=at) or codes.use_recovery_code(account.pk, typed, at=at)
    if found is None:
        happenings.note(request, account, What.CODE_REFUSED, at=at)
        form.add_error("code", _("This code is not right, or it was used already. Wait for the next one."))
        return None
    throttling.forgive(counted, at=at)
    if found.type == Authenticator.Type.RECOVERY_CODES:
        happenings.note(request, account, What.CODE_USED, at=at)
    return found
