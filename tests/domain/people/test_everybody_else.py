"""Every further act on a person, tried by those who may not: the wrong role, the stranger, and who only
lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from limen.domain.people.commands import (
    answering,
    belonging,
    fates,
    needs,
    picturing,
    placing,
    speaking,
)
from limen.domain.people.names import (
    Belonging,
    FateKind,
    FateTold,
    InterpreterRefused,
    InterpreterWish,
    LanguageTold,
    NationalityTold,
    NeedCategory,
    NeedObserved,
    NeedOutcome,
    PictureGiven,
    PictureKind,
    PlaceKind,
    PlaceTold,
    Source,
    Told,
)
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.likeness.days import unknown_day
from tests.cast import ON, Cast
from tests.domain.people.pictures import FACE
from tests.domain.told import obstacles

Act = Callable[..., Event]
FATE = FateTold(fate=FateKind.MISSING, day=unknown_day(told="?"), source=Source.FAMILY, evidence="x")
NEED = NeedObserved(category=NeedCategory.ILLNESS, seen="x", observed_on=ON, review_on=ON)
ON_A_PERSON: dict[str, tuple[Act, Callable[[], dict[str, Any]]]] = {
    "correct_sex": (answering.correct_sex, lambda: {
        "sex": None, "state": Told.REFUSED, "why": "x", "version": 1}),
    "correct_gender": (answering.correct_gender, lambda: {
        "gender": None, "state": Told.UNKNOWN, "why": "x", "version": 1}),
    "correct_place": (placing.correct_place, lambda: {
        "kind": PlaceKind.BIRTH, "place": PlaceTold.told(country="AFG"), "why": "", "version": 0}),
    "add_nationality": (belonging.add_nationality, lambda: {
        "nationality": NationalityTold(belonging=Belonging.STATELESS), "nationality_id": new_id()}),
    "add_language": (speaking.add_language, lambda: {
        "language": LanguageTold(language="prs"), "language_id": new_id()}),
    "wish_interpreter": (speaking.wish_interpreter, lambda: {
        "wish": InterpreterWish(others="x"), "version": 0}),
    "exclude_interpreter": (speaking.exclude_interpreter, lambda: {
        "refused": InterpreterRefused(who="x", why="x"), "exclusion_id": new_id()}),
    "record_fate": (fates.record_fate, lambda: {"fate": FATE, "fate_id": new_id(), "on": ON}),
    "add_picture": (picturing.add_picture, lambda: {
        "picture": PictureGiven(shows=PictureKind.FACE, content=FACE), "picture_id": new_id()}),
    "observe_need": (needs.observe_need, lambda: {"need": NEED, "need_id": new_id(), "on": ON}),
}  # fmt: skip
# Each act that ends or reviews something: what makes it, its id in what happened, and the act.
ON_A_ROW: dict[str, tuple[str, str, Act, dict[str, Any]]] = {
    "end_nationality": ("add_nationality", "nationality_id", belonging.end_nationality,
                        {"until_on": None, "why": "x"}),
    "end_language": ("add_language", "language_id", speaking.end_language, {"why": "x"}),
    "readmit_interpreter": ("exclude_interpreter", "exclusion_id", speaking.readmit_interpreter,
                            {"why": "x"}),
    "reverse_fate": ("record_fate", "fate_id", fates.reverse_fate, {"why": "x"}),
    "end_picture": ("add_picture", "picture_id", picturing.end_picture, {"why": "x"}),
    "review_need": ("observe_need", "need_id", needs.review_need,
                    {"outcome": NeedOutcome.STILL, "why": "x", "version": 1, "on": ON,
                     "review_on": date(2027, 1, 1)}),
}  # fmt: skip


@pytest.mark.parametrize("name", ON_A_PERSON)
def test_on_a_person(name: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    act, facts = ON_A_PERSON[name]
    for role in ("ivo", "jun", "lena"):
        with pytest.raises(Forbidden):
            act(nadia, **facts(), by=getattr(cast, role).actor, at=now)
    for role in ("elio", "dina", "grit"):
        with pytest.raises(Hidden):
            act(nadia, **facts(), by=getattr(cast, role).actor, at=now)
    for by in (cast.farah.actor, cast.hana.actor):
        assert obstacles(partial(act, nadia, **facts(), by=by, at=now)) == {"reach"}
    assert act(nadia, **facts(), by=cast.berg.actor, at=now).kind


@pytest.mark.parametrize("name", ON_A_ROW)
def test_on_what_was_written(name: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    made_by, key, act, facts = ON_A_ROW[name]
    make, more = ON_A_PERSON[made_by]
    row = getattr(make(nadia, **more(), by=cast.berg.actor, at=now), key)
    for role in ("ivo", "jun", "lena"):
        with pytest.raises(Forbidden):
            act(row, **facts, by=getattr(cast, role).actor, at=now)
    for role in ("elio", "dina", "grit", "farah", "hana"):  # who only lists is shown none of these
        with pytest.raises(Hidden):
            act(row, **facts, by=getattr(cast, role).actor, at=now)
    assert act(row, **facts, by=cast.costa.actor, at=now).kind
