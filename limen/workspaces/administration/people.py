"""The people of the organisation, what each holds, and closing an account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.identity import rules
from limen.domain.identity.commands import inviting
from limen.domain.identity.queries.people import ColleagueCard, PostingCard, colleague, colleagues
from limen.domain.identity.queries.skills import Skills, skills_of
from limen.reference.countries import country_named
from limen.reference.languages import language_named
from limen.web.casefile.frame import Act, Offer
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Row,
    Table,
    Tone,
    day_mark,
    isolated,
    moment_mark,
    tag_mark,
)
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.forms import REACHES
from limen.workspaces.administration.frame import address, show, show_act


@page("administration", permission="identity.invite")
def everybody(request: Request) -> HttpResponse:
    """Everybody in the organisation, with what they hold now."""
    cards = colleagues(by=request.actor, at=request.at)
    headers = (_("Name"), _("Login"), _("Postings"), _("Cleared for"), _("State"))
    table = Table(
        caption=_("People"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(_row(card) for card in cards),
        empty=Empty(sentence=_("There is nobody yet.")),
        hide_caption=True,
    )
    return show(request, "people", title=_("People"), tab="people", table=table, invite_url=address("invite"))


@page("administration", permission="identity.invite")
def person(request: Request, member_id: UUID) -> HttpResponse:
    """One person: their postings and clearances, and the ways to change them."""
    card = colleague(member_id, by=request.actor, at=request.at)
    return show(
        request,
        "person",
        title=card.name,
        crumbs=(people_crumb(), Crumb(label=card.name)),
        login=card.login,
        is_active=card.is_active,
        postings=_postings(request, card),
        clearances=_clearances(request, card),
        offers=_offers(request, card),
        skills=skill_words(skills_of([member_id], by=request.actor)[member_id]),
    )


@page("administration", permission="identity.suspend")
def suspend(request: Request, member_id: UUID) -> HttpResponse:
    """Close an account and sign the person out everywhere."""
    card = colleague(member_id, by=request.actor, at=request.at)
    if acts(request):
        event = inviting.suspend(member_id, by=request.actor, at=request.at)
        return told(event, "administration:person", member_id)
    act = Act(
        title=_("Suspend %(name)s") % {"name": card.name},
        button=_("Suspend and sign out everywhere"),
        back_url=address("person", member_id),
        lead=[
            _("The account is closed at once and every session of it ends, in the middle of a sentence too."),
            _("What the person wrote stays, and so do their cases: a supervisor can give them to others."),
        ],
        refused=rules.obstacles_to_suspending(member_id, request.actor),
    )
    return show_act(request, act, None, crumbs=(people_crumb(), person_crumb(card)))


def people_crumb() -> Crumb:
    """The way back to everybody."""
    return Crumb(label=_("People"), url=address("people"))


def person_crumb(card: ColleagueCard) -> Crumb:
    """The way back to one person."""
    return Crumb(label=card.name, url=address("person", card.id))


def _row(card: ColleagueCard) -> Row:
    held = format_html_join("", "<div>{}</div>", ((posting_words(posting),) for posting in card.postings))
    cleared = ", ".join(str(clearance.compartment.label) for clearance in card.clearances)
    cells = (isolated(card.name), card.login, held, cleared or _("General part only"), _state(card))
    return Row(url=address("person", card.id), cells=cells)


def _state(card: ColleagueCard) -> SafeString:
    if not card.is_active:
        return tag_mark(_("Suspended"), Tone.ATTENTION)
    return tag_mark(_("Active"), Tone.DONE) if card.postings else tag_mark(_("No posting"), Tone.ATTENTION)


def skill_words(skills: Skills) -> list[tuple[str, str]]:
    """What is recorded of somebody, in two lines."""
    here = get_language() or "en"
    spoken = ", ".join(language_named(code, here) for code in skills.languages)
    known = ", ".join(country_named(code, here) for code in skills.countries)
    return [(_("Speaks"), spoken or _("Nothing recorded")), (_("Knows well"), known or _("Nothing recorded"))]


def posting_words(card: PostingCard) -> SafeString:
    """A posting in one line: role, unit, reach."""
    return format_html("{}, {} ({})", card.role.label, isolated(card.unit), REACHES[card.reach])


def _postings(request: Request, card: ColleagueCard) -> Table:
    zone = request.person.time_zone
    rows = [
        Row(
            cells=(
                posting.role.label,
                isolated(posting.unit),
                REACHES[posting.reach],
                moment_mark(posting.since_at, now=request.at, time_zone=zone),
                moment_mark(posting.until_at, now=request.at, time_zone=zone),
                _end(address("end_posting", card.id, posting.id), str(posting.role.label)),
            )
        )
        for posting in card.postings
    ]
    headers = (_("Role"), _("Unit"), _("Reach"), _("Since"), _("Until"), _("Change"))
    empty = Empty(
        sentence=_("This person has no posting and cannot do anything yet."),
        advice=_("Post them to a unit with the reach that their work needs."),
    )
    return _table(_("Postings"), headers, rows, empty)


def _clearances(request: Request, card: ColleagueCard) -> Table:
    rows = [
        Row(
            cells=(
                clearance.compartment.label,
                day_mark(clearance.since_at.date()),
                _end(address("end_clearance", card.id, clearance.id), str(clearance.compartment.label)),
            )
        )
        for clearance in card.clearances
    ]
    empty = Empty(sentence=_("This person knows only of the general part of files."))
    return _table(_("Clearances"), (_("Compartment"), _("Since"), _("Change")), rows, empty)


def _table(caption: str, headers: tuple[str, ...], rows: list[Row], empty: Empty) -> Table:
    columns = tuple(Column(header=header) for header in headers)
    return Table(caption=caption, columns=columns, rows=tuple(rows), empty=empty, hide_caption=True)


def _end(url: str, about: str) -> SafeString:
    hidden = '<a class="lm-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>'
    return format_html(hidden, url, _("End"), about)


def _offers(request: Request, card: ColleagueCard) -> list[Offer]:
    """Nobody gives or takes anything for themselves: the buttons are there, with the reason."""
    if not card.is_active:
        return []
    own = rules.obstacles_to_changing(card.id, request.actor)
    return [
        Offer(label=_("Post to a unit"), url=address("post", card.id), refused=own, kind="primary"),
        Offer(label=_("Clear for a compartment"), url=address("clear", card.id), refused=own),
        Offer(label=_("Languages and countries"), url=address("set_skills", card.id), refused=own),
        Offer(
            label=_("Make a link to choose a password"),
            url=reverse("account_invitation", args=[card.id]),
            refused=own,
        ),
        Offer(
            label=_("Suspend"),
            url=address("suspend", card.id),
            refused=rules.obstacles_to_suspending(card.id, request.actor),
        ),
    ]
