"""The addresses of the workspace: its first page, and the pages of cases and of the law behind this door."""

from django.urls import path

from limen.web import lawbook
from limen.web.casefile import urls_for
from limen.workspaces.adjudication import pages

app_name = "adjudication"
urlpatterns = [
    path("", pages.home, name="home"),
    *urls_for("adjudication"),
    *lawbook.urls_for("adjudication"),
]
