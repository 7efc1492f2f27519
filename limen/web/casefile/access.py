"""Who may see a case, and why: those it was given to, those kept from it, other organisations, openings."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.cases import rules
from limen.domain.cases.queries.sheets import (
    CaseSheet,
    OpeningCard,
    ShareCard,
    assignments_of,
    case_sheet,
    openings_of,
    shares_of,
    walls_of,
)
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.frame import Offer, address, may, show_file
from limen.web.casefile.restricting import restricting_obstacles
from limen.web.components import Column, Empty, Row, Table, Tone, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request


def case_access(request: Request, case_id: UUID) -> HttpResponse:
    """Everybody who may see the case and by what right, with the ways to change it."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    allocates = sheet.is_allocated and may(request, "cases.assign")
    if not (sheet.is_read or allocates):
        raise Hidden(f"who sees case {case_id}")
    keeps_walls = sheet.is_allocated and may(request, "cases.wall_off")
    return show_file(
        request,
        sheet,
        "web/casefile/access.html",
        tab="case_access",
        title=_("Who may see this"),
        sentence=_through_unit(sheet),
        assignments=_assignments(request, sheet, ends=allocates),
        walls=_walls(request, sheet) if keeps_walls else None,
        shares=_shares(request, sheet) if sheet.is_read else None,
        openings=_openings(request, openings_of(case_id, by=request.actor, at=request.at)),
        offers=_offers(request, sheet),
    )


def sharing_obstacles(request: Request, sheet: CaseSheet) -> list[Obstacle]:
    """Why the case cannot be shared now, whatever the share would say."""
    if not sheet.is_worked_on:
        return [Obstacle("reach", _("You can read this case but not share it."))]
    return rules.obstacles_to_sharing(
        until_at=request.at + timedelta(days=1),
        at=request.at,
        basis_says="-",
        compartments=(),
        by=request.actor,
        is_restricted=sheet.is_restricted,
    )


def _through_unit(sheet: CaseSheet) -> str:
    if sheet.is_restricted:
        return _("This case is restricted: only the people named here see it, whatever their unit.")
    return _("People of %(unit)s see it as far as their posting reaches; others only as named here.") % {
        "unit": sheet.unit
    }


def _assignments(request: Request, sheet: CaseSheet, *, ends: bool) -> Table:
    rows = []
    for card in assignments_of(sheet.id, by=request.actor, at=request.at):
        cells: list[Text] = [isolated(card.name), card.part.label, _moment(request, card.since_at)]
        if ends:
            cells.append(_link(address(request, "unassign", sheet.id, card.id), _("End"), card.name))
        rows.append(Row(cells=tuple(cells)))
    columns = [_("Person"), _("Part in the case"), _("Since")] + ([_("Change")] if ends else [])
    empty = Empty(sentence=_("The case is assigned to nobody."))
    return _table(_("Assigned to"), columns, rows, empty)


def _walls(request: Request, sheet: CaseSheet) -> Table:
    rows = [
        Row(
            cells=(
                isolated(card.name),
                card.ground.label,
                card.why,
                _moment(request, card.since_at),
                _link(address(request, "lift_wall", sheet.id, card.id), _("Lift"), card.name),
            )
        )
        for card in walls_of(sheet.id, by=request.actor, at=request.at)
    ]
    empty = Empty(sentence=_("Nobody is kept away from this case."))
    columns = [_("Person"), _("Ground"), _("In words"), _("Since"), _("Change")]
    return _table(_("Kept away by a conflict of interest"), columns, rows, empty)


