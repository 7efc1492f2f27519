"""Rows and sections of the path: the list of who is here, and questions that belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.typed import FamilyTyped, Fields, Value, family_of, person_key
from limen.domain.registration.queries.drafts import DraftSheet
from limen.likeness.names import PartKind
from limen.web.components.fields import FieldBox
from limen.web.components.shapes import Text
from limen.web.requests import Request
from limen.workspaces.registration.asking import Answers, Question

Given: TypeAlias = Answers
ROWS = "family-shared"  # the field by which a form of rows is known


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person on the list, or an empty row for the next one."""

    id: UUID
    is_here: bool
    fields: Sequence[FieldBox]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Questions under one heading; folded when they are rarely asked."""

    title: Text
    questions: Sequence[Question]
    is_folded: bool = False
    fields: Sequence[FieldBox] = ()


Asking: TypeAlias = Callable[[FamilyTyped], list[Section]]


def shared_question() -> Question:
    """A name that all of them bear is typed once."""
    return Question(
        key=ROWS,
        label=_("Family name that they share, if they have one"),
        hint=_("It is added to everybody of whom you type one name only."),
        is_optional=True,
    )


def tidied(request: Request, edit: Edit, sheet: DraftSheet) -> Edit:
    """The list after a form of rows, with the name that all share."""
    found = with_list(edit, sheet, gone=request.POST.get("remove", ""), back=request.POST.get("put_back", ""))
    return replace(found, now=_with_shared(found.now, _ids(found.now["family-persons"])))


def with_list(edit: Edit, sheet: DraftSheet, *, gone: str = "", back: str = "") -> Edit:
    """Who has a name is on the list, in the order of the rows; who was taken off goes among those who can be
    put back. What was typed of anybody stays."""
    before = family_of(sheet.content)
    listed = [str(one.id) for one in before.persons]
    removed = [str(one.id) for one in before.removed]
    for key, value in edit.now.items():
        person = key[len("person-") : -len("-name")] if key.endswith("-name") else ""
        if person and person not in listed and person not in removed and str(value).strip():
            listed.append(person)
    if gone in listed:
        listed.remove(gone)
        removed.append(gone)
    if back in removed:
        removed.remove(back)
        listed.append(back)
    now = {key: value for key, value in edit.now.items() if not _is_of_nobody(key, listed + removed)}
    lists: Fields = {"family-persons": listed, "family-removed": removed}
    known = {key: sheet.content[key] for key in lists if key in sheet.content}
    return replace(edit, now={**now, **lists}, was={**edit.was, **known})


def _ids(value: Value) -> list[str]:
    return [value] if isinstance(value, str) else value


def _is_of_nobody(key: str, known: Sequence[str]) -> bool:
    """A field of an empty row."""
    return key.startswith("person-") and key[len("person-") : len("person-") + 36] not in known


def _with_shared(now: Fields, listed: Sequence[str]) -> Fields:
    """Add the shared name where one name stands alone, and say what the two are."""
    shared = str(now.get(ROWS, "")).strip()
    if not shared:
        return now
    found = dict(now)
    for person in listed:
        name = str(now.get(person_key(person, "name"), "")).strip()
        if name and len(name.split()) == 1 and name.casefold() != shared.casefold():
            parts = shared.split()
            found[person_key(person, "name")] = f"{name} {shared}"
            found[person_key(person, "kinds")] = [PartKind.GIVEN.value, *[PartKind.FAMILY.value] * len(parts)]
            found[person_key(person, "suggested")] = ["name"]
    return found
