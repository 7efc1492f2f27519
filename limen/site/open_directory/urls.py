"""The addresses of what anybody may read of the directory."""

from django.urls import path

from limen.site.open_directory import api, pages

urlpatterns = [
    path("services/", pages.services, name="open_services"),
    path("services/<uuid:known_as>/", pages.service, name="open_service"),
    path("hsds/", api.about, name="hsds"),
    path("hsds/openapi.json", api.form, name="hsds_form"),
    path("hsds/services", api.services, name="hsds_services"),
    path("hsds/services/<uuid:known_as>", api.service, name="hsds_service"),
    path("hsds/organizations", api.organizations, name="hsds_organizations"),
    path("hsds/organizations/<uuid:known_as>", api.organization, name="hsds_organization"),
]
