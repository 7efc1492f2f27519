"""The addresses of the policy leads. An act has the name of its command."""

from django.urls import path

from limen.web import lawbook
from limen.workspaces.policy import answering, pages, proposing

app_name = "policy"
urlpatterns = [
    path("", pages.home, name="home"),
    path("history/", pages.history, name="history"),
    path("propose/", proposing.propose, name="propose"),
    path("proposals/<uuid:adoption_id>/", answering.proposal, name="proposal"),
    path("proposals/<uuid:adoption_id>/adopt/", answering.adopt, name="adopt"),
    path("proposals/<uuid:adoption_id>/decline/", answering.decline, name="decline"),
    path("proposals/<uuid:adoption_id>/withdraw/", answering.withdraw, name="withdraw"),
    *lawbook.urls_for("policy"),
]
