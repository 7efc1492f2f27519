"""What the address of a worklist asks for, and back. What it says wrongly is as if it had not been said."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import Phase
from limen.domain.worklists.names import Question, SortedBy, Whose
from limen.domain.worklists.queries.lists import WorkKey, chosen_from
from limen.reference.languages import is_language
from limen.web.components.shapes import Text
from limen.web.requests import Request, today
from limen.web.work.spoken import language_in

# The columns that can be shown beside the reference, in their order; the first ones are there at first.
COLUMNS: dict[str, Text] = {
    "called": _("Name"),
    "phase": _("Phase"),
    "due": _("Due"),
    "holders": _("Held by"),
    "last": _("Last act"),
    "opened": _("Opened"),
    "languages": _("Languages"),
    "found": _("Found at night"),
    "why": _("Why it is here"),
}
AT_FIRST = ("called", "phase", "due", "holders", "last", "found")
DAYS_AT_MOST = 3650


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What stands in the address. `within`: due within so many days; `quiet`: no act in as many; `found`: the
    nightly look found something; `language`: a code, or what was typed when it names none."""

    phases: tuple[str, ...] = ()
    held: str = ""
    within: int | None = None
    quiet: int | None = None
    found: bool = False
    language: str = ""
    sort: SortedBy = SortedBy.DUE
    is_down: bool = False
    columns: tuple[str, ...] = AT_FIRST

    @classmethod
    def read(cls, given: QueryDict) -> Asked:
        """The question of an address."""
        sort = given.get("sort", "")
        name = sort.removeprefix("-")
        columns = tuple(name for name in COLUMNS if name in given.getlist("column"))
        held = given.get("held", "")
        return cls(
            phases=tuple(phase for phase in Phase.values if phase in given.getlist("phase")),
            held=held if held in Whose.values or _id(held) else "",
            within=_days(given.get("within", "")),
            quiet=_days(given.get("quiet", "")),
            found=given.get("found", "") == "1",
            language=language_in(given.get("language", "")),
            sort=SortedBy(name) if name in SortedBy.values else SortedBy.DUE,
            is_down=sort.startswith("-"),
            columns=columns or AT_FIRST,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out of the list."""
        days = self.within is not None or self.quiet is not None
        return bool(self.phases or self.held or days or self.found or self.language)

    @property
    def spoken(self) -> str:
        """The language that is asked for; nothing when what was typed names none."""
        return self.language if is_language(self.language) else ""

    @property
    def holder_id(self) -> UUID | None:
        """The colleague whose cases are asked for."""
        return _id(self.held)

    def question(self, request: Request, unit_id: UUID | None) -> Question:
        """The same as the domain understands it, today."""
        whose = Whose(self.held) if self.held in Whose.values else Whose.ANYBODY
        quiet = request.at - timedelta(days=self.quiet) if self.quiet is not None else None
        return Question(
            unit_id=unit_id,
            phases=frozenset(Phase(phase) for phase in self.phases),
            whose=whose,
            holder_id=self.holder_id,
            due_until=today(request) + timedelta(days=self.within) if self.within is not None else None,
            quiet_since=quiet,
            is_found=self.found,
            language=self.spoken,
            sorted_by=self.sort,
            is_down=self.is_down,
        )

    def address(self, **other: str) -> str:
        """The question as an address; `after` and `before` name a place in the list."""
        pairs: list[tuple[str, str]] = [("phase", phase) for phase in self.phases]
        pairs += [("held", self.held)] if self.held else []
        for name, days in (("within", self.within), ("quiet", self.quiet)):
            pairs += [(name, str(days))] if days is not None else []
        pairs += [("found", "1")] if self.found else []
        pairs += [("language", self.spoken)] if self.spoken else []
        if "sort" not in other:
            pairs.append(("sort", f"{'-' if self.is_down else ''}{self.sort}"))
        if self.columns != AT_FIRST:
            pairs += [("column", column) for column in self.columns]
        return urlencode([*pairs, *other.items()])

    def sorting(self, sort: SortedBy) -> str:
        """The same list by another column, or by this one the other way round."""
        is_down = sort is self.sort and not self.is_down
        order = f"-{sort}" if is_down else str(sort)
        return f"?{self.address(sort=order)}"


def token_of(key: WorkKey, sort: SortedBy) -> str:
    """The place of a row in a list as a token: its sort value and its id; of a reference the id alone."""
    value = "" if sort is SortedBy.REFERENCE else key.value
    return urlsafe_b64encode(f"{key.id} {value}".encode()).decode().rstrip("=")


def key_in(request: Request, side: str, sort: SortedBy) -> WorkKey | None:
    """The place that the address names; None, and so the first page, for anything that is no token."""
    token = request.GET.get(side, "")
    try:
        row, _space, value = urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode().partition(" ")
        key = WorkKey(value=value, id=UUID(row))
        if sort is SortedBy.REFERENCE:
            cards = chosen_from([key.id], by=request.actor, at=request.at)
            return WorkKey(value=cards[0].reference, id=key.id) if cards else None
        _instant = datetime.fromisoformat(value)
    except ValueError:
        return None
    return key if sort is not SortedBy.LAST or _instant.tzinfo else None


def _days(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= DAYS_AT_MOST:
        return int(text)
    return None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
