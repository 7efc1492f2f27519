"""Who may open a page of the door that changes credentials."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from limen.domain.identity.names import Assurance
from limen.site.sign_in import proofs, ways
from limen.web.page import page
from limen.web.requests import Request

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_adding(body: View[P]) -> View[P]:
    """A page that adds a second factor: the first one with the password alone, any other freshly proven."""
    inside = freshly_proven(body)

    def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if proofs.assurance_of(request) is not Assurance.PASSWORD:
            return inside(request, *args, **kwargs)
        if proofs.has_second_factor(proofs.account_of(request).pk):
            return HttpResponseRedirect(reverse("account_reauthenticate"))
        return body(request, *args, **kwargs)

    update_wrapper(view, body)
    return view


def of_a_real_person(request: Request) -> None:
    """Invented people have no credentials to change. Raises `Http404`."""
    if request.person.is_demo:
        raise Http404


def freshly_proven(body: View[P]) -> View[P]:
    """A page for somebody who is in and gave a second factor within the last five minutes."""

    def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        of_a_real_person(request)
        if not proofs.recently_proven(request):
            return ways.to_prove(request)
        return body(request, *args, **kwargs)

    update_wrapper(asked, body)
    return page(None)(asked)


def name_of(request: HttpRequest) -> str:
    """What the person is called; before they are in, their login."""
    person = getattr(request, "person", None)
    return str(person.actor.name if person else proofs.account_of(request).login)
