"""Of colleagues and units that are too many to be looked through: those whose name has words that begin so.

Each question costs one statement. People are found through the postings of the units that are asked for, by
their index, and their names are compared here: an expression of the database, tried first, took far longer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.identity.models import Member, Posting
from limen.domain.identity.names import Role
from limen.domain.identity.queries.people import WORKING, NameCard, UnitCard, my_units
from limen.foundation.actors import Actor
from limen.foundation.statements import asked, padded

FEW = 12  # so many stand side by side and are looked through at a glance
SHOWN = 20  # of more one types more of the name
_LOOKED_AT = 4 * FEW  # postings: somebody may hold several in the same units
# Marks above and below letters, which people leave out when they type: of Latin, Greek, Cyrillic; of Arabic.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"


@dataclass(frozen=True, kw_only=True)
class Circle:
    """Colleagues among whom one is chosen: posted to one of these units now, in one of these roles; without
    one of them, and only who speaks a language or knows a country where that is asked for."""

    unit_ids: tuple[UUID, ...]
    roles: tuple[Role, ...] = WORKING
    without: UUID | None = None
    speaks: str = ""
    knows: str = ""


@dataclass(frozen=True, kw_only=True)
class Matches:
    """The first of those whose name begins so, by name, and whether there are more."""

    cards: tuple[NameCard, ...] = ()
    is_more: bool = False


@dataclass(frozen=True, kw_only=True)
class UnitMatches:
    """The same of units."""

    cards: tuple[UnitCard, ...] = ()
    is_more: bool = False


@dataclass(frozen=True, kw_only=True)
class Near:
    """Everybody of a circle by name while they are few, else None; and a colleague by their id."""

    few: tuple[NameCard, ...] | None
    chosen: NameCard | None


def look_around(circle: Circle, *, by: Actor, at: datetime, chosen: UUID | None = None) -> Near:
    """Who is in a circle when they are few. One query, of a few rows however many there are."""
    rows = asked(_some, (_ready(circle), chosen), by=by, at=at)
    named = {member_id: name for member_id, name, is_chosen in rows if is_chosen}
    found = {member_id: name for member_id, name, is_chosen in rows if not is_chosen}
    is_many = len(rows) - len(named) == _LOOKED_AT or len(found) > FEW
    card = NameCard(id=chosen, name=named[chosen]) if chosen in named and chosen else None
    return Near(few=None if is_many else _by_name(found), chosen=card)


def people_called(circle: Circle, text: str, *, by: Actor, at: datetime) -> Matches:
    """Who of a circle has, for each word typed, a word in their name that begins with it. One query."""
    typed = _words(text)
    rows = asked(_everybody, _ready(circle), by=by, at=at) if typed else []
    found = (NameCard(id=member_id, name=name) for member_id, name in rows if _begins(name, typed))
    cards = tuple(islice(found, SHOWN + 1))
    return Matches(cards=cards[:SHOWN], is_more=len(cards) > SHOWN)


def people_among(circle: Circle, member_ids: Iterable[UUID], *, by: Actor, at: datetime) -> list[NameCard]:
    """Those of some who are in a circle, by name. One query."""
    rows = asked(_among, (_ready(circle), padded(member_ids)), by=by, at=at)
    return [NameCard(id=member_id, name=name) for member_id, name in rows]


def units_called(unit_ids: Iterable[UUID], text: str, *, by: Actor) -> UnitMatches:
    """Which of some units of one's organisation have, for each word typed, one that begins with it. One
    query."""
    typed = _words(text)
    cards = [card for card in my_units(by, among=unit_ids) if _begins(card.name, typed)] if typed else []
    return UnitMatches(cards=tuple(cards[:SHOWN]), is_more=len(cards) > SHOWN)


def _ready(circle: Circle) -> Circle:
    return replace(circle, unit_ids=padded(circle.unit_ids))


def _by_name(found: dict[UUID, str]) -> tuple[NameCard, ...]:
    cards = (NameCard(id=member_id, name=name) for member_id, name in found.items())
    return tuple(sorted(cards, key=lambda card: (card.name, card.id)))


def _words(text: str) -> tuple[str, ...]:
    """The words of a name or of what was typed, in small letters without marks, each after a space."""
    plain = re.sub(f"[{_MARKS}]", "", unicodedata.normalize("NFKD", text)).lower()
    return tuple(f" {word}" for word in re.findall(r"\w+", plain))


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    return "".join(_words(name))


def _begins(name: str, typed: tuple[str, ...]) -> bool:
    """Whether each word that was typed begins a word of the name, in any order."""
    folded = _folded(name)
    return all(word in folded for word in typed)


def _posted(by: Actor, at: datetime, circle: Circle) -> QuerySet[Posting, Any]:
    now = Q(until_at=None) | Q(until_at__gt=at)
    rows = Posting.objects.filter(
        now, organisation_id=by.organisation_id, unit_id__in=circle.unit_ids, role__in=circle.roles
    )
    if circle.without:
        rows = rows.exclude(member_id=circle.without)
    if circle.speaks:
        rows = rows.filter(member__languages__contains=[circle.speaks])
    if circle.knows:
        rows = rows.filter(member__countries__contains=[circle.knows])
    return rows


def _some(by: Actor, at: datetime, given: tuple[Circle, UUID | None]) -> QuerySet[Any, Any]:
    """Some postings in no order, so that the database stops as soon as there are enough."""
    circle, chosen = given
    posted = _posted(by, at, circle).annotate(is_chosen=Q(pk__isnull=True))
    some = posted.values_list("member_id", "member__name", "is_chosen")[:_LOOKED_AT]
    if chosen is None:
        return some
    one = Member.objects.filter(pk=chosen, organisation_id=by.organisation_id)
    named: QuerySet[Any, Any] = one.annotate(is_chosen=Q(pk__isnull=False))
    return named.values_list("pk", "name", "is_chosen").union(some, all=True)


def _everybody(by: Actor, at: datetime, circle: Circle) -> QuerySet[Posting, Any]:
    return _in_order(_posted(by, at, circle))


def _among(by: Actor, at: datetime, given: tuple[Circle, tuple[UUID, ...]]) -> QuerySet[Posting, Any]:
    circle, ids = given
    return _in_order(_posted(by, at, circle).filter(member_id__in=ids))


def _in_order(rows: QuerySet[Posting, Any]) -> QuerySet[Any, Any]:
    return rows.order_by("member__name", "member_id").values_list("member_id", "member__name").distinct()
