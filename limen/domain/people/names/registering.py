"""What is told at the counter, in one piece."""

from __future__ import annotations

from dataclasses import dataclass

from limen.domain.people.names.needs import NeedObserved
from limen.domain.people.names.pictures import PictureGiven
from limen.domain.people.names.speaking import InterpreterWish, LanguageTold
from limen.domain.people.names.told import (
    BIRTH_NOT_ASKED,
    PLACE_NOT_ASKED,
    Birth,
    DocumentShown,
    NameTold,
    NationalityTold,
    PlaceTold,
    Sex,
    Told,
)


@dataclass(frozen=True, kw_only=True)
class Registration:
    """Everything told about a person at the counter. The first name is the one by which lists call them."""

    names: tuple[NameTold, ...]
    birth: Birth = BIRTH_NOT_ASKED
    sex: Sex | None = None
    sex_state: Told = Told.NOT_ASKED
    gender: str | None = None
    gender_state: Told = Told.NOT_ASKED
    nationalities: tuple[NationalityTold, ...] = ()
    documents: tuple[DocumentShown, ...] = ()
    born_in: PlaceTold = PLACE_NOT_ASKED
    lived_in: PlaceTold = PLACE_NOT_ASKED
    languages: tuple[LanguageTold, ...] = ()
    interpreter: InterpreterWish | None = None
    needs: tuple[NeedObserved, ...] = ()
    pictures: tuple[PictureGiven, ...] = ()
