"""Asking for a message to somebody, and what was sent to them. The rules of the ways say which are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.contacts.commands import sending
from limen.domain.contacts.names import MessageState
from limen.domain.contacts.queries.cards import MessageCard, WayCard
from limen.domain.contacts.queries.messages import MessageKey, messages_of, words_to_send
from limen.domain.contacts.queries.ways import ways_of
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.ids import new_id
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address
from limen.web.components import Fact, Paging, Row, Tone, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.persons.acting import read_person
from limen.web.persons.chapters import Chapter, lines, quiet_table
from limen.web.persons.frame import back_to, changing_obstacles, show_person_act
from limen.web.persons.message_forms import MessageForm
from limen.web.persons.rule_words import rule_lines
from limen.web.requests import Request, acts

_TONES = {
    MessageState.WAITING: Tone.ACTION,
    MessageState.SENDING: Tone.ACTION,
    MessageState.SENT: Tone.DONE,
    MessageState.WITHHELD: Tone.ATTENTION,
    MessageState.FAILED: Tone.ATTENTION,
    MessageState.UNCERTAIN: Tone.ATTENTION,
}


@dataclass(frozen=True, kw_only=True)
class WayChoice:
    """A way on the page: what its rule says, and why it is not offered."""

    id: UUID
    label: Text
    rule: SafeString
    hindrance: Text
    waits: Text
    is_chosen: bool


def send(request: Request, person_id: UUID) -> HttpResponse:
    """Ask for a message. What was typed stays, whatever the rules say when it is asked for."""
    sheet = read_person(request, person_id)
    ways = ways_of(person_id, by=request.actor, at=request.at).ways
    form = offering(MessageForm(request.POST or None), way_id=[(str(one.id), one.value) for one in ways])
    looks = "look" in request.POST
    is_valid = form.is_bound and form.is_valid()
    if acts(request) and is_valid and not looks:
        event = sending.send(
            UUID(form.cleaned_data["way_id"]), message_id=new_id(), by=request.actor, at=request.at,
            **form.told(),
        )  # fmt: skip
        return back_to(request, event, person_id, "person_contact")
    act = Act(
        title=_("Send a message"),
        button=_("Ask for the message"),
        back_url=address(request, "person_contact", person_id),
        lead=[
            _("Messages have fixed words. The rule of the way decides how much they say and when they go."),
            _("The rule is asked again at the moment of sending."),
        ],
        refused=changing_obstacles(sheet),
    )
    return show_person_act(
        request, sheet, act, form, template="web/persons/message.html",
        ways=[_choice(request, one, form) for one in ways],
        words=_words(request, form) if looks and is_valid else None,
        is_possible=any(one.hindrance is None for one in ways),
    )  # fmt: skip


def sent_chapter(request: Request, sheet: PersonSheet) -> Chapter:
    """What was asked for and what became of it, the latest first."""
    page = messages_of(sheet.id, by=request.actor, at=request.at, after=_after(request))
    headers = (_("What about"), _("On which way"), _("What became of it"), _("Asked for by"))
    table = quiet_table(
        _("Messages"), headers, [_sent(request, one) for one in page.cards],
        nothing=_("No message to this person was asked for."),
    )  # fmt: skip
    if page.after is not None:
        key = urlencode({"messages": f"{page.after.asked_at.isoformat()} {page.after.id}"})
        table = replace(table, paging=Paging(next_url=f"?{key}"))
    return Chapter(id="messages", title=_("Messages to this person"), table=table)


def _choice(request: Request, one: WayCard, form: MessageForm) -> WayChoice:
    waits: Text = ""
    if one.hindrance is None and not one.is_allowed_now and one.allowed_next_at is not None:
        when = moment_mark(one.allowed_next_at, now=request.at, time_zone=request.person.time_zone)
        waits = format_html(_("Outside the hours: it would wait until {when}."), when=when)
    return WayChoice(
        id=one.id,
        label=format_html("{}: {}", one.kind.label, isolated(one.value)),
        rule=lines([*rule_lines(one.rule.rule)]),
        hindrance=one.hindrance.label if one.hindrance else "",
        waits=waits,
        is_chosen=form.data.get("way_id") == str(one.id),
    )


def _words(request: Request, form: MessageForm) -> Sequence[Fact] | None:
    """The very words that would go out; None when the rule lets none go."""
    way_id = UUID(form.cleaned_data["way_id"])
    found = words_to_send(way_id, by=request.actor, at=request.at, **form.told())
    if found is None:
        return None
    when = moment_mark(found.not_before, now=request.at, time_zone=request.person.time_zone)
    text = format_html(
        '<span class="lm-prose" lang="{}" dir="auto">{}</span>', found.language, found.words.text
    )
    return [
        Fact(term=_("How much it says"), value=found.wording.label),
        Fact(term=_("Text"), value=text),
        Fact(term=_("Not before"), value=when),
    ]


def _sent(request: Request, one: MessageCard) -> Row:
    became: list[Text] = [tag_mark(one.state.label, _TONES[one.state])]
    if one.state == MessageState.WAITING:
        became.append(format_html(_("not before {when}"), when=_moment(request, one.not_before)))
    if one.settled_at is not None:
        became.append(_moment(request, one.settled_at))
    if one.hindrance:
        became.append(one.hindrance.label)
    if one.text:
        became.append(format_html('<span lang="{}">{}</span>', one.language, isolated(one.text)))
    about = [one.template.label] + ([one.wording.label] if one.wording else [])
    return Row(
        cells=(
            lines(about),
            lines([one.kind.label, isolated(one.value)]),
            lines(became),
            lines([isolated(one.asked_by), _moment(request, one.asked_at)]),
        )
    )


def _moment(request: Request, at: datetime) -> SafeString:
    return moment_mark(at, now=request.at, time_zone=request.person.time_zone)


def _after(request: Request) -> MessageKey | None:
    """Where a page of messages begins; None, and so the latest, for anything that is no place in the list."""
    at, _space, key = request.GET.get("messages", "").partition(" ")
    try:
        found = MessageKey(asked_at=datetime.fromisoformat(at), id=UUID(key))
    except ValueError:
        return None
    return found if found.asked_at.tzinfo else None
