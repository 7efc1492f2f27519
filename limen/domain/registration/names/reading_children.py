"""Reads with whom a child came. That somebody is a child is said by the clerk, and by no number here."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.families.names import Accompanied
from limen.domain.registration.names.told import CameWith
from limen.domain.registration.names.troubles import Troubles
from limen.domain.registration.names.typed import FamilyTyped, PersonTyped, person_key

YES, NO, UNSAID = "yes", "no", "unsaid"
SOMEBODY_ELSE = "other"


def is_child(typed: PersonTyped) -> bool:
    """As the clerk says, or as their part in the case does when nothing else was said."""
    return typed.child == YES or (typed.child != NO and typed.part == PartyPart.CHILD)


def came_with(typed: FamilyTyped, found: Troubles) -> Iterator[tuple[PersonTyped, CameWith]]:
    """What was said of each child; nothing of those who were not asked about."""
    for one in typed.persons:
        if not is_child(one) or one.accompanied in ("", Accompanied.NOT_ASKED):
            continue
        if one.accompanied not in Accompanied.values:
            continue
        state, words, why = Accompanied(one.accompanied), _with_whom(one, typed), one.accompanied_why.strip()
        if not why:
            found.add(person_key(one.id, "accompanied_why"), _("Say what this rests on."))
        elif state is Accompanied.SEPARATED and not words:
            found.add(person_key(one.id, "accompanied_by"), _("Say with whom the child came."))
        else:
            yield one, CameWith(person_id=one.id, state=state, words=words, why=why)


def _with_whom(one: PersonTyped, typed: FamilyTyped) -> str | None:
    """The name of somebody of the family, or the words for somebody else."""
    try:
        other = typed.person(UUID(one.accompanied_by))
    except ValueError:
        other = None
    words = " ".join((other.name if other else "", one.accompanied_words)).strip()
    return " ".join(words.split())[:200] or None
