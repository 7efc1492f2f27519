"""What else is on record of a person, what stood there before, and the bytes of a picture.

What was ended, and needs, are told in the house alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.people.models import (
    EarlierAnswer,
    ExcludedInterpreter,
    Fate,
    Kept,
    Language,
    Need,
    NeedReview,
    Picture,
    Place,
    WishedInterpreter,
)
from limen.domain.people.names import PLACE_NOT_ASKED, InterpreterWish, PictureKind, PlaceKind
from limen.domain.people.queries.cards import (
    EarlierAnswerCard,
    ExclusionCard,
    FateCard,
    LanguageCard,
    NeedCard,
    NeedReviewCard,
    PictureCard,
    PlaceCard,
    WishCard,
)
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden
from limen.outside.pictures.cleansing import CONTENT_TYPE

K = TypeVar("K", bound=Kept)

_NOT_BORN = PlaceCard(kind=PlaceKind.BIRTH, place=PLACE_NOT_ASKED, version=0)
_NOT_LIVED = PlaceCard(kind=PlaceKind.RESIDENCE, place=PLACE_NOT_ASKED, version=0)
_NO_WISH = WishCard(wish=InterpreterWish(), version=0)


@dataclass(frozen=True, kw_only=True)
class Further:
    """All of it. `earlier_...` is what was ended, the latest first."""

    born_in: PlaceCard = _NOT_BORN
    lived_in: PlaceCard = _NOT_LIVED
    earlier_places: tuple[PlaceCard, ...] = ()
    languages: tuple[LanguageCard, ...] = ()
    earlier_languages: tuple[LanguageCard, ...] = ()
    interpreter: WishCard = _NO_WISH
    earlier_wishes: tuple[WishCard, ...] = ()
    exclusions: tuple[ExclusionCard, ...] = ()
    earlier_exclusions: tuple[ExclusionCard, ...] = ()
    fate: FateCard | None = None
    earlier_fates: tuple[FateCard, ...] = ()
    face: PictureCard | None = None
    pages: tuple[PictureCard, ...] = ()
    earlier_pictures: tuple[PictureCard, ...] = ()
    needs: tuple[NeedCard, ...] = ()
    earlier_needs: tuple[NeedCard, ...] = ()
    earlier_answers: tuple[EarlierAnswerCard, ...] = ()


NOTHING_FURTHER = Further()


@dataclass(frozen=True, kw_only=True)
class PictureContent:
    """The bytes of a picture, of what type they are, and the fingerprint of the whole picture."""

    content: bytes = field(repr=False)
    content_type: str
    digest: str


def further_of(person_id: UUID, *, is_ours: bool) -> Further:
    """What else is on record of a person whom the actor reads. `is_ours`: they are on record in the actor's
    own organisation. At most nine queries."""
    places = [PlaceCard.of(row) for row in _rows(Place, person_id, is_ours)]
    languages = [LanguageCard.of(row) for row in _rows(Language, person_id, is_ours)]
    wishes = [WishCard.of(row) for row in _rows(WishedInterpreter, person_id, is_ours)]
    exclusions = [ExclusionCard.of(row) for row in _rows(ExcludedInterpreter, person_id, is_ours)]
    fates = [FateCard.of(row) for row in _rows(Fate, person_id, is_ours)]
    pictures = [
        PictureCard.of(row) for row in _rows(Picture, person_id, is_ours).defer("content", "thumbnail")
    ]
    needs = _needs(person_id) if is_ours else []
    born = [one for one in places if one.kind is PlaceKind.BIRTH and not one.ended]
    lived = [one for one in places if one.kind is PlaceKind.RESIDENCE and not one.ended]
    shown = [one for one in pictures if not one.ended]
    return Further(
        born_in=born[0] if born else _NOT_BORN,
        lived_in=lived[0] if lived else _NOT_LIVED,
        earlier_places=tuple(one for one in places if one.ended),
        languages=tuple(sorted((one for one in languages if not one.ended), key=_preferred_first)),
        earlier_languages=tuple(one for one in languages if one.ended),
        interpreter=next((one for one in wishes if not one.ended), _NO_WISH),
        earlier_wishes=tuple(one for one in wishes if one.ended),
        exclusions=tuple(one for one in exclusions if not one.ended),
        earlier_exclusions=tuple(one for one in exclusions if one.ended),
        fate=next((one for one in fates if not one.ended), None),
        earlier_fates=tuple(one for one in fates if one.ended),
        face=next((one for one in shown if one.shows is PictureKind.FACE), None),
        pages=tuple(one for one in reversed(shown) if one.shows is PictureKind.PAGE),
        earlier_pictures=tuple(one for one in pictures if one.ended),
        needs=tuple(one for one in needs if not one.ended),
        earlier_needs=tuple(one for one in needs if one.ended),
        earlier_answers=_earlier_answers(person_id) if is_ours else (),
    )


def kept_within(rows: QuerySet[K], *, by: Actor, at: datetime) -> QuerySet[K]:
    """Those of these rows that the actor may read: of persons they read, and what was ended in the house
    alone."""
    ours = Q(ended_at=None) | Q(person__organisation_id=by.organisation_id)
    return rows.filter(ours, person__in=persons_within(by, need=Reach.READ, at=at))


def languages_of(person_id: UUID, *, by: Actor, at: datetime) -> tuple[str, ...]:
    """Which languages somebody speaks, the preferred one first; none for whoever may not read that. One
    query."""
    rows = kept_within(Language.objects.filter(person_id=person_id, ended_at=None), by=by, at=at)
    return tuple(rows.order_by("-is_preferred", "added_at", "id").values_list("language", flat=True))


def picture(
    person_id: UUID, picture_id: UUID, *, by: Actor, at: datetime, is_small: bool = False
) -> PictureContent:
    """The bytes of a picture, or of its small one. Raises `Hidden`. One query."""
    column = "thumbnail" if is_small else "content"
    rows = kept_within(Picture.objects.filter(pk=picture_id, person_id=person_id), by=by, at=at)
    found = rows.values_list(column, "digest").first()
    if found is None:
        raise Hidden(f"picture {picture_id}")
    content, digest = found
    return PictureContent(content=bytes(content), content_type=CONTENT_TYPE, digest=digest)


def _rows(model: type[K], person_id: UUID, is_ours: bool) -> QuerySet[K]:
    """The latest first."""
    rows = model._default_manager.filter(person_id=person_id)
    return (rows if is_ours else rows.filter(ended_at=None)).order_by("-added_at", "-id")


def _preferred_first(card: LanguageCard) -> bool:
    return not card.told.is_preferred


def _needs(person_id: UUID) -> list[NeedCard]:
    reviews: dict[UUID, list[NeedReviewCard]] = {}
    for row in NeedReview.objects.filter(person_id=person_id).order_by("-version"):
        reviews.setdefault(row.need_id, []).append(NeedReviewCard.of(row))
    return [NeedCard.of(row, reviews.get(row.id, [])) for row in _rows(Need, person_id, is_ours=True)]


def _earlier_answers(person_id: UUID) -> tuple[EarlierAnswerCard, ...]:
    rows = EarlierAnswer.objects.filter(person_id=person_id).order_by("about", "-version")
    return tuple(map(EarlierAnswerCard.of, rows))
