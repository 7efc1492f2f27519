"""The directory of the demonstration: sixty invented services in invented towns, some with confidential
places, some published, some verified long ago. No address, number or name in it is a real one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.directory.commands.keeping import keep
from limen.domain.directory.commands.looking import publish, say_capacity, verify
from limen.domain.directory.names.words import Level, Offered, Told, Whereabouts
from limen.foundation.actors import Actor

# Towns at sea, far from everybody.
_TOWNS = (
    ("Harbour", 0.0, -20.0), ("Millford", 0.1, -20.1), ("Northgate", 0.4, -19.9), ("Saltmarsh", -0.3, -20.2),
    ("Upper Weir", 0.6, -20.5),
)  # fmt: skip
# What is offered, to whom, under which topic, in which languages, when, and what is counted.
_OFFERED = (
    ("Legal advice", "Letters of the office are explained, and answered together.", "Legal help",
     ("ara", "fas", "eng"), ("MO-FR 09:00-16:00",), ""),
    ("Doctor without papers", "A doctor sees everybody; no card is asked for.", "Health",
     ("fra", "tir", "eng"), ("TU,TH 13:00-18:00",), ""),
    ("Night shelter", "A bed from evening to morning.", "Shelter", ("eng", "som"),
     ("MO-SU 19:00-08:00",), "beds"),
    ("Language course", "Lessons in groups, with children looked after.", "Learning", ("ukr", "ara"),
     ("MO,WE 10:00-12:00",), "places"),
    ("Food every day", "A warm meal at noon.", "Food", ("eng",), ("MO-SU 12:00-14:00",), ""),
    ("Talking to somebody", "Somebody listens; with an interpreter when asked for.", "Health",
     ("prs", "kmr"), ("FR 09:00-12:00",), "hours"),
    ("Clothes for winter", "Coats and shoes, also for children.", "Clothes", ("eng", "tur"),
     ("SA 10:00-13:00",), ""),
    ("Help at school", "A place at school is found, and books are lent.", "Learning", ("ara", "ukr"),
     ("MO-TH 14:00-17:00",), ""),
    ("Work and training", "Papers for work are filled in, and workshops visited.", "Work",
     ("tir", "amh", "eng"), ("MO-FR 10:00-15:00",), "places"),
    ("House for women", "A safe place; ring first, and say no more than a first name.", "Shelter",
     ("ara", "fra"), (), "rooms"),
    ("Open door for the young", "For people under 21 who are here alone.", "Young people",
     ("prs", "som"), ("TU-SA 15:00-20:00",), ""),
    ("Way to the authority", "Somebody comes along to an appointment.", "Company", ("eng", "rus"),
     ("MO-FR 08:00-12:00",), ""),
)  # fmt: skip


def offer_services(actors: dict[str, Actor], *, now: datetime) -> int:
    """Fill the directory; how many services."""
    keeper, head = actors["miriam"], actors["amadou"]
    number = 0
    for town, latitude, longitude in _TOWNS:
        for name, tells, topic, spoken, hours, unit in _OFFERED:
            number += 1
            at = now - timedelta(days=number)
            offered = Offered(
                provider=f"{town} mission (invented)",
                name=f"{name}, {town} (invented)",
                description=f"Sample, invented. {tells}",
                languages=spoken,
                topics=(topic,),
                hours=hours,
                phone=f"+00 000 0{number:03}",
                minimum_age=16 if topic == "Young people" else None,
                maximum_age=21 if topic == "Young people" else None,
            )
            where = Whereabouts(
                called=f"Sample house {number}", street=f"{number} Sample Street", city=town,
                province="Open sea", postal_code=f"{number:05}", country="AQ",
                latitude=latitude + number / 500, longitude=longitude - number / 700,
                is_confidential=name == "House for women",
            )  # fmt: skip
            _look_after(keep(offered, where, by=keeper, at=at).service_id, number, unit, keeper, head, now)
    return number


def _look_after(id: UUID, number: int, unit: str, keeper: Actor, head: Actor, now: datetime) -> None:
    if number % 4:
        seen = now - timedelta(days=5 * number)
        verify(id, on=seen.date(), by=keeper, at=seen)
    if unit:
        told = Told(unit=unit, available=number % 5, maximum=12)
        say_capacity(id, told, by=keeper, at=now - timedelta(days=number % 20))
    if number % 3 == 0:
        publish(id, Level.PUBLISHED, by=head, at=now)
