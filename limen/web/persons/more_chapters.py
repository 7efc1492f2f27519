"""Chapters of a person's sheet: answers, places, nationalities, languages, pictures, needs, fate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.people.names import Belonging, PictureKind, Told
from limen.domain.people.queries.cards import Ended, LanguageCard, NeedCard, PictureCard, PlaceCard
from limen.domain.people.queries.sheets import NationalityCard, PersonSheet
from limen.reference.languages import language_named
from limen.web.casefile.frame import address, may
from limen.web.components import Fact, Row, day_mark, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text, Tone
from limen.web.persons.chapters import Chapter, Shown, earlier_table, end_link, lines, quiet_table, told_by
from limen.web.persons.frame import offer, offers
from limen.web.persons.words import country_words, range_words, told_or
from limen.web.requests import Request


def face_url(request: Request, sheet: PersonSheet) -> Shown | None:
    """The photograph of the face, for the side of the sheet."""
    return _shown(request, sheet, sheet.further.face) if sheet.further.face else None


def answers(request: Request, sheet: PersonSheet) -> Chapter:
    """Sex as recorded and gender as the person says, with what was answered before."""
    sex = sheet.sex.label if sheet.sex else sheet.sex_state.label
    facts = [
        Fact(term=_("Sex as recorded"), value=sex, change_url=_change(request, sheet, "correct_sex")),
        Fact(
            term=_("Gender as the person says"),
            value=isolated(told_or(sheet.gender_state, sheet.gender)),
            change_url=_change(request, sheet, "correct_gender"),
        ),
    ]
    rows = [
        Row(cells=(f"{one.about.label}: {told_or(one.state, one.says)}", _moment(request, one.at)))
        for one in sheet.further.earlier_answers
    ]
    return Chapter(id="answers", title=_("Sex and gender"), facts=facts, earlier=earlier_table(rows))


def places(request: Request, sheet: PersonSheet) -> Chapter:
    """Where somebody was born, and where they have lived."""
    further = sheet.further
    facts = [
        Fact(
            term=card.kind.label,
            value=_place(card),
            change_url=_change(request, sheet, "correct_place", card.kind.value),
        )
        for card in (further.born_in, further.lived_in)
    ]
    rows = [
        Row(cells=(lines([one.kind.label, _place(one)]), _ended(request, one.ended)))
        for one in further.earlier_places
    ]
    return Chapter(id="places", title=_("Places"), facts=facts, earlier=earlier_table(rows))


def nationalities(request: Request, sheet: PersonSheet) -> Chapter:
    """To which states somebody belongs, each as told and by whom."""
    running = [one for one in sheet.nationalities if one.ended is None]
    rows = [_nationality(request, sheet, one) for one in running]
    ended = [
        Row(cells=(_belongs(one), _ended(request, one.ended))) for one in sheet.nationalities if one.ended
    ]
    nothing = _("Nationality: %(state)s") % {"state": str(Told.NOT_ASKED.label).lower()}
    return Chapter(
        id="nationality",
        title=_("Nationality"),
        table=quiet_table(
            _("Nationality"), (_("Nationality"), _("From whom, and when"), _("Act")), rows, nothing=nothing
        ),
        earlier=earlier_table(ended),
        offers=offers(offer(request, sheet, "people.add_nationality", _("Add a nationality"))),
    )


def languages(request: Request, sheet: PersonSheet) -> Chapter:
    """In which languages one can speak with somebody, and whether they read them."""
    rows = [_language(request, sheet, one) for one in sheet.further.languages]
    headers = (_("Language"), _("How it is used"), _("Reading"), _("From whom"), _("Act"))
    ended = [Row(cells=(_named(one), _ended(request, one.ended))) for one in sheet.further.earlier_languages]
    return Chapter(
        id="languages",
        title=_("Languages"),
        table=quiet_table(
            _("Languages"),
            headers,
            rows,
            nothing=_("Nobody has put a language of this person on record yet."),
        ),
        earlier=earlier_table(ended),
        offers=offers(offer(request, sheet, "people.add_language", _("Add a language"))),
    )


def interpreting(request: Request, sheet: PersonSheet) -> Chapter:
    """Whom somebody wishes between them and us, and whom not."""
    wish = sheet.further.interpreter.wish
    facts = [
        Fact(
            term=_("Who should interpret"),
            value=lines([wish.sex.label if wish.sex else wish.sex_state.label, isolated(wish.others or "")]),
            change_url=_change(request, sheet, "wish_interpreter"),
        )
    ]
    facts += [
        Fact(
            term=_("Not this interpreter"),
            value=lines(
                [
                    isolated(one.refused.who),
                    isolated(one.refused.why),
                    end_link(
                        request, sheet, "people.readmit_interpreter", _("Reverse"), one.id, one.refused.who
                    ),
                ]
            ),
        )
        for one in sheet.further.exclusions
    ]
    return Chapter(
        id="interpreting",
        title=_("Interpreting"),
        facts=facts,
        offers=offers(offer(request, sheet, "people.exclude_interpreter", _("Not this interpreter"))),
    )


def pictures(request: Request, sheet: PersonSheet) -> Chapter:
    """Pages of documents; the face stands at the side."""
    further = sheet.further
    shown = [_shown(request, sheet, one) for one in ((further.face,) if further.face else ()) + further.pages]
    return Chapter(
        id="pictures",
        title=_("Pictures"),
        pictures=shown,
        under="" if shown else _("No picture is on record."),
        offers=offers(offer(request, sheet, "people.add_picture", _("Add a picture"))),
    )


def needs(request: Request, sheet: PersonSheet) -> Chapter:
    """What was observed, folded: whoever stands beside the screen need not read it."""
    found = sheet.further.needs
    headers = (_("What was seen or said"), _("What follows from it"), _("Look at it again on"), _("Act"))
    rows = [_need(request, sheet, one) for one in found]
    return Chapter(
        id="needs",
        title=_("Indications of special needs"),
        table=quiet_table(_("Indications of special needs"), headers, rows, nothing="") if rows else None,
        under=_("What was seen is folded here, and printed only while it is open.")
        if found
        else _("No indication is on record. That does not say that there is no need."),
        warning=_("It tells what was seen or said of a person's health, family or past.") if found else "",
        offers=offers(offer(request, sheet, "people.observe_need", _("Note an indication"))),
    )


def fate(request: Request, sheet: PersonSheet) -> Chapter:
    """That somebody is missing or has died, if anybody said so."""
    card = sheet.further.fate
    facts: list[Fact] = []
    if card is not None:
        told = card.told
        said = lines(
            [
                tag_mark(told.fate.label, Tone.ATTENTION),
                isolated(told.day.told),
                range_words(told.day),
                told.source.label,
                isolated(told.evidence),
                end_link(request, sheet, "people.reverse_fate", _("Reverse"), card.id, told.fate.label),
            ]
        )
        facts.append(Fact(term=_("What is known"), value=said))
    rows = [
        Row(cells=(one.told.fate.label, _ended(request, one.ended))) for one in sheet.further.earlier_fates
    ]
    return Chapter(
        id="fate",
        title=_("Missing or deceased"),
        facts=facts,
        earlier=earlier_table(rows),
        under="" if card else _("Nobody has said that this person is missing or has died."),
        offers=offers(offer(request, sheet, "people.record_fate", _("Put on record"))),
    )


def _change(request: Request, sheet: PersonSheet, name: str, *more: str) -> str | None:
    if not sheet.is_written or not may(request, f"people.{name}"):
        return None
    return address(request, name, sheet.id, *more)


def _place(card: PlaceCard) -> SafeString:
    place = card.place
    country = country_words(place.country) if place.country else ""
    state = _("country: %(state)s") % {"state": str(place.country_state.label).lower()}
    where = _("place: %(state)s") % {"state": str(place.words_state.label).lower()}
    return lines(
        [
            isolated(place.words) if place.words else where,
            country or state,
            place.source.label if place.source else "",
        ]
    )


def _belongs(one: NationalityCard) -> Text:
    return country_words(one.country) if one.belonging == Belonging.NATIONAL else one.belonging.label


def _nationality(request: Request, sheet: PersonSheet, one: NationalityCard) -> Row:
    said = _belongs(one)
    ends = end_link(request, sheet, "people.end_nationality", _("End"), one.id, said)
    return Row(cells=(said, told_by(one), ends))


def _named(one: LanguageCard) -> SafeString:
    return lines(
        [language_named(one.told.language, get_language() or "en"), isolated(one.told.dialect or "")]
    )


def _language(request: Request, sheet: PersonSheet, one: LanguageCard) -> Row:
    name = language_named(one.told.language, get_language() or "en")
    preferred = tag_mark(_("Preferred for interpreting"), Tone.ACTION) if one.told.is_preferred else ""
    ends = end_link(request, sheet, "people.end_language", _("Take off"), one.id, name)
    return Row(
        cells=(
            format_html("{}{}", _named(one), preferred),
            one.told.speaking.label,
            one.told.reading.label,
            one.told.source.label,
            ends,
        )
    )


def _shown(request: Request, sheet: PersonSheet, one: PictureCard) -> Shown:
    label: Text = one.shows.label
    if one.shows is PictureKind.FACE:
        label = _("Photograph of %(person)s") % {"person": sheet.called}
    ends = end_link(request, sheet, "people.end_picture", _("Put aside"), one.id, label)
    height = 140 * one.height // max(one.width, 1)
    return Shown(
        url=address(request, "picture", sheet.id, one.id), label=label, width=140, height=height, more=ends
    )


def _need(request: Request, sheet: PersonSheet, one: NeedCard) -> Row:
    need = one.observed
    seen: list[Text] = [tag_mark(need.category.label), isolated(need.seen), day_mark(need.observed_on)]
    if need.observer:
        seen.append(format_html(_("seen by {who}"), who=isolated(need.observer)))
    follows = [guarantee.label for guarantee in need.guarantees.these] + [need.guarantees.words or ""]
    reviews: Iterable[Text] = (
        format_html("{}: {}", review.outcome.label, isolated(review.why)) for review in one.reviews
    )
    ends = end_link(request, sheet, "people.review_need", _("Look again"), one.id, need.category.label)
    return Row(cells=(lines([*seen, *reviews]), lines(follows), day_mark(need.review_on), ends))


def _ended(request: Request, ended: Ended | None) -> SafeString:
    if ended is None:
        return lines([])
    return lines([_moment(request, ended.at), isolated(ended.why or _("Another value took its place"))])


def _moment(request: Request, at: datetime) -> SafeString:
    return moment_mark(at, now=request.at, time_zone=request.person.time_zone)
