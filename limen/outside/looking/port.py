"""What is said between whoever wants a file looked at and whoever looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

PDF, JPEG, PNG, WEBP, TIFF = "application/pdf", "image/jpeg", "image/png", "image/webp", "image/tiff"
PLAIN = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PICTURES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", TIFF: "TIFF"}
COPY_TYPE = "image/webp"

# The letters of the frames in which a page, its pictures and the end are told.
LEAF, PICTURE, THUMBNAIL, END = b"L", b"P", b"T", b"E"

MOST_PAGES = 1500
MOST_PIXELS = 120_000_000
LONGEST_TEXT = 100_000  # letters of one page


class Fault(StrEnum):
    """Why a file is not shown."""

    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LARGE_INSIDE = "too_large_inside"
    OTHER_TYPE = "other_type"
    MACROS = "macros"
    FAILED = "failed"


class Noticed(StrEnum):
    """What was noticed in a file that is shown."""

    SCRIPTS = "scripts"
    FILES_INSIDE = "files_inside"
    PAGES_LEFT = "pages_left"
    NO_TEXT = "no_text"
    READ_BY_MACHINE = "read_by_machine"


class Unshowable(Exception):
    """A file of which nothing is shown."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A page as it was found, with pictures of it in WebP when it has a look."""

    text: str
    is_read_by_machine: bool = False
    width: int = 0
    height: int = 0
    picture: bytes = field(default=b"", repr=False)
    thumbnail: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How looking ended. `is_apart`: the process could not have reached the network."""

    fault: Fault | None
    noticed: tuple[Noticed, ...]
    is_apart: bool
