"""Arguments for the applicant as they are cited, and what is still to be said to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.assessments.names import Arguer, Argument, PieceKind
from limen.domain.assessments.queries.cards import BoardSheet, PieceCard
from limen.domain.assessments.queries.sheets import board_sheets
from limen.domain.citations.names import ArgumentKey, CitedState, Key, key_from, short
from limen.domain.citations.queries.cards import Cited
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class CitableArgument:
    """An argument that can be cited, who put it forward and when, and whether it needs no answer."""

    key: ArgumentKey
    says: str
    put: str
    is_left: bool


def arguments_citable(case_id: UUID, words: str, *, by: Actor, at: datetime) -> list[CitableArgument]:
    """The arguments on the boards of a case that have these words in them."""
    asked = words.strip().casefold()
    return [
        CitableArgument(
            key=ArgumentKey(of=short(one.id)),
            says=one.argument.says,
            put=put_words(one.argument),
            is_left=bool(one.argument.no_answer),
        )
        for sheet in board_sheets(case_id, by=by, at=at)
        for one in sheet.arguments
        if asked in f"{one.argument.says} {one.argument.told}".casefold()
    ]


def cited_arguments(sheets: Iterable[BoardSheet]) -> Iterator[Cited]:
    """Each argument once; where two ids end alike, neither is meant."""
    found: dict[str, list[Cited]] = {}
    for sheet in sheets:
        gone = [one for one in sheet.withdrawn if one.kind is PieceKind.ARGUMENT]
        for one in (*sheet.arguments, *gone):
            found.setdefault(short(one.id), []).append(_cited(sheet, one))
    yield from (ones[0] for ones in found.values() if len(ones) == 1)


def argument_keys(sheet: BoardSheet) -> Iterator[Key]:
    """The places where the arguments of this board stand."""
    yield from (key for one in sheet.arguments if (key := key_from(one.argument.cites)) is not None)


def put_words(told: Argument) -> str:
    """Who put it forward, and on which day."""
    who = str(Arguer(told.by_whom).label) if told.by_whom in Arguer.values else ""
    day = (
        format_date(date.fromisoformat(told.argued_on), "d MMMM y", locale=_locale())
        if told.argued_on
        else ""
    )
    return ", ".join(one for one in (who, told.who, day) if one)


def _cited(sheet: BoardSheet, one: PieceCard) -> Cited:
    told = {"place": one.place, "says": one.argument.says, "digest": one.digest}
    told |= {"put": put_words(one.argument)}
    words = _("argument %(place)d: %(says)s") % told
    line = _("Argument %(place)d (%(put)s): %(says)s. SHA-256: %(digest)s") % told
    return Cited(
        key=ArgumentKey(of=short(one.id)),
        compartment=sheet.card.compartment,
        words=words,
        line=line,
        around="",
        states=(CitedState.ARGUMENT_WITHDRAWN,) if one.is_withdrawn else (),
        thing_id=sheet.card.id,
        part_id=one.id,
    )


def _locale() -> str:
    return (get_language() or "en").replace("-", "_")
