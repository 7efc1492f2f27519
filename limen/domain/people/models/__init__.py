"""Persons and what is known of them. Row security shows a person through the cases they are party to."""

from __future__ import annotations

from limen.domain.people.models.kept import Kept, TellsDay
from limen.domain.people.models.needs import Need, NeedReview
from limen.domain.people.models.persons import (
    Day,
    EarlierAnswer,
    EarlierBirth,
    Name,
    NameKey,
    Nationality,
    Person,
    PersonDocument,
    WordKey,
)
from limen.domain.people.models.pictures import Picture
from limen.domain.people.models.told import ExcludedInterpreter, Fate, Language, Place, WishedInterpreter

__all__ = [
    "Day",
    "EarlierAnswer",
    "EarlierBirth",
    "ExcludedInterpreter",
    "Fate",
    "Kept",
    "Language",
    "Name",
    "NameKey",
    "Nationality",
    "Need",
    "NeedReview",
    "Person",
    "PersonDocument",
    "Picture",
    "Place",
    "TellsDay",
    "WishedInterpreter",
    "WordKey",
]
