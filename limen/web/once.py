"""Idempotency at the door: the answer to a form sent under a key is kept, and given again to whoever repeats
it."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from limen.foundation.once.models import Done
from limen.web.requests import Request

_LONGEST = 80
_NOT_PART_OF_THE_QUESTION = frozenset({"csrfmiddlewaretoken", "op"})


class OtherQuestion(Exception):
    """The key was used before, for something else."""


class DoneMeanwhile(Exception):
    """Another request with the same key was faster. This one is rolled back and given the other's answer."""


def key_of(request: HttpRequest) -> str:
    """The key of a request that acts: the form's hidden field, or the API's header. Empty when there is
    none."""
    return (request.headers.get("Idempotency-Key") or request.POST.get("op") or "")[:_LONGEST]


def answered(request: Request) -> HttpResponse | None:
    """The answer already given under this key. Raises `OtherQuestion`."""
    key = key_of(request)
    if not key:
        return None
    done = Done.objects.filter(account_id=request.actor.id, key=key).first()
    if done is None:
        return None
    if bytes(done.asked) != _fingerprint(request):
        raise OtherQuestion(key)
    if done.location:
        return HttpResponseRedirect(done.location, status=done.status)
    return HttpResponse(bytes(done.body), status=done.status, content_type="application/json")


def keep(request: Request, answer: HttpResponse) -> None:
    """Keep the answer of an act, in the act's own transaction. Raises `DoneMeanwhile`."""
    key = key_of(request)
    if not key or answer.status_code >= 400 or answer.status_code == 200:
        return
    try:
        Done.objects.create(
            account_id=request.actor.id,
            key=key,
            asked=_fingerprint(request),
            status=answer.status_code,
            location=answer.headers.get("Location", ""),
            body=b"" if answer.headers.get("Location") else answer.content,
            at=request.at,
        )
    except IntegrityError as error:
        raise DoneMeanwhile(key) from error


def _fingerprint(request: HttpRequest) -> bytes:
    """What was asked: method, address and what was sent, without the fields that differ each time."""
    if request.content_type == "application/json":
        sent = request.body
    else:
        fields = sorted(
            (name, value)
            for name, values in request.POST.lists()
            if name not in _NOT_PART_OF_THE_QUESTION
            for value in values
        )
        sent = urlencode(fields).encode()
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + sent).digest()
