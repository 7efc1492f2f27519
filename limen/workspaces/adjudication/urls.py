"""The addresses of the workspace: its first page, the pages of cases and persons, the library, the law."""

from django.urls import path

from limen.web import (
    applications,
    assessments,
    country,
    decisions,
    directory,
    documents,
    duplicates,
    interviews,
    lawbook,
    persons,
    practice,
    work,
)
from limen.web.casefile import urls_for
from limen.workspaces.adjudication import pages

app_name = "adjudication"
urlpatterns = [
    path("", pages.home, name="home"),
    *urls_for("adjudication"),
    *applications.urls_for("adjudication"),
    *work.urls_for("adjudication"),
    *persons.urls_for("adjudication"),
    *documents.urls_for("adjudication"),
    *duplicates.urls_for("adjudication"),
    *assessments.urls_for("adjudication"),
    *decisions.urls_for("adjudication"),
    *interviews.urls_for("adjudication"),
    *country.urls_for("adjudication"),
    *practice.urls_for("adjudication"),
    *directory.urls_for("adjudication"),
    *lawbook.urls_for("adjudication"),
]
