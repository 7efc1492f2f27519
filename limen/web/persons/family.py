"""The family of a person: a picture and the same facts as text, households, and who acts for them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.families.names import Stance
from limen.domain.families.queries.cards import (
    AccompanimentCard,
    AppointmentCard,
    FamilyCard,
    RelationshipCard,
    WeighingCard,
)
from limen.domain.families.queries.family import family_of
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.refusals import Hidden
from limen.web.components import Fact, Row, Tone, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.persons.chapters import Chapter, end_link, lines, quiet_table
from limen.web.persons.frame import offer, offers, opened, person_url, show_person
from limen.web.persons.households import household_chapters
from limen.web.persons.kin_words import kin_words
from limen.web.persons.tree import tree_of
from limen.web.persons.words import period_words
from limen.web.requests import Request

_TONES = {Stance.SUPPORTED: Tone.DONE, Stance.DISPUTED: Tone.ATTENTION, Stance.NOT_SO: Tone.ATTENTION}


def person_family(request: Request, person_id: UUID) -> HttpResponse:
    """Everything about a person that has to do with others."""
    sheet, files = opened(request, person_id)
    card = family_of(person_id, by=request.actor, at=request.at)
    if not card.is_read:
        raise Hidden(f"the family of person {person_id}")
    chapters = [
        _relationships(request, sheet, card.relationships),
        *household_chapters(request, sheet, card.households),
        _appointments(request, sheet, card.appointments),
        _accompaniment(request, sheet, card),
    ]
    return show_person(
        request,
        sheet,
        files,
        "web/persons/family.html",
        tab="person_family",
        title=_("Family"),
        tree=tree_of(sheet.called, card.relationships),
        chapters=chapters,
    )


def _relationships(request: Request, sheet: PersonSheet, cards: Sequence[RelationshipCard]) -> Chapter:
    headers = (_("Who"), _("What they are to this person"), _("How far it is believed"), _("When"), _("Act"))
    rows = [_relationship(request, sheet, card) for card in cards]
    return Chapter(
        id="relationships",
        title=_("Relationships"),
        table=quiet_table(
            _("Relationships"), headers, rows, nothing=_("No relationship that you may read is on record.")
        ),
        offers=offers(offer(request, sheet, "families.relate", _("Put a relationship on record"))),
    )


def _relationship(request: Request, sheet: PersonSheet, card: RelationshipCard) -> Row:
    what: list[Text] = [kin_words(card)]
    if card.union:
        what.append(card.union.label)
    if card.words:
        what.append(isolated(card.words))
    believed = [_weighing(card.weighing), *(_weighing(one) for one in card.earlier)]
    when: list[Text] = [period_words(card.since_on, card.until_on) or _("Not recorded")]
    if card.end_why:
        when.append(isolated(card.end_why))
    name = card.relative.called
    links: list[Text] = []
    if not card.is_ended:
        weigh = end_link(request, sheet, "families.weigh_relationship", _("Weigh anew"), card.id, name)
        links = [weigh, end_link(request, sheet, "families.end_relationship", _("End"), card.id, name)]
    return Row(
        cells=(isolated(name), lines(what), lines(believed), lines(when), lines(links)),
        url=person_url(request, card.relative.id),
    )


def _weighing(card: WeighingCard) -> SafeString:
    """How far it is believed, on what ground, and who wrote that down."""
    weight = card.weight
    said: list[Text] = [weight.source.label, weight.said_by or "", weight.evidence or "", card.why or ""]
    mark = tag_mark(weight.stance.label, _TONES.get(weight.stance, Tone.QUIET))
    return format_html("{}{}", mark, lines([isolated(one) for one in said if one]))


def _appointments(request: Request, sheet: PersonSheet, cards: Sequence[AppointmentCard]) -> Chapter:
    headers = (_("Who"), _("As what"), _("How they are reached"), _("When, and by whom"), _("Act"))
    rows = [
        Row(
            cells=(
                lines([isolated(one.name), isolated(one.organisation or "")]),
                one.kind.label,
                isolated(one.contact or _("Not recorded")),
                lines(
                    [
                        period_words(one.appointed_on, one.until_on),
                        isolated(one.authority or ""),
                        isolated(one.evidence or ""),
                        isolated(one.end_why or ""),
                    ]
                ),
                ""
                if one.is_ended
                else end_link(request, sheet, "families.end_appointment", _("End"), one.id, one.name),
            )
        )
        for one in cards
    ]
    return Chapter(
        id="appointments",
        title=_("Guardians and representatives"),
        table=quiet_table(
            _("Guardians and representatives"),
            headers,
            rows,
            nothing=_("Nobody acts for this person on record."),
        ),
        offers=offers(offer(request, sheet, "families.appoint", _("Put on record who acts for the person"))),
    )


def _accompaniment(request: Request, sheet: PersonSheet, card: FamilyCard) -> Chapter:
    said = [one for one in (card.accompaniment, *card.earlier_accompaniments) if one is not None]
    facts = [_said(request, one) for one in said]
    return Chapter(
        id="accompaniment",
        title=_("With whom the person came"),
        facts=facts,
        under="" if said else _("Nobody has said anything about it."),
        offers=offers(offer(request, sheet, "families.say_accompaniment", _("Say with whom they came"))),
    )


def _said(request: Request, one: AccompanimentCard) -> Fact:
    when = moment_mark(one.at, now=request.at, time_zone=request.person.time_zone)
    who = format_html("{} · {}", isolated(one.by), when)
    return Fact(term=one.state.label, value=lines([isolated(one.words or ""), isolated(one.why or ""), who]))
