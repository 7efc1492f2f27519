"""The list of cases as the admin gives it, with the filter and the search that one would write on the first
day, and with what its documentation advises against one query for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from bench.nationwide.plain.models import Case

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Case]
else:
    _Admin = admin.ModelAdmin


@admin.register(Case)
class Cases(_Admin):
    """Fifty to a page, as in Limen."""

    list_display = ("reference", "called", "phase", "unit", "opened_on", "is_restricted")
    list_filter = ("phase", "unit")
    search_fields = ("reference", "called")
    list_select_related = ("unit",)
    list_per_page = 50
