"""What happens when the same page of fields was changed in two windows: field by field, and never in
silence."""

from __future__ import annotations

from dataclasses import dataclass

from limen.domain.registration.names.typed import Fields, Value


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What one window sends: its fields now, as they were when it last knew them, and which window it is.

    A device that was offline sends the same: `was` is the base on which its differences are laid.
    """

    now: Fields
    was: Fields
    window: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that two windows changed in two ways."""

    key: str
    mine: Value
    theirs: Value


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The page after an edit, and the fields on which the two do not agree."""

    content: Fields
    differences: tuple[Difference, ...]


def merged(stored: Fields, edit: Edit, *, is_own: bool) -> Merged:
    """Lay an edit on what is stored. What only one of the two changed is taken from that one; with `is_own`
    the stored page was last written by the same window, which knows what it does."""
    content, differences = dict(stored), []
    for key, mine in edit.now.items():
        was, theirs = edit.was.get(key), stored.get(key)
        if is_own or theirs is None or _same(mine, theirs) or _same(theirs, was):
            content[key] = mine
        elif not _same(mine, was):
            differences.append(Difference(key=key, mine=mine, theirs=theirs))
    return Merged(content=content, differences=tuple(differences))


def _same(one: Value | None, other: Value | None) -> bool:
    """A field that is not there is as good as an empty one."""
    return (one or "") == (other or "") or (not one and not other)
