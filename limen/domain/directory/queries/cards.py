"""What is shown of the directory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from limen.domain.directory.models import Place, Service
from limen.domain.directory.names import parts
from limen.domain.directory.names.hours import is_open
from limen.domain.directory.names.nearness import Point, kilometres
from limen.domain.directory.names.words import Level, LineState, Said, Standing

STALE_CAPACITY_DAYS, STALE_DAYS = 7, 180  # after so many a telling, or a look, is shown as old


@dataclass(frozen=True, kw_only=True)
class CapacityCard:
    """How much is free, and when that was said; `is_stale`: long ago."""

    unit: str
    available: float
    maximum: float | None
    told_at: datetime | None
    days: int | None
    is_stale: bool


@dataclass(frozen=True, kw_only=True)
class PlaceCard:
    """Where it is offered. `address` is in lines."""

    id: UUID
    known_as: UUID
    called: str
    address: tuple[str, ...]
    way: str
    point: Point | None
    is_confidential: bool
    said: Said
    offer: Said


@dataclass(frozen=True, kw_only=True)
class ServiceCard:
    """A service as a list shows it. `is_open` is None where nobody can tell; `away` is in kilometres."""

    id: UUID
    known_as: UUID
    name: str
    provider: str
    standing: Standing
    level: Level
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    cities: tuple[str, ...]
    is_open: bool | None
    away: float | None
    verified_on: date | None
    is_unverified: bool
    capacities: tuple[CapacityCard, ...]
    is_ours: bool
    is_withdrawn: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class ServiceSheet:
    """One service with its places and all that is said of it."""

    card: ServiceCard
    said: Said
    provider: Said
    places: tuple[PlaceCard, ...]
    sites: tuple[PlaceCard, ...]
    language: str
    time_zone: str
    verified_by: str
    changed_by: str
    changed_at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A service of a file that was sent."""

    number: int
    name: str
    state: LineState
    whys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeliveryCard:
    """A file that was sent, with its services."""

    id: UUID
    file_name: str
    level: Level
    sent_by: str
    sent_at: datetime
    taken_at: datetime | None
    lines: tuple[FileLine, ...]

    @property
    def ready(self) -> int:
        """How many can be taken."""
        return sum(line.state in (LineState.NEW, LineState.CHANGED) for line in self.lines)


def place_card(row: Place) -> PlaceCard:
    """The card of a loaded row."""
    address = parts.address_of(row.said)
    names = ("address_1", "address_2", "postal_code", "city", "state_province", "country")
    point = None
    if row.latitude is not None and row.longitude is not None:
        point = Point(latitude=row.latitude, longitude=row.longitude)
    return PlaceCard(
        id=row.pk,
        known_as=row.known_as,
        called=str(row.said.get("name") or row.said.get("url") or ""),
        address=tuple(str(address[name]) for name in names if address.get(name)),
        way=str(row.said.get("transportation") or ""),
        point=point,
        is_confidential=row.is_confidential,
        said=row.said,
        offer=row.offer,
    )


def service_card(
    row: Service, places: Sequence[Place], *, near: Point | None, organisation_id: UUID, at: datetime
) -> ServiceCard:
    """The card of a loaded row with those of its places that the actor may know of."""
    said = [(place.said, place.offer) for place in places]
    points = [place_card(place).point for place in places]
    ways = [kilometres(near, point) for point in points if point] if near else []
    days = (at.date() - row.verified_on).days if row.verified_on else None
    return ServiceCard(
        id=row.pk,
        known_as=row.known_as,
        name=row.name,
        provider=row.provider.name,
        standing=Standing(row.standing),
        level=Level(row.level),
        languages=tuple(row.languages),
        topics=tuple(row.topics),
        cities=tuple(dict.fromkeys(place.city for place in places if place.city)),
        is_open=_is_open(row, said, at),
        away=min(ways, default=None),
        verified_on=row.verified_on,
        is_unverified=days is None or days > STALE_DAYS,
        capacities=tuple(capacities_of(row.said, at=at)),
        is_ours=row.organisation_id == organisation_id,
        is_withdrawn=row.withdrawn_at is not None,
        version=row.version,
    )


def capacities_of(said: Said, *, at: datetime) -> list[CapacityCard]:
    """How much is free, as it is said."""
    cards = []
    for one in said.get("capacities") or ():
        told_at = _instant(one.get("updated"))
        days = max((at - told_at).days, 0) if told_at else None
        cards.append(
            CapacityCard(
                unit=str((one.get("unit") or {}).get("name") or ""),
                available=one.get("available") or 0,
                maximum=one.get("maximum"),
                told_at=told_at,
                days=days,
                is_stale=days is None or days > STALE_CAPACITY_DAYS,
            )
        )
    return cards


def _is_open(row: Service, places: list[tuple[Said, Said]], at: datetime) -> bool | None:
    if row.standing != Standing.ACTIVE:
        return False
    return is_open(parts.schedules_of(row.said, places), at=at, zone=ZoneInfo(row.time_zone))


def _instant(words: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(str(words))
    except ValueError:
        return None
    return read if read.tzinfo is not None else None