def _shares(request: Request, sheet: CaseSheet) -> Table:
    revokes = sheet.is_worked_on and may(request, "cases.revoke_share")
    rows = []
    for card in shares_of(sheet.id, by=request.actor, at=request.at):
        is_live = card.revoked_at is None and card.until_at > request.at
        cells: list[Text] = [
            format_html("{} · {}", isolated(card.unit), isolated(card.organisation)),
            card.purpose.label,
            ", ".join(str(Compartment(part).label) for part in card.compartments) or _("General part only"),
            _share_state(request, card),
        ]
        if revokes:
            url = address(request, "revoke_share", sheet.id, card.id)
            cells.append(_link(url, _("Revoke"), card.unit) if is_live else "")
        rows.append(Row(cells=tuple(cells)))
    columns = [_("With"), _("Purpose"), _("What"), _("Until")] + ([_("Change")] if revokes else [])
    empty = Empty(sentence=_("The case is shared with no other organisation."))
    return _table(_("Shared with"), columns, rows, empty)


def _share_state(request: Request, card: ShareCard) -> SafeString:
    if card.revoked_at is not None:
        return format_html("{} {}", tag_mark(_("Revoked")), _moment(request, card.revoked_at))
    if card.until_at <= request.at:
        return format_html("{} {}", tag_mark(_("Ended")), _moment(request, card.until_at))
    return _moment(request, card.until_at)


def _openings(request: Request, cards: list[OpeningCard]) -> Table:
    rows = [
        Row(
            cells=(
                isolated(card.name),
                card.ground.label,
                card.reason,
                _moment(request, card.since_at),
                review_state(card),
            )
        )
        for card in cards
    ]
    empty = Empty(sentence=_("Nobody has opened this case in an emergency."))
    columns = [_("Person"), _("Ground"), _("Reason"), _("When"), _("Review")]
    return _table(_("Opened in an emergency"), columns, rows, empty)


def review_state(card: OpeningCard) -> SafeString:
    """Whether an emergency opening was reviewed, and what came of it."""
    match card.was_justified:
        case True:
            return tag_mark(_("Justified"), Tone.DONE)
        case False:
            return tag_mark(_("Not justified"), Tone.ATTENTION)
        case _none:
            return tag_mark(_("Waits for review"), Tone.ATTENTION)


def _offers(request: Request, sheet: CaseSheet) -> list[Offer]:
    offers = []
    if sheet.is_allocated and may(request, "cases.assign"):
        reasons = rules.obstacles_to_assigning(sheet.phase, is_assigned=False, is_walled=False)
        offers.append(Offer(label=_("Assign"), url=address(request, "assign", sheet.id), refused=reasons))
    if sheet.is_read and may(request, "cases.share"):
        reasons = sharing_obstacles(request, sheet)
        offers.append(Offer(label=_("Share"), url=address(request, "share", sheet.id), refused=reasons))
    if sheet.is_allocated and may(request, "cases.wall_off"):
        offers.append(Offer(label=_("Keep somebody away"), url=address(request, "wall_off", sheet.id)))
    if sheet.is_allocated and may(request, "cases.restrict"):
        label = _("Lift the restriction") if sheet.is_restricted else _("Restrict")
        reasons = restricting_obstacles(request, sheet)
        offers.append(Offer(label=label, url=address(request, "restrict", sheet.id), refused=reasons))
    if sheet.is_allocated and may(request, "cases.declare_conflict"):
        offers.append(
            Offer(label=_("I know this person"), url=address(request, "declare_conflict", sheet.id))
        )
    return offers


def _table(caption: str, headers: list[str], rows: list[Row], empty: Empty) -> Table:
    columns = tuple(Column(header=header) for header in headers)
    said = ngettext("%(count)d entry", "%(count)d entries", len(rows)) % {"count": len(rows)}
    return Table(
        caption=f"{caption} – {said}", columns=columns, rows=tuple(rows), empty=empty, hide_caption=True
    )


def _link(url: str, label: str, about: str) -> SafeString:
    hidden = '<a class="lm-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>'
    return format_html(hidden, url, label, about)


def _moment(request: Request, instant: datetime) -> SafeString:
    return moment_mark(instant, now=request.at, time_zone=request.person.time_zone)
