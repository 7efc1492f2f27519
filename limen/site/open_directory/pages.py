"""The page of services that anybody may read, and one of them."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.directory.names.parts import address_of, languages_of, topics_of
from limen.domain.directory.names.words import Said, day_of
from limen.domain.directory.queries.exchange import PublicService, PublicSought, published
from limen.site.open_directory.door import open_to_all
from limen.web import errors
from limen.web.components import Fact, in_lines, isolated
from limen.web.components.shapes import Text
from limen.web.directory.frame import facts_of, language_said

SHOWN = 25


@open_to_all
def services(request: HttpRequest) -> HttpResponse:
    """Published services by name; words narrow them down."""
    words, after = request.GET.get("q", "")[:200], request.GET.get("page", "")
    page = max(int(after), 1) if after.isascii() and after.isdecimal() and len(after) < 5 else 1
    found = published(PublicSought(words=words.strip()), skip=(page - 1) * SHOWN, at_most=SHOWN)
    more = page * SHOWN < found.in_all
    context = {
        "words": words,
        "found": [_card(one) for one in found.services],
        "in_all": found.in_all,
        "next_url": "?" + urlencode({"q": words, "page": page + 1}) if more else "",
    }
    return render(request, "web/directory/open_list.html", context)


@open_to_all
def service(request: HttpRequest, known_as: UUID) -> HttpResponse:
    """One of them. One that is not published is one that does not exist."""
    found = published(PublicSought(id=known_as), skip=0, at_most=1).services
    if not found:
        return errors.missing(request)
    card = _card(found[0])
    where = Fact(term=_("Where"), value=card["places"] or _("Ask: the place is not told here."))
    facts = [where, *facts_of(found[0].said, found[0].time_zone)]
    if card["spoken"]:
        facts.append(Fact(term=_("Languages spoken there"), value=card["spoken"]))
    return render(request, "web/directory/open_one.html", {"one": card, "facts": facts})


def _card(one: PublicService) -> Said:
    said = one.said
    offers = said.get("service_at_locations") or ()
    return {
        "id": said["id"],
        "name": said["name"],
        "alert": said.get("alert", ""),
        "description": said.get("description", ""),
        "provider": said["organization"].get("name", ""),
        "spoken": ", ".join(language_said(code) for code in languages_of(said)),
        "topics": ", ".join(topics_of(said)),
        "verified_on": day_of(str(said.get("assured_date") or "")[:10]),
        "places": in_lines(*_places([offer["location"] for offer in offers])) if offers else "",
    }


def _places(locations: list[Said]) -> list[Text]:
    names = ("address_1", "postal_code", "city", "country")
    lines = []
    for one in locations:
        words = [one.get("name") or one.get("url"), *(address_of(one).get(name) for name in names)]
        lines.append(isolated(", ".join(str(word) for word in words if word)))
    return list(lines)
