"""The frame of the pages of lists: the way back to them, and a list's state in a mark."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.imports.names import ImportState
from limen.domain.imports.queries.sheets import ImportCard
from limen.web.casefile import frame
from limen.web.components import Crumb, Tone, tag_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request

_TONES = {
    ImportState.RUNNING: Tone.ACTION,
    ImportState.PAUSED: Tone.ATTENTION,
    ImportState.FINISHED: Tone.DONE,
}


def show(
    request: Request,
    template: str,
    *,
    title: Text,
    card: ImportCard | None = None,
    is_below: bool = False,
    **context: Any,
) -> HttpResponse:
    """A page of lists; with `card`, of one of them; with `is_below`, a page further down from it."""
    crumbs = [Crumb(label=_("Lists"), url=frame.address(request, "imports"))]
    if card is not None and is_below:
        crumbs.append(Crumb(label=card.file_name, url=frame.address(request, "import", card.id)))
    crumbs.append(Crumb(label=title))
    return frame.show(
        request, f"web/imports/{template}.html", title=title, crumbs=crumbs, card=card, **context
    )


def state_mark(card: ImportCard) -> SafeString:
    """How far a list has come, in a tag."""
    return tag_mark(card.state.label, _TONES.get(card.state, Tone.QUIET))


def number(count: int) -> str:
    """A count as people of this language write it."""
    return number_format(count, force_grouping=True)
