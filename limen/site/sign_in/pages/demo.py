"""A demonstration: choose whom to be. Without the setting the page does not exist; without a demonstration's
database the session opens nothing, whatever the setting says."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from limen.domain.identity.queries.people import DemoPerson, demo_people
from limen.domain.identity.sessions import DEMO
from limen.site.sign_in import proofs, ways


def people_by_organisation() -> dict[str, list[DemoPerson]]:
    """Whom a visitor can be; nobody outside a demonstration."""
    found: dict[str, list[DemoPerson]] = {}
    for person in demo_people() if settings.DEMO else ():
        found.setdefault(person.organisation, []).append(person)
    return found


@require_POST
def be(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Come in as one of the invented people."""
    if not settings.DEMO or account_id not in {person.id for person in demo_people()}:
        raise Http404
    account = get_user_model().objects.get(pk=account_id)
    if request.user.is_authenticated:
        logout(request)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session[DEMO] = True
    proofs.describe(request)
    return ways.onwards(ways.asked_for(request) or ways.home())
