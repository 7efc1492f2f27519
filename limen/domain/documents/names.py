"""The words of documents: what kind they are, how far they were looked at, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    """What a document is."""

    TRAVEL = "travel", _("Passport or travel document")
    IDENTITY = "identity", _("Identity document")
    CIVIL = "civil", _("Civil status: birth, marriage, death")
    MEDICAL = "medical", _("Medical report")
    COURT = "court", _("Court or police paper")
    SCHOOL_WORK = "school_work", _("School, training or work")
    PHOTOGRAPH = "photograph", _("Photograph")
    STATEMENT = "statement", _("Statement or letter")
    FORM = "form", _("Form of the procedure")
    POWER = "power", _("Power of attorney or consent")
    TRANSLATION = "translation", _("Translation")
    OTHER = "other", _("Something else")


class CameFrom(TextChoices):
    """Who handed a document in."""

    APPLICANT = "applicant", _("The applicant or client")
    FAMILY = "family", _("Their family")
    REPRESENTATIVE = "representative", _("Their representative")
    AUTHORITY = "authority", _("Another authority")
    OFFICE = "office", _("This office")
    OTHER = "other", _("Somebody else")


class Translation(TextChoices):
    """Whether a document can be read in the language of the procedure."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    NOT_NEEDED = "not_needed", _("No translation needed")
    WANTED = "wanted", _("Translation needed")
    THERE = "there", _("Translated")
    DISPUTED = "disputed", _("The translation is disputed")


class Authenticity(TextChoices):
    """What the office thinks of a document, always with a reason."""

    NOT_WEIGHED = "not_weighed", _("Not weighed yet")
    NO_DOUBT = "no_doubt", _("No reason to doubt it")
    UNCERTAIN = "uncertain", _("Cannot be told")
    DOUBTED = "doubted", _("Doubted")
    NOT_GENUINE = "not_genuine", _("Found not to be genuine")


class LookState(TextChoices):
    """How far a file was looked at."""

    WAITING = "waiting", _("Being looked at")
    SHOWN = "shown", _("Looked at")
    REFUSED = "refused", _("Cannot be shown")


class Trouble(TextChoices):
    """Why a file is not shown. Each says what to do."""

    ENCRYPTED = "encrypted", _("It is locked with a password. Ask for a copy without one.")
    BROKEN = "broken", _("It is damaged or was not sent whole. Ask for it again.")
    TOO_MANY_PIXELS = "too_many_pixels", _("The picture is far too large. Save it smaller and send it again.")
    TOO_LARGE_INSIDE = "too_large_inside", _("It unpacks to far more than it should. Ask for a copy as PDF.")
    OTHER_TYPE = "other_type", _("Inside it is something else than it says. Ask for it as PDF or picture.")
    MACROS = "macros", _("It holds programs (macros). Ask for a copy as PDF.")
    MALWARE = "malware", _("The scanner found something harmful in it. It is kept locked away.")
    FAILED = "failed", _("It could not be opened, several times. Ask for it in another format.")
    LOST = "lost", _("Its bytes are not in the store, or were changed there. Tell who runs Limen.")


class Finding(TextChoices):
    """What somebody should know about a file that is shown."""

    SCRIPTS = "scripts", _("The original holds scripts. The copy shown here does not.")
    FILES_INSIDE = "files_inside", _("The original holds other files. They are not shown here.")
    OTHER_NAME = "other_name", _("The name of the file says another type than it is.")
    PAGES_LEFT = "pages_left", _("It has more pages than are shown here.")
    NO_TEXT = "no_text", _("No text was found on some pages: search does not find them.")
    READ_BY_MACHINE = "read_by_machine", _("Some text was read from pictures by a machine and may be wrong.")


class Scan(TextChoices):
    """What the scanner for harmful programs said."""

    NOT_SCANNED = "not_scanned", _("Not scanned")
    CLEAN = "clean", _("Scanned, nothing found")
    FOUND = "found", _("Scanned, something harmful found")


class BundleState(TextChoices):
    """How far a bundle is."""

    WAITING = "waiting", _("Being made")
    MADE = "made", _("Made")
    FAILED = "failed", _("Could not be made")


class RedactionState(TextChoices):
    """How far a redacted copy is."""

    WAITING = "waiting", _("Being made")
    MADE = "made", _("Made")
    FAILED = "failed", _("Could not be made")


class BoxReason(TextChoices):
    """Why something is removed from a copy."""

    OTHER_PERSON = "other_person", _("About somebody else")
    SAFETY = "safety", _("Somebody would be in danger")
    HEALTH = "health", _("About health")
    SOURCE = "source", _("Names who told it in confidence")
    PRIVILEGE = "privilege", _("Between a lawyer and their client")
    SECURITY = "security", _("Of a security check")
    OTHER = "other", _("Something else: say it in words")


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is said about a document. `language` is a code of ISO 639-3, or empty."""

    kind: DocumentKind
    title: str
    language: str
    came_from: CameFrom
    received_on: date
    translation: Translation = Translation.NOT_ASKED


@dataclass(frozen=True, kw_only=True)
class SealedFile:
    """A file that lies in the store: how it was sent, what it is, and the key that opens it.

    `name_lies`: the ending of its name says another type than its first bytes do."""

    stored_as: UUID
    key: bytes = field(repr=False)
    file_name: str
    media_type: str
    size: int
    digest: str
    name_lies: bool = False


@dataclass(frozen=True, kw_only=True)
class Area:
    """A part of a page, in thousandths of its width and height from its upper left."""

    left: int
    top: int
    right: int
    bottom: int
