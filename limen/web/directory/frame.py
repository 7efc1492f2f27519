"""What the pages of the directory have in common: marks on a service, what is said of it, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from limen.domain.directory.names.hours import line_of
from limen.domain.directory.names.words import Said, Standing
from limen.domain.directory.queries.cards import CapacityCard, PlaceCard, ServiceCard
from limen.reference.languages import languages
from limen.web.casefile.frame import address, show
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    Paging,
    Row,
    Table,
    Tone,
    day_mark,
    in_lines,
    isolated,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.requests import Request


def show_within(
    request: Request, template: str, *, title: Text, crumbs: Sequence[Crumb] = (), **context: Any
) -> HttpResponse:
    """A page of the directory, with the way back."""
    first = Crumb(label=_("Services"), url=address(request, "directory"))
    way = (first, *crumbs, Crumb(label=title))
    return show(request, f"web/directory/{template}.html", title=title, crumbs=way, **context)


def language_said(code: str) -> str:
    """The name of a language in that of the page."""
    found = languages().get(code)
    return found.called(get_language() or "en") if found else code


def language_choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    """These languages, by name."""
    return sorted(((code, language_said(code)) for code in codes), key=lambda one: one[1])


def marks_of(card: ServiceCard) -> SafeString:
    """What should be known before somebody is sent there."""
    return format_html_join(" ", "{}", ((mark,) for mark in _marks(card)))


def verified_said(card: ServiceCard) -> SafeString:
    """When somebody last looked whether it is so."""
    if card.verified_on is None:
        return tag_mark(_("Nobody has verified it yet"), Tone.ATTENTION)
    tone = Tone.ATTENTION if card.is_unverified else Tone.DONE
    return format_html_join(" ", "{}", ((tag_mark(_("Verified"), tone),), (day_mark(card.verified_on),)))


def free_said(one: CapacityCard) -> str:
    """How much is free, and how long ago that was said."""
    number, most = number_format(one.available), one.maximum
    said = _("%(unit)s: %(number)s free") % {"unit": one.unit, "number": number}
    if most is not None:
        words = {"unit": one.unit, "number": number, "most": number_format(most)}
        said = _("%(unit)s: %(number)s of %(most)s free") % words
    if one.days is None:
        return said
    told = ngettext("told %(days)d day ago", "told %(days)d days ago", one.days) % {"days": one.days}
    return f"{said} ({_('told today') if one.days == 0 else told})"


def hours_said(schedules: Sequence[Said]) -> list[Text]:
    """Opening hours, each in a line of its own."""
    lines = []
    for one in schedules:
        words = line_of({name: value for name, value in one.items() if name in _PLAIN})
        more = (one.get(name) for name in ("description", "notes", "attending_type"))
        lines.append(isolated(" · ".join(str(word) for word in (words, *more) if word)))
    return list(lines)


def place_lines(place: PlaceCard) -> SafeString:
    """A place as it is read."""
    marks = [tag_mark(_("Confidential: tell nobody outside this house"), Tone.DANGER)]
    lines = [isolated(one) for one in (place.called, *place.address, place.way) if one]
    return in_lines(*lines, *(marks if place.is_confidential else []))


def facts_of(said: Said, time_zone: str) -> list[Fact]:
    """What a service says of itself."""
    hours = hours_said([one for one in said.get("schedules") or () if isinstance(one, dict)])
    zone = _("Times are those of %(zone)s.") % {"zone": time_zone}
    numbers = [isolated(_phone(one)) for one in said.get("phones") or () if isinstance(one, dict)]
    named = (
        (_("For whom"), said.get("eligibility_description")),
        (_("Lowest age"), said.get("minimum_age")),
        (_("Highest age"), said.get("maximum_age")),
        (_("What it costs"), said.get("fees_description")),
        (_("How to get there or apply"), said.get("application_process")),
        (_("Interpreting"), said.get("interpretation_services")),
        (_("E-mail"), said.get("email")),
        (_("On the web"), said.get("url")),
    )
    facts = [Fact(term=term, value=isolated(str(value))) for term, value in named if value not in (None, "")]
    if hours:
        facts.insert(0, Fact(term=_("Open"), value=in_lines(*hours, zone)))
    if numbers:
        facts.append(Fact(term=_("Telephone"), value=in_lines(*numbers)))
    return facts


def table_of(request: Request, cards: Sequence[ServiceCard], *, paging: Paging | None, empty: Empty) -> Table:
    """Services as a table."""
    headers = (_("Service"), _("Where"), _("Languages"), _("Marks"), _("Verified"))
    rows = tuple(
        Row(
            cells=(
                in_lines(isolated(card.name), isolated(card.provider)),
                in_lines(*_where(card)),
                ", ".join(language_said(code) for code in card.languages),
                in_lines(marks_of(card), *(free_said(one) for one in card.capacities)),
                verified_said(card),
            ),
            url=address(request, "directory_service", card.id),
        )
        for card in cards
    )
    return Table(
        caption=_("Services"),
        columns=tuple(Column(header=header) for header in headers),
        rows=rows,
        empty=empty,
        paging=paging,
        hide_caption=True,
    )


_PLAIN = frozenset({"freq", "byday", "opens_at", "closes_at"})


def _where(card: ServiceCard) -> Iterator[Text]:
    if card.cities:
        yield isolated(", ".join(card.cities))
    if card.away is not None:
        yield _("%(far)s km away") % {"far": number_format(round(card.away, 1), decimal_pos=1)}


def _phone(one: Said) -> str:
    return " ".join(str(one[name]) for name in ("number", "extension", "description") if one.get(name))


def _marks(card: ServiceCard) -> Iterator[SafeString]:
    if card.is_withdrawn:
        yield tag_mark(_("Withdrawn"), Tone.DANGER)
    if card.standing is not Standing.ACTIVE:
        yield tag_mark(card.standing.label, Tone.ATTENTION)
    elif card.is_open is True:
        yield tag_mark(_("Open now"), Tone.DONE)
    elif card.is_open is False:
        yield tag_mark(_("Closed now"))
    if any(one.is_stale for one in card.capacities):
        yield tag_mark(_("What is free was told long ago"), Tone.ATTENTION)
    if card.is_ours:
        yield tag_mark(_("Kept by us"))
