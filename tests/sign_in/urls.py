"""The addresses that signing in leads to and from, without the workspaces."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from limen.site import home

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", include("limen.workspaces.account.urls")),
    path("account/", include("limen.site.sign_in.urls")),
    path("language/", set_language, name="set_language"),
]
handler404 = "limen.web.errors.missing"
handler403 = "limen.web.errors.forbidden"
