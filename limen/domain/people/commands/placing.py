"""Writing down where somebody was born and last lived, and correcting it. Every answer is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from limen.domain.identity.queries.people import names_of
from limen.domain.people import rules
from limen.domain.people.commands.writing import end, person_to_write
from limen.domain.people.events import PlaceCorrected
from limen.domain.people.models import Place
from limen.domain.people.names import PlaceKind, PlaceTold, Told
from limen.domain.people.queries.cards import PlaceCard
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Text, refuse_if
from limen.reference.countries import country_named


@command("people.correct_place")
def correct_place(
    person_id: UUID,
    *,
    kind: PlaceKind,
    place: PlaceTold,
    why: str,
    version: int,
    by: Actor,
    at: datetime,
) -> PlaceCorrected:
    """Write down a place, or say better where it is. `version` is that of the place that the writer had
    before them, 0 while none is on record; if it is no longer the latest, `Conflict` carries both."""
    person_to_write(person_id, by=by, at=at)
    rows = Place.objects.filter(person_id=person_id, kind=kind)
    stands = rows.filter(ended_at=None).first()
    was_told = stands is not None and PlaceCard.of(stands).place.is_told
    refuse_if(rules.obstacles_to_telling_place(place))
    if version != (stands.version if stands else 0):
        raise _conflict(stands, rows.filter(version=version).first(), by)
    refuse_if(rules.obstacles_to_correcting(why=why, was_told=was_told))
    end(rows, why=why.strip() or None, by=by, at=at)
    keep_place(person_id, kind, place, version=version + 1, by=by, at=at)
    return PlaceCorrected(
        person_id=person_id,
        place=kind,
        country=place.country,
        words=place.words,
        why=why,
        version=version + 1,
    )


def keep_place(
    person_id: UUID, kind: PlaceKind, place: PlaceTold, *, version: int, by: Actor, at: datetime
) -> None:
    """Write a place as it was told."""
    row = Place(
        person_id=person_id,
        kind=kind,
        country=place.country,
        country_state=place.country_state,
        words=place.words,
        words_state=place.words_state,
        source=place.source,
        version=version,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)


def _conflict(stands: Place | None, base: Place | None, by: Actor) -> Conflict:
    names = names_of({row.added_by_id for row in (stands, base) if row}, by=by)
    nothing = Text(says=str(Told.NOT_ASKED.label), by_name="", at=None)
    return Conflict(
        theirs=_text(stands, names) if stands else nothing,
        base=_text(base, names) if base else None,
        version=stands.version if stands else 0,
    )


def _text(row: Place, names: dict[UUID, str]) -> Text:
    country = country_named(row.country, get_language() or "en") if row.country else None
    says = ", ".join(one for one in (row.words, country) if one)
    return Text(
        says=says or str(Told(row.country_state).label),
        by_name=names.get(row.added_by_id, ""),
        at=row.added_at,
    )
