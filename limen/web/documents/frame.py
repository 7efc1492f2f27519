"""What the pages of documents have in common: the document and its case, addresses, and states in words."""

from __future__ import annotations

from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.documents.names import Authenticity, LookState, Translation
from limen.domain.documents.queries.cards import DocumentCard, DocumentSheet, VersionCard
from limen.domain.documents.queries.sheets import document_sheet
from limen.foundation.refusals import Hidden
from limen.reference.languages import languages
from limen.web.casefile.frame import address, read_sheet
from limen.web.components import Tone, tag_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request

THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT = 48, 64
_TRANSLATION = {Translation.WANTED: Tone.ATTENTION, Translation.DISPUTED: Tone.DANGER}
_LOOKED = {LookState.WAITING: Tone.ACTION, LookState.REFUSED: Tone.DANGER}
_GENUINE = {Authenticity.DOUBTED: Tone.ATTENTION, Authenticity.NOT_GENUINE: Tone.DANGER}


def opened(request: Request, case_id: UUID, document_id: UUID) -> tuple[CaseSheet, DocumentSheet]:
    """The document and the case it is in. Raises `Hidden` when it is in another one."""
    sheet = read_sheet(request, case_id)
    found = document_sheet(document_id, by=request.actor, at=request.at)
    if found.document.case_id != case_id:
        raise Hidden(f"document {document_id} in case {case_id}")
    return sheet, found


def language_words(code: str) -> Text:
    """A language by its name in the language of the page; nothing when it is not known."""
    return languages()[code].called(get_language() or "en") if code in languages() else ""


def translation_mark(translation: Translation) -> SafeString:
    """How far a document is translated, in a tag."""
    return tag_mark(translation.label, _TRANSLATION.get(translation, Tone.QUIET))


def authenticity_mark(authenticity: Authenticity) -> SafeString:
    """What is thought of a document, in a tag."""
    return tag_mark(authenticity.label, _GENUINE.get(authenticity, Tone.QUIET))


def look_mark(version: VersionCard) -> SafeString:
    """How far a file was looked at, in a tag."""
    return tag_mark(version.state.label, _LOOKED.get(version.state, Tone.DONE))


def size_words(version: VersionCard) -> str:
    """How large a file is."""
    return filesizeformat(version.size)


def thumbnail(request: Request, card: DocumentCard) -> SafeString:
    """The first page, small; nothing when it has no look."""
    if not card.has_thumbnail:
        return SafeString("")
    url = address(request, "document_picture", card.case_id, card.id, card.latest.number, 1)
    return format_html(
        '<img class="lm-thumb" src="{}?small" alt="" loading="lazy" width="{}" height="{}">',
        url,
        THUMBNAIL_WIDTH,
        THUMBNAIL_HEIGHT,
    )
