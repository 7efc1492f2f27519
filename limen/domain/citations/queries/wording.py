"""How a thing that is cited is said: in a sentence, and in a list of sources. In the language in force."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel import dates
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.citations.names import (
    AnswerKey,
    ArgumentKey,
    BlockKey,
    FactKey,
    Key,
    MomentKey,
    PageKey,
    PassageKey,
)
from limen.domain.country.models import Passage
from limen.domain.documents.models import Version
from limen.domain.interviews.models import Block, Interview, Recording

LONGEST_QUOTE = 600  # letters of a passage on paper


def page_words(key: PageKey, version: Version) -> str:
    """A page, as a part of a sentence."""
    return _("%(title)s, page %(page)d") % {"title": version.document.title, "page": key.page}


def page_line(key: PageKey, version: Version) -> str:
    """A page, with its version, its date and the hash of the original."""
    told = {
        "title": version.document.title,
        "kind": version.document.get_kind_display(),
        "version": version.number,
        "page": key.page,
        "day": _day(version.document.received_on),
        "digest": version.digest,
    }
    return (
        _(
            "%(title)s (%(kind)s), version %(version)d, page %(page)d. Came on %(day)s. SHA-256 of the "
            "original: %(digest)s"
        )
        % told
    )


def block_words(key: BlockKey, interview: Interview) -> str:
    """A block, as a part of a sentence."""
    told = {"day": _day(_there(interview.starts_at, interview)), "block": key.block}
    return _("interview of %(day)s, block %(block)d") % told


def block_line(key: BlockKey, interview: Interview, block: Block) -> str:
    """A block, with who spoke and when, and the hash of the words."""
    told = {
        "day": _day(_there(interview.starts_at, interview)),
        "block": key.block,
        "kind": block.get_kind_display(),
        "speaker": block.get_speaker_display(),
        "time": f"{_there(block.said_at, interview):%H:%M}",
        "digest": hashlib.sha256(block.words.encode()).hexdigest(),
    }
    return (
        _(
            "Interview of %(day)s, block %(block)d (%(kind)s, %(speaker)s), %(time)s. SHA-256 of its words: "
            "%(digest)s"
        )
        % told
    )


def moment_words(key: MomentKey, recording: Recording) -> str:
    """A moment of a recording, as a part of a sentence."""
    interview = recording.interview
    told = {"day": _day(_there(interview.starts_at, interview)), "clock": key.clock}
    return _("recording of the interview of %(day)s, at %(clock)s") % told


def moment_line(key: MomentKey, recording: Recording, *, block: int) -> str:
    """A moment of a recording, with the time of day there, the block that was being said (0 where the record
    is not settled yet), and the hash of the sound."""
    interview = recording.interview
    told = {
        "day": _day(_there(interview.starts_at, interview)),
        "clock": key.clock,
        "time": f"{_there(recording.begins_at + timedelta(seconds=key.second), interview):%H:%M:%S}",
        "block": block,
        "digest": recording.digest,
    }
    if not block:
        says = _(
            "Recording of the interview of %(day)s, at %(clock)s (%(time)s by the clock there). SHA-256 of "
            "the recording: %(digest)s"
        )
        return says % told
    says = _(
        "Recording of the interview of %(day)s, at %(clock)s (%(time)s by the clock there), block %(block)d "
        "of the record. SHA-256 of the recording: %(digest)s"
    )
    return says % told


def passage_words(key: PassageKey, passage: Passage) -> str:
    """A passage of the library, as a part of a sentence."""
    report = passage.report
    told = {
        "publisher": report.publisher,
        "title": report.title,
        "page": key.page,
        "day": _day(report.published_on),
    }
    return _("%(publisher)s, %(title)s, %(day)s, page %(page)d") % told


def passage_line(key: PassageKey, passage: Passage) -> str:
    """A passage, with its words as they were cited, where the report is from, and its hash."""
    report = passage.report
    told = {
        "publisher": report.publisher,
        "title": report.title,
        "day": _day(report.published_on),
        "page": key.page,
        "number": key.number,
        "quote": passage.text if len(passage.text) <= LONGEST_QUOTE else f"{passage.text[:LONGEST_QUOTE]}…",
        "fetched": _day(report.accessed_on),
        "digest": report.digest,
    }
    return (
        _(
            "%(publisher)s, %(title)s, %(day)s, page %(page)d, passage %(number)d: “%(quote)s” Fetched on "
            "%(fetched)s. SHA-256 of the archived file: %(digest)s"
        )
        % told
    )


def confidential_words(key: Key) -> str:
    """What everybody may be told of a thing that only some may see: what stands in its name."""
    match key:
        case PageKey():
            return _("a confidential document of the file, page %(page)d") % {"page": key.page}
        case BlockKey():
            return _("a confidential record of the file, block %(block)d") % {"block": key.block}
        case FactKey():
            return _("a fact of a confidential evidence board")
        case AnswerKey():
            return _("an answer of a confidential legal analysis")
        case ArgumentKey():
            return _("an argument on a confidential evidence board")
        case PassageKey():
            return _("a report of the library, page %(page)d") % {"page": key.page}
        case MomentKey():
            return _("a confidential recording of the file, at %(clock)s") % {"clock": key.clock}


def unseen_words(key: Key) -> str:
    """What somebody is told of a thing that they may not see, or that is not there."""
    match key:
        case PageKey():
            return _("a document that you may not see")
        case BlockKey():
            return _("a record that you may not see")
        case FactKey():
            return _("a fact that you may not see")
        case AnswerKey():
            return _("an answer that you may not see")
        case ArgumentKey():
            return _("an argument that you may not see")
        case PassageKey():
            return _("a report that you may not see")
        case MomentKey():
            return _("a recording that you may not hear")


def _there(instant: datetime, interview: Interview) -> datetime:
    return instant.astimezone(ZoneInfo(interview.zone))


def _day(day: date) -> str:
    at = datetime.combine(day, time())
    return dates.format_date(at, "d MMMM y", locale=(get_language() or "en").replace("-", "_"))
