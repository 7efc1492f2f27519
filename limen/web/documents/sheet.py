"""One document: what is said about it, its files, and what can be done with it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.decisions.queries.citing import decisions_citing
from limen.domain.documents import rules
from limen.domain.documents.names import Authenticity, LookState, RedactionState, Translation
from limen.domain.documents.queries.cards import DocumentSheet, VersionCard
from limen.domain.documents.queries.redactions import redactions_of
from limen.domain.identity.names import Compartment
from limen.web.casefile.frame import Offer, address, may, show_file
from limen.web.components import Fact, Tone, isolated, tag_mark
from limen.web.components.marks import day_mark, nothing_mark
from limen.web.components.shapes import Text
from limen.web.documents.frame import (
    authenticity_mark,
    language_words,
    look_mark,
    opened,
    size_words,
    thumbnail,
    translation_mark,
)
from limen.web.documents.redacting import copies_said, redact_url
from limen.web.requests import Request


def document(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """A document with all its files."""
    sheet, found = opened(request, case_id, document_id)
    return show_file(
        request,
        sheet,
        "web/documents/document.html",
        tab="case_documents",
        title=_("Document"),
        document=found.document,
        facts=_facts(found),
        offers=_offers(request, sheet, found),
        cited_in=_cited_in(request, case_id, document_id),
        **_state(request, case_id, found),
    )


def document_state(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """How far the files were looked at, for the page to ask again and again."""
    _sheet, found = opened(request, case_id, document_id)
    return render(request, "web/documents/_state.html", _state(request, case_id, found))


def _state(request: Request, case_id: UUID, found: DocumentSheet) -> dict[str, object]:
    document_id, latest = found.document.id, found.versions[0]
    copies = redactions_of(document_id, by=request.actor, at=request.at)
    is_made = any(one.state is RedactionState.WAITING for one in copies)
    return {
        "is_waiting": any(one.state is LookState.WAITING for one in found.versions),
        "is_asked_again": is_made or any(one.state is LookState.WAITING for one in found.versions),
        "copies": copies_said(request, case_id, copies, document_id),
        "state_url": address(request, "document_state", case_id, document_id),
        "read_url": address(request, "document_page", case_id, document_id, latest.number, 1)
        if latest.state is LookState.SHOWN and latest.pages
        else "",
        "thumbnail": thumbnail(request, found.document),
        "versions": [(one, _version_facts(request, found, one)) for one in found.versions],
    }


def _cited_in(request: Request, case_id: UUID, document_id: UUID) -> list[dict[str, Text]]:
    """The decisions that cite it, for whoever may read those."""
    if not may(request, "decisions.comment"):
        return []
    return [
        {
            "url": address(request, "decision", case_id, one.id),
            "says": _("A decision, version %(number)d: page %(pages)s")
            % {"number": one.number, "pages": ", ".join(map(str, one.pages))},
            "state": tag_mark(one.state.label, Tone.QUIET),
        }
        for one in decisions_citing(case_id, document_id, by=request.actor, at=request.at)
    ]


def _facts(found: DocumentSheet) -> list[Fact]:
    card = found.document
    translation = translation_mark(card.translation)
    if found.translation_why:
        translation = format_html("{} {}", translation, isolated(found.translation_why))
    genuine = authenticity_mark(card.authenticity)
    if found.authenticity_why:
        genuine = format_html("{} {}", genuine, isolated(found.authenticity_why))
    facts = [
        Fact(term=_("What it is"), value=card.kind.label),
        Fact(term=_("Language"), value=language_words(card.language) or nothing_mark()),
        Fact(term=_("Translation"), value=translation),
        Fact(term=_("Genuine"), value=genuine),
        Fact(term=_("Handed in by"), value=card.came_from.label),
        Fact(term=_("Came on"), value=day_mark(card.received_on)),
    ]
    if card.compartment is not Compartment.GENERAL:
        facts.append(Fact(term=_("Compartment"), value=card.compartment.label))
    if card.is_set_aside:
        facts.append(Fact(term=_("Set aside"), value=isolated(found.set_aside_why)))
    return facts


def _version_facts(request: Request, found: DocumentSheet, version: VersionCard) -> list[Fact]:
    return [
        Fact(term=_("State"), value=_looked(version)),
        Fact(term=_("Scanner"), value=version.scan.label),
        Fact(term=_("Pages"), value=str(version.pages)),
        Fact(term=_("Size"), value=size_words(version)),
        Fact(term=_("Sent by"), value=isolated(version.by_name or _("somebody of another organisation"))),
        Fact(
            term=_("Fingerprint (SHA-256)"),
            value=format_html('<code class="lm-zone">{}</code>', version.digest),
        ),
        Fact(term=_("Original"), value=_original(request, found, version)),
    ]


def _looked(version: VersionCard) -> SafeString:
    said = look_mark(version)
    more: list[Text] = [version.trouble.label] if version.trouble else []
    more += [finding.label for finding in version.findings]
    for sentence in more:
        said = format_html('{} <span class="lm-line">{}</span>', said, sentence)
    return said


def _original(request: Request, found: DocumentSheet, version: VersionCard) -> SafeString | str:
    if version.state is LookState.WAITING:
        return _("Kept apart until it was looked at.")
    if version.state is LookState.REFUSED:
        return _("Kept, and not handed out.")
    url = address(request, "document_original", found.document.case_id, found.document.id, version.number)
    return format_html('<a class="lm-link" href="{}" download>{}</a>', url, _("Download the original"))


def _offers(request: Request, sheet: CaseSheet, found: DocumentSheet) -> list[Offer]:
    if not sheet.is_read:
        return []
    card = found.document
    standing = {"is_set_aside": card.is_set_aside, "is_worked_on": sheet.is_worked_on}
    in_use = rules.obstacles_to_setting_aside(why="-", **standing)
    view = rules.obstacles_to_weighing(authenticity=Authenticity.NO_DOUBT, why="-", **standing)
    offered = [
        ("redescribe", _("Change what is said about it"), in_use),
        ("add_version", _("Add a version"), in_use),
        ("weigh", _("Weigh whether it is genuine"), view),
        ("set_aside", _("Set it aside"), in_use),
    ]
    if card.translation in (Translation.THERE, Translation.DISPUTED):
        disputed = rules.obstacles_to_disputing(why="-", was=card.translation, **standing)
        offered.insert(2, ("dispute_translation", _("Dispute the translation"), disputed))
    latest = found.versions[0]
    url = redact_url(request, card.case_id, card.id, latest.number, state=latest.state)
    redact = (
        [
            Offer(
                label=_("Make a redacted copy"),
                url=url,
                refused=rules.obstacles_to_working(is_worked_on=sheet.is_worked_on),
            )
        ]
        if url
        else []
    )
    return redact + [
        Offer(label=label, url=address(request, f"document_{act}", card.case_id, card.id), refused=refused)
        for act, label, refused in offered
        if may(request, f"documents.{act}")
    ]
