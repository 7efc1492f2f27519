"""The addresses of the workspace: its first page, the pages of cases and persons, the library, the law."""

from django.urls import path

from limen.web import (
    applications,
    country,
    directory,
    documents,
    duplicates,
    lawbook,
    persons,
    plans,
    practice,
    screenings,
    work,
)
from limen.web.casefile import urls_for
from limen.workspaces.casework import pages

app_name = "casework"
urlpatterns = [
    path("", pages.home, name="home"),
    *urls_for("casework"),
    *applications.urls_for("casework"),
    *work.urls_for("casework"),
    *persons.urls_for("casework"),
    *documents.urls_for("casework"),
    *duplicates.urls_for("casework"),
    *country.urls_for("casework"),
    *practice.urls_for("casework"),
    *screenings.urls_for("casework"),
    *directory.urls_for("casework"),
    *plans.urls_for("casework"),
    *lawbook.urls_for("casework"),
]
