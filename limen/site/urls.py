"""All addresses of Limen: a contents page."""

from django.urls import include, path
from django.views.i18n import set_language

from limen.site import health, home
from limen.web.design import design
from limen.web.hall.running import display
from limen.web.work.feed import calendar

urlpatterns = [
    path("", home.home, name="home"),
    path("adjudication/", include("limen.workspaces.adjudication.urls")),
    path("casework/", include("limen.workspaces.casework.urls")),
    path("registration/", include("limen.workspaces.registration.urls")),
    path("policy/", include("limen.workspaces.policy.urls")),
    path("interpreting/", include("limen.workspaces.interpreting.urls")),
    path("administration/", include("limen.workspaces.administration.urls")),
    path("account/", include("limen.workspaces.account.urls")),
    path("account/", include("limen.site.sign_in.urls")),
    path("api/v1/", include("limen.api.urls")),
    path("screen/<str:token>/", display, name="hall_display"),
    path("calendar/<str:token>.ics", calendar, name="calendar"),
    path("", include("limen.site.open_directory.urls")),
    path("health/", health.alive, name="alive"),
    path("health/ready/", health.ready, name="ready"),
    path("language/", set_language, name="set_language"),
    path("design/", design, name="design"),
]
handler400 = "limen.web.errors.bad_request"
handler403 = "limen.web.errors.forbidden"
handler404 = "limen.web.errors.missing"
handler500 = "limen.web.errors.broken"
