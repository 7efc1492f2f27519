"""Proving it again: before grave acts a second factor is asked for, and the session gets a new secret."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from limen.domain.identity.names import Assurance
from limen.site.sign_in import factors, proofs, ways
from limen.site.sign_in.pages.arriving import arrive
from limen.site.sign_in.passkeys import Purpose


def prove(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor, and go back to where it was needed."""
    before = proofs.assurance_of(request)
    to = ways.asked_for(request)
    if before is Assurance.NONE:
        return HttpResponseRedirect(ways.with_next("account_login", to))
    if before is Assurance.DEMO:
        return ways.onwards(to or ways.home())
    account = proofs.account_of(request)
    if not proofs.has_second_factor(account.pk):
        return HttpResponseRedirect(reverse("account_enrol"))
    form = factors.CodeForm(request.POST if "code" in request.POST else None)
    found = factors.given(request, account, form, Purpose.PROVE)
    if found is not None:
        proofs.record_again(request, account, found)
        to = to or ways.kept(request)
        return arrive(request, account, to=to) if before is Assurance.PASSWORD else ways.onwards(to)
    context = factors.asked_of(account.pk) | {
        "form": form,
        "next": to,
        "is_in": before is not Assurance.PASSWORD,
        "action": reverse("account_reauthenticate"),
    }
    return render(request, "sign_in/prove.html", context, status=422 if request.method == "POST" else 200)
