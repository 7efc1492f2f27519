"""The addresses of the policy leads. An act has the name of its command."""

from django.urls import path

from limen.web import country, lawbook
from limen.workspaces.policy import answering, lab, pages, proposing

app_name = "policy"
urlpatterns = [
    path("", pages.home, name="home"),
    path("history/", pages.history, name="history"),
    path("propose/", proposing.propose, name="propose"),
    path("proposals/<uuid:adoption_id>/", answering.proposal, name="proposal"),
    path("proposals/<uuid:adoption_id>/adopt/", answering.adopt, name="adopt"),
    path("proposals/<uuid:adoption_id>/decline/", answering.decline, name="decline"),
    path("proposals/<uuid:adoption_id>/withdraw/", answering.withdraw, name="withdraw"),
    path("proposals/<uuid:adoption_id>/lab/", lab.try_out_proposal, name="try_out_proposal"),
    path("lab/", lab.lab, name="lab"),
    path("lab/try/", lab.try_out, name="try_out"),
    path("lab/<uuid:trial_id>/", lab.trial, name="trial"),
    path("lab/<uuid:trial_id>/go-on/", lab.go_on, name="go_on"),
    *country.urls_for("policy"),
    *lawbook.urls_for("policy"),
]
