"""The door in front of it: off unless it is switched on, only for reading, and as patient as other doors."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_vary_headers

from limen.foundation.rows import showing
from limen.site.sign_in.devices import network_of
from limen.site.sign_in.throttling import TooSoon, count, of_the_open_directory
from limen.web import errors
from limen.web.moment import moment_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
KEPT_SECONDS = 300  # so long an answer may be shown again without asking


def open_to_all(body: View[P]) -> View[P]:
    """Make a function a page that anybody may read. The database is told that nobody asks."""

    @wraps(body)
    def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.OPEN_DIRECTORY:
            return errors.missing(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        at = moment_of(request)
        try:
            count(of_the_open_directory(network_of(request)), at=at)
        except TooSoon as wait:
            answer = HttpResponse(status=429)
            answer["Retry-After"] = str(max(1, math.ceil((wait.until - at).total_seconds())))
            return answer
        with showing(""):
            answer = body(request, *args, **kwargs)
        return _to_be_kept(request, answer)

    return view


def _to_be_kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    if answer.status_code != 200:
        return answer
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    mark = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = mark
    return get_conditional_response(request, etag=mark, response=answer) or answer
