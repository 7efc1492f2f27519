"""The addresses of the desk: its first page, and the pages of cases and of the law behind this door."""

from django.urls import path

from limen.web import lawbook
from limen.web.casefile import urls_for
from limen.workspaces.registration import pages

app_name = "registration"
urlpatterns = [
    path("", pages.home, name="home"),
    *urls_for("registration"),
    *lawbook.urls_for("registration"),
]
