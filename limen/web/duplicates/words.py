"""Two records in words: why they were proposed, what speaks for and against, a record in a line."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.duplicates.names import Bearing
from limen.domain.duplicates.queries.comparing import Point
from limen.domain.duplicates.queries.proposals import ProposalCard, RecordCard
from limen.domain.people.names import Birth, Ground
from limen.likeness.comparing.verdicts import SENTENCES
from limen.web.components import Tone, isolated, tag_mark

_TONES = {Bearing.FOR: Tone.ACTION, Bearing.AGAINST: Tone.ATTENTION, Bearing.NEITHER: Tone.QUIET}


def pair_words(first: RecordCard, second: RecordCard) -> SafeString:
    """Both names."""
    # Translators: two names of what may be one person
    return format_html(_("{} and {}"), isolated(first.called), isolated(second.called))


def born_words(birth: Birth) -> str:
    """The day of birth as it was told, or why it was not."""
    return birth.day.told if birth.day and birth.day.told else str(birth.state.label)


def record_words(card: RecordCard) -> SafeString:
    """A record in a line: the name and the day of birth."""
    return format_html(_("{}, born {}"), isolated(card.called), isolated(born_words(card.birth)))


def grounds_words(grounds: Iterable[Ground]) -> str:
    """Why a pair was proposed."""
    found = [str(ground.label) for ground in grounds]
    return (found[0][:1].upper() + ", ".join(found)[1:]) if found else _("Somebody asked.")


def from_words(card: ProposalCard) -> str:
    """Where a proposal came from, and who stands for it."""
    if not card.proposed_by_id:
        return _("Found by the nightly comparison. Nobody has taken it up.")
    return _("%(name)s: %(origin)s") % {"name": card.proposed_by, "origin": card.origin.label}


def bearing_mark(bearing: Bearing) -> SafeString:
    """What a comparison speaks for."""
    return tag_mark(bearing.label, _TONES[bearing])


def reasons_words(point: Point) -> SafeString:
    """Why, one reason after the other."""
    told = [
        (_(SENTENCES[reason.code]).format(first=reason.first, second=reason.second),)
        for reason in point.reasons
    ]
    return format_html_join("; ", "{}", told)


def choices(first: RecordCard, second: RecordCard) -> list[tuple[str, SafeString]]:
    """The two records, to choose one."""
    return [(str(card.id), record_words(card)) for card in (first, second)]


def as_card(id: UUID, called: str, birth: Birth) -> RecordCard:
    """A sheet as a line of it."""
    return RecordCard(id=id, called=called, birth=birth)
