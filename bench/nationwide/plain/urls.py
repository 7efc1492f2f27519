"""Its addresses."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(_request: HttpRequest) -> HttpResponse:
    """The least that a page can be."""
    return HttpResponse("hello")


urlpatterns = [path("admin/", admin.site.urls), path("hello/", hello)]
