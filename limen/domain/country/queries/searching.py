"""Passages that have some words, in the grammar of each language, and passages that mean something alike.

By words: a function of the database finds ids past the walls and within a limit. By meaning: the signs of the
vectors are compared by the database, behind row security, and the nearest are compared again number by
number. Either way what is shown is read again through row security and the application's own filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchHeadline, SearchQueryField
from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
    When,
)

from limen.domain.country.models import Meaning, Passage, Report
from limen.domain.country.names import CONFIGS, PLAIN
from limen.domain.country.queries.cards import Found, report_card
from limen.domain.country.queries.collections import Places, places_of
from limen.domain.country.queries.reach import passages_within, reports_within
from limen.domain.country.queries.reports import languages_of_library, passage_card
from limen.foundation.actors import Actor
from limen.outside.meaning import SIZE, Encoder

BEGINS, ENDS = "\x02", "\x03"  # around the words that were found; no text holds them
LONGEST_WORDS = 200
LOOKED_AT = 2000  # places that have the words, of each grammar; more are not ranked
RANKED = 100  # places that a search gives in all
NEAREST = 300  # by sign; of these the numbers are compared
SHOWN = 20
_LESS = 0.5  # what having some of the words counts, beside having all of them
_SOFTLY = 60  # how little the first places count more than those after them, when two orders are joined


class Way(StrEnum):
    """How is searched."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for. `country` and `language` are codes of three letters, or empty for all."""

    words: str
    way: Way = Way.BOTH
    country: str = ""
    language: str = ""
    publisher: str = ""
    since: date | None = None
    until: date | None = None
    with_old: bool = False
    collection: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PassagesFound:
    """One page of places, the nearest first; `after` is how many stand before the next page, or 0. `is_cut`:
    more places have the words than were ranked."""

    hits: tuple[Found, ...]
    after: int
    is_cut: bool
    in_all: int


class _Apart(Func):
    """In how many signs two rows of bits differ."""

    template = "bit_count(%(expressions)s::bit(512))"
    arg_joiner = " # "
    output_field = BigIntegerField()


class _OneOf(Func):
    """Whether an id is among these, which are one value however many there are: they are looked up and not
    compared one by one, and the planner sees how many they are."""

    template = "(%(expressions)s::uuid[]))"
    arg_joiner = " = any ("
    output_field = BooleanField()


class _AnyOf(Func):
    """Some words as a question that one of them answers: what is marked where it stands."""

    template = "replace(plainto_tsquery(%(expressions)s)::text, ' & ', ' | ')::tsquery"
    arg_joiner = "::regconfig, "


@dataclass(frozen=True, kw_only=True)
class _Places:
    """`whole` of them, the first, have all of the words."""

    ids: tuple[UUID, ...] = ()
    whole: int = 0
    is_cut: bool = False


def passages_found(wanted: Wanted, *, encoder: Encoder, on: date, by: Actor, after: int = 0) -> PassagesFound:
    """A page of passages for some words. Six queries at most."""
    asked = wanted.words.strip()[:LONGEST_WORDS]
    if not asked:
        return PassagesFound(hits=(), after=0, is_cut=False, in_all=0)
    languages = _languages(wanted, by)
    told = by_words(wanted, languages, by=by) if wanted.way is not Way.MEANING else _Places()
    meant = by_meaning(wanted, encoder=encoder, by=by) if wanted.way is not Way.WORDS else _Places()
    order = joined((told.ids[: told.whole], 1), (told.ids[told.whole :], _LESS), (meant.ids, 1))[:RANKED]
    begin = max(after, 0)
    chosen = order[begin : begin + SHOWN]
    hits = _hits(chosen, asked, languages, told.ids, meant.ids, on=on, by=by)
    more = begin + SHOWN if len(order) > begin + SHOWN else 0
    return PassagesFound(hits=hits, after=more, is_cut=told.is_cut, in_all=len(order))


def joined(*orders: tuple[Sequence[UUID], float]) -> list[UUID]:
    """Several orders as one, each with what it counts: what stands high in any comes first, what stands high
    in several before it."""
    marks: dict[UUID, float] = {}
    for order, counts in orders:
        for place, id in enumerate(order, 1):
            marks[id] = marks.get(id, 0.0) + counts / (_SOFTLY + place)
    return sorted(marks, key=lambda id: -marks[id])


def passages_by_words(wanted: Wanted, *, by: Actor) -> list[Passage]:
    """Passages that have the words, with their reports, the best first; 21 at most. Three queries."""
    ids = by_words(wanted, _languages(wanted, by), by=by).ids[: SHOWN + 1]
    rows = passages_within(by).filter(pk__in=ids).select_related("report").defer("report__file_key")
    return sorted(rows, key=lambda row: ids.index(row.pk))


