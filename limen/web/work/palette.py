"""The palette: from anywhere to a page, an act, a case or a person, by keyboard alone; a page without script.

What it finds is what the pages and the search would show the same person, and no more. What was typed is sent
in the body; that it was looked for is in the reading log, as for the search box.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.web.casefile.frame import address, home_label, may, show
from limen.web.components import Crumb
from limen.web.components.shapes import Text
from limen.web.persons.searching import suggested
from limen.web.requests import Request
from limen.web.work.words import words_url

AT_MOST = 8
LONGEST = 200

# Pages and acts that need no case: the name of the page, what it is called, and the act it is for.
_PLACES: tuple[tuple[str, Text, str], ...] = (
    ("my_tasks", gettext_lazy("My tasks"), ""),
    ("add_task", gettext_lazy("Write down a task"), "tasks.add_task"),
    ("my_worklist", gettext_lazy("My worklist"), ""),
    ("releases", gettext_lazy("Lists that two people let out"), "worklists.answer_release"),
    ("my_cases", gettext_lazy("My cases"), ""),
    ("due", gettext_lazy("What is due"), ""),
    ("shared_cases", gettext_lazy("Shared with us"), ""),
    ("notices", gettext_lazy("Notices"), ""),
    ("people", gettext_lazy("People"), ""),
    ("words", gettext_lazy("Words in notes and documents"), ""),
    ("open", gettext_lazy("Open a case"), "cases.open"),
    ("break_glass", gettext_lazy("Open in an emergency"), "cases.break_glass"),
    ("openings", gettext_lazy("Emergency openings to review"), "cases.review_opening"),
    ("duplicates", gettext_lazy("Pairs of records to compare"), "duplicates.tell_apart"),
    ("register", gettext_lazy("Register a family"), "registration.register_family"),
    ("hall", gettext_lazy("The hall"), "hall.take_ticket"),
    ("imports", gettext_lazy("Lists of people from elsewhere"), "imports.receive"),
    ("country", gettext_lazy("Country information"), "country.ask"),
    ("practice", gettext_lazy("Practice notes"), "practice.ask"),
    ("practice_ask", gettext_lazy("Ask colleagues"), "practice.ask"),
    ("law", gettext_lazy("Law"), ""),
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to go: what it is called, what kind of thing it is, and where."""

    called: str
    under: str
    url: str


def palette(request: Request) -> HttpResponse:
    """The palette as a page: the places one may go to, or what was found for what was typed."""
    text = _text(request) if request.method == "POST" else ""
    found = _found(request, text) if text else list(_places(request))
    title = _("Go to")
    return show(
        request,
        "web/work/palette.html",
        title=title,
        crumbs=(Crumb(label=title),),
        text=text,
        found=found,
        words_url=words_url(request, q=text) if text else "",
    )


def palette_suggestions(request: Request) -> HttpResponse:
    """At most eight places for what stands in the palette."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = _found(request, _text(request))[:AT_MOST]
    return JsonResponse(
        {"found": [{"called": one.called, "under": one.under, "url": one.url} for one in found]}
    )


def _text(request: Request) -> str:
    return " ".join(request.POST.get("q", "")[:LONGEST].split())


def _found(request: Request, text: str) -> list[Place]:
    """Pages and acts whose name holds every word that was typed, then cases and persons."""
    if not text:
        return []
    words = text.casefold().split()
    places = [one for one in _places(request) if all(word in one.called.casefold() for word in words)]
    return places[:AT_MOST] + [
        Place(called=str(line["called"]), under=str(line["under"]), url=str(line["url"]))
        for line in suggested(request, text)
        if line["url"]
    ]


def _places(request: Request) -> Iterator[Place]:
    yield Place(called=str(home_label(request)), under=_("Page"), url=address(request, "home"))
    for name, label, act in _PLACES:
        if act and not may(request, act):
            continue
        try:
            url = address(request, name)
        except NoReverseMatch:
            continue  # not behind this door
        yield Place(called=str(label), under=_("Act") if act else _("Page"), url=url)
