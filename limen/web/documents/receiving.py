"""Sending documents to Limen: several at once as documents of their own, or one as a further version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.documents.commands import receiving
from limen.domain.documents.names import SealedFile, Translation
from limen.domain.documents.rules import obstacles_to_working
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Refused
from limen.outside.storage.chosen import store_of
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here, read_sheet, show_act
from limen.web.documents.forms import FileForm, ReceiveForm
from limen.web.documents.frame import opened
from limen.web.documents.uploading import SealedUpload
from limen.web.page import told
from limen.web.requests import Request, acts, today

_BEFOREHAND = (Translation.NOT_ASKED, Translation.NOT_NEEDED, Translation.WANTED, Translation.THERE)


def document_receive(request: Request, case_id: UUID) -> HttpResponse:
    """Receive documents. One that is not taken holds back the others, so that none is forgotten."""
    sheet = read_sheet(request, case_id)
    form = offering(
        ReceiveForm(request.POST or None, request.FILES or None, on=today(request)),
        compartment=[(part.value, part.label) for part in Compartment if part in request.actor.clearances],
        translation=[(one.value, one.label) for one in _BEFOREHAND],
    )
    if acts(request) and form.is_valid():
        sent: list[SealedUpload] = form.cleaned_data["sent"]
        with _kept(sent) as files:
            events = [
                receiving.receive(
                    case_id,
                    file=file,
                    described=form.described(of_file=file.file_name, is_alone=len(files) == 1),
                    compartment=Compartment(form.cleaned_data["compartment"]),
                    on=today(request),
                    by=request.actor,
                    at=request.at,
                )
                for file in files
            ]
        return told(events[-1], f"{here(request)}:case_documents", case_id)
    act = Act(
        title=_("Receive documents"),
        button=_("Receive them"),
        back_url=address(request, "case_documents", case_id),
        lead=[
            _("Files are locked away as they arrive, and shown when they have been looked at."),
            _("At most %(count)d MB each.") % {"count": settings.FILE_LIMIT // (1024 * 1024)},
        ],
        refused=obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )
    return show_act(request, act, form, sheet=sheet, template="web/documents/receive.html", takes_many=True)


def document_add_version(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Add a version of a document."""
    sheet, found = opened(request, case_id, document_id)
    form = FileForm(request.POST or None, request.FILES or None)
    if acts(request) and form.is_valid():
        with _kept(form.cleaned_data["sent"][:1]) as files:
            event = receiving.add_version(document_id, file=files[0], by=request.actor, at=request.at)
        return told(event, f"{here(request)}:document", case_id, document_id)
    act = Act(
        title=_("Add a version"),
        button=_("Add it"),
        back_url=address(request, "document", case_id, document_id),
        lead=[found.document.title],
        refused=obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )
    return show_act(request, act, form, sheet=sheet, template="web/documents/receive.html")


@contextmanager
def _kept(sent: Sequence[SealedUpload]) -> Iterator[list[SealedFile]]:
    """The files, made to last; taken away again when the act does not happen. Raises `Refused`."""
    if refused := [obstacle for one in sent if (obstacle := one.obstacle())]:
        raise Refused(refused)
    files: list[SealedFile] = []
    try:
        files += [one.kept() for one in sent]
        yield files
    except BaseException:
        store = store_of(settings.FILES)
        for file in files:
            store.remove(file.stored_as)
        raise
