"""The next reference of a unit. Numbers run on within the act that uses them: what is rolled back leaves no
gap."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from limen.domain.identity.queries.people import my_units
from limen.domain.registration.models import Series
from limen.domain.registration.names.references import prefix_of, reference_of
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id

_PREFIXES_TRIED = 50


def next_reference(unit_id: UUID, *, by: Actor, at: datetime) -> str:
    """A reference that the series of the unit has not given before. Within an act."""
    _begin(unit_id, at.year, by)
    series = Series.objects.filter(unit_id=unit_id, year=at.year)
    series.update(last=F("last") + 1)
    prefix, number = series.values_list("prefix", "last").get()
    return reference_of(prefix, at.year, number)


def _begin(unit_id: UUID, year: int, by: Actor) -> None:
    """The series of the year. The unit keeps the letters it had; a new one gets the first that nobody has."""
    if Series.objects.filter(unit_id=unit_id, year=year).exists():
        return
    earlier = (
        Series.objects.filter(unit_id=unit_id).order_by("-year").values_list("prefix", flat=True).first()
    )
    name = next((unit.name for unit in my_units(by) if unit.id == unit_id), "")
    prefixes = [earlier] if earlier else [prefix_of(name, place) for place in range(_PREFIXES_TRIED)]
    for prefix in prefixes:
        try:
            with transaction.atomic():
                Series(
                    id=new_id(), organisation_id=by.organisation_id, unit_id=unit_id, year=year, prefix=prefix
                ).save(force_insert=True)
            return
        except IntegrityError:
            if Series.objects.filter(unit_id=unit_id, year=year).exists():
                return
    raise RuntimeError(f"no prefix is left for unit {unit_id}")
