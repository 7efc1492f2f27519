"""Two versions of one text, side by side, when two people wrote at the same time."""

from dataclasses import dataclass
from datetime import datetime

from limen.foundation.refusals import Conflict
from limen.web.components.shapes import Text


@dataclass(frozen=True, kw_only=True)
class TwoTexts:
    """Theirs was saved first, yours was not; `base` is what both started from.

    The words go back under `name`, and the version they replace (theirs) under `version_name`.
    `fields` are the other values of the form, sent again as they were.
    """

    name: str
    label: Text
    theirs: str
    theirs_by: Text
    theirs_at: datetime | None
    yours: str
    base: str | None
    version: str
    action_url: str
    leave_url: str
    version_name: str = "version"
    fields: tuple[tuple[str, str], ...] = ()


def two_texts(
    conflict: Conflict,
    *,
    name: str,
    label: Text,
    yours: str,
    action_url: str,
    leave_url: str,
    version_name: str = "version",
    fields: tuple[tuple[str, str], ...] = (),
) -> TwoTexts:
    """What the page of a conflict shows, from what a command raised and the text that was sent."""
    return TwoTexts(
        name=name,
        label=label,
        theirs=conflict.theirs.says,
        theirs_by=conflict.theirs.by_name,
        theirs_at=conflict.theirs.at,
        yours=yours,
        base=conflict.base.says if conflict.base else None,
        version=str(conflict.version),
        action_url=action_url,
        leave_url=leave_url,
        version_name=version_name,
        fields=fields,
    )
