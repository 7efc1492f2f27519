"""The sheet of a person: everything on record, each as told and by whom, in chapters that print well."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.duplicates.queries.groups import merged_with
from limen.domain.people.names import Examination
from limen.domain.people.queries.sheets import DocumentCard, EarlierBirthCard, NameCard, PersonSheet
from limen.reference.scripts import script_named
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import Fact, Row, Tone, isolated, tag_mark
from limen.web.components.marks import moment_mark
from limen.web.persons import more_chapters as more
from limen.web.persons.chapters import Chapter, lines, quiet_table, told_by
from limen.web.persons.frame import file_links, offer, offers, opened, person_url, show_person
from limen.web.persons.history import latest_of_person
from limen.web.persons.words import (
    PART_KINDS,
    birth_lines,
    birth_words,
    country_words,
    period_words,
    told_or,
)
from limen.web.requests import Request, today


def person(request: Request, person_id: UUID) -> HttpResponse:
    """One person. Whoever only lists them is told the main name, birth and sex, and how to get further."""
    sheet, files = opened(request, person_id)
    return show_person(
        request,
        sheet,
        files,
        "web/persons/sheet.html",
        tab="person",
        title=_("On record"),
        facts=_facts(request, sheet),
        chapters=list(_chapters(request, sheet)) if sheet.is_read else [],
        face=more.face_url(request, sheet),
        is_listed_only=not sheet.is_read,
        cases=file_links(request, files),
        entries=latest_of_person(request, person_id) if sheet.is_read else [],
        offers=offers(same_person(request, sheet)),
    )


def same_person(request: Request, sheet: PersonSheet) -> Offer | None:
    """The way to another record of the same person; None where nobody proposes such pairs."""
    if not may(request, "duplicates.propose"):
        return None
    url = address(request, "find_duplicate", sheet.id)
    return Offer(label=_("This may be the same person as…"), url=url)


def _facts(request: Request, sheet: PersonSheet) -> list[Fact]:
    """What identifies somebody at a counter, and what of it is missing or doubtful."""
    sex = lines([sheet.sex.label if sheet.sex else sheet.sex_state.label])
    return [
        Fact(term=_("Born"), value=lines([*birth_lines(sheet.birth, on=today(request))])),
        Fact(term=_("Sex as recorded"), value=sex),
        Fact(
            term=_("Gender as the person says"),
            value=isolated(told_or(sheet.gender_state, sheet.gender)),
        ),
    ]


def _chapters(request: Request, sheet: PersonSheet) -> Iterator[Chapter]:
    yield from _other_records(request, sheet)
    yield _names(request, sheet)
    yield _births(request, sheet)
    yield more.answers(request, sheet)
    yield more.places(request, sheet)
    yield more.nationalities(request, sheet)
    yield more.languages(request, sheet)
    yield more.interpreting(request, sheet)
    yield _documents(request, sheet)
    yield more.pictures(request, sheet)
    yield more.needs(request, sheet)
    yield more.fate(request, sheet)


def _other_records(request: Request, sheet: PersonSheet) -> Iterator[Chapter]:
    """Records that are the same person. Nothing was moved: each keeps what was written on it."""
    cards = merged_with(sheet.id, by=request.actor, at=request.at)
    if not cards:
        return
    rows = [
        Row(
            cells=(
                isolated(one.called),
                tag_mark(_("Stands for the others"), Tone.ACTION) if one.is_head else "",
                moment_mark(one.since_at, now=request.at, time_zone=request.person.time_zone),
                lines([isolated(one.proposed_by), isolated(one.decided_by)]),
            ),
            url=person_url(request, one.id),
        )
        for one in cards
    ]
    headers = (_("Record"), _("Place in the group"), _("Since"), _("Found and decided by"))
    yield Chapter(
        id="same-person",
        title=_("Records that are the same person"),
        under=_("What is below stands on this record alone. The others keep what was written on them."),
        table=quiet_table(_("Records that are the same person"), headers, rows, nothing=""),
    )


def _names(request: Request, sheet: PersonSheet) -> Chapter:
    rows = [Row(cells=(_name(one), one.kind.label, _parts(one), told_by(one))) for one in sheet.names]
    headers = (_("Name"), _("What it is"), _("Its parts"), _("From whom, and when"))
    return Chapter(
        id="names",
        title=_("Names"),
        table=quiet_table(_("Names"), headers, rows, nothing=_("No name is on record.")),
        offers=offers(offer(request, sheet, "people.add_name", _("Add a name"))),
    )


def _name(name: NameCard) -> SafeString:
    mark = tag_mark(_("Main name"), Tone.ACTION) if name.is_main else ""
    script = script_named(name.script, get_language() or "en")
    return format_html("{} {} {}", isolated(name.written), mark, lines([script]))


def _parts(name: NameCard) -> SafeString:
    told = ((isolated(part.text), PART_KINDS[part.kind]) for part in name.parts)
    return format_html_join("", '<span class="lm-line">{} <span class="lm-soft">{}</span></span>', told)


def _births(request: Request, sheet: PersonSheet) -> Chapter:
    rows = [_earlier(request, one) for one in sheet.earlier_births]
    headers = (_("On record before"), _("From whom"), _("Written down"))
    table = quiet_table(_("Earlier dates of birth"), headers, rows, nothing="") if rows else None
    under = "" if rows else _("The date of birth on record was never corrected.")
    return Chapter(
        id="birth",
        title=_("Date of birth"),
        facts=[Fact(term=_("On record"), value=lines([*birth_lines(sheet.birth, on=today(request))]))],
        table=table,
        under=under,
        offers=offers(offer(request, sheet, "people.correct_birth", _("Correct the date of birth"))),
    )


def _earlier(request: Request, one: EarlierBirthCard) -> Row:
    source = one.birth.source.label if one.birth.source else one.birth.state.label
    when = moment_mark(one.at, now=request.at, time_zone=request.person.time_zone)
    return Row(cells=(birth_words(one.birth), source, when))


def _documents(request: Request, sheet: PersonSheet) -> Chapter:
    rows = [_document(one) for one in sheet.documents]
    headers = (_("Document"), _("Issued by"), _("Valid"), _("Examination"), _("Machine-readable zone"))
    return Chapter(
        id="documents",
        title=_("Documents"),
        table=quiet_table(
            _("Documents"), headers, rows, nothing=_("No document that shows who the person is is on record.")
        ),
        offers=offers(offer(request, sheet, "people.add_document", _("Add a document"))),
    )


def _document(one: DocumentCard) -> Row:
    tones = {
        Examination.FORGED: Tone.ATTENTION,
        Examination.DOUBT: Tone.ATTENTION,
        Examination.NO_DOUBT: Tone.DONE,
    }
    issued = format_html("{} {}", country_words(one.issuing_state), one.issuing_state)
    return Row(
        cells=(
            lines([one.document.label, isolated(one.number)]),
            one.issuing_state if country_words(one.issuing_state) == one.issuing_state else issued,
            period_words(one.valid_from, one.valid_until) or _("Not recorded"),
            tag_mark(one.examination.label, tones.get(one.examination, Tone.QUIET)),
            _zone(one),
        )
    )


def _zone(one: DocumentCard) -> SafeString | str:
    if one.zone is None:
        return _("Not typed")
    sound = (
        tag_mark(_("Check digits agree"), Tone.DONE)
        if one.zone_is_sound
        else tag_mark(_("Check digits do not agree"), Tone.ATTENTION)
    )
    return format_html('{}<code class="lm-zone" dir="ltr">{}</code>', sound, one.zone)
