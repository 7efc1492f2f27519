"""The words of a person: what was told and what was not, how to speak with them, needs, pictures."""

from __future__ import annotations

from limen.domain.people.names.needs import (
    Guarantee,
    GuaranteesGiven,
    NeedCategory,
    NeedObserved,
    NeedOutcome,
)
from limen.domain.people.names.pictures import PictureGiven, PictureKind
from limen.domain.people.names.registering import Registration
from limen.domain.people.names.speaking import (
    InterpreterRefused,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    Reading,
    Speaking,
)
from limen.domain.people.names.told import (
    BIRTH_NOT_ASKED,
    PLACE_NOT_ASKED,
    Answer,
    Belonging,
    Birth,
    DocumentKind,
    DocumentShown,
    Examination,
    FateKind,
    FateTold,
    Ground,
    NameKind,
    NameTold,
    NationalityTold,
    PlaceKind,
    PlaceTold,
    Sex,
    Source,
    Told,
)

__all__ = [
    "BIRTH_NOT_ASKED",
    "PLACE_NOT_ASKED",
    "Answer",
    "Belonging",
    "Birth",
    "DocumentKind",
    "DocumentShown",
    "Examination",
    "FateKind",
    "FateTold",
    "Ground",
    "Guarantee",
    "GuaranteesGiven",
    "InterpreterRefused",
    "InterpreterSex",
    "InterpreterWish",
    "LanguageTold",
    "NameKind",
    "NameTold",
    "NationalityTold",
    "NeedCategory",
    "NeedObserved",
    "NeedOutcome",
    "PictureGiven",
    "PictureKind",
    "PlaceKind",
    "PlaceTold",
    "Reading",
    "Registration",
    "Sex",
    "Source",
    "Speaking",
    "Told",
]
