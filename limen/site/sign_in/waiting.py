"""What somebody is told who has to wait: how long, in words and in a header. Nothing about the account."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from limen.web.moment import moment_of

SOON = 5  # seconds, when it is only crowded


def until(request: HttpRequest, instant: datetime) -> HttpResponse:
    """Too many tries: come back at that instant."""
    return _wait(request, max(1, ceil((instant - moment_of(request)).total_seconds())))


def a_moment(request: HttpRequest) -> HttpResponse:
    """Too many people at once: come back in a moment."""
    return _wait(request, SOON)


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    answer = render(request, "web/errors/429.html", {"wait": in_words(seconds)}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def in_words(seconds: int) -> str:
    """How long that is, rounded up as people say it."""
    if seconds < 60:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    minutes = ceil(seconds / 60)
    if minutes < 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = ceil(minutes / 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
