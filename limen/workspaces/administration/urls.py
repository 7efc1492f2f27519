"""The addresses of the administration. An act has the name of its command."""

from django.urls import path

from limen.workspaces.administration import keeping, patience, people, postings, skills, templating, welcoming

app_name = "administration"
urlpatterns = [
    path("", keeping.home, name="home"),
    path("journal/", keeping.journal, name="journal"),
    path("refused/", keeping.refused, name="refused"),
    path("templates/", templating.paper_templates, name="paper_templates"),
    path("templates/keep/", templating.keep_template, name="keep_template"),
    path("templates/end/", templating.end_template, name="end_template"),
    path("templates/default/", templating.default_file, name="default_template"),
    path("templates/<uuid:template_id>/", templating.paper_template, name="paper_template"),
    path("standing-too-long/", patience.set_patience, name="set_patience"),
    path("people/", people.everybody, name="people"),
    path("people/invite/", welcoming.invite, name="invite"),
    path("people/<uuid:member_id>/", people.person, name="person"),
    path("people/<uuid:member_id>/suspend/", people.suspend, name="suspend"),
    path("people/<uuid:member_id>/post/", postings.post, name="post"),
    path("people/<uuid:member_id>/postings/<uuid:posting_id>/end/", postings.end_posting, name="end_posting"),
    path("people/<uuid:member_id>/skills/", skills.set_skills, name="set_skills"),
    path("people/<uuid:member_id>/clear/", postings.clear, name="clear"),
    path(
        "people/<uuid:member_id>/clearances/<uuid:clearance_id>/end/",
        postings.end_clearance,
        name="end_clearance",
    ),
]
