"""How a person can be reached, with the rule of safety of each way in words, and the acts on it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.contacts.commands import keeping
from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.contacts.queries.cards import WayCard
from limen.domain.contacts.queries.ways import ways_of
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import may
from limen.web.components import Fact, Row, Tone, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.persons.acting import ActPage, Deed, Words
from limen.web.persons.chapters import Chapter, earlier_table, end_link, lines
from limen.web.persons.contact_forms import EndWayForm, RuleForm, WayForm
from limen.web.persons.frame import offer, offers, opened, show_person
from limen.web.persons.messages import sent_chapter
from limen.web.persons.rule_words import rule_lines
from limen.web.requests import Request

CONTACT = "person_contact"
_TONES = {Safety.SAFE: Tone.DONE, Safety.CONDITIONS: Tone.ATTENTION, Safety.NEVER: Tone.DANGER}


def person_contact(request: Request, person_id: UUID) -> HttpResponse:
    """Every way to reach the person, the preferred one first; what is not safe says so before anything."""
    sheet, files = opened(request, person_id)
    found = ways_of(person_id, by=request.actor, at=request.at)
    if not found.is_read:
        raise Hidden(f"the ways to person {person_id}")
    chapters = [_way(request, sheet, one) for one in found.ways]
    may_write = found.ways and may(request, "contacts.send")
    ended = [Row(cells=(_value(one), isolated(one.end_why or ""))) for one in found.ended]
    return show_person(
        request,
        sheet,
        files,
        "web/persons/contact.html",
        tab=CONTACT,
        title=_("Contact"),
        chapters=chapters,
        ended=earlier_table(ended),
        offers=offers(
            offer(request, sheet, "contacts.send", _("Send a message"), kind="primary")
            if may_write
            else None,
            offer(request, sheet, "contacts.add_way", _("Add a way to reach the person")),
        ),
        sent=sent_chapter(request, sheet),
    )


def _way(request: Request, sheet: PersonSheet, one: WayCard) -> Chapter:
    rule = one.rule.rule
    clock = _("by the person's clock it is %(time)s") % {"time": f"{one.local_now:%H:%M}"}
    now = _("One may call now; %(clock)s.") if one.is_allowed_now else _("Do not call now; %(clock)s.")
    facts = [
        Fact(term=_("What is safe"), value=lines([_safety(one), *rule_lines(rule)])),
        Fact(term=_("Now"), value=lines([now % {"clock": clock}, _next(request, one)])),
        Fact(term=_("Messages from Limen"), value=one.hindrance.label if one.hindrance else _("May be sent")),
    ]
    if one.through_name:
        through = lines([isolated(one.through_name), isolated(one.through_relation or "")])
        facts.insert(0, Fact(term=_("Through"), value=through))
    links: list[Text] = [
        end_link(request, sheet, "contacts.change_rule", _("Change what is safe"), one.id, one.value),
        end_link(request, sheet, "contacts.end_way", _("End this way"), one.id, one.value),
    ]
    if any(links):
        facts.append(Fact(term=_("Act"), value=lines(links)))
    rows = [Row(cells=(lines([*rule_lines(old.rule)]), isolated(old.why or ""))) for old in one.earlier]
    return Chapter(id=f"way-{one.id}", title=_value(one), facts=facts, earlier=earlier_table(rows))


def _value(one: WayCard) -> Text:
    return format_html("{}: {}", one.kind.label, isolated(one.value))


def _safety(one: WayCard) -> Text:
    rule = one.rule.rule
    mark = tag_mark(rule.safety.label, _TONES.get(rule.safety, Tone.ATTENTION))
    return format_html("{} {}", mark, tag_mark(_("Preferred"), Tone.ACTION)) if rule.is_preferred else mark


def _next(request: Request, one: WayCard) -> Text:
    if one.is_allowed_now or one.allowed_next_at is None:
        return ""
    when = moment_mark(one.allowed_next_at, now=request.at, time_zone=request.person.time_zone)
    return format_html(_("Next allowed: {when}"), when=when)


def _rule(words: Words) -> ContactRule:
    return ContactRule(
        safety=Safety(words["safety"]),
        weekdays=tuple(sorted(map(int, words["weekdays"]))),
        since_hour=words["since_hour"],
        until_hour=words["until_hour"],
        may_leave_message=Answer(words["may_leave_message"]),
        may_say_who=Answer(words["may_say_who"]),
        may_say_what=Answer(words["may_say_what"]),
        language=words["language"] or None,
        if_other_answers=words["if_other_answers"] or None,
        conditions=words["conditions"] or None,
        is_preferred=words["is_preferred"],
    )


def _add_way(deed: Deed) -> Event:
    words = deed.words
    way = WayTold(
        kind=WayKind(words["kind"]),
        value=words["value"],
        through_name=words["through_name"] or None,
        through_relation=words["through_relation"] or None,
        rule=_rule(words),
    )
    return keeping.add_way(deed.sheet.id, way=way, way_id=new_id(), **deed.who)


def _ways(request: Request, sheet: PersonSheet) -> Iterable[WayCard]:
    return ways_of(sheet.id, by=request.actor, at=request.at).ways


def _running_ways(request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in _ways(request, sheet))


def _rule_given(request: Request, sheet: PersonSheet, thing: UUID) -> Words:
    card = next(one for one in _ways(request, sheet) if one.id == thing)
    rule = card.rule.rule
    names = ("safety", "since_hour", "until_hour", "may_leave_message", "may_say_who", "may_say_what")
    more = ("language", "if_other_answers", "conditions", "is_preferred")
    given = {name: getattr(rule, name) for name in (*names, *more)}
    return given | {"weekdays": [str(day) for day in rule.weekdays], "version": card.version}


def _new_given(_request: Request, _sheet: PersonSheet, _thing: UUID) -> Words:
    return RuleForm.first()


def _change_rule(deed: Deed) -> Event:
    words = deed.words
    card = next(one for one in _ways(deed.request, deed.sheet) if one.id == deed.thing)
    zone = {"time_zone": card.rule.rule.time_zone}
    rule = ContactRule(**(vars(_rule(words)) | zone))
    return keeping.change_rule(deed.thing, rule=rule, why=words["why"], version=words["version"], **deed.who)


def _end_way(deed: Deed) -> Event:
    return keeping.end_way(deed.thing, why=deed.words["why"], **deed.who)


add_way = ActPage(
    title=gettext_lazy("Add a way to reach the person"),
    button=gettext_lazy("Add this way"),
    form=WayForm,
    perform=_add_way,
    given=_new_given,
    lead=[gettext_lazy("Ask what is safe. Where nobody asked, nothing is sent and nobody should call.")],
    to=CONTACT,
)
change_rule = ActPage(
    title=gettext_lazy("Change what is safe"),
    button=gettext_lazy("Save the rule"),
    form=RuleForm,
    perform=_change_rule,
    given=_rule_given,
    things=_running_ways,
    lead=[gettext_lazy("It counts from now on, also for messages that wait.")],
    to=CONTACT,
)
end_way = ActPage(
    title=gettext_lazy("End this way"),
    button=gettext_lazy("End it"),
    form=EndWayForm,
    perform=_end_way,
    things=_running_ways,
    lead=[gettext_lazy("Messages that wait there are withheld.")],
    to=CONTACT,
)
