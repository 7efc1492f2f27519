"""The words of the library: kinds of reports, who may read one, how its text came, and how it is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Languages whose words PostgreSQL knows how to bend, by ISO 639-3; others are read as they are written.
CONFIGS = {
    "ara": "arabic", "cat": "catalan", "dan": "danish", "deu": "german", "ell": "greek", "eng": "english",
    "eus": "basque", "fin": "finnish", "fra": "french", "gle": "irish", "hin": "hindi", "hun": "hungarian",
    "hye": "armenian", "ind": "indonesian", "ita": "italian", "lit": "lithuanian", "nep": "nepali",
    "nld": "dutch", "nor": "norwegian", "por": "portuguese", "ron": "romanian", "rus": "russian",
    "spa": "spanish", "srp": "serbian", "swe": "swedish", "tam": "tamil", "tur": "turkish", "yid": "yiddish",
}  # fmt: skip
PLAIN = "simple"
SHORTEST, LONGEST = 120, 900  # letters of a passage, where the text lets itself be cut so
_BLANK = re.compile(r"\n[ \t]*\n+")
_ENDS = re.compile("(?<=[.!?;:\u061f\u06d4\u1362\u0964])\\s+")  # Latin, Arabic, Ethiopic, Devanagari


class ReportKind(TextChoices):
    """What a report is."""

    COUNTRY = "country", _("Country report")
    THEME = "theme", _("Report on one topic")
    ANSWER = "answer", _("Answer to a question")
    NEWS = "news", _("News")
    LAW = "law", _("Law or official text")
    MISSION = "mission", _("Report of a journey")
    OTHER = "other", _("Something else")


class Level(TextChoices):
    """Who may read it."""

    INSTALLATION = "installation", _("Everybody who works on cases here, in every organisation")
    ORGANISATION = "organisation", _("Everybody who works on cases in this organisation")
    KEEPERS = "keepers", _("Only those who keep the library of this organisation")


class TextState(TextChoices):
    """How much of it can be searched."""

    READ = "read", _("All pages have text")
    PARTLY = "partly", _("Some pages have no text")
    NONE = "none", _("No page has text: it can be opened, but no search finds what it says")


class LineState(TextChoices):
    """What became of a line of a catalogue that was sent."""

    READY = "ready", _("Can be added")
    ADDED = "added", _("Added")
    HERE = "here", _("In the library already")
    WRONG = "wrong", _("Cannot be added")
    LEFT = "left", _("Left out")


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """The five questions that are asked of a source. An empty answer says that nobody has answered yet."""

    who: str = ""
    what: str = ""
    why: str = ""
    when: str = ""
    how: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether all five were answered."""
        return all(one.strip() for one in (self.who, self.what, self.why, self.when, self.how))


@dataclass(frozen=True, kw_only=True)
class About:
    """What is said of a report. `language` is a code of ISO 639-3, `countries` are codes of ISO 3166-1 with
    three letters. `look_again_on`: from that day on somebody should look whether it still holds.
    `leans_on` names what it takes its facts from, so that two reports with one source can be told."""

    title: str
    publisher: str
    authors: str = ""
    kind: ReportKind = ReportKind.COUNTRY
    language: str = "eng"
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    published_on: date | None = None
    covers_from: date | None = None
    covers_until: date | None = None
    accessed_on: date | None = None
    look_again_on: date | None = None
    address: str = ""
    leans_on: tuple[str, ...] = ()
    level: Level = Level.INSTALLATION
    reliability: Reliability = Reliability()


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a collection is for: a country by its code of three letters, what is claimed, and a note."""

    called: str
    country: str
    claim: str
    note: str = ""
    look_again_on: date | None = None
    level: Level = Level.ORGANISATION


@dataclass(frozen=True, kw_only=True)
class Archived:
    """A file as it lies in the store, sealed: where, what opens it, and the SHA-256 of its bytes."""

    stored_as: UUID
    key: bytes = field(repr=False)
    file_name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class SentLine:
    """A line of a catalogue as it was sent: its file by name, what it says, the SHA-256 of the file, or
    nothing where it did not come, and what is wrong with either."""

    number: int
    file_name: str
    said: dict[str, str]
    digest: str = ""
    whys: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """A line that was looked at. `file` is kept for those that can be added, and for no other."""

    line: SentLine
    state: LineState
    whys: tuple[str, ...] = ()
    file: Archived | None = None


@dataclass(frozen=True, kw_only=True)
class PageText:
    """The text of a page, as it was taken out; `is_read_by_machine` when a machine read a picture of it."""

    text: str
    is_read_by_machine: bool = False


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A passage: on which page it stands, which of the page it is, and its words."""

    page: int
    number: int
    text: str
    is_read_by_machine: bool = False


def folded(source: str) -> str:
    """The name of a source as it is compared."""
    return " ".join(source.casefold().split())


def text_state(pages: Iterable[PageText]) -> TextState:
    """How much of these pages can be searched."""
    found = [bool(page.text.strip()) for page in pages]
    if not any(found):
        return TextState.NONE
    return TextState.READ if all(found) else TextState.PARTLY


def cut(pages: Iterable[PageText]) -> Iterator[Cut]:
    """The passages of a report. None runs over the end of a page, so that a citation names one page."""
    for number, page in enumerate(pages, 1):
        for place, text in enumerate(_passages(page.text), 1):
            yield Cut(page=number, number=place, text=text, is_read_by_machine=page.is_read_by_machine)


def _passages(text: str) -> Iterator[str]:
    """Paragraphs where a line is empty; long ones end where a sentence does; short ones join the next."""
    waiting = ""
    for paragraph in _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")):
        for piece in _pieces(" ".join(paragraph.split())):
            waiting = f"{waiting} {piece}".strip()
            if len(waiting) >= SHORTEST:
                yield waiting
                waiting = ""
    if waiting:
        yield waiting


def _pieces(paragraph: str) -> Iterator[str]:
    if len(paragraph) <= LONGEST:
        yield paragraph
        return
    piece = ""
    for sentence in _ENDS.split(paragraph):
        if piece and len(piece) + len(sentence) >= LONGEST:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()
        while len(piece) > 2 * LONGEST:  # a text without the end of a sentence
            place = piece.rfind(" ", 0, LONGEST)
            place = place if place > 0 else LONGEST
            yield piece[:place]
            piece = piece[place:].strip()
    if piece:
        yield piece
