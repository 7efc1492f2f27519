"""What every event declares is true of its fields: a misspelt name would stay for ever."""

from __future__ import annotations

import pkgutil
from dataclasses import fields
from importlib import import_module
from string import Formatter

import pytest

import limen.domain
from limen.foundation.events import REGISTERED, CaseEvent, Event, OrganisationEvent, PersonEvent
from limen.foundation.journal import writing

for _module in pkgutil.walk_packages(limen.domain.__path__, "limen.domain."):
    if _module.name.endswith(".events"):
        import_module(_module.name)
import_module("limen.foundation.journal.events")

OF_OURS = sorted((kind, event) for kind, event in REGISTERED.items() if event.__module__.startswith("limen."))
# Fields of free text about, or written by, a person. A new one of these names is personal, or it is renamed.
PERSONAL_BY_NAME = frozenset("name login email called why reason basis_says review_says".split())
# Participles of verbs that do not end in -ed, as the first or last word of a kind.
IRREGULAR = frozenset(
    {
        "brought",
        "met",
        "withdrawn",
        "drawn",
        "withheld",
        "written",
        "broken",
        "given",
        "sent",
        "read",
        "held",
        "set",
        "kept",
        "found",
        "begun",
        "forgotten",
        "left",
        "taken",
        "told",
        "put",
        "made",
        "seen",
    }
)

each = pytest.mark.parametrize(("kind", "event"), OF_OURS, ids=[kind for kind, _ in OF_OURS])


def names(event: type[Event]) -> set[str]:
    return {field.name for field in fields(event)} - {"act_id"}


def test_there_are_events() -> None:
    assert len(OF_OURS) > 20


@each
def test_what_is_personal_is_a_field(kind: str, event: type[Event]) -> None:
    own = names(event) - {"case_id", "compartment"}
    assert set(event.personal) <= own, f"{kind} has no field {set(event.personal) - own}"
    assert len(set(event.personal)) == len(event.personal)


@each
def test_the_kind_is_module_and_past_participle(kind: str, event: type[Event]) -> None:
    module, _, what = kind.partition(".")
    assert event.__module__.endswith(f".{module}.events")
    words = what.split("_")
    assert any(word.endswith("ed") or word in IRREGULAR for word in words), f"{what} has no past participle"


@each
def test_the_sentence_asks_for_fields_that_there_are(kind: str, event: type[Event]) -> None:
    asked = {name for _, name, _, _ in Formatter().parse(str(event.says)) if name is not None}
    assert asked <= names(event) | {"by"}, f"{kind} says {asked - names(event) - {'by'}}"


@each
def test_the_line_carries_every_field_once(kind: str, event: type[Event]) -> None:
    assert issubclass(event, CaseEvent | PersonEvent | OrganisationEvent)
    columns = writing.columns_of(event)
    nothing = object.__new__(event)
    for field in fields(event):
        object.__setattr__(nothing, field.name, None)
    facts, personal = writing.split(nothing)
    assert set(facts) == {field.name for field in fields(event)} - columns
    assert {fact["field"] for fact in personal} == set(event.personal)


@each
def test_free_text_about_a_person_is_personal(kind: str, event: type[Event]) -> None:
    free = {name for name in names(event) if name in PERSONAL_BY_NAME or name.endswith("_name")}
    of_places = {"unit_name", "organisation_name"}
    bare = free - set(event.personal) - of_places
    assert not bare, f"{kind} leaves {bare} in the line, where nothing can be erased"
