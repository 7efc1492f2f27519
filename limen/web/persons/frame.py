"""The frame of the pages about persons: the head with its tabs, the page of an act, doors to cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.cases.queries.parties import FileCard, files_of
from limen.domain.people import rules
from limen.domain.people.queries.sheets import NameCard, PersonSheet, person_sheet
from limen.foundation.events import Event
from limen.foundation.refusals import Obstacle
from limen.web.casefile.frame import Act, Head, Offer, address, here, may, show
from limen.web.components import Crumb, Tab, Tone, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.persons.words import age_words, birth_words
from limen.web.requests import Request, shows, today


def opened(request: Request, person_id: UUID) -> tuple[PersonSheet, tuple[FileCard, ...]]:
    """The person and the cases through which one sees them, noted as read. Raises `Hidden`."""
    sheet = person_sheet(person_id, by=request.actor, at=request.at)
    files = files_of({person_id}, by=request.actor, at=request.at).get(person_id, ())
    shows(request, (file.case_id for file in files))
    return sheet, files


def show_person(
    request: Request,
    sheet: PersonSheet,
    files: Sequence[FileCard],
    template: str,
    *,
    tab: str,
    title: Text,
    **context: Any,
) -> HttpResponse:
    """A page of a person. The title of the window says a reference and no name: browsers remember it."""
    named = f"{title} – {files[0].reference}" if files else title
    return show(
        request,
        template,
        title=named,
        crumbs=(Crumb(label=_("People"), url=address(request, "people")), Crumb(label=title)),
        head=_head(request, sheet, files, tab),
        **context,
    )


def show_person_act(
    request: Request,
    sheet: PersonSheet,
    act: Act,
    form: forms.Form | None,
    *,
    template: str = "web/casefile/act.html",
    **context: Any,
) -> HttpResponse:
    """The page of an act on what is on record of a person."""
    crumbs = (
        Crumb(label=_("People"), url=address(request, "people")),
        Crumb(label=isolated(sheet.called), url=address(request, "person", sheet.id)),
        Crumb(label=act.title),
    )
    over = format_html("{} · {}", isolated(sheet.called), birth_words(sheet.birth))
    return show(request, template, title=act.title, crumbs=crumbs, act=act, form=form, over=over, **context)


def back_to(request: Request, event: Event, person_id: UUID, to: str = "person") -> HttpResponse:
    """After an act: the person again, with what happened."""
    return told(event, f"{here(request)}:{to}", person_id)


def changing_obstacles(sheet: PersonSheet) -> list[Obstacle]:
    """Why what is on record of this person is not one's own to change."""
    return [] if sheet.is_written else [rules.only_seen()]


def offer(
    request: Request, sheet: PersonSheet, permission: str, label: Text, *, kind: str = "secondary"
) -> Offer | None:
    """The way to an act on this person; None when the role has no such act."""
    if not may(request, permission) or not sheet.is_read:
        return None
    url = address(request, permission.rpartition(".")[2], sheet.id)
    return Offer(label=label, url=url, refused=changing_obstacles(sheet), kind=kind)


def offers(*found: Offer | None) -> list[Offer]:
    """Those that there are."""
    return [one for one in found if one is not None]


def case_url(request: Request, case_id: UUID) -> str | None:
    """The page of a case, in this workspace; None where cases have no page."""
    try:
        return address(request, "case", case_id)
    except NoReverseMatch:
        return None


def person_url(request: Request, person_id: UUID) -> str:
    """The page of a person, in this workspace."""
    return reverse(f"{here(request)}:person", args=[person_id])


def file_links(request: Request, files: Iterable[FileCard]) -> SafeString:
    """The cases of a person as doors, each with the part that they have in it."""
    return format_html_join(", ", "{} ({})", ((_linked(request, file), file.part.label) for file in files))


def other_script(names: Sequence[NameCard]) -> NameCard | None:
    """A name of the same person in another script than the main one: the first that was told."""
    of_main = next((name.script for name in names if name.is_main), "")
    return next((name for name in names if not name.is_main and name.script != of_main), None)


def _linked(request: Request, file: FileCard) -> SafeString:
    url = case_url(request, file.case_id)
    if url is None:
        return format_html("{}", file.reference)
    return format_html('<a class="lm-link" href="{}">{}</a>', url, file.reference)


def _head(request: Request, sheet: PersonSheet, files: Sequence[FileCard], tab: str) -> Head:
    other = other_script(sheet.names)
    title = isolated(sheet.called)
    if other is not None:
        title = format_html('{} <span class="lm-also">{}</span>', title, isolated(other.written))
    marks = [tag_mark(_("Read only"))] if sheet.is_read and not sheet.is_written else []
    if not sheet.is_read:
        marks = [tag_mark(_("You see this person in a list only"), Tone.ATTENTION)]
    over = format_html("{} {}", _("Person"), format_html_join(" ", "{}", ((mark,) for mark in marks)))
    return Head(
        over=over,
        title=title,
        under=_under(request, sheet),
        label=_("What is on record of this person"),
        tabs=_tabs(request, sheet, tab),
    )


def _under(request: Request, sheet: PersonSheet) -> SafeString:
    """The line under the name: born, how old, sex as recorded."""
    facts: list[Text] = [birth_words(sheet.birth)]
    if sheet.birth.day and (age := age_words(sheet.birth.day, on=today(request))):
        facts.append(age)
    sex = (
        sheet.sex.label if sheet.sex else _("sex: %(state)s") % {"state": str(sheet.sex_state.label).lower()}
    )
    facts.append(sex)
    return format_html_join(" · ", "{}", ((fact,) for fact in facts))


def _tabs(request: Request, sheet: PersonSheet, current: str) -> tuple[Tab, ...]:
    parts: list[tuple[str, Text, bool]] = [("person", _("On record"), True)]
    parts += [(name, label, sheet.is_read) for name, label in _MORE_TABS]
    parts.append(("person_history", _("History"), sheet.is_read))
    return tuple(
        Tab(label=label, url=address(request, name, sheet.id), is_current=name == current)
        for name, label, is_open in parts
        if is_open
    )


_MORE_TABS: tuple[tuple[str, Text], ...] = (
    ("person_family", gettext_lazy("Family")),
    ("person_contact", gettext_lazy("Contact")),
)
