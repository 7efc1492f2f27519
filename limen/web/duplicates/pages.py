"""Pairs that wait, one of them side by side, and what was decided and can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.duplicates.names import ProposalState, Says
from limen.domain.duplicates.queries.comparing import Point
from limen.domain.duplicates.queries.groups import merged_with
from limen.domain.duplicates.queries.proposals import (
    PAGE,
    DecisionCard,
    ProposalCard,
    ProposalSheet,
    decisions,
    proposal_sheet,
    proposals,
)
from limen.domain.people.queries.sheets import PersonSheet
from limen.web.casefile.frame import Offer, address, may, show
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    Paging,
    Row,
    Table,
    Tone,
    isolated,
    moment_mark,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.duplicates.words import (
    as_card,
    bearing_mark,
    born_words,
    from_words,
    grounds_words,
    pair_words,
    reasons_words,
)
from limen.web.persons.noting import noted
from limen.web.persons.words import country_words
from limen.web.requests import Request


def duplicates(request: Request) -> HttpResponse:
    """The pairs that wait for somebody who may read both records."""
    cards = proposals(by=request.actor, at=request.at, before=_before(request))
    noted(request, {one.id for card in cards for one in (card.first, card.second)})
    title = _("Records that may be one person")
    rows = [_row(request, card) for card in cards]
    headers = (_("Records"), _("Born"), _("What is alike"), _("Where it comes from"), _("Since"))
    empty = Empty(
        sentence=_("No pair of records waits for you."),
        advice=_("You see the pairs of which you may read both records. They are looked for every night."),
    )
    table = _table(
        title, headers, rows, empty, _paging(cards[-1].made_at, cards[-1].id, len(cards)) if cards else None
    )
    return show(
        request, "web/duplicates/list.html", title=title, crumbs=(Crumb(label=title),), table=table,
        other_url=address(request, "duplicates_decided"), other_label=_("What was decided"),
    )  # fmt: skip


def decided(request: Request) -> HttpResponse:
    """What was answered, by whom and why, with the way to undo a link."""
    cards = decisions(by=request.actor, at=request.at, before=_before(request))
    noted(request, {one.id for card in cards for one in (card.first, card.second)})
    title = _("Decided")
    rows = [_decided_row(request, card) for card in cards]
    headers = (_("Records"), _("Answer"), _("Why"), _("By"), _("What now"))
    empty = Empty(sentence=_("Nothing was decided about records that you may read."))
    paging = _paging(cards[-1].at, cards[-1].id, len(cards)) if cards else None
    return show(
        request, "web/duplicates/list.html", title=title, crumbs=_crumbs(request, title),
        table=_table(title, headers, rows, empty, paging),
    )  # fmt: skip


def duplicate(request: Request, proposal_id: UUID) -> HttpResponse:
    """Two records side by side: what speaks for one person, what against, and what was said."""
    sheet = opened_pair(request, proposal_id)
    first, second = (as_card(one.id, one.called, one.birth) for one in (sheet.first, sheet.second))
    title = _("The same person?")
    return show(
        request, "web/duplicates/pair.html", title=title, crumbs=_crumbs(request, title),
        over=pair_words(first, second), facts=_facts(request, sheet),
        records=[record_beside(request, one) for one in (sheet.first, sheet.second)],
        points=points_table(sheet.points), answers=_answers(request, sheet), offers=_offers(request, sheet),
    )  # fmt: skip


def opened_pair(request: Request, proposal_id: UUID) -> ProposalSheet:
    """Two records, noted as read. Raises `Hidden`."""
    sheet = proposal_sheet(proposal_id, by=request.actor, at=request.at)
    noted(request, {sheet.first.id, sheet.second.id})
    return sheet


def _row(request: Request, card: ProposalCard) -> Row:
    what = grounds_words(card.grounds)
    if card.deferred:
        what += " " + _("Somebody could not tell yet.")
    born = _("{} and {}").format(born_words(card.first.birth), born_words(card.second.birth))
    return Row(
        url=address(request, "duplicate", card.id),
        cells=(
            pair_words(card.first, card.second),
            born,
            what,
            from_words(card),
            _when(request, card.made_at),
        ),
    )


def _decided_row(request: Request, card: DecisionCard) -> Row:
    is_linked = card.says is Says.SAME and card.undone_at is None
    answer = tag_mark(card.says.label, Tone.ACTION if is_linked else Tone.QUIET)
    if card.undone_at:
        now: Text = _("Undone by %(name)s: %(why)s") % {"name": card.undone_by, "why": card.undone_why}
    elif is_linked and may(request, "duplicates.unmerge"):
        now = _link(address(request, "unmerge", card.merging_id), _("Undo"))
    else:
        now = _("It is remembered.")
    by = format_html_join(", ", "{}", ((isolated(card.by),), (_when(request, card.at),)))
    url = address(request, "duplicate", card.proposal_id)
    return Row(url=url, cells=(pair_words(card.first, card.second), answer, isolated(card.why), by, now))


def record_beside(request: Request, sheet: PersonSheet) -> dict[str, object]:
    """One of the two, for its column. Of somebody whom one only lists, what lists tell."""
    documents = [
        (f"{one.document.label}, {country_words(one.issuing_state)}, {one.number}", one.examination.label)
        for one in sheet.documents
    ]
    told = [
        (country_words(one.country) if one.country else one.belonging.label,) for one in sheet.nationalities
    ]
    others = merged_with(sheet.id, by=request.actor, at=request.at)
    facts = [
        Fact(term=_("Names"), value=_kinds((one.written, one.kind.label) for one in sheet.names)),
        Fact(term=_("Date of birth"), value=isolated(born_words(sheet.birth))),
        Fact(term=_("Sex"), value=sheet.sex.label if sheet.sex else sheet.sex_state.label),
    ]
    if sheet.is_read:
        facts += [
            Fact(term=_("Nationality"), value=_lines(told) if told else _("None on record")),
            Fact(term=_("Documents"), value=_kinds(documents) if documents else _("None on record")),
        ]
    else:
        facts.append(Fact(term=_("Everything else"), value=_("You see this person in a list only")))
    if others:
        facts.append(Fact(term=_("One person with"), value=_lines((one.called,) for one in others)))
    return {"called": isolated(sheet.called), "url": address(request, "person", sheet.id), "facts": facts}


def _facts(request: Request, sheet: ProposalSheet) -> list[Fact]:
    where: Text = sheet.origin.label
    if sheet.proposed_by_id:
        where = _("%(name)s: %(origin)s") % {"name": sheet.proposed_by, "origin": sheet.origin.label}
    facts = [
        Fact(term=_("State"), value=tag_mark(sheet.state.label, Tone.ACTION)),
        Fact(term=_("Where it comes from"), value=where),
        Fact(term=_("What was alike then"), value=grounds_words(sheet.grounds)),
        Fact(term=_("Since"), value=_when(request, sheet.made_at)),
    ]
    if sheet.why:
        facts.append(Fact(term=_("In their words"), value=isolated(sheet.why)))
    return facts


def points_table(points: Iterable[Point]) -> Table:
    """What speaks for one person, and what against."""
    rows = [
        Row(
            cells=(
                point.topic.label,
                isolated(point.first),
                isolated(point.second),
                bearing_mark(point.bearing),
                reasons_words(point),
            )
        )
        for point in points
    ]
    headers = (_("What"), _("One record"), _("The other"), _("What it says"), _("Why"))
    return _table(
        _("What speaks for it, and what against"), headers, rows, Empty(sentence=_("Nothing to compare."))
    )


def _answers(request: Request, sheet: ProposalSheet) -> Table:
    rows = [
        Row(cells=(one.says.label, isolated(one.why), isolated(one.by), _when(request, one.at)))
        for one in sheet.answers
    ]
    headers = (_("Answer"), _("Why"), _("By"), _("When"))
    return _table(_("What was answered"), headers, rows, Empty(sentence=_("Nobody has answered yet.")))


def _offers(request: Request, sheet: ProposalSheet) -> tuple[Offer, ...]:
    """What one may do: first the two decisions, then what keeps it open."""
    if sheet.state is not ProposalState.OPEN:
        return ()
    ways, is_mine = sheet.ways, sheet.proposed_by_id == request.actor.id
    offered = (
        ("duplicates.propose", "take_up_duplicate", _("Propose that they are one"), ways.proposing,
         sheet.proposed_by_id is None),
        ("duplicates.merge", "merge", _("The same person"), ways.merging, True),
        ("duplicates.tell_apart", "tell_apart", _("Not the same person"), ways.answering, True),
        ("duplicates.defer", "defer", _("Cannot tell yet"), ways.answering, True),
        ("duplicates.withdraw", "withdraw_duplicate", _("Take it back"), ways.withdrawing, is_mine),
    )  # fmt: skip
    return tuple(
        Offer(label=label, url=address(request, name, sheet.id), refused=refused)
        for permission, name, label, refused, is_shown in offered
        if is_shown and may(request, permission)
    )


def _table(
    caption: Text, headers: tuple[Text, ...], rows: list[Row], empty: Empty, paging: Paging | None = None
) -> Table:
    columns = tuple(Column(header=header) for header in headers)
    return Table(caption=caption, columns=columns, rows=tuple(rows), empty=empty, paging=paging)


def _crumbs(request: Request, title: Text) -> tuple[Crumb, ...]:
    first = Crumb(label=_("Records that may be one person"), url=address(request, "duplicates"))
    return first, Crumb(label=title)


def _lines(texts: Iterable[tuple[object, ...]]) -> SafeString:
    return format_html_join(SafeString("<br>"), "<bdi>{}</bdi>", texts)


def _kinds(texts: Iterable[tuple[object, object]]) -> SafeString:
    """Lines, each with what it is behind it: a name in another script stays before it."""
    return format_html_join(SafeString("<br>"), "<bdi>{}</bdi> ({})", texts)


def _link(url: str, label: str) -> SafeString:
    return format_html_join("", '<a class="lm-link" href="{}">{}</a>', [(url, label)])


def _when(request: Request, at: datetime) -> SafeString:
    return moment_mark(at, now=request.at, time_zone=request.person.time_zone)


def _paging(at: datetime, id: UUID, count: int) -> Paging | None:
    return Paging(next_url=f"?{urlencode({'before': f'{at.isoformat()} {id}'})}") if count == PAGE else None


def _before(request: Request) -> tuple[datetime, UUID] | None:
    """Where a page begins; None, and so the latest, for anything that is no place in the list."""
    at, _space, key = request.GET.get("before", "").partition(" ")
    try:
        found = datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
    return found if found[0].tzinfo else None
