"""One `at` per request, and one log line: the clock is read here and handed down."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from django.http import HttpRequest, HttpResponse

from limen.foundation.ids import new_id

_log = structlog.get_logger("limen.web")


class OneMoment:
    """Middleware: everything in a request happens at the same instant, `request.at` (aware, UTC)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        request.request_id = str(new_id())  # type: ignore[attr-defined]
        response = self.get_response(request)
        match = request.resolver_match
        _log.info(
            "request",
            request_id=request.request_id,  # type: ignore[attr-defined]
            method=request.method,
            view=match.view_name if match else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response


def moment_of(request: HttpRequest) -> datetime:
    """The instant of a request."""
    at: datetime = request.at  # type: ignore[attr-defined]
    return at
