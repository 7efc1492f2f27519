"""Where to go next: back to where somebody was, and nowhere outside this site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

LONGEST = 2000
_KEPT = "limen_next"


def safe(address: Any) -> str:
    """The address, if it is a path on this site; otherwise empty.

    Browsers drop control characters and read a backslash as a slash, so `/\\t/elsewhere` leads elsewhere: an
    address with any of these is refused, not repaired.
    """
    if not isinstance(address, str) or len(address) > LONGEST:
        return ""
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return ""
    if any(ord(c) <= 0x20 or ord(c) == 0x7F for c in address):
        return ""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def asked_for(request: HttpRequest) -> str:
    """Where the person wanted to go when they were sent to the door; empty when they did not say."""
    return safe(request.POST.get("next") or request.GET.get("next"))


def home() -> str:
    """Where to go without any better idea."""
    return resolve_url("home")


def keep(request: HttpRequest, address: str) -> None:
    """Remember where to go until the person is in."""
    if address:
        request.session[_KEPT] = address


def kept(request: HttpRequest) -> str:
    """Where to go once the person is in, forgotten with this."""
    return safe(request.session.pop(_KEPT, "")) or home()


def with_next(name: str, address: str, **words: str) -> str:
    """The address of a page of ours that will lead on to another."""
    query = {"next": address, **words} if address else words
    return f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)


def to_prove(request: HttpRequest) -> HttpResponse:
    """Go and give a second factor, then come back here; a form that was sent has to be sent again."""
    back = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(with_next("account_reauthenticate", back))


def onwards(address: str) -> HttpResponse:
    """Go on, with a fresh GET."""
    answer = redirect(address)
    answer.status_code = 303
    return answer
