"""The first page of the workspace."""

from __future__ import annotations

from django.http import HttpResponse

from limen.web.page import page
from limen.web.requests import Request
from limen.web.work.day import my_day


@page("adjudication")
def home(request: Request) -> HttpResponse:
    """What is on, due, to do and half done today."""
    return my_day(request)
