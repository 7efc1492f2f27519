"""The addresses of the workspace: its first page, and the pages of cases and of the law behind this door."""

from django.urls import path

from limen.web import lawbook
from limen.web.casefile import urls_for
from limen.workspaces.casework import pages

app_name = "casework"
urlpatterns = [path("", pages.home, name="home"), *urls_for("casework"), *lawbook.urls_for("casework")]
