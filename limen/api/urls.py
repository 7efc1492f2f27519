"""Addresses of the JSON door."""

from django.urls import path

from limen.api.v1 import api

urlpatterns = [path("", api.urls)]
