"""The addresses of one's own account."""

from __future__ import annotations

from django.urls import path

from limen.workspaces.account import calendar, pages

app_name = "account"
urlpatterns = [
    path("", pages.security, name="security"),
    path("sessions/<uuid:session_id>/end/", pages.end_session, name="end_session"),
    path("sessions/end-others/", pages.end_other_sessions, name="end_other_sessions"),
    path("preferences/", pages.preferences, name="preferences"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/open/", calendar.open_calendar, name="open_calendar"),
    path("calendar/close/", calendar.close_calendar, name="close_calendar"),
]