def by_words(wanted: Wanted, languages: Sequence[str], *, by: Actor) -> _Places:
    """Passages that have all of the words, the best first, and where few do, some of them. One query."""
    within = _within(wanted, by)
    grammars = [CONFIGS.get(code, PLAIN) for code in languages]
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, rank, is_cut from access.passages_with_words(%s, %s::text[], %s::text[], %s::text[],"
            " %s, %s, %s, %s, %s::uuid[], %s::uuid[], %s, %s)",
            [
                wanted.words.strip()[:LONGEST_WORDS],
                list(languages),
                grammars,
                [wanted.country] if wanted.country else [],
                wanted.since,
                wanted.until,
                wanted.publisher.strip(),
                wanted.with_old,
                list(within.reports) if within else None,
                list(within.passages) if within else None,
                LOOKED_AT,
                RANKED,
            ],
        )
        rows = cursor.fetchall()
    best = sorted(rows, key=lambda row: (-row[1], -row[0].int))[:RANKED]
    whole = sum(row[1] >= 1 for row in best)
    return _Places(ids=tuple(row[0] for row in best), whole=whole, is_cut=any(row[2] for row in rows))


def by_meaning(wanted: Wanted, *, encoder: Encoder, by: Actor) -> _Places:
    """Passages that mean what was asked, the nearest first. Three queries.

    Reports are asked for first and handed on by their ids: as a part of the same question the planner takes
    them for one, and looks every passage up once for each report.
    """
    reports = list(_reports(wanted, by).values_list("pk", flat=True))
    if not reports:
        return _Places()
    (asked,) = encoder.encoded([wanted.words.strip()[:LONGEST_WORDS]])
    told = Meaning.objects.filter(_one_of("report_id", reports))
    if within := _within(wanted, by):
        told = told.filter(_one_of("report_id", within.reports) | _one_of("passage_id", within.passages))
    rows = told.annotate(far=_Apart(F("bits"), Value(asked.signs))).order_by("far", "passage_id")
    near = list(rows.values_list("passage_id", flat=True)[:NEAREST])
    if not near:
        return _Places()
    kept = list(told.filter(_one_of("passage_id", near)).values_list("passage_id", "vector"))
    vectors = np.frombuffer(b"".join(bytes(one) for _, one in kept), dtype="<f2").reshape(-1, SIZE)
    alike = vectors.astype(np.float32) @ np.frombuffer(asked.vector, dtype="<f2").astype(np.float32)
    order = np.argsort(-alike, kind="stable")[:RANKED]
    return _Places(ids=tuple(kept[place][0] for place in order))


def _within(wanted: Wanted, by: Actor) -> Places | None:
    return places_of(wanted.collection, by=by) if wanted.collection else None


def _one_of(column: str, ids: Sequence[UUID]) -> Q:
    return Q(_OneOf(F(column), Value(list(ids), output_field=ArrayField(UUIDField()))))


def _reports(wanted: Wanted, by: Actor) -> QuerySet[Report]:
    reports = reports_within(by)
    if not wanted.with_old:
        reports = reports.filter(withdrawn_at=None, superseded_at=None)
    if wanted.country:
        reports = reports.filter(countries__contains=[wanted.country])
    if wanted.language:
        reports = reports.filter(language=wanted.language)
    if wanted.publisher.strip():
        reports = reports.filter(publisher__iexact=wanted.publisher.strip())
    if wanted.since:
        reports = reports.filter(published_on__gte=wanted.since)
    if wanted.until:
        reports = reports.filter(published_on__lte=wanted.until)
    return reports


def _languages(wanted: Wanted, by: Actor) -> list[str]:
    if wanted.language:
        return [wanted.language]
    return languages_of_library(by=by)


def _hits(
    chosen: Sequence[UUID],
    asked: str,
    languages: Sequence[str],
    told: Sequence[UUID],
    meant: Sequence[UUID],
    *,
    on: date,
    by: Actor,
) -> tuple[Found, ...]:
    places = passages_within(by).filter(pk__in=chosen).select_related("report").defer("report__file_key")
    with_words = frozenset(told)
    marked = [id for id in chosen if id in with_words]
    around = _around(asked, languages, marked)
    rows: dict[UUID, Any] = {row.pk: row for row in places.annotate(around=around)}
    first = {id: place for place, id in enumerate(told, 1)}
    second = {id: place for place, id in enumerate(meant, 1)}
    return tuple(
        Found(
            report=report_card(rows[id].report, organisation_id=by.organisation_id, on=on),
            passage=passage_card(rows[id]),
            around=rows[id].around,
            by_words=first.get(id, 0),
            by_meaning=second.get(id, 0),
        )
        for id in chosen
        if id in rows
    )


def _around(asked: str, languages: Sequence[str], found: Sequence[UUID]) -> Case:
    """The words where they stand, marked, as the grammar of the passage's language finds them. A passage that
    was not found by its words comes whole."""
    known = [When(language=code, then=_marked(asked, CONFIGS[code])) for code in languages if code in CONFIGS]
    beside = When(~Q(pk__in=found), then=F("text"))
    return Case(beside, *known, default=_marked(asked, PLAIN), output_field=TextField())


def _marked(asked: str, grammar: str) -> SearchHeadline:
    query = _AnyOf(Value(grammar), Value(asked), output_field=SearchQueryField())
    return SearchHeadline(
        "text", query, config=grammar, start_sel=BEGINS, stop_sel=ENDS, max_words=45, min_words=25
    )
