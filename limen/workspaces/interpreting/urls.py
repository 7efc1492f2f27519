"""The addresses of the interpreters. An act has the name of its command."""

from django.urls import path

from limen.workspaces.interpreting import pages

app_name = "interpreting"
urlpatterns = [
    path("", pages.home, name="home"),
    path("<uuid:booking_id>/", pages.booking, name="booking"),
    path("<uuid:booking_id>/answer/", pages.answer_booking, name="answer_booking"),
    path("<uuid:booking_id>/understanding/", pages.say_understanding, name="say_understanding"),
]
