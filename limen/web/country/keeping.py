"""Keeping a report, a newer one in its place, and withdrawing one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.country.commands import keeping
from limen.domain.country.names import Archived, PageText
from limen.domain.country.queries.cards import ReportSheet
from limen.domain.country.queries.reports import report_sheet
from limen.foundation.refusals import Hidden, Obstacle, Refused
from limen.outside.looking.parent import Silent, in_memory, words_in
from limen.outside.storage.chosen import store_of
from limen.web.casefile.frame import Act, address, show_act
from limen.web.country.describing import typed_of
from limen.web.country.forms import KeepForm, WithdrawForm
from limen.web.documents.uploading import SealedUpload
from limen.web.page import told
from limen.web.requests import Request, acts, today

LONGEST_SECONDS = 40.0  # somebody waits, and so does a transaction
READ_AT_MOST = 5  # pages without text that a machine reads meanwhile; more are read by `limen country`


def keep(request: Request) -> HttpResponse:
    """Keep a report."""
    return _kept(request, None)


def follow(request: Request, report_id: UUID) -> HttpResponse:
    """Keep a report that takes the place of another one."""
    return _kept(request, _own(request, report_id))


def withdraw(request: Request, report_id: UUID) -> HttpResponse:
    """Withdraw a report."""
    sheet = _own(request, report_id)
    form = WithdrawForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = keeping.withdraw(report_id, why=why, by=request.actor, at=request.at)
        return told(event, address(request, "country_report", report_id))
    act = Act(
        title=_("Withdraw the report"),
        button=_("Withdraw it"),
        back_url=address(request, "country_report", report_id),
        lead=[
            sheet.card.title,
            _("It stays where it is, with your reason. Drafts that cite it say so and cannot be signed."),
        ],
        kind="warning",
    )
    return show_act(request, act, form)


def _kept(request: Request, old: ReportSheet | None) -> HttpResponse:
    given = {"accessed_on": today(request)} | (_of(old) if old else {})
    form = KeepForm(request.POST or None, request.FILES or None, initial=given)
    if acts(request) and form.is_valid():
        (sent,) = form.cleaned_data["sent"][:1]
        return _taken(request, form, sent, old)
    act = Act(
        title=_("Keep a newer report") if old else _("Keep a report"),
        button=_("Keep it"),
        back_url=address(request, "country_report", old.card.id)
        if old
        else address(request, "country_reports"),
        lead=[
            _("The file is archived as it is. Its words are found at once, a moment later also its meaning."),
            *([_("It takes the place of: %(title)s") % {"title": old.card.title}] if old else []),
        ],
    )
    return show_act(request, act, form, template="web/country/keep.html")


def _taken(request: Request, form: KeepForm, sent: SealedUpload, old: ReportSheet | None) -> HttpResponse:
    if refused := sent.obstacle():
        raise Refused([refused])
    sealed = sent.kept()
    about = form.about()
    store = store_of(settings.FILES)
    file = Archived(
        stored_as=sealed.stored_as,
        key=sealed.key,
        file_name=sealed.file_name,
        media_type=sealed.media_type,
        size=sealed.size,
        digest=sealed.digest,
    )
    try:
        event = keeping.keep(
            about,
            file=file,
            pages=_pages(file, about.language),
            on=today(request),
            follows=old.card.id if old else None,
            by=request.actor,
            at=request.at,
        )
    except BaseException:
        store.remove(sealed.stored_as)
        raise
    return told(event, address(request, "country_report", event.report_id))


def _pages(file: Archived, language: str) -> list[PageText]:
    """The words of a file, taken out by a process behind a fence. Raises `Refused`."""
    try:
        with in_memory(store_of(settings.FILES).read(file.stored_as, file.key)) as opened:
            leaves, _fault = words_in(
                opened, file.media_type, language, read_at_most=READ_AT_MOST, seconds=LONGEST_SECONDS
            )
    except Silent as error:
        raise Refused([Obstacle("silent", _("It took too long to read, or could not be read. Bring it in with"
                                            " the command limen country import."))]) from error  # fmt: skip
    return [PageText(text=leaf.text, is_read_by_machine=leaf.is_read_by_machine) for leaf in leaves]


def _own(request: Request, report_id: UUID) -> ReportSheet:
    sheet = report_sheet(report_id, page=1, on=today(request), by=request.actor)
    if not sheet.card.is_ours:
        raise Hidden(f"report {report_id}")
    return sheet


def _of(old: ReportSheet) -> dict[str, object]:
    """What is said of the older one stands there to be changed, but for its days."""
    days = ("published_on", "covers_from", "covers_until", "accessed_on", "look_again_on")
    return {name: value for name, value in typed_of(old.card).items() if name not in (*days, "when")}
