"""Health: is the process alive, and can it serve. Says nothing else to whoever asks."""

from __future__ import annotations

from django.db import Error, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The process answers and both doors to the database open."""
    try:
        for alias in ("default", "door"):  # without its copy a node serves as well
            with connections[alias].cursor() as cursor:
                cursor.execute("select 1")
    except Error:
        return JsonResponse({"status": "not ready"}, status=503)
    return JsonResponse({"status": "ready"})
