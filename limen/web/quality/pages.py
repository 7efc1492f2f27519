"""Counts of gaps in what is on record, each a door to its list, and from there to where it is mended."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import NoReverseMatch, URLPattern, path
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count
from limen.domain.cases.queries.quality import Gap, gap_counts, persons_with
from limen.domain.duplicates.queries.proposals import COUNTED_UP_TO, count_proposals
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address, show
from limen.web.components import Column, Crumb, Empty, NumberDoor, Paging, Row, Table, isolated
from limen.web.imports.understanding import birth_words
from limen.web.page import page
from limen.web.persons.noting import noted
from limen.web.quality.children import children, children_door
from limen.web.requests import Request, today

_FOR_SUPERVISORS = "cases.review_opening"


def urls_for(workspace: str) -> list[URLPattern]:
    """The gaps behind the door of this workspace."""
    opened = page(workspace, permission=_FOR_SUPERVISORS)
    return [
        path("quality/", opened(quality), name="quality"),
        path("quality/children/", opened(children), name="quality_children"),
        path("quality/<slug:gap>/", opened(gap_list), name="quality_gap"),
    ]


def quality(request: Request) -> HttpResponse:
    """How many records have which gap."""
    counts = gap_counts(on=today(request), by=request.actor, at=request.at)
    doors = [
        NumberDoor(number=_said(count), label=gap.label, url=address(request, "quality_gap", gap.value))
        for gap, count in counts.items()
    ]
    alone = children_door(request)
    title = _("Quality of data")
    return show(
        request,
        "web/quality/quality.html",
        title=title,
        crumbs=(Crumb(label=title),),
        doors=doors + ([alone] if alone else []) + _duplicates(request),
        knows_age=alone is not None,
        is_counted=None not in counts.values(),
    )


def gap_list(request: Request, gap: str) -> HttpResponse:
    """The records with a gap, each with the way to its sheet."""
    if gap not in Gap.values:
        raise Hidden(f"gap {gap}")
    wanted = Gap(gap)
    found = persons_with(
        wanted, on=today(request), by=request.actor, at=request.at, after=_key(request.GET.get("after", ""))
    )
    noted(request, {card.id for card in found.cards})
    title = _("On record: %(gap)s") % {"gap": wanted.label}
    table = Table(
        caption=title,
        columns=(Column(header=_("Name")), Column(header=_("Born"))),
        rows=tuple(
            Row(
                url=address(request, "person", card.id),
                cells=(isolated(card.called), birth_words(card.birth)),
            )
            for card in found.cards
        ),
        empty=Empty(sentence=_("There is no such record among those that you read.")),
        paging=Paging(next_url=f"?{urlencode({'after': found.after})}") if found.after else None,
        hide_caption=True,
    )
    crumbs = (Crumb(label=_("Quality of data"), url=address(request, "quality")), Crumb(label=title))
    return show(request, "web/quality/list.html", title=title, crumbs=crumbs, table=table)


def _duplicates(request: Request) -> list[NumberDoor]:
    """Pairs of records that wait for an answer, where the workspace has a desk for them."""
    try:
        url = address(request, "duplicates")
    except NoReverseMatch:
        return []
    waiting = count_proposals(by=request.actor, at=request.at)
    count = Count(found=min(waiting, COUNTED_UP_TO), is_more=waiting > COUNTED_UP_TO)
    return [NumberDoor(number=_said(count), label=_("pairs that may be one person"), url=url)]


def _said(count: Count | None) -> str:
    """An honest count: beyond the limit, more than."""
    if count is None:
        return _("not counted")
    number = number_format(count.found, force_grouping=True)
    return _("more than %(number)s") % {"number": number} if count.is_more else number


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
