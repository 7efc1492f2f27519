"""What the base page needs to know about a request, and nothing more.

A page hands over one `Shell`; the base templates read it and never touch the request, the session or a model.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import get_language_info

from limen.web.components.shapes import Text

THEME_COOKIE = "limen_theme"
LAST_WORKSPACE_COOKIE = "limen_workspace"


class Direction(StrEnum):
    """The way a language is written."""

    LTR = "ltr"
    RTL = "rtl"


class Theme(StrEnum):
    """The colours a person asked for; `auto` follows their machine."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True)
class WorkspaceLink:
    """One entry of the bar: where it leads, and the letter that follows `g` to go there."""

    label: Text
    url: str
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class Shell:
    """The frame of a page: who is here, where they may go, what they have just been told, and when it is."""

    at: datetime
    time_zone: str
    language: str
    direction: Direction
    theme: Theme = Theme.AUTO
    person: str | None = None
    organisation: str | None = None
    workspaces: tuple[WorkspaceLink, ...] = ()
    demo: bool = False
    told: Text | None = None
    told_undo_url: str | None = None
    search_url: str | None = None
    suggest_url: str | None = None
    palette_url: str | None = None
    palette_suggest_url: str | None = None

    def __post_init__(self) -> None:
        """A time without a zone would be shown wrongly to somebody."""
        if self.at.tzinfo is None:
            raise ValueError("the time of a request has a zone")


def direction_of(language: str) -> Direction:
    """The way a language is written; left to right when Django does not know the language."""
    try:
        info = get_language_info(language)
    except KeyError:
        return Direction.LTR
    return Direction.RTL if info["bidi"] else Direction.LTR


def theme_of(cookies: Mapping[str, str]) -> Theme:
    """The colours a browser asked for in its cookie; anything unknown is `auto`."""
    try:
        return Theme(cookies.get(THEME_COOKIE, Theme.AUTO))
    except ValueError:
        return Theme.AUTO
