"""Builds the frame of a page from its request: the one place that turns a person into a `Shell`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.queries.timeline import told
from limen.domain.identity.queries.entering import Person
from limen.web.moment import moment_of
from limen.web.shell import Shell, Theme, WorkspaceLink, direction_of, theme_of

# Each workspace: its name, the page it opens with, and the letter that follows `g`.
_DOORS = {
    "adjudication": (_("Adjudication"), "adjudication:home", "a"),
    "casework": (_("Casework"), "casework:home", "c"),
    "registration": (_("Registration"), "registration:home", "r"),
    "policy": (_("Policy"), "policy:home", "p"),
    "interpreting": (_("Interpreting"), "interpreting:home", "i"),
    "administration": (_("Administration"), "administration:home", "m"),
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """A context processor: `shell`, for a person or for somebody who has not signed in yet."""
    person: Person | None = getattr(request, "person", None)
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "shell": Shell(
            at=moment_of(request),
            time_zone=person.time_zone if person else settings.TIME_ZONE,
            language=language,
            direction=direction_of(language),
            theme=_theme(request, person),
            person=person.actor.name if person else None,
            organisation=person.organisation if person else None,
            workspaces=_links(request, person) if person else (),
            demo=settings.DEMO,
            told=_told(request, person) if person else None,
            search_url=_search(request, person, "people") if person else None,
            suggest_url=_search(request, person, "people_suggestions") if person else None,
            palette_url=_search(request, person, "palette") if person else None,
            palette_suggest_url=_search(request, person, "palette_suggestions") if person else None,
        )
    }


def _theme(request: HttpRequest, person: Person | None) -> Theme:
    """What was chosen for this browser a moment ago, or else the person's own."""
    chosen = theme_of(request.COOKIES)
    return Theme(person.theme) if person and chosen is Theme.AUTO else chosen


def _links(request: HttpRequest, person: Person) -> tuple[WorkspaceLink, ...]:
    here = request.resolver_match.namespace if request.resolver_match else ""
    law = [
        *_directory_link(request, person, here),
        *_practice_link(request, person, here),
        *_library_link(request, person, here),
        *_law_link(request, person, here),
    ]
    is_law = any(link.is_current for link in law)
    links = []
    for name in person.workspaces:
        label, address, key = _DOORS[name]
        try:
            url = reverse(address)
        except NoReverseMatch:
            continue
        links.append(WorkspaceLink(label=label, url=url, key=key, is_current=here == name and not is_law))
    return (*links, *law)


def _library_link(request: HttpRequest, person: Person, here: str) -> Iterator[WorkspaceLink]:
    """The way to the library of country information, likewise."""
    for name in (here, *person.workspaces):
        if name in person.workspaces and person.actor.may("country.ask"):
            with suppress(NoReverseMatch):
                url = reverse(f"{name}:country")
                label, is_current = _("Country information"), request.path.startswith(url)
                yield WorkspaceLink(label=label, url=url, key="o", is_current=is_current)
                return


def _directory_link(request: HttpRequest, person: Person, here: str) -> Iterator[WorkspaceLink]:
    """The way to the directory of services, likewise."""
    for name in (here, *person.workspaces):
        if name in person.workspaces and person.actor.may("directory.read"):
            with suppress(NoReverseMatch):
                url = reverse(f"{name}:directory")
                label, is_current = _("Services"), request.path.startswith(url)
                yield WorkspaceLink(label=label, url=url, key="v", is_current=is_current)
                return


def _practice_link(request: HttpRequest, person: Person, here: str) -> Iterator[WorkspaceLink]:
    """The way to what colleagues have learned, likewise."""
    for name in (here, *person.workspaces):
        if name in person.workspaces and person.actor.may("practice.ask"):
            with suppress(NoReverseMatch):
                url = reverse(f"{name}:practice")
                label, is_current = _("Practice notes"), request.path.startswith(url)
                yield WorkspaceLink(label=label, url=url, key="n", is_current=is_current)
                return


def _law_link(request: HttpRequest, person: Person, here: str) -> Iterator[WorkspaceLink]:
    """The way to the law, in the workspace one is in or else in the first that has it."""
    for name in (here, *person.workspaces):
        if name in person.workspaces:
            with suppress(NoReverseMatch):
                url = reverse(f"{name}:law")
                # Translators: the rules in force, in the bar of every page
                yield WorkspaceLink(label=_("Law"), url=url, key="l", is_current=request.path.startswith(url))
                return


def _search(request: HttpRequest, person: Person, name: str) -> str | None:
    """Where the one search box asks: in the workspace one is in, or else in the first that knows persons."""
    here = request.resolver_match.namespace if request.resolver_match else ""
    for workspace in (here, *person.workspaces):
        if workspace in person.workspaces:
            with suppress(NoReverseMatch):
                return reverse(f"{workspace}:{name}")
    return None


def first_with(person: Person, name: str, *args: object) -> str | None:
    """The address of a page in the first workspace of a person that has it."""
    for workspace in person.workspaces:
        with suppress(NoReverseMatch):
            return reverse(f"{workspace}:{name}", args=args)
    return None


def _told(request: HttpRequest, person: Person) -> str | None:
    """What the act did that led here, from the journal: the address carries only the act's number."""
    number = request.GET.get("told", "")
    try:
        return told(UUID(number), by=person.actor, at=moment_of(request)) or None
    except ValueError:
        return None
