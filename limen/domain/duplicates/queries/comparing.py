"""What speaks for two records being one person, and what against: in words, and never as a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.duplicates.names import Bearing, Topic
from limen.domain.people.names import Belonging
from limen.domain.people.queries.sheets import DocumentCard, PersonSheet
from limen.likeness.comparing.days import compare_days
from limen.likeness.comparing.names import compare_names
from limen.likeness.comparing.numbers import compare_numbers
from limen.likeness.comparing.verdicts import Comparison, Level, Reason
from limen.reference.countries import country_named


@dataclass(frozen=True, kw_only=True)
class Point:
    """One comparison: what stands on each record, what it speaks for, and the reasons."""

    topic: Topic
    bearing: Bearing
    first: str
    second: str
    reasons: tuple[Reason, ...] = ()


_OF_LEVELS = {
    Level.SAME: Bearing.FOR,
    Level.ALIKE: Bearing.FOR,
    Level.NEAR: Bearing.FOR,
    Level.PARTLY: Bearing.FOR,
    Level.DISTANT: Bearing.NEITHER,
    Level.UNKNOWN: Bearing.NEITHER,
    Level.DIFFERENT: Bearing.AGAINST,
}
_PLACES = {Bearing.FOR: 0, Bearing.AGAINST: 1, Bearing.NEITHER: 2}


def points_of(first: PersonSheet, second: PersonSheet) -> tuple[Point, ...]:
    """Every comparison of two records, as far as the actor reads them: for, against, then the others."""
    found = [*_names(first, second), *_births(first, second), *_documents(first, second)]
    found += [*_sexes(first, second), *_nationalities(first, second)]
    return tuple(sorted(found, key=lambda point: _PLACES[point.bearing]))


def _names(first: PersonSheet, second: PersonSheet) -> Iterator[Point]:
    """The main names always; of other names each that has a likeness on the other record."""
    compared = {
        (one.id, other.id): compare_names(one.written, other.written)
        for one in first.names
        for other in second.names
    }
    told: set[tuple[str, str]] = set()
    for one in first.names:
        best = min(second.names, key=lambda other: compared[one.id, other.id].order, default=None)
        if best is None:
            continue
        verdict = compared[one.id, best.id]
        is_alike = _OF_LEVELS[verdict.level] is Bearing.FOR
        if (one.is_main or is_alike) and (one.written, best.written) not in told:
            told.add((one.written, best.written))
            yield _point(Topic.NAME, verdict, one.written, best.written)


def _births(first: PersonSheet, second: PersonSheet) -> Iterator[Point]:
    one, other = first.birth.day, second.birth.day
    if one is None or other is None:
        words = [
            str(one.birth.day.told if one.birth.day else one.birth.state.label) for one in (first, second)
        ]
        yield Point(topic=Topic.BIRTH, bearing=Bearing.NEITHER, first=words[0], second=words[1])
        return
    verdict = compare_days(one, other)
    bearing = Bearing.NEITHER if verdict.level is Level.PARTLY else _OF_LEVELS[verdict.level]
    yield Point(
        topic=Topic.BIRTH, bearing=bearing, first=one.told, second=other.told, reasons=verdict.reasons
    )


def _documents(first: PersonSheet, second: PersonSheet) -> Iterator[Point]:
    """Numbers that are alike. Other numbers say nothing: people have several documents, and renew them."""
    for one in first.documents:
        for other in second.documents:
            verdict = compare_numbers(one.number, other.number)
            if _OF_LEVELS[verdict.level] is Bearing.FOR:
                yield _point(Topic.DOCUMENT, verdict, _document(one), _document(other))


def _document(card: DocumentCard) -> str:
    return f"{card.document.label}, {_country(card.issuing_state)}, {card.number}"


def _country(code: str) -> str:
    """By its name in the reader's language; a code that is no country stays as it was read."""
    return country_named(code, get_language() or "en")


def _sexes(first: PersonSheet, second: PersonSheet) -> Iterator[Point]:
    """The same sex speaks for nothing: half of mankind has it."""
    words = [str(one.sex.label if one.sex else one.sex_state.label) for one in (first, second)]
    differs = first.sex is not None and second.sex is not None and first.sex is not second.sex
    bearing = Bearing.AGAINST if differs else Bearing.NEITHER
    yield Point(topic=Topic.SEX, bearing=bearing, first=words[0], second=words[1])


def _nationalities(first: PersonSheet, second: PersonSheet) -> Iterator[Point]:
    """One in common speaks for it; none in common against it, when both were told."""
    told = [[one for one in sheet.nationalities if one.belonging is not Belonging.UNKNOWN]
            for sheet in (first, second)]  # fmt: skip
    keys = [{(one.belonging, one.country) for one in cards} for cards in told]
    words = [
        ", ".join(_country(one.country) if one.country else str(one.belonging.label) for one in cards)
        or _("None on record")
        for cards in told
    ]
    bearing = Bearing.NEITHER
    if keys[0] and keys[1]:
        bearing = Bearing.FOR if keys[0] & keys[1] else Bearing.AGAINST
    yield Point(topic=Topic.NATIONALITY, bearing=bearing, first=words[0], second=words[1])


def _point(topic: Topic, verdict: Comparison, first: str, second: str) -> Point:
    return Point(
        topic=topic, bearing=_OF_LEVELS[verdict.level], first=first, second=second, reasons=verdict.reasons
    )
