"""The words of interviews: kinds, states, blocks and their marks, corrections; and the hash of a record.

There is no field for how somebody appeared while speaking, and no score: neither is evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_BLOCK = 20_000
"""Letters in one block: far beyond any answer, so that nothing typed is ever cut."""
MOST_AT_ONCE = 200
"""Blocks that a device may send in one go."""


class InterviewKind(TextChoices):
    """What is heard."""

    SUBSTANTIVE = "substantive", _("On the substance")
    ADMISSIBILITY = "admissibility", _("On admissibility")
    JOINT = "joint", _("On admissibility and substance together")
    COMPLEMENTARY = "complementary", _("Complementary")
    RESPONSIBILITY = "responsibility", _("On which State is responsible")
    OTHER = "other", _("Other")


class InterviewState(TextChoices):
    """How far an interview has come."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Record open")
    CLOSED = "closed", _("Record closed")
    READ_BACK = "read_back", _("Read back")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Confirmation refused")
    CANCELLED = "cancelled", _("Cancelled")
    MISSED = "missed", _("Missed")


class BlockKind(TextChoices):
    """What a block of the record is."""

    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    REMARK = "remark", _("Remark")
    BREAK = "break", _("Break")


class Speaker(TextChoices):
    """Who speaks in a block."""

    OFFICER = "officer", _("Officer")
    APPLICANT = "applicant", _("Applicant")
    INTERPRETER = "interpreter", _("Interpreter")
    ADVISER = "adviser", _("Legal adviser")
    REPRESENTATIVE = "representative", _("Representative")
    OTHER = "other", _("Somebody else")


class Marker(TextChoices):
    """What a block is to be found by later."""

    FACT = "fact", _("Fact")
    DOCUMENT = "document", _("Document")
    INCONSISTENCY = "inconsistency", _("Inconsistency")
    BREAK = "break", _("Break asked for")
    DISTRESS = "distress", _("Distress")


class CheckAnswer(TextChoices):
    """What was found of a safeguard when the record was opened."""

    MET = "met", _("Yes")
    NOT_MET = "not_met", _("No")
    NOT_ARISING = "not_arising", _("Does not arise")


class CorrectionKind(TextChoices):
    """What stands beside the words of a block."""

    COMMENT = "comment", _("Comment")
    CORRECTION = "correction", _("Correction")


class ReadHow(TextChoices):
    """How the applicant learnt what the record says."""

    READ_ALOUD = "read_aloud", _("Read aloud and interpreted")
    GIVEN_TO_READ = "given_to_read", _("Given to read")
    RECORDING = "recording", _("The recording was played")


class BookingState(TextChoices):
    """Where the booking of an interpreter stands."""

    ASKED = "asked", _("Not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("of an invitation", "Accepted")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Not needed any more")


class SoundWay(TextChoices):
    """How sound came into the file."""

    DESK = "desk", _("Recorded at the desk")
    FILE = "file", _("Added as a file")


SPEAKERS_OF = {BlockKind.QUESTION: Speaker.OFFICER, BlockKind.ANSWER: Speaker.APPLICANT}


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """When and where, and with whom. `link` is the address of a meeting of ours, or empty; `language` a code
    of ISO 639-3; `interpreter` a name; `present` who else is there, one in a line; `sound`: it is
    recorded."""

    starts_at: datetime
    zone: str
    minutes: int
    place: str = ""
    link: str = ""
    language: str | None = None
    interpreter: str = ""
    interpreter_wishes: str = ""
    present: str = ""
    sound: bool = False


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A question to be asked, under its topic."""

    topic: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A safeguard, and what was found of it. `key` names it in the pack: pack/list/item."""

    key: str
    says: str
    source: str
    answer: CheckAnswer
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A block as a device sends it. `revision` grows with each change of it, so that what is older never
    replaces what is newer; `place` orders the blocks; `asks` is the prepared question that was asked."""

    id: UUID
    place: float
    kind: BlockKind
    speaker: Speaker
    said_at: datetime
    words: str
    revision: int
    language: str | None = None
    markers: tuple[Marker, ...] = ()
    asks: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SealedSound:
    """Sound that lies in the store, sealed: a piece of what is being recorded, or a whole file."""

    stored_as: UUID
    key: bytes = field(repr=False)
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class PieceOfSound:
    """Where a piece belongs: parts are played one by one, and a part is made of its pieces in order.
    `begins_at` is when its part began."""

    part: int
    number: int
    begins_at: datetime
    sealed: SealedSound


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a record holds of a block, for its hash."""

    id: UUID
    kind: str
    speaker: str
    said_at: datetime
    language: str | None
    words: str
    markers: tuple[str, ...]


def record_digest(blocks: Iterable[Said]) -> str:
    """The SHA-256 of a record: every block with words, or that is a break, in the order of the record."""
    lines = [
        [
            str(one.id),
            one.kind,
            one.speaker,
            int(one.said_at.timestamp() * 1000),
            one.language or "",
            one.words,
            sorted(one.markers),
        ]
        for one in blocks
    ]
    text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sound_digest(digests: Iterable[str]) -> str:
    """The SHA-256 of a recording: that of its one piece, or else of the hashes of its pieces in order, each
    in hexadecimal on a line of its own."""
    pieces = list(digests)
    if len(pieces) == 1:
        return pieces[0]
    return hashlib.sha256("".join(f"{one}\n" for one in pieces).encode()).hexdigest()


TOPIC = "#"
"""What a line with a topic begins with, when questions are typed as text."""


def prepared_text(questions: Iterable[Prepared]) -> str:
    """Questions as one types them: a line with a topic, and beneath it a line for each question."""
    lines: list[str] = []
    topic = ""
    for one in questions:
        if one.topic != topic:
            lines += ["", f"{TOPIC} {one.topic}"] if lines else [f"{TOPIC} {one.topic}"]
            topic = one.topic
        lines.append(one.words)
    return "\n".join(lines)


def prepared_from(text: str) -> tuple[Prepared, ...]:
    """The questions in a text typed so."""
    found: list[Prepared] = []
    topic = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith(TOPIC):
            topic = line.lstrip(TOPIC).strip()[:200]
        elif line:
            found.append(Prepared(topic=topic, words=line[:1000]))
    return tuple(found)
