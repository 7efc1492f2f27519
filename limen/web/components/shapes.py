"""Small frozen shapes that a page function hands to a template: crumbs, tabs, facts, an empty place."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Text: TypeAlias = StrOrPromise
else:
    Text = str
"""Words for a person: a string, or one translated when it is shown. Strings marked safe are markup."""


class Tone(StrEnum):
    """The weight of a tag, a notice or a clock. The words say it too: colour never stands alone."""

    QUIET = "quiet"
    ACTION = "action"
    ATTENTION = "attention"
    DANGER = "danger"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """One step of the way to this page; the last one has no address."""

    label: Text
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One part of a file, as a link; `count` is how many things are in it."""

    label: Text
    url: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """One entry of the "add" menu."""

    label: Text
    url: str


@dataclass(frozen=True, kw_only=True)
class NumberDoor:
    """A number and the address of the list that it counts."""

    number: int | Text
    label: Text
    url: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of a summary: what it is, what it says, and where it can be changed."""

    term: Text
    value: Text
    change_url: str | None = None
    change_label: Text = ""


Facts: TypeAlias = Sequence[Fact]


@dataclass(frozen=True, kw_only=True)
class Empty:
    """An empty place: a sentence that says so, and what a person can do about it."""

    sentence: Text
    advice: Text = ""
    url: str | None = None
    url_label: Text = ""
