"""What a browser has been told was written: after each act it carries how far the primary's log was.

With a standby to read from (limen.foundation.copies), a list is read there only when the standby has come as
far: nobody misses their own last act. The mark holds a place in a log, nothing about a person; whoever
changes it can only see their own lists a little older.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from limen.foundation.copies import has_copy, having_seen, written_so_far

COOKIE = "limen-seen"
_PLACE = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SeenWritings:
    """A middleware. Without a standby it does nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; after anything but a question, tell the browser how far the log is now."""
        if not has_copy():
            return self._get_response(request)
        said = request.COOKIES.get(COOKIE, "")
        with having_seen(said if _PLACE.fullmatch(said) else None):
            answer = self._get_response(request)
        if request.method not in _SAFE:
            answer.set_cookie(
                COOKIE,
                written_so_far(),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return answer
