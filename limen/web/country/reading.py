"""The reports of the library: the list, one report page by page, and the file it came as."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from limen.domain.citations.names import PassageKey, short, written
from limen.domain.country.queries.cards import ReportCard, ReportSheet
from limen.domain.country.queries.describing import earlier_descriptions
from limen.domain.country.queries.reports import (
    countries_of_library,
    file_of,
    report_sheet,
)
from limen.domain.country.queries.reports import (
    reports as kept,
)
from limen.foundation.refusals import Hidden, Obstacle
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import NotThere
from limen.reference.languages import languages
from limen.web.casefile.frame import Offer, address, may
from limen.web.casefile.places import cite_url
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    Paging,
    Row,
    Table,
    day_mark,
    in_lines,
    isolated,
    joined,
    moment_mark,
)
from limen.web.components.shapes import Text
from limen.web.country.describing import differing
from limen.web.country.frame import (
    countries_said,
    country_choices,
    language_said,
    marks_of,
    show_part,
    show_within,
)
from limen.web.documents.handing import as_download
from limen.web.requests import Request, today


def reports(request: Request) -> HttpResponse:
    """All reports, the last published first, or those of one country."""
    country, with_old = request.GET.get("country", "")[:3], "with_old" in request.GET
    found = kept(
        country=country,
        with_old=with_old,
        after=request.GET.get("after", ""),
        on=today(request),
        by=request.actor,
    )
    again = {"country": country, **({"with_old": "1"} if with_old else {})}
    following = "?" + urlencode(again | {"after": found.after}) if found.after else None
    return show_part(
        request,
        "reports",
        title=_("Country information"),
        tab="country_reports",
        offers=_offers_of_list(request),
        countries=country_choices(countries_of_library(by=request.actor) or ["ATA"]),
        country=country,
        with_old=with_old,
        table=_table(request, found.cards, Paging(next_url=following) if following else None),
    )


def report(request: Request, report_id: UUID) -> HttpResponse:
    """A report: what is said of it, and the passages of one page, each with the name by which it is cited."""
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    sheet = report_sheet(report_id, page=max(page, 1), on=today(request), by=request.actor)
    card = sheet.card
    language = languages().get(card.language)
    before = f"?page={page - 1}" if page > 1 else None
    after = f"?page={page + 1}" if page < card.pages else None
    where = _("Page %(page)d of %(pages)d") % {"page": page, "pages": card.pages}
    return show_within(
        request,
        "report",
        title=card.title,
        crumbs=(Crumb(label=_("Reports"), url=address(request, "country_reports")),),
        card=card,
        marks=marks_of(card),
        facts=_facts(card),
        reliability=_reliability(card),
        passages=[_passage(request, card, one.page, one.number, one) for one in sheet.passages],
        page=page,
        spoken=(language.short or "") if language else "",
        same_source=_table(request, sheet.same_source, None) if sheet.same_source else None,
        newer_url=address(request, "country_report", sheet.followed_by) if sheet.followed_by else "",
        older_url=address(request, "country_report", sheet.follows) if sheet.follows else "",
        file_url=address(request, "country_file", card.id),
        earlier=_earlier(request, card),
        offers=_offers(request, sheet),
        paging=Paging(previous_url=before, next_url=after, said=where),
    )


def file(request: Request, report_id: UUID) -> StreamingHttpResponse:
    """The archived file, byte for byte as it came. Raises `Hidden`."""
    archived = file_of(report_id, by=request.actor)
    try:
        pieces = store_of(settings.FILES).read(archived.stored_as, archived.key)
    except NotThere as error:
        raise Hidden(f"the bytes of report {report_id}") from error
    ending = archived.file_name.rpartition(".")[2][:5] or "bin"
    return as_download(pieces, f"report-{report_id.hex[-8:]}.{ending}", archived.size)


def _passage(
    request: Request, card: ReportCard, page: int, number: int, shown: object
) -> tuple[object, str, str]:
    """A passage with how it is cited in a text, and the way to lay it on a board."""
    key = PassageKey(of=short(card.id), page=page, number=number)
    return shown, written(key), cite_url(request, None, str(key))


def _offers_of_list(request: Request) -> list[Offer]:
    if not may(request, "country.keep"):
        return []
    return [
        Offer(label=_("Keep a report"), url=address(request, "country_keep"), kind="primary"),
        Offer(label=_("Bring in a catalogue"), url=address(request, "country_deliveries")),
    ]


def _offers(request: Request, sheet: ReportSheet) -> list[Offer]:
    card = sheet.card
    if not card.is_ours or not may(request, "country.keep"):
        return []
    refused = [Obstacle("withdrawn", _("It was withdrawn already."))] if card.withdrawn_at else []
    followed = (
        [Obstacle("followed", _("Another report has taken the place of that one already."))]
        if card.is_superseded
        else []
    )
    return [
        Offer(
            label=_("Put right what is said of it"),
            url=address(request, "country_redescribe", card.id),
            refused=refused,
        ),
        Offer(
            label=_("Put it into a collection"),
            url=address(request, "country_put_in", card.id),
            refused=refused,
        ),
        Offer(label=_("Keep a newer one"), url=address(request, "country_follow", card.id), refused=followed),
        Offer(label=_("Withdraw it"), url=address(request, "country_withdraw", card.id), refused=refused),
    ]


def _facts(card: ReportCard) -> list[Fact]:
    covers = joined(day_mark(card.covers_from), day_mark(card.covers_until), between=" – ")
    rows: list[tuple[Text, Text]] = [
        (_("Publisher"), isolated(card.publisher)),
        (_("Authors"), _said(card.authors)),
        (_("What it is"), card.kind.label),
        (_("Countries"), countries_said(card.countries)),
        (_("Topics"), _said(", ".join(card.topics))),
        (_("Language"), isolated(language_said(card.language))),
        (_("Published on"), day_mark(card.published_on)),
        (_("Covers"), covers if card.covers_from or card.covers_until else ""),
        (_("Fetched on"), day_mark(card.accessed_on)),
        (_("To be looked at again from"), day_mark(card.look_again_on) if card.look_again_on else ""),
        (_("Where it was found"), _said(card.address)),
        (_("Leans on"), _said(", ".join(card.leans_on))),
        (_("Who may read it"), card.level.label),
        (_("Text"), card.text_state.label),
        (_("SHA-256 of the file"), card.digest),
    ]
    return [Fact(term=term, value=value) for term, value in rows if value]


def _earlier(request: Request, card: ReportCard) -> list[Fact]:
    """Who put it right and when, and what they changed, the last first."""
    after, rows = card.about, list[Fact]()
    for before in earlier_descriptions(card.id, by=request.actor) if card.version > 1 else ():
        when = moment_mark(before.replaced_at, now=request.at, time_zone=request.person.time_zone)
        who = joined(when, isolated(before.replaced_by), between=" · ")
        rows.append(Fact(term=who, value=in_lines(*differing(before.said, after))))
        after = before.said
    return rows


def _said(text: str) -> Text:
    """Words of a catalogue; nothing where it says nothing, so that the line is left out."""
    return isolated(text) if text else ""


def _reliability(card: ReportCard) -> list[Fact]:
    said = card.reliability
    asked = (
        (_("Who says it, and for whom do they speak?"), said.who),
        (_("What do they say, and what do they leave out?"), said.what),
        (_("Why do they say it: mandate, interest?"), said.why),
        (_("When was it found out, and when written?"), said.when),
        (_("How was it found out?"), said.how),
    )
    return [Fact(term=term, value=isolated(value) if value else _("Not answered")) for term, value in asked]


def _table(request: Request, cards: Sequence[ReportCard], paging: Paging | None) -> Table:
    headers = (_("Report"), _("Publisher"), _("Countries"), _("Published on"), _("Marks"))
    rows = tuple(
        Row(
            cells=(
                isolated(card.title),
                isolated(card.publisher),
                countries_said(card.countries),
                day_mark(card.published_on),
                in_lines(marks_of(card)),
            ),
            url=address(request, "country_report", card.id),
        )
        for card in cards
    )
    return Table(
        caption=_("Reports"),
        columns=tuple(Column(header=header) for header in headers),
        rows=rows,
        empty=Empty(
            sentence=_("The library holds no such report."),
            advice=_("That it holds none says nothing about the country. Those who keep it can be asked."),
            url=address(request, "country_ask"),
            url_label=_("Ask a question"),
        ),
        paging=paging,
        hide_caption=True,
    )
