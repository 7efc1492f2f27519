"""What was typed at the desk, as it was typed: a flat page of fields, so that nothing is lost on wrong input.

A field is named `person-<id>-<field>`, `way-<number>-<field>` or `family-<field>`; what is named otherwise is
not kept. A field holds a line, or several (`MANY`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar
from uuid import UUID

Value = str | list[str]
Fields = dict[str, Value]

LONGEST_LINE = 2000
MOST_LINES = 40
MOST_PERSONS = 30
MOST_WAYS = 6


@dataclass(frozen=True, kw_only=True)
class PersonTyped:
    """One person of the family. States such as `refused` stand in the field of the value they replace."""

    id: UUID
    part: str = ""
    name: str = ""
    kinds: tuple[str, ...] = ()
    latin: str = ""
    alias: str = ""
    alias_kind: str = ""
    zone: str = ""
    zone_from: str = ""
    zone_compared: tuple[str, ...] = ()
    photograph: str = ""
    document: str = ""
    number: str = ""
    issuing_state: str = ""
    valid_until: str = ""
    examination: str = ""
    birth: str = ""
    birth_calendar: str = ""
    birth_state: str = ""
    birth_source: str = ""
    sex: str = ""
    gender: str = ""
    nationality: str = ""
    nationality_more: str = ""
    belonging: str = ""
    born_country: str = ""
    born_place: str = ""
    lived_country: str = ""
    language: str = ""
    language_more: str = ""
    reading: str = ""
    interpreter: str = ""
    relation: str = ""
    union: str = ""
    relation_words: str = ""
    other_parent: str = ""
    child: str = ""
    accompanied: str = ""
    accompanied_by: str = ""
    accompanied_words: str = ""
    accompanied_why: str = ""
    guardian: str = ""
    guardian_kind: str = ""
    guardian_contact: str = ""
    guardian_since: str = ""
    needs: tuple[str, ...] = ()
    need_seen: str = ""
    need_review: str = ""
    need_guarantees: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    record: str = ""
    record_version: str = ""


@dataclass(frozen=True, kw_only=True)
class WayTyped:
    """One way to reach somebody, with what the person said about it."""

    place: int
    whose: str = ""
    kind: str = ""
    value: str = ""
    safety: str = ""
    leave: str = ""
    who: str = ""
    what: str = ""
    since: str = ""
    until: str = ""
    through: str = ""
    through_relation: str = ""
    conditions: str = ""
    other_answers: str = ""


@dataclass(frozen=True, kw_only=True)
class FamilyTyped:
    """Everything that is typed of one family. `removed` are persons who were taken off the list and can be
    put back; `opened_on` is the day of the registration, empty for today; `shared` a name that all bear."""

    persons: tuple[PersonTyped, ...] = ()
    removed: tuple[PersonTyped, ...] = ()
    ways: tuple[WayTyped, ...] = ()
    opened_on: str = ""
    reference: str = ""
    shared: str = ""

    def person(self, person_id: UUID) -> PersonTyped | None:
        """One of the persons, by id."""
        return next((one for one in self.persons if one.id == person_id), None)


_T = TypeVar("_T")
_KEY = re.compile(
    r"(?:person-(?P<person>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|way-(?P<way>\d)|family)-(?P<field>[a-z_]+)"
)
_MANY = frozenset({"kinds", "needs", "need_guarantees", "suggested", "seen", "zone_compared"})
_OF_PERSON = frozenset(one.name for one in fields(PersonTyped)) - {"id"}
_OF_WAY = frozenset(one.name for one in fields(WayTyped)) - {"place"}
_OF_FAMILY = frozenset({"persons", "removed", "opened_on", "reference", "shared"})
_LISTS_OF_FAMILY = frozenset({"persons", "removed"})


def person_key(person_id: UUID | str, field: str) -> str:
    """The name of a field of a person."""
    return f"person-{person_id}-{field}"


def is_many(key: str) -> bool:
    """Whether a field holds several lines."""
    found = _KEY.fullmatch(key)
    return found is not None and _is_list(found)


def kept_fields(sent: Mapping[str, Iterable[str]]) -> Fields:
    """What was sent, as far as it has a place: cut to its length, in lines where lines belong."""
    found: Fields = {}
    for key, values in sent.items():
        match = _KEY.fullmatch(key)
        if match is None or not _has_a_place(match):
            continue
        lines = [str(value)[:LONGEST_LINE] for value in values][:MOST_LINES]
        if _is_list(match):
            found[key] = list(dict.fromkeys(line for line in lines if line)) if "kinds" not in key else lines
        else:
            found[key] = lines[-1] if lines else ""
    return found


def family_of(content: Fields) -> FamilyTyped:
    """The family in a page of fields, its persons in the order in which they were listed."""
    return FamilyTyped(
        persons=tuple(_person(key, content) for key in _ids(content, "family-persons")[:MOST_PERSONS]),
        removed=tuple(_person(key, content) for key in _ids(content, "family-removed")),
        ways=tuple(
            _filled(WayTyped, {"place": place}, f"way-{place}-", _OF_WAY, content)
            for place in range(MOST_WAYS)
        ),
        opened_on=_line(content.get("family-opened_on", "")),
        reference=_line(content.get("family-reference", "")),
        shared=_line(content.get("family-shared", "")),
    )


def _person(person_id: UUID, content: Fields) -> PersonTyped:
    return _filled(PersonTyped, {"id": person_id}, f"person-{person_id}-", _OF_PERSON, content)


def _filled(shape: type[_T], known: dict[str, Any], start: str, names: frozenset[str], content: Fields) -> _T:
    found = dict(known)
    for name in names:
        value = content.get(start + name)
        if value is not None:
            found[name] = tuple(_lines(value)) if name in _MANY else _line(value)
    return shape(**found)


def _ids(content: Fields, key: str) -> list[UUID]:
    found = []
    for line in _lines(content.get(key, [])):
        try:
            found.append(UUID(line))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _lines(value: Value) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _line(value: Value) -> str:
    return value if isinstance(value, str) else (str(value[-1]) if value else "")


def _has_a_place(match: re.Match[str]) -> bool:
    if match["person"]:
        return match["field"] in _OF_PERSON
    if match["way"]:
        return int(match["way"]) < MOST_WAYS and match["field"] in _OF_WAY
    return match["field"] in _OF_FAMILY


def _is_list(match: re.Match[str]) -> bool:
    if match["person"]:
        return match["field"] in _MANY
    return not match["way"] and match["field"] in _LISTS_OF_FAMILY
