"""Children for whom nobody is appointed. Who is a child is said by the law in force, and never here."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.cases.queries.quality import COUNTED_UP_TO
from limen.domain.families.queries.children import (
    ChildCard,
    children_without_guardian,
    count_children_without_guardian,
)
from limen.domain.policy.queries import AgeOfMinors, age_of_minors
from limen.law.ages import latest_birth_of
from limen.web.casefile.frame import address, show
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    NumberDoor,
    Paging,
    Row,
    Table,
    Tone,
    day_mark,
    isolated,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.persons.noting import noted
from limen.web.requests import Request, today


def children_door(request: Request) -> NumberDoor | None:
    """How many children nobody is appointed for; None where no law in force says who is a child."""
    on = today(request)
    law = age_of_minors(request.actor, on=on)
    if law is None:
        return None
    count = count_children_without_guardian(
        born_after=latest_birth_of(law.under, on), on=on, by=request.actor, at=request.at,
        up_to=COUNTED_UP_TO + 1,
    )  # fmt: skip
    number = number_format(min(count, COUNTED_UP_TO), force_grouping=True)
    said = _("more than %(number)s") % {"number": number} if count > COUNTED_UP_TO else number
    label = _("children for whom nobody is appointed")
    return NumberDoor(number=said, label=label, url=address(request, "quality_children"))


def children(request: Request) -> HttpResponse:
    """The children, each with the way to where somebody is appointed; nobody where no law says who is one."""
    on = today(request)
    law = age_of_minors(request.actor, on=on)
    title = _("Children for whom nobody is appointed")
    crumbs = (Crumb(label=_("Quality of data"), url=address(request, "quality")), Crumb(label=title))
    return show(
        request, "web/quality/children.html", title=title, crumbs=crumbs, law=law,
        table=_table(request, law, on) if law else None,
    )  # fmt: skip


def _table(request: Request, law: AgeOfMinors, on: date) -> Table:
    born_after = latest_birth_of(law.under, on)
    found = children_without_guardian(
        born_after=born_after,
        on=on,
        by=request.actor,
        at=request.at,
        after=_key(request.GET.get("after", "")),
    )
    noted(request, {card.id for card in found.cards})
    headers = (_("Name"), _("Born"), _("With whom the child came"))
    return Table(
        caption=_("Children for whom nobody is appointed"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(
            Row(
                url=address(request, "person_family", card.id),
                cells=(isolated(card.called), _born(card), _came(card)),
            )
            for card in found.cards
        ),
        empty=Empty(sentence=_("There is no such child among those whose files you read.")),
        paging=Paging(next_url=f"?{urlencode({'after': found.after})}") if found.after else None,
        hide_caption=True,
    )


def _born(card: ChildCard) -> Text:
    said: Text = "–"
    if card.born_earliest and card.born_latest and card.born_earliest != card.born_latest:
        said = format_html(
            _("between {first} and {last}"),
            first=day_mark(card.born_earliest),
            last=day_mark(card.born_latest),
        )
    elif card.born_latest:
        said = day_mark(card.born_latest)
    if not card.may_be_adult:
        return said
    return format_html("{} {}", said, tag_mark(_("May be an adult"), Tone.ATTENTION))


def _came(card: ChildCard) -> Text:
    return card.accompanied.label if card.accompanied else _("Nobody has said anything about it.")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
