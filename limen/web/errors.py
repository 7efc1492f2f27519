"""Error pages that help. They say the same whether a thing is missing or hidden, and never quote an
exception."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

_RETRY_SECONDS = "5"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request itself makes no sense."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES if isinstance(exception, TooManyFilesSent) else 0
    return render(request, "web/errors/400.html", {"most_files": most}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person's role does not include this."""
    return render(request, "web/errors/403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form did not come from our own page, or the page was left open too long."""
    return render(request, "web/errors/403.html", {"is_forged": True}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing here, or nothing for you."""
    return render(request, "web/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our mistake. Rendered without a context, so that nothing of what broke is needed."""
    return HttpResponse(render_to_string("web/errors/500.html"), status=500)


def too_long(request: HttpRequest) -> HttpResponse:
    """The database stopped a question that took too long. What to do, and what was typed, to be sent again;
    `op` among it, so that what was done after all is not done twice."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {"typed": typed, "again_url": request.get_full_path(), "page_url": request.path}
    answer = render(request, "web/errors/too_long.html", context, status=503)
    answer["Retry-After"] = _RETRY_SECONDS
    return answer


def busy() -> HttpResponse:
    """The database is away, or a question took too long. What was typed is still in the browser."""
    answer = HttpResponse(render_to_string("web/errors/503.html"), status=503)
    answer["Retry-After"] = _RETRY_SECONDS
    return answer
