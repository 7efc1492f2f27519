"""Collections of the library: the list, one of them with what became of its reports, and keeping them."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.country.commands import collecting
from limen.domain.country.queries.collections import (
    CollectedCard,
    CollectionCard,
    CollectionSheet,
    collection_sheet,
)
from limen.domain.country.queries.collections import collections as laid_together
from limen.domain.country.queries.reports import report_sheet
from limen.foundation.refusals import Hidden, Obstacle, Refused
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, Offer, address, may, show_act
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    Row,
    Table,
    Tone,
    day_mark,
    in_lines,
    isolated,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.country.forms import ProfileForm, PutInForm
from limen.web.country.frame import countries_said, marks_of, show_part, show_within
from limen.web.page import told
from limen.web.requests import Request, acts, today


def collections(request: Request) -> HttpResponse:
    """All of them, by country; those that were put away when asked for."""
    is_away = request.GET.get("away") == "1"
    offers = []
    if may(request, "country.make_collection"):
        url = address(request, "country_make_collection")
        offers.append(Offer(label=_("Make a collection"), url=url, kind="primary"))
    here = address(request, "country_collections")
    if is_away:
        offers.append(Offer(label=_("Collections in use"), url=here))
    else:
        offers.append(Offer(label=_("Collections that were put away"), url=f"{here}?away=1"))
    return show_part(
        request,
        "inquiries",
        title=_("Country information"),
        tab="country_collections",
        offers=offers,
        table=_table(request, laid_together(on=today(request), by=request.actor, is_away=is_away), is_away),
    )


def collection(request: Request, collection_id: UUID) -> HttpResponse:
    """What is in one, with what became of each report."""
    sheet = collection_sheet(collection_id, on=today(request), by=request.actor)
    card = sheet.card
    offers = _offers(request, card)
    said = card.profile
    facts = [
        Fact(term=_("Country"), value=countries_said((said.country,))),
        Fact(term=_("Claims that it is for"), value=isolated(said.claim)),
        Fact(term=_("Note"), value=isolated(said.note) if said.note else _("Nothing")),
        Fact(term=_("Who may read it"), value=said.level.label),
    ]
    if said.look_again_on:
        facts.append(Fact(term=_("To be looked at again from"), value=day_mark(said.look_again_on)))
    return show_within(
        request,
        "collection",
        title=said.called,
        crumbs=(_crumb(request),),
        is_stale=card.is_stale,
        facts=facts,
        offers=offers,
        table=_contents(request, sheet),
        put_away_at=card.put_away_at,
        leaving=_leaving(request, sheet) if offers and not card.put_away_at else (),
    )


def make_collection(request: Request) -> HttpResponse:
    """Make one."""
    form = ProfileForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = collecting.make_collection(form.profile(), by=request.actor, at=request.at)
        return told(event, address(request, "country_collection", event.collection_id))
    back = address(request, "country_collections")
    act = Act(title=_("Make a collection"), button=_("Make it"), back_url=back)
    return show_act(request, act, form)


def change_collection(request: Request, collection_id: UUID) -> HttpResponse:
    """Change what it is for. Whoever was faster is shown; what one typed stays."""
    card = own_collection(request, collection_id).card
    form = ProfileForm(request.POST or None, initial=asdict(card.profile) | {"version": card.version})
    if acts(request) and form.is_valid():
        event = collecting.change_collection(
            collection_id,
            form.profile(),
            version=form.cleaned_data["version"] or 0,
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "country_collection", collection_id))
    act = Act(
        title=_("Change what it is for"),
        button=_("Save"),
        back_url=address(request, "country_collection", collection_id),
    )
    if request.conflict is None:
        return show_act(request, act, form)
    sent = request.POST.copy()
    sent["version"] = str(request.conflict.version)
    warning = _("Somebody changed it while you wrote. It says now: %(now)s") % {
        "now": request.conflict.theirs.says
    }
    return show_act(request, replace(act, warning=warning), ProfileForm(sent), status=409)


def put_in(request: Request, report_id: UUID) -> HttpResponse:
    """Put a report into a collection, or one passage of it."""
    on = today(request)
    card = report_sheet(report_id, page=1, on=on, by=request.actor).card
    own = [one for one in laid_together(on=on, by=request.actor) if one.is_ours]
    choices = [(str(one.id), one.profile.called) for one in own]
    form = offering(PutInForm(request.POST or None), collection=choices)
    if acts(request) and form.is_valid():
        chosen = UUID(form.cleaned_data["collection"])
        passage = _passage(request, form, report_id)
        event = collecting.put_in(
            chosen, report_id=report_id, passage_id=passage, by=request.actor, at=request.at
        )
        return told(event, address(request, "country_collection", chosen))
    refused = [] if own else [Obstacle("none", _("There is no collection yet. Make one first."))]
    act = Act(
        title=_("Put it into a collection"),
        button=_("Put it in"),
        back_url=address(request, "country_report", report_id),
        lead=[card.title],
        refused=refused,
    )
    return show_act(request, act, form)


def take_out(request: Request, collection_id: UUID, collected_id: UUID) -> HttpResponse:
    """Take a report or a passage out again."""
    sheet = own_collection(request, collection_id)
    found = next((one for one in sheet.collected if one.id == collected_id), None)
    if found is None:
        raise Hidden(f"place {collected_id} of a collection")
    if acts(request):
        event = collecting.take_out(collection_id, collected_id=collected_id, by=request.actor, at=request.at)
        return told(event, address(request, "country_collection", collection_id))
    act = Act(
        title=_("Take it out"),
        button=_("Take it out"),
        back_url=address(request, "country_collection", collection_id),
        lead=[found.report.title],
        kind="warning",
    )
    return show_act(request, act, None)


def _offers(request: Request, card: CollectionCard) -> list[Offer]:
    """What its keepers may do with it."""
    if not (card.is_ours and may(request, "country.change_collection")):
        return []
    if card.put_away_at:
        return [Offer(label=_("Bring it back"), url=address(request, "country_bring_back", card.id))]
    return [
        Offer(label=_("Change what it is for"), url=address(request, "country_change_collection", card.id)),
        Offer(label=_("Put it away"), url=address(request, "country_put_away", card.id)),
    ]


def _leaving(request: Request, sheet: CollectionSheet) -> list[tuple[str, str]]:
    """Ways to take each of them out."""
    return [
        (address(request, "country_take_out", sheet.card.id, one.id), one.report.title)
        for one in sheet.collected
    ]


def _passage(request: Request, form: PutInForm, report_id: UUID) -> UUID | None:
    """The passage that is meant, if one is. Raises `Refused`."""
    page, number = form.cleaned_data["page"], form.cleaned_data["number"]
    if not page and not number:
        return None
    sheet = report_sheet(report_id, page=page or 1, on=today(request), by=request.actor)
    for one in sheet.passages:
        if (one.page, one.number) == (page, number):
            return one.id
    raise Refused([Obstacle("passage", _("There is no such passage in this report."))])


def own_collection(request: Request, collection_id: UUID) -> CollectionSheet:
    """A collection of one's own house. Raises `Hidden`."""
    sheet = collection_sheet(collection_id, on=today(request), by=request.actor)
    if not sheet.card.is_ours:
        raise Hidden(f"collection {collection_id}")
    return sheet


