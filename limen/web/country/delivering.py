"""Bringing in a catalogue with its files: sent, looked at line by line, and added step by step."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.country.commands import delivering
from limen.domain.country.names import Archived, LineState, LookedAt, PageText, SentLine
from limen.domain.country.queries.catalogues import (
    COLUMNS,
    TROUBLE,
    Row,
    Unreadable,
    as_written,
    file_of_line,
    lines_of,
)
from limen.domain.country.queries.deliveries import (
    LineCard,
    files_waiting,
    is_free,
    lines_in,
    looked_at,
    next_line,
)
from limen.domain.country.queries.deliveries import delivery as delivery_card
from limen.domain.country.rules import MOST_LINES
from limen.foundation.refusals import Obstacle, Refused
from limen.outside.looking.parent import Silent, in_memory, words_in
from limen.outside.sheets.writing import written_text
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Damaged, NotThere
from limen.web.casefile.frame import Act, address, show_act
from limen.web.country.delivered import show_delivery
from limen.web.country.forms import DeliverForm
from limen.web.country.unpacking import MOST_OF_CATALOGUE, Came, came, catalogue_too_large
from limen.web.page import told
from limen.web.requests import Request, acts, today

STEP_SECONDS = 12.0  # after so many no further line is begun: somebody waits, and so does a transaction
LONGEST_SECONDS = 30.0  # for one file
READ_AT_MOST = 5  # pages without text that a machine reads meanwhile
MOST_CHOSEN = settings.DATA_UPLOAD_MAX_NUMBER_FILES - 1


def deliver(request: Request) -> HttpResponse:
    """Send a catalogue with its files. Nothing is added by it yet."""
    form = DeliverForm(request.POST or None, request.FILES or None)
    if acts(request) and form.is_valid():
        with came(form.cleaned_data["sent"]) as files:
            name, rows = _catalogue(form, files)
            looked = _looked_at(request, _lines(rows, files), files)
            event = delivering.deliver(name, looked, by=request.actor, at=request.at)
        request.undone += [partial(store_of(settings.FILES).remove, one) for one in files.kept]
        return told(event, address(request, "country_delivery", event.delivery_id))
    megabytes = 1024 * 1024
    limits = _(
        "At most %(lines)d files of %(each)d MB, and %(all)d MB together, also unpacked. More than "
        "%(chosen)d at once go into a .zip."
    ) % {
        "lines": MOST_LINES,
        "each": settings.FILE_LIMIT // megabytes,
        "all": settings.CATALOGUE_LIMIT // megabytes,
        "chosen": MOST_CHOSEN,
    }
    act = Act(
        title=_("Send a catalogue"),
        button=_("Look at it"),
        back_url=address(request, "country_deliveries"),
        lead=[_("First you see what would become of each line. Nothing is added before you say so."), limits],
    )
    return show_act(request, act, form, template="web/country/deliver.html", columns=COLUMNS)


def take_in(request: Request, delivery_id: UUID) -> HttpResponse:
    """Add the next reports of a catalogue: as many as can be read in a moment, and then the next."""
    card = delivery_card(delivery_id, by=request.actor)
    if not acts(request) or card.ended_at is not None:
        return show_delivery(request, card)
    if not is_free(delivery_id, by=request.actor):
        says = _("Somebody is adding from it at this moment. Look again soon.")
        raise Refused([Obstacle("busy", says)])
    began = time.monotonic()
    while time.monotonic() - began < STEP_SECONDS:
        if (found := next_line(delivery_id, by=request.actor)) is None:
            break
        _take(request, *found)
    return HttpResponseRedirect(f"{address(request, 'country_delivery', delivery_id)}?going=1", status=303)


def end_delivery(request: Request, delivery_id: UUID) -> HttpResponse:
    """Leave out what was not added."""
    card = delivery_card(delivery_id, by=request.actor)
    back = address(request, "country_delivery", delivery_id)
    ended = [Obstacle("ended", _("It was ended already."))] if card.ended_at else []
    if acts(request):
        if ended:
            raise Refused(ended)
        waiting = files_waiting(delivery_id, by=request.actor)
        event = delivering.end_delivery(delivery_id, by=request.actor, at=request.at)
        for stored_as in waiting:
            _forget(stored_as)
        return told(event, back)
    act = Act(
        title=_("Leave out what was not added"),
        button=_("Leave it out"),
        back_url=back,
        lead=[
            card.catalogue,
            _("The files that wait are removed. What was added stays; what the lines say can be fetched."),
        ],
        kind="warning",
        refused=ended,
    )
    return show_act(request, act, None)


def failures(request: Request, delivery_id: UUID) -> HttpResponse:
    """The lines that were not added, as a catalogue to mend and to send again, with what is wrong."""
    delivery_card(delivery_id, by=request.actor)
    lines = lines_in(delivery_id, states=(LineState.WRONG, LineState.LEFT), by=request.actor)
    file = io.BytesIO()
    written_text(file, rows=[(*COLUMNS, TROUBLE), *(_written(line) for line in lines)])
    answer = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="catalogue-to-mend-{delivery_id.hex[-8:]}.csv"'
    return answer


def _written(line: LineCard) -> tuple[str, ...]:
    said = {**line.said, "file": line.said.get("file", line.file_name)}
    return (*(said.get(name, "") for name in COLUMNS), " ".join(line.whys))


def _catalogue(form: DeliverForm, files: Came) -> tuple[str, list[Row]]:
    """Its name and its lines, sent apart or among the files. Raises `Refused`."""
    apart = form.cleaned_data["catalogue"]
    if apart is not None and apart.size > MOST_OF_CATALOGUE:
        raise Refused([Obstacle("catalogue", catalogue_too_large())])
    found = (str(apart.name), apart.read()) if apart is not None else files.catalogue()
    if found is None:
        says = _("There is no catalogue.csv and no catalogue.yaml among the files. Choose the catalogue.")
        raise Refused([Obstacle("catalogue", says)])
    try:
        return found[0], lines_of(*found)
    except Unreadable as error:
        raise Refused([Obstacle("catalogue", str(error))]) from error


def _lines(rows: Sequence[Row], files: Came) -> list[tuple[SentLine, str]]:
    """Each line with the name under which its file came, and then the files of which nothing is said."""
    found: list[tuple[SentLine, str]] = []
    used = set[str]()
    for row in rows:
        name = file_of_line(row)
        came_as = files.named(name)
        again = _("The catalogue names this file more than once.") if came_as and came_as in used else ""
        line = _line(len(found) + 1, came_as or name, files, said=as_written(row), why=again)
        used.add(came_as)
        found.append((line, came_as))
    for name in sorted({*files.files, *files.troubles} - used):
        says = _("The catalogue says nothing of this file.")
        found.append((_line(len(found) + 1, name, files, said={}, why=says), name))
    return found


def _line(number: int, name: str, files: Came, *, said: dict[str, str], why: str) -> SentLine:
    sent, whys = files.files.get(name), [why] if why else []
    if sent is not None and (refused := sent.obstacle()):
        whys.append(refused.says)
    if sent is None:
        whys.append(files.troubles.get(name) or _("This file did not come with the catalogue."))
    return SentLine(
        number=number, file_name=name, said=said, digest=sent.digest if sent else "", whys=tuple(whys)
    )


def _looked_at(request: Request, lines: list[tuple[SentLine, str]], files: Came) -> list[LookedAt]:
    looked = looked_at([line for line, _name in lines], on=today(request), by=request.actor)
    return [
        replace(one, file=files.keep(name)) if one.state is LineState.READY else one
        for one, (_line, name) in zip(looked, lines, strict=True)
    ]


def _take(request: Request, line: LineCard, file: Archived) -> None:
    pages, trouble = _pages(file, line.said.get("language") or "eng")
    event = delivering.take_in(
        line.id, pages=pages, trouble=trouble, on=today(request), by=request.actor, at=request.at
    )
    if event.kind == "country.line_refused":
        _forget(file.stored_as)


def _pages(file: Archived, language: str) -> tuple[list[PageText], str]:
    """The words of a file, taken out by a process behind a fence, or why there are none."""
    try:
        with in_memory(store_of(settings.FILES).read(file.stored_as, file.key)) as opened:
            leaves, fault = words_in(
                opened, file.media_type, language, read_at_most=READ_AT_MOST, seconds=LONGEST_SECONDS
            )
    except Silent:
        return [], _("It took too long to read, or could not be read. Bring it in with the command limen"
                     " country import.")  # fmt: skip
    except (NotThere, Damaged):
        return [], _("Its file is no longer in the store. Send it again.")
    pages = [PageText(text=leaf.text, is_read_by_machine=leaf.is_read_by_machine) for leaf in leaves]
    return pages, _("This file cannot be opened: it is damaged, or has a password.") if fault else ""


def _forget(stored_as: UUID) -> None:
    """Remove a file that no line holds any more, once that is certain."""
    transaction.on_commit(partial(store_of(settings.FILES).remove, stored_as))
