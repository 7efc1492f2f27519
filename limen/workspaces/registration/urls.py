"""The addresses of the desk: its first page, and the pages of cases, persons and the law behind this door."""

from django.urls import path

from limen.web import documents, duplicates, hall, imports, lawbook, persons, quality, work
from limen.web.casefile import urls_for
from limen.workspaces.registration import checking, drafts, mass, pages, pictures, steps
from limen.workspaces.registration import persons as people

app_name = "registration"
urlpatterns = [
    path("", pages.home, name="home"),
    path("register/", drafts.register, name="register"),
    path("register/<uuid:draft_id>/", steps.register_who, name="register_who"),
    path("register/<uuid:draft_id>/person/<uuid:typed_id>/", people.register_person, name="register_person"),
    path("register/<uuid:draft_id>/person/<uuid:typed_id>/likely/", people.likely, name="likely"),
    path("register/<uuid:draft_id>/photographs/", pictures.register_photographs, name="register_photographs"),
    path(
        "register/<uuid:draft_id>/pictures/<uuid:picture_id>/", pictures.draft_picture, name="draft_picture"
    ),
    path("register/<uuid:draft_id>/family/", steps.register_kin, name="register_kin"),
    path("register/<uuid:draft_id>/reach/", steps.register_reach, name="register_reach"),
    path("register/<uuid:draft_id>/needs/", steps.register_needs, name="register_needs"),
    path("register/<uuid:draft_id>/check/", checking.register_family, name="register_family"),
    path("register/<uuid:draft_id>/registered/", checking.registered_family, name="registered_family"),
    path("register/<uuid:draft_id>/keep/", drafts.keep_draft, name="keep_draft"),
    path("register/<uuid:draft_id>/throw-away/", drafts.throw_away_draft, name="throw_away_draft"),
    path("register/<uuid:draft_id>/take-back/", drafts.take_back_draft, name="take_back_draft"),
    path("register/<uuid:draft_id>/hand-over/", drafts.hand_over_draft, name="hand_over"),
    *urls_for("registration"),
    path("hall/<uuid:unit_id>/many/", mass.mass_arrival, name="mass_arrival"),
    *hall.urls_for("registration"),
    *work.urls_for("registration"),
    *persons.urls_for("registration"),
    *documents.urls_for("registration"),
    *imports.urls_for("registration"),
    *quality.urls_for("registration"),
    *duplicates.urls_for("registration"),
    *lawbook.urls_for("registration"),
]
