"""Headers that every answer carries beside Django's own and the content security policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


def of_the_device(*given: str) -> str:
    """The policy of an answer: no feature of the device but those that are given, and those to us alone."""
    return ", ".join(f"{feature}=({'self' if feature in given else ''})" for feature in _FEATURES)


_NOTHING_OF_THE_DEVICE = of_the_device()


class Headers:
    """Middleware: answers stay out of caches and out of other sites' reach, unless a view says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", _NOTHING_OF_THE_DEVICE)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "X-Frame-Options", "DENY"
        )  # for browsers that do not read `frame-ancestors`
        return response
