"""The last step of every way in: the session learns which browser it is, its owner what they should know."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from limen.site.sign_in import happenings, proofs, throttling, ways
from limen.web.moment import moment_of
from limen.web.page import page
from limen.web.requests import Request


def arrive(request: HttpRequest, account: Any, *, to: str) -> HttpResponse:
    """Somebody is in. Lead them on, past a page about what happened while they were away if anything did."""
    at = moment_of(request)
    proofs.describe(request)
    throttling.open_again(account.login, account.pk)
    throttling.tidy(at=at)
    if happenings.note_arrival(request, account, at=at):
        return ways.onwards(ways.with_next("account_noticed", to))
    return ways.onwards(to)


@page(None)
def noticed(request: Request) -> HttpResponse:
    """What happened since the last time, for somebody who has just come in."""
    found = happenings.since_last_time(request.person.actor.id)
    context = {"happenings": found, "next": ways.asked_for(request) or ways.home()}
    return render(request, "sign_in/noticed.html", context)
