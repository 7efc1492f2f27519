"""The middleware of the door: says why somebody was sent there, and how long a guesser has to wait."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from limen.domain.identity.names import Assurance
from limen.domain.identity.sessions import Ended
from limen.site.sign_in import proofs, waiting, ways
from limen.site.sign_in.hashing import Crowded
from limen.site.sign_in.throttling import TooSoon


class Doorkeeper:
    """Costs nothing on a page that was served: it looks at the session only when a page led to the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        door = reverse("account_login")
        location = urlsplit(response.headers.get("Location", ""))
        if response.status_code == 302 and location.path == door and not request.path.startswith(door):
            wanted = parse_qs(location.query).get("next", [""])[0]
            return _at_the_door(request, ways.safe(wanted))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn waiting into a page."""
        if isinstance(error, TooSoon):
            return waiting.until(request, error.until)
        if isinstance(error, Crowded):
            return waiting.a_moment(request)
        return None


def _at_the_door(request: HttpRequest, wanted: str) -> HttpResponse:
    """A page did not let this person in. Half-way in they go on to the second factor; else they learn why."""
    if proofs.assurance_of(request) is Assurance.PASSWORD:
        ways.keep(request, wanted)
        return HttpResponseRedirect(reverse(second_factor_page(request)))
    ended = getattr(request.session, "ended", None)
    if proofs.is_in(request):
        # The session looks good and the database does not think so. Nothing is gained by keeping it.
        logout(request)
        ended = Ended.REVOKED
    words = {"ended": str(ended)} if ended else {}
    return HttpResponseRedirect(ways.with_next("account_login", wanted, **words))


def second_factor_page(request: HttpRequest) -> str:
    """Where somebody goes who has given a password and nothing else: to show a second factor, or get one."""
    has_one = proofs.has_second_factor(proofs.account_of(request).pk)
    return "account_reauthenticate" if has_one else "account_enrol"
