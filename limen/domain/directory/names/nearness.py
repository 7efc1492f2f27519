"""How far two places are from each other, on a sphere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_RADIUS = 6371.0088  # kilometres, the mean of the earth
_TYPED = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place by decimal degrees."""

    latitude: float
    longitude: float


def kilometres(one: Point, other: Point) -> float:
    """The shortest way over the earth between two places (haversine)."""
    high, wide = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    bow = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * _RADIUS * asin(min(1.0, sqrt(sin(high / 2) ** 2 + bow * sin(wide / 2) ** 2)))


def point_typed(words: str) -> Point | None:
    """Coordinates as somebody types them, "52.52, 13.40"; None if they are none."""
    found = _TYPED.fullmatch(words)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None
    return Point(latitude=float(found[1]), longitude=float(found[2]))