def _crumb(request: Request) -> Crumb:
    return Crumb(label=_("Collections"), url=address(request, "country_collections"))


def _table(request: Request, cards: list[CollectionCard], is_away: bool) -> Table:
    headers = (_("Collection"), _("Country"), _("Claims that it is for"), _("Marks"))
    rows = tuple(
        Row(
            cells=(
                isolated(card.profile.called),
                countries_said((card.profile.country,)),
                isolated(card.profile.claim),
                tag_mark(_("Look whether it still holds"), Tone.ATTENTION) if card.is_stale else "",
            ),
            url=address(request, "country_collection", card.id),
        )
        for card in cards
    )
    empty = Empty(
        sentence=_("There is no collection yet."), advice=_("Those who keep the library make them.")
    )
    if is_away:
        empty = Empty(sentence=_("No collection was put away."), advice="")
    return _drawn(_("Collections"), headers, rows, empty)


def _contents(request: Request, sheet: CollectionSheet) -> Table:
    headers = (_("Report"), _("Publisher"), _("Published on"), _("Marks"))
    rows = tuple(_row(request, one) for one in sheet.collected)
    empty = Empty(
        sentence=_("Nothing is in it that you could see."),
        advice=_("Reports are put in from their own pages."),
    )
    return _drawn(_("What is in it"), headers, rows, empty)


def _row(request: Request, one: CollectedCard) -> Row:
    title: Text = isolated(one.report.title)
    where = f"?page={one.passage.page}#p-{one.passage.number}" if one.passage else ""
    if one.passage:
        place = _("page %(page)d, passage %(number)d") % {
            "page": one.passage.page,
            "number": one.passage.number,
        }
        title = in_lines(title, place)
    return Row(
        cells=(
            title,
            isolated(one.report.publisher),
            day_mark(one.report.published_on),
            marks_of(one.report),
        ),
        url=address(request, "country_report", one.report.id) + where,
    )


def _drawn(caption: Text, headers: tuple[Text, ...], rows: tuple[Row, ...], empty: Empty) -> Table:
    columns = tuple(Column(header=header) for header in headers)
    return Table(caption=caption, columns=columns, rows=rows, empty=empty, hide_caption=True)
